"""Which deal readings tell of one transaction: roles compared across types, sums and years checked."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from depesche.deals.status import CAME_TO_NOTHING
from depesche.readings import AmountReading, DealReading
from depesche.records import DealStatus, DealType, Role

SIDES: dict[tuple[DealType, Role], str] = {
    (DealType.ACQUISITION, Role.BUYER): "taker",
    (DealType.ACQUISITION, Role.TARGET): "object",
    (DealType.ACQUISITION, Role.SELLER): "giver",
    (DealType.DIVESTITURE, Role.BUYER): "taker",
    (DealType.DIVESTITURE, Role.TARGET): "object",
    (DealType.DIVESTITURE, Role.SELLER): "giver",
    (DealType.INVESTMENT, Role.INVESTOR): "taker",
    (DealType.INVESTMENT, Role.COMPANY): "object",
    (DealType.FUNDING_ROUND, Role.INVESTOR): "taker",
    (DealType.FUNDING_ROUND, Role.LEAD_INVESTOR): "taker",
    (DealType.FUNDING_ROUND, Role.COMPANY): "object",
    (DealType.TALENT_MOVE, Role.PERSON): "person",
    (DealType.TALENT_MOVE, Role.TO): "taker",
    (DealType.TALENT_MOVE, Role.FROM): "giver",
    (DealType.LEADERSHIP_CHANGE, Role.PERSON): "person",
    (DealType.LEADERSHIP_CHANGE, Role.COMPANY): "taker",
    (DealType.LEADERSHIP_CHANGE, Role.PREDECESSOR): "predecessor",
    (DealType.MERGER, Role.COMPANY): "partner",
    (DealType.JOINT_VENTURE, Role.PARTNER): "partner",
    (DealType.PARTNERSHIP, Role.PARTNER): "partner",
    (DealType.LICENSING, Role.SUPPLIER): "giver",
    (DealType.LICENSING, Role.CUSTOMER): "taker",
    (DealType.CONTRACT, Role.SUPPLIER): "giver",
    (DealType.CONTRACT, Role.CUSTOMER): "taker",
    (DealType.LAYOFF, Role.COMPANY): "object",
    (DealType.IPO, Role.COMPANY): "object",
    (DealType.INSOLVENCY, Role.COMPANY): "object",
    (DealType.SETTLEMENT, Role.COMPANY): "object",
    (DealType.SETTLEMENT, Role.CLAIMANT): "giver",
}
"""What a role is to a transaction, so that a sale and a purchase can be seen to be one."""

ALIKE: tuple[frozenset[DealType], ...] = (
    frozenset({DealType.ACQUISITION, DealType.DIVESTITURE}),
    frozenset({DealType.ACQUISITION, DealType.INVESTMENT}),
    frozenset({DealType.ACQUISITION, DealType.MERGER}),
    frozenset({DealType.INVESTMENT, DealType.FUNDING_ROUND}),
    frozenset({DealType.TALENT_MOVE, DealType.LEADERSHIP_CHANGE}),
    frozenset({DealType.CONTRACT, DealType.PARTNERSHIP}),
    frozenset({DealType.LICENSING, DealType.PARTNERSHIP}),
    frozenset({DealType.JOINT_VENTURE, DealType.PARTNERSHIP}),
)
"""Types as which one transaction may be told."""

_DECISIVE = frozenset({"object", "person", "partner"})
"""The side that makes a transaction this one and no other."""
_ALL_SIDES = frozenset(SIDES.values())
_OPEN_SIDES = frozenset({"taker"})
"""Sides on which a funding round may have several parties, named in different sentences."""
_ABOUT = Decimal("0.06")
"""Two sums closer than this are the same sum, once rounded and once not."""
NEAR = 3
"""Within how many sentences a trigger noun without names takes up the deal told before."""


@dataclass(frozen=True, slots=True)
class Party:
    """Who fills a role: ``key`` identifies the entity, or the words where there is none.

    ``named``: an entity of the article; otherwise ``text`` is all there is. ``weak``: known by a
    pronoun, a description or because it went without saying, so it may be wrong.
    """

    role: Role
    key: str
    named: bool
    text: str
    weak: bool = False


@dataclass(frozen=True, slots=True)
class Telling:
    """A reading with its parties resolved; ``sentence`` counts the sentences of the article.

    ``weak``: sides on which all parties are weak.
    """

    reading: DealReading
    parties: tuple[Party, ...]
    sentence: int
    sides: Mapping[str, frozenset[str]] = field(default_factory=dict)
    weak: frozenset[str] = frozenset()

    @property
    def year(self) -> str | None:
        """The year of the reading's date, where it has a certain one."""
        date = self.reading.date
        return date.value[:4] if date is not None and date.value and date.value[:4].isdigit() else None


