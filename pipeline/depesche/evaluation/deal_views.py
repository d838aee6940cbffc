"""Deals of gold and prediction in terms of the same entities, and what is the same about two of them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from depesche.evaluation.entities import Alignment, fold
from depesche.evaluation.matching import best_matching
from depesche.evaluation.values import amount_value, date_value
from depesche.records import Deal, DealType, Extraction, Role

MAIN_ROLES: dict[DealType, frozenset[Role]] = {
    DealType.ACQUISITION: frozenset({Role.BUYER, Role.TARGET}),
    DealType.MERGER: frozenset({Role.COMPANY}),
    DealType.INVESTMENT: frozenset({Role.INVESTOR, Role.COMPANY}),
    DealType.FUNDING_ROUND: frozenset({Role.COMPANY}),
    DealType.DIVESTITURE: frozenset({Role.SELLER, Role.TARGET}),
    DealType.JOINT_VENTURE: frozenset({Role.PARTNER}),
    DealType.PARTNERSHIP: frozenset({Role.PARTNER}),
    DealType.LICENSING: frozenset({Role.SUPPLIER, Role.CUSTOMER}),
    DealType.CONTRACT: frozenset({Role.SUPPLIER, Role.CUSTOMER}),
    DealType.IPO: frozenset({Role.COMPANY}),
    DealType.TALENT_MOVE: frozenset({Role.PERSON, Role.FROM, Role.TO}),
    DealType.LEADERSHIP_CHANGE: frozenset({Role.PERSON, Role.COMPANY}),
    DealType.LAYOFF: frozenset({Role.COMPANY}),
    DealType.INSOLVENCY: frozenset({Role.COMPANY}),
    DealType.SETTLEMENT: frozenset({Role.COMPANY, Role.CLAIMANT}),
}
"""The participants the first level asks for; each type is evoked by these."""

_WORD = re.compile(r"\w{4,}")
_STEM = 5
"""Words of descriptions are compared by this many letters, which drops most endings."""


@dataclass(frozen=True, slots=True, order=True)
class Filler:
    """Who fills a role: ``entity`` is a gold id (or ``?name`` for one the gold lacks), else ``text``."""

    role: Role
    entity: str
    text: str

    def same(self, other: Filler) -> bool:
        """Whether both name the same participant; descriptions need one content word in common."""
        if self.role is not other.role:
            return False
        if self.entity or other.entity:
            return self.entity == other.entity
        return self.text == other.text or bool(_stems(self.text) & _stems(other.text))


@dataclass(frozen=True, slots=True)
class DealView:
    """A deal in comparable terms."""

    deal: Deal
    fillers: tuple[Filler, ...]
    amount: tuple[object, ...] | None
    valuation: tuple[object, ...] | None
    date: tuple[object, ...] | None
    spans: tuple[tuple[int, int], ...]
    title: str

    @property
    def main(self) -> tuple[Filler, ...]:
        """The main participants."""
        roles = MAIN_ROLES[self.deal.type]
        return tuple(filler for filler in self.fillers if filler.role in roles)

    @property
    def slots(self) -> tuple[object, ...]:
        """Everything beside the participants, the sum and the status that a deal may say."""
        deal = self.deal
        return (self.valuation, deal.stake_percent, _round(deal.round), deal.headcount, self.date)


def views_of(record: Extraction, alignment: Alignment, *, is_gold: bool) -> list[DealView]:
    """The deals of a record, sorted by content."""
    entities = alignment.gold if is_gold else alignment.predicted
    amounts = {amount.id: amount_value(amount) for amount in record.amounts}
    dates = {day.id: date_value(day) for day in record.dates}

    def key(entity: str | None) -> str:
        return alignment.key(entity, is_gold=is_gold)

    def name(entity: str | None, text: str | None) -> str:
        known = entities.get(entity) if entity else None
        return known.name if known else text or ""

    views: list[DealView] = []
    for deal in record.deals:
        names = [name(participant.entity, participant.text) for participant in deal.participants]
        views.append(
            DealView(
                deal=deal,
                fillers=tuple(
                    sorted(Filler(p.role, key(p.entity), fold(p.text or "")) for p in deal.participants)
                ),
                amount=amounts.get(deal.amount or ""),
                valuation=amounts.get(deal.valuation or ""),
                date=dates.get(deal.date or ""),
                spans=tuple((evidence.start, evidence.end) for evidence in deal.evidence),
                title=f"{deal.type.value} {deal.status.value}: {', '.join(names)}",
            )
        )
    return sorted(views, key=_content)


def common_fillers(golds: Iterable[Filler], predictions: Iterable[Filler]) -> int:
    """How many participants agree, each used once."""
    lefts, rights = list(golds), list(predictions)
    return len(
        best_matching({(i, j): 1.0 for i, g in enumerate(lefts) for j, p in enumerate(rights) if g.same(p)})
    )


def same_fillers(golds: tuple[Filler, ...], predictions: tuple[Filler, ...]) -> bool:
    """Whether the same participants fill the same roles."""
    return len(golds) == len(predictions) == common_fillers(golds, predictions)


def _content(view: DealView) -> tuple[object, ...]:
    stake = view.deal.stake_percent or Decimal(0)
    return (view.spans, view.deal.type.value, view.fillers, view.deal.status.value, str(view.amount), stake)


def _stems(text: str) -> frozenset[str]:
    return frozenset(word[:_STEM] for word in _WORD.findall(text))


def _round(name: str | None) -> str | None:
    """The letter or word of a round: "Series B", "Serie B", "B" are the same."""
    return fold(name).removeprefix("series").removeprefix("serie").strip("- ") if name else None
