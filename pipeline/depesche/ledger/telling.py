"""What one article tells of one deal, as far as it can be compared with what others tell."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from depesche.records import DealStatus, DealType, Modifier, Role
from depesche.resolve.transactions import SIDES

EARLY = frozenset({DealStatus.PLANNED, DealStatus.OFFERED, DealStatus.IN_TALKS, DealStatus.RUMORED})
"""While a deal stands like this, its figures are still open."""
OVER = frozenset({DealStatus.REJECTED, DealStatus.FAILED})

FAMILIES: Mapping[DealType, str] = {
    DealType.ACQUISITION: "stake",
    DealType.DIVESTITURE: "stake",
    DealType.MERGER: "stake",
    DealType.INVESTMENT: "stake",
    DealType.FUNDING_ROUND: "stake",
    DealType.TALENT_MOVE: "seat",
    DealType.LEADERSHIP_CHANGE: "seat",
    DealType.CONTRACT: "cooperation",
    DealType.PARTNERSHIP: "cooperation",
    DealType.LICENSING: "cooperation",
    DealType.JOINT_VENTURE: "cooperation",
    DealType.LAYOFF: "layoff",
    DealType.IPO: "ipo",
    DealType.INSOLVENCY: "insolvency",
    DealType.SETTLEMENT: "settlement",
}
"""Types that are looked at together, since one transaction may be told as either."""

DECISIVE: Mapping[str, str] = {
    "stake": "object",
    "seat": "person",
    "layoff": "object",
    "ipo": "object",
    "insolvency": "object",
    "settlement": "object",
}
"""The side that makes a transaction of a family this one and no other; for cooperations it takes two."""

MUTUAL = frozenset({DealType.MERGER, DealType.JOINT_VENTURE, DealType.PARTNERSHIP})
"""Types whose main parties do the same, so that who is who tells nothing."""
_TOLD_AS_MERGER = frozenset({DealType.MERGER, DealType.ACQUISITION, DealType.DIVESTITURE})
_MOST_PARTIES = 6
_PAIRS = ("taker", "object", "giver", "partner")


@dataclass(frozen=True, slots=True)
class Money:
    """A sum: ``value`` to ``most``; equal where it is no range."""

    value: Decimal
    most: Decimal
    currency: str
    modifier: Modifier = Modifier.EXACT


@dataclass(frozen=True, slots=True)
class Telling:
    """``sides``: what somebody is to the transaction -> entities. ``day``: when it was reported, as ordinal.

    ``year``: of the deal's own date, where it is told.
    """

    number: int
    type: DealType
    status: DealStatus
    day: int | None
    sides: Mapping[str, frozenset[int]]
    amount: Money | None = None
    stake: Decimal | None = None
    round: str | None = None
    headcount: int | None = None
    year: int | None = None

    @property
    def family(self) -> str:
        """The types it is compared with."""
        return FAMILIES[self.type]

    @property
    def content(self) -> tuple[object, ...]:
        """All that is compared but the day: of tellings that share it, one stands for all."""
        sides = tuple(sorted((side, tuple(sorted(entities))) for side, entities in self.sides.items()))
        return (self.type, self.status, sides, self.amount, self.stake, self.round, self.headcount, self.year)

    @property
    def pair(self) -> frozenset[int]:
        """The main parties, whoever of them does what."""
        sides = ("partner",) if self.type in MUTUAL else _PAIRS
        return frozenset(entity for side in sides for entity in self.sides.get(side, ()))


def sides_of(type_: DealType, parties: Iterator[tuple[Role, int]]) -> dict[str, frozenset[int]]:
    """Group the named parties by what they are to the transaction."""
    sides: dict[str, set[int]] = {}
    for role, entity in parties:
        side = SIDES.get((type_, role))
        if side is not None:
            sides.setdefault(side, set()).add(entity)
    return {side: frozenset(entities) for side, entities in sides.items()}


def money_of(cells: list[str | None] | None) -> Money | None:
    """The sum that the intake has written, None where there is none."""
    if cells is None:
        return None
    value, most, currency, modifier = cells
    assert value is not None
    assert currency is not None
    return Money(Decimal(value), Decimal(most or value), currency, Modifier(modifier))


Stored = tuple[int, str, str, int | None, str]
"""Number, type, status, day and details of a telling, as the store holds them."""


def telling_of(stored: Stored, sides: Mapping[str, frozenset[int]]) -> Telling:
    """Build a telling of what the store holds of it."""
    number, kind, status, day, details = stored
    known = json.loads(details)
    when = known.get("date")
    return Telling(
        number=number,
        type=DealType(kind),
        status=DealStatus(status),
        day=day,
        sides=sides,
        amount=money_of(known.get("amount")),
        stake=Decimal(known["stake"]) if "stake" in known else None,
        round=known.get("round"),
        headcount=known.get("headcount"),
        year=int(when[:4]) if when and when[:4].isdigit() else None,
    )


def blocks_of(one: Telling) -> Iterator[str]:
    """The blocks a telling is compared in: by what decides, by each pair of parties, by party and sum."""
    family = one.family
    decisive = DECISIVE.get(family)
    for entity in sorted(one.sides.get(decisive, ())) if decisive else ():
        yield f"{family} {entity}"
    pair = sorted(one.pair)[:_MOST_PARTIES]
    if family == "cooperation" or one.type in _TOLD_AS_MERGER:
        for at, entity in enumerate(pair):
            for other in pair[at + 1 :]:
                yield f"{family} {entity} {other}"
    if one.amount is not None:
        for entity in pair:
            yield f"{family} {entity} {one.amount.currency} {_leading(one.amount.value)}"


def _leading(value: Decimal) -> str:
    """A sum by its first digit and size, for a first comparison; near sums at a border may be missed."""
    return f"{value:.0e}"