def telling(reading: DealReading, parties: tuple[Party, ...], sentence: int) -> Telling:
    """Build a telling; its sides are the keys of its parties by what they are to the transaction."""
    sides: dict[str, set[str]] = {}
    for party in parties:
        side = SIDES.get((reading.type, party.role))
        # Whom mere words name may be anybody who is named nearby.
        if side is not None and not (side == "person" and party.key.startswith("text:")):
            sides.setdefault(side, set()).add(party.key)
    firm = {SIDES.get((reading.type, p.role)) for p in parties if not p.weak}
    frozen = {side: frozenset(keys) for side, keys in sides.items()}
    return Telling(reading, parties, sentence, frozen, frozenset(sides) - firm)


def is_decisive(kind: DealType, role: Role) -> bool:
    """Whether a role makes a transaction of a type this one and no other."""
    return SIDES.get((kind, role)) in _DECISIVE


def same_transaction(cluster: Iterable[Telling], new: Telling) -> bool:
    """Whether a telling belongs to the transaction that the tellings of a cluster tell of.

    What changes hands (or who moves) must be the same. A telling that does not say it, such as
    "das Angebot von 3 Milliarden Dollar", belongs to the transaction it takes up: one told nearby
    whose other parties agree, or one with the same sum.
    """
    tellings = tuple(cluster)
    types = {t.reading.type for t in tellings}
    if not all(new.reading.type is t or frozenset({new.reading.type, t}) in ALIKE for t in types):
        return False
    sides = _union(tellings)
    weak = frozenset.intersection(*(t.weak | (frozenset(_ALL_SIDES) - t.sides.keys()) for t in tellings))
    if _conflict(sides, new, types, weak) or _contradict(tellings, new):
        return False
    shared = frozenset(side for side in new.sides if sides.get(side, frozenset()) & new.sides[side])
    if _are_two_crowds(shared, sides, new):
        return False
    if shared & _DECISIVE or len(shared) > 1:
        return _sums_agree(tellings, new, complete=len(shared) > 1)
    near = min(abs(new.sentence - t.sentence) for t in tellings)
    if _named_by_the_other(sides, new, types, near) or (new.reading.joins and near <= 1):
        return _sums_agree(tellings, new, complete=True)
    both_decided = any(side in _DECISIVE for side in sides) and any(side in _DECISIVE for side in new.sides)
    takes_up = new.reading.type in types and not both_decided
    return takes_up and _takes_up(tellings, new, near, shares=bool(shared))


def _are_two_crowds(shared: frozenset[str], sides: Mapping[str, frozenset[str]], new: Telling) -> bool:
    """Whether two houses take on people, and all that both tellings share is that these have no names."""
    if not shared or any(not k.endswith(":") for side in shared for k in sides[side] & new.sides[side]):
        return False
    taker, other = sides.get("taker", frozenset()), new.sides.get("taker", frozenset())
    return bool(taker) and bool(other) and not taker & other


def _takes_up(tellings: tuple[Telling, ...], new: Telling, near: int, *, shares: bool) -> bool:
    """Whether a telling that does not say what it is about means a transaction ``near`` sentences off."""
    if _same_sum(tellings, new) and (shares or near <= NEAR):
        return True
    takes_up = new.reading.anaphoric or near == 0 or shares
    return takes_up and near <= NEAR and _sums_agree(tellings, new, complete=False)


def _named_by_the_other(
    sides: Mapping[str, frozenset[str]], new: Telling, types: set[DealType], near: int
) -> bool:
    """Whether a sale and a purchase told together are one of which one telling names the object.

    "X verkauft die Mehrheit an seiner Sparte. 50 Prozent an Y gehen an Z."
    """
    other, own = sides.get("object", frozenset()), new.sides.get("object", frozenset())
    described = is_described(other) != is_described(own)
    return (
        near <= 1
        and described
        and not new.reading.by_noun
        and {new.reading.type} | types == _SALE_AND_PURCHASE
    )


_SALE_AND_PURCHASE = {DealType.ACQUISITION, DealType.DIVESTITURE}


def is_described(keys: Collection[str]) -> bool:
    """Whether parties are known only by words ("seine Sparte")."""
    return all(":" in key for key in keys)


