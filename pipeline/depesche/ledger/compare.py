"""Whether a telling belongs to the transaction that earlier ones tell of: parties, days, sums, rounds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from depesche.ledger.pack import LedgerRules
from depesche.ledger.telling import DECISIVE, EARLY, MUTUAL, OVER, Money, Telling
from depesche.records import DealStatus, DealType, Modifier
from depesche.resolve.transactions import ALIKE

_SAME_SUM = Decimal("0.06")
"""Sums closer than this share are one sum, once rounded and once not."""
_OPEN_SUM = Decimal("0.5")
"""How far sums may lie apart, as share of the larger, while they are still being talked about."""
_MOST_TELLINGS = 60
"""How many different tellings of a transaction are compared with."""
_HEADS = 0.1
_STAKE_POINTS = 2
_ANEW = 45
"""Days after the end of a transaction from which talks are the beginning of another."""
_REVIVED = 240
"""Days without a report after a failure from which even an agreement is another attempt."""
_RETOLD = 4
"""So many times the window may lie between reports where an old transaction is told again."""
_ONCE = frozenset({DealType.ACQUISITION, DealType.MERGER, DealType.DIVESTITURE})
"""What the same parties do with the same thing once."""
_OPEN_MODIFIERS = frozenset({Modifier.AT_MOST, Modifier.AT_LEAST, Modifier.MORE_THAN, Modifier.LESS_THAN})


@dataclass(slots=True)
class Transaction:
    """What is known of one transaction so far.

    ``first``: number of its first telling; ``tellings``: those that differ in more than the day, the first
    ones; ``ended``: the first day on which it was told to be completed or off; ``off``: whether the last
    report has it so.
    """

    first: int
    tellings: list[Telling] = field(default_factory=list)
    sides: dict[str, set[int]] = field(default_factory=dict)
    last_day: int | None = None
    ended: int | None = None
    off: bool = False
    _contents: set[tuple[object, ...]] = field(default_factory=set)

    def add(self, one: Telling) -> None:
        """Take a telling in."""
        if len(self._contents) < _MOST_TELLINGS and one.content not in self._contents:
            self._contents.add(one.content)
            self.tellings.append(one)
            for side, entities in one.sides.items():
                self.sides.setdefault(side, set()).update(entities)
        self.off = one.status in OVER
        if one.day is not None:
            self.last_day = one.day if self.last_day is None else max(self.last_day, one.day)
            if self.ended is None and (one.status in OVER or one.status is DealStatus.COMPLETED):
                self.ended = one.day


def fits(transaction: Transaction, new: Telling, rules: LedgerRules) -> int:
    """How well a telling fits: 0 not at all, else the number of things in common."""
    if not all(_alike(one.type, new.type) for one in transaction.tellings):
        return 0
    if not _in_time(transaction, new, rules) or _begins_anew(transaction, new):
        return 0
    if _parties_conflict(transaction, new):
        return 0
    common = _common_parties(transaction, new)
    same_sum = any(_same_sum(one.amount, new.amount) for one in transaction.tellings)
    known = common > 0 and (_decided(transaction, new) or same_sum)
    if known and _figures_agree(transaction, new, complete=common > 1):
        return 2 * common + same_sum
    return 0


def _alike(one: DealType, other: DealType) -> bool:
    return one is other or frozenset({one, other}) in ALIKE


def _in_time(transaction: Transaction, new: Telling, rules: LedgerRules) -> bool:
    years = {one.year for one in transaction.tellings if one.year is not None}
    if new.year is not None and years and new.year not in years and not _one_year_apart(years, new):
        return False
    if new.day is None or transaction.last_day is None:
        return True
    window = max(rules.windows[one.type] for one in (*transaction.tellings[:1], new))
    if _retells(transaction, new):
        window *= _RETOLD
    return abs(new.day - transaction.last_day) <= window


def _retells(transaction: Transaction, new: Telling) -> bool:
    """Whether an old transaction is told again: as done or off, with what makes it this one."""
    if new.status is not DealStatus.COMPLETED and new.status not in OVER:
        return False
    if new.round and any(
        one.round and _round(one.round) == _round(new.round) for one in transaction.tellings
    ):
        return True
    if _common_parties(transaction, new) < 2:
        return False
    return new.type in _ONCE or any(_same_sum(one.amount, new.amount) for one in transaction.tellings)


def _one_year_apart(years: Iterable[int], new: Telling) -> bool:
    """Agreed in one year and to be closed in the next: only while it is not done."""
    assert new.year is not None
    return any(abs(year - new.year) == 1 for year in years) and new.status is not DealStatus.COMPLETED


def _begins_anew(transaction: Transaction, new: Telling) -> bool:
    """Whether the old transaction had come to its end well before the new telling."""
    if new.day is None or transaction.ended is None:
        return False
    if new.status in EARLY:
        return new.day - transaction.ended > _ANEW
    assert transaction.last_day is not None
    return transaction.off and new.status not in OVER and new.day - transaction.last_day > _REVIVED


def _parties_conflict(transaction: Transaction, new: Telling) -> bool:
    """Whether some side is filled on both hands by different parties."""
    if new.type in MUTUAL or any(one.type in MUTUAL for one in transaction.tellings):
        return _pairs_conflict(transaction, new)
    open_round = new.type is DealType.FUNDING_ROUND or any(
        one.type is DealType.FUNDING_ROUND for one in transaction.tellings
    )
    if new.family == "stake" and _other_way_round(transaction, new):
        return True
    decided = _decided(transaction, new)
    for side, entities in new.sides.items():
        others = transaction.sides.get(side)
        if not others or others & entities:
            continue
        # A round has many investors; a seller is often another company of the same house.
        if (side == "taker" and open_round) or (side in ("giver", "predecessor") and decided):
            continue
        return True
    return False


def _other_way_round(transaction: Transaction, new: Telling) -> bool:
    """Whether who bought then sells now."""
    none: frozenset[int] = frozenset()
    return any(
        not transaction.sides.get(ours, set()).isdisjoint(new.sides.get(theirs, none))
        for ours, theirs in (("taker", "giver"), ("giver", "taker"))
    )


def _pairs_conflict(transaction: Transaction, new: Telling) -> bool:
    for one in transaction.tellings:
        mine, theirs = new.pair, one.pair
        if len(mine) > 1 and len(theirs) > 1 and len(mine & theirs) < 2:
            return True
        if not mine & theirs and mine and theirs:
            return True
    return False


def _common_parties(transaction: Transaction, new: Telling) -> int:
    if new.type in MUTUAL or any(one.type in MUTUAL for one in transaction.tellings):
        return len(new.pair & frozenset[int]().union(*(one.pair for one in transaction.tellings)))
    return sum(bool(transaction.sides.get(side, set()) & entities) for side, entities in new.sides.items())


def _decided(transaction: Transaction, new: Telling) -> bool:
    """Whether what makes the transaction this one is the same on both hands."""
    side = DECISIVE.get(new.family)
    if side is not None and transaction.sides.get(side, set()) & new.sides.get(side, frozenset()):
        return True
    return any(len(one.pair & new.pair) > 1 for one in transaction.tellings)


def _figures_agree(transaction: Transaction, new: Telling, *, complete: bool) -> bool:
    rounds = {_round(one.round) for one in transaction.tellings if one.round}
    if new.round and rounds and _round(new.round) not in rounds:
        return False
    heads = [one.headcount for one in transaction.tellings if one.headcount]
    if new.headcount and heads and not any(_near(new.headcount, head) for head in heads):
        return False
    if not _stakes_agree(transaction, new):
        return False
    sums = [one for one in transaction.tellings if one.amount is not None]
    if new.amount is None or not sums:
        return True
    return any(_sums_agree(one, new, complete=complete) for one in sums)


def _round(name: str) -> str:
    return name.casefold().removeprefix("series ").removeprefix("serie ").strip()


def _near(one: int, other: int) -> bool:
    return abs(one - other) <= _HEADS * max(one, other)


def _stakes_agree(transaction: Transaction, new: Telling) -> bool:
    stakes = [one for one in transaction.tellings if one.stake is not None]
    if new.stake is None or not stakes:
        return True
    return any(
        one.stake is not None
        and (abs(one.stake - new.stake) <= _STAKE_POINTS or {one.status, new.status} & EARLY)
        for one in stakes
    )


def _sums_agree(one: Telling, new: Telling, *, complete: bool) -> bool:
    """Whether two sums allow one transaction: about equal, not comparable, or still open."""
    mine, theirs = new.amount, one.amount
    if mine is None or theirs is None or mine.currency != theirs.currency or _same_sum(mine, theirs):
        return True
    # With both sides known, a price is haggled over; a company raises many rounds and signs many contracts.
    if complete and new.type in (DealType.ACQUISITION, DealType.MERGER, DealType.DIVESTITURE):
        return True
    still_open = {one.status, new.status} & EARLY or {mine.modifier, theirs.modifier} & _OPEN_MODIFIERS
    return bool(still_open) and _apart(mine, theirs) <= _OPEN_SUM


def _same_sum(one: Money | None, other: Money | None) -> bool:
    if one is None or other is None or one.currency != other.currency:
        return False
    return _apart(one, other) <= _SAME_SUM


def _apart(one: Money, other: Money) -> Decimal:
    """The gap between two sums as share of the larger; ranges touch where they overlap."""
    if one.value <= other.most and other.value <= one.most:
        return Decimal(0)
    low, high = sorted((one, other), key=lambda money: money.value)
    return (high.value - low.most) / high.value if high.value else Decimal(0)
