"""Sums, shares and dates that stand beside a deal, not in its clause: in its sentence or the next one."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from depesche.deals.view import Readings
from depesche.readings import AmountReading, DateReading, PercentReading, Span
from depesche.records import AmountKind, DealType
from depesche.resolve.resolved import ResolvedDeal

_FITTING: dict[DealType, frozenset[AmountKind | None]] = {
    DealType.ACQUISITION: frozenset({AmountKind.PRICE, None}),
    DealType.DIVESTITURE: frozenset({AmountKind.PRICE, None}),
    DealType.MERGER: frozenset({AmountKind.PRICE}),
    DealType.INVESTMENT: frozenset({AmountKind.INVESTMENT, AmountKind.PRICE, None}),
    DealType.FUNDING_ROUND: frozenset({AmountKind.ROUND, AmountKind.INVESTMENT, None}),
    DealType.IPO: frozenset({AmountKind.ROUND, AmountKind.PRICE, AmountKind.INVESTMENT}),
    DealType.CONTRACT: frozenset({AmountKind.PRICE, None}),
    DealType.LICENSING: frozenset({AmountKind.PRICE, None}),
    DealType.SETTLEMENT: frozenset({AmountKind.FINE, AmountKind.PRICE, None}),
    DealType.JOINT_VENTURE: frozenset({AmountKind.INVESTMENT}),
    DealType.PARTNERSHIP: frozenset({AmountKind.PRICE, AmountKind.INVESTMENT}),
}
"""What a sum beside a deal may be for; None where its words do not say."""
_VALUES = frozenset({AmountKind.VALUATION, AmountKind.MARKET_VALUE})


def with_details_beside(
    deals: Sequence[ResolvedDeal], readings: Readings, sentence: Callable[[int], int]
) -> tuple[ResolvedDeal, ...]:
    """Give each deal without a sum, a share or a date the nearest free one that fits.

    A sum in the sentence of the deal's evidence may be of unknown purpose, one in the next sentence must
    be told to be a price (or what fits the type). Shares and dates must stand in the same sentence.
    """
    amounts = _by_line(readings.amounts, sentence)
    used = {r.amount.span for deal in deals for r in deal.readings if r.amount is not None}
    found: list[ResolvedDeal] = []
    for deal in deals:
        lines = {sentence(reading.trigger.start) for reading in deal.readings}
        if deal.amount is None and deal.type in _FITTING:
            amount = _beside(deal, lines, amounts, used)
            if amount is not None:
                used.add(amount.span)
                deal = replace(deal, amount=amount)  # noqa: PLW2901 - the same deal with its sum
        if deal.valuation is None and deal.type in {DealType.FUNDING_ROUND, DealType.INVESTMENT}:
            near = {line + step for line in lines for step in (-1, 0, 1)}
            values = (a for a in _in_lines(near, amounts) if a.kind in _VALUES)
            deal = replace(deal, valuation=next(values, None))  # noqa: PLW2901 - see above
        found.append(deal)
    dates = _free([d for d in readings.dates if d.granularity not in _NO_DAY], deals)
    stakes = _free([p for p in readings.percents if p.of_stake], deals)
    dates_in, stakes_in = _by_line(dates, sentence), _by_line(stakes, sentence)
    return tuple(_detailed(deal, dates_in, stakes_in, sentence) for deal in found)


_NO_DAY = frozenset({"vague", "duration"})
"""Granularities that do not say when."""
_WITH_STAKE = frozenset(
    {DealType.ACQUISITION, DealType.INVESTMENT, DealType.DIVESTITURE, DealType.JOINT_VENTURE}
)
DetailT = TypeVar("DetailT", AmountReading, DateReading, PercentReading)


def _free(details: Sequence[DetailT], deals: Sequence[ResolvedDeal]) -> list[DetailT]:
    """The details that no deal has in its own clause."""
    taken = {
        detail.span
        for deal in deals
        for reading in deal.readings
        for detail in (reading.date, reading.percent)
        if detail is not None
    }
    return [detail for detail in details if detail.span not in taken]


def _by_line(details: Sequence[DetailT], sentence: Callable[[int], int]) -> Mapping[int, Sequence[DetailT]]:
    """The details of each sentence."""
    lines: dict[int, list[DetailT]] = {}
    for detail in details:
        lines.setdefault(sentence(detail.span.start), []).append(detail)
    return lines


def _detailed(
    deal: ResolvedDeal,
    dates: Mapping[int, Sequence[DateReading]],
    stakes: Mapping[int, Sequence[PercentReading]],
    sentence: Callable[[int], int],
) -> ResolvedDeal:
    date = deal.date or _nearest(dates, deal, sentence)
    percent = deal.percent
    if percent is None and deal.type in _WITH_STAKE:
        percent = _nearest(stakes, deal, sentence)
    return replace(deal, date=date, percent=percent)


def _nearest(
    details: Mapping[int, Sequence[DetailT]], deal: ResolvedDeal, sentence: Callable[[int], int]
) -> DetailT | None:
    """The nearest detail in the sentence of the deal's first telling."""
    trigger = deal.readings[0].trigger
    inside = details.get(sentence(trigger.start), ())
    return min(inside, key=lambda detail: abs(detail.span.start - trigger.start), default=None)


def _beside(
    deal: ResolvedDeal,
    lines: Collection[int],
    amounts: Mapping[int, Sequence[AmountReading]],
    used: Collection[Span],
) -> AmountReading | None:
    def fitting(where: Collection[int]) -> list[AmountReading]:
        return [
            a
            for a in _in_lines(where, amounts)
            if a.kind in _FITTING[deal.type] and a.same_as is None and a.span not in used
        ]

    after = [a for a in fitting({line + 1 for line in lines}) if a.kind is not None]
    trigger = deal.readings[0].trigger
    return min(fitting(lines) or after, key=lambda a: abs(a.span.start - trigger.start), default=None)


def _in_lines(
    lines: Collection[int], amounts: Mapping[int, Sequence[AmountReading]]
) -> Iterator[AmountReading]:
    """The sums of some sentences, in text order."""
    return (amount for line in sorted(lines) for amount in amounts.get(line, ()))