def complementary(cluster: Iterable[Telling], new: Telling) -> int:
    """How near two incomplete tellings of one type stand, in sentences, whose parties go together.

    A number above ``NEAR`` when they do not.
    """
    tellings = tuple(cluster)
    fits = all(t.reading.type is new.reading.type for t in tellings)
    if (
        not fits
        or _conflict(_union(tellings), new, {new.reading.type}, frozenset())
        or _contradict(tellings, new)
    ):
        return NEAR + 1
    return min(abs(new.sentence - t.sentence) for t in tellings)


def _contradict(tellings: Iterable[Telling], new: Telling) -> bool:
    """Whether one tells as a fact what the other says came to nothing: these are two transactions."""
    told = [*tellings, new]
    facts = [_as_fact(t) for t in told]
    if True in facts and False in facts:
        return True
    # A bid that came to nothing and another sum that is agreed: the second attempt is a deal of its own.
    lost = [t.reading.amount for t in told if t.reading.status in CAME_TO_NOTHING]
    others = [t.reading.amount for t in told if t.reading.status in _ON_THE_WAY]
    return any(a is not None and b is not None and not _same_amount(a, b) for a in lost for b in others)


_ON_THE_WAY = frozenset({DealStatus.COMPLETED, DealStatus.ANNOUNCED, DealStatus.PLANNED})


def _as_fact(one: Telling) -> bool | None:
    """True: told as done by a verb; False: told as declined or failed; None: neither."""
    reading = one.reading
    if reading.status in CAME_TO_NOTHING:
        return False
    return (
        True
        if reading.status is DealStatus.COMPLETED and not reading.anaphoric and not reading.unreal
        else None
    )


def _same_sum(tellings: Iterable[Telling], new: Telling) -> bool:
    amount = new.reading.amount
    if amount is None or amount.value is None:
        return False
    return any(
        t.reading.amount is not None
        and t.reading.amount.value == amount.value
        and t.reading.amount.currency == amount.currency
        for t in tellings
    )


def _union(tellings: Iterable[Telling]) -> dict[str, frozenset[str]]:
    union: dict[str, frozenset[str]] = {}
    for one in tellings:
        for side, keys in one.sides.items():
            union[side] = union.get(side, frozenset()) | keys
    return union


def _conflict(
    sides: Mapping[str, frozenset[str]], new: Telling, types: set[DealType], weak: frozenset[str]
) -> bool:
    """Whether some side is filled on both hands by different parties.

    A weak side does not count when what changes hands is the same. A funding round may have any number
    of investors.
    """
    is_round = types == {DealType.FUNDING_ROUND} and new.reading.type is DealType.FUNDING_ROUND
    decided = any(
        sides.get(s, frozenset()) & k for s, k in new.sides.items() if s in _DECISIVE - weak - new.weak
    )
    for side, keys in new.sides.items():
        other = sides.get(side, frozenset())
        if not other or other & keys or (is_round and side in _OPEN_SIDES):
            continue
        if decided and (side in weak or side in new.weak):
            continue
        if side in _DECISIVE and is_described(keys) != is_described(other):
            continue
        return True
    return False


def _sums_agree(tellings: tuple[Telling, ...], new: Telling, *, complete: bool) -> bool:
    """Whether sums, years, rounds and head counts allow one transaction.

    With all parties equal (``complete``) a different sum may stand, but not for rounds of funding.
    """
    fits = (
        _one_of(new.reading.round, {t.reading.round for t in tellings})
        and _one_of(_heads(new), {_heads(t) for t in tellings})
        and _one_of(new.year, {t.year for t in tellings})
    )
    if not fits:
        return False
    amount = new.reading.amount
    others = [t.reading.amount for t in tellings if t.reading.amount is not None]
    if amount is None or not others or any(_same_amount(amount, other) for other in others):
        return True
    return complete and new.reading.type is not DealType.FUNDING_ROUND


def _one_of(value: object, others: Collection[object]) -> bool:
    """Whether a value is among the others, or one side says nothing."""
    known = [other for other in others if other is not None]
    return value is None or not known or value in known


def _heads(one: Telling) -> Decimal | None:
    return one.reading.headcount.value if one.reading.headcount is not None else None


def _same_amount(one: AmountReading, other: AmountReading) -> bool:
    """Whether two sums may be the same: about equal, or not comparable."""
    if one.value is None or other.value is None or one.currency != other.currency:
        return True
    larger = max(abs(one.value), abs(other.value))
    return abs(one.value - other.value) <= _ABOUT * larger
