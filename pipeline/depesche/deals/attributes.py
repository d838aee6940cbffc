"""Sums, shares, head counts, dates and rounds of a deal: the nearest that fits in the trigger's clause."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from depesche.deals.compile import DealRules
from depesche.deals.view import View, within
from depesche.readings import AmountReading, DateReading, HeadcountReading, PercentReading, Span
from depesche.records import AmountKind, DealType

_NOT_THE_PRICE = frozenset(
    {
        AmountKind.VALUATION,
        AmountKind.MARKET_VALUE,
        AmountKind.REVENUE,
        AmountKind.PROFIT,
        AmountKind.LOSS,
        AmountKind.SHARE_PRICE,
        AmountKind.DEBT,
    }
)
"""Kinds of sums that tell of a company, not of the deal."""
_WITHOUT_PRICE = frozenset({DealType.LAYOFF, DealType.LEADERSHIP_CHANGE, DealType.INSOLVENCY})
_WITH_HEADCOUNT = frozenset({DealType.LAYOFF, DealType.TALENT_MOVE})

Near = TypeVar("Near", AmountReading, PercentReading, HeadcountReading, DateReading)


def amount_of(deal: DealType, trigger: Span, scope: Span, view: View) -> AmountReading | None:
    """The sum of the deal: the nearest in the clause that is no valuation, revenue or share price."""
    if deal in _WITHOUT_PRICE:
        return None
    fitting = [a for a in within(view.readings.amounts, scope) if a.kind not in _NOT_THE_PRICE]
    return _nearest([a for a in fitting if a.same_as is None] or fitting, trigger)


def valuation_of(trigger: Span, scope: Span, view: View) -> AmountReading | None:
    """What the company is said to be worth in the clause."""
    kinds = {AmountKind.VALUATION, AmountKind.MARKET_VALUE}
    return _nearest([a for a in within(view.readings.amounts, scope) if a.kind in kinds], trigger)


def stake_of(trigger: Span, scope: Span, view: View) -> PercentReading | None:
    """The share of the company that changes hands."""
    return _nearest([p for p in within(view.readings.percents, scope) if p.of_stake], trigger)


def headcount_of(deal: DealType, trigger: Span, scope: Span, view: View) -> HeadcountReading | None:
    """How many people move or go."""
    return _nearest(within(view.readings.headcounts, scope), trigger) if deal in _WITH_HEADCOUNT else None


def date_of(trigger: Span, scope: Span, view: View, inside: Sequence[Span] = ()) -> DateReading | None:
    """When it happens, by the nearest date in the clause that is not in a clause ``inside`` it.

    A date before an adjective tells of another noun than the trigger: "das *2019* gegründete Start-up".
    """
    dated = [
        d
        for d in within(view.readings.dates, scope)
        if d.granularity not in {"vague", "duration"}
        and not any(span.covers(d.span) for span in inside)
        and not _of_another_noun(d.span, trigger, view)
    ]
    return _nearest(dated, trigger)


def _of_another_noun(date: Span, trigger: Span, view: View) -> bool:
    token = view.token_at(date.end - 1) + 1
    if token >= len(view.tags) or view.tags[token] != "ADJA":
        return False
    while token < len(view.tags) and view.tags[token] in _BEFORE_NOUN:
        token += 1
    return token < len(view.tags) and view.starts[token] != trigger.start


_BEFORE_NOUN = frozenset({"ADJA", "ADV", "ADJD", "CARD", "$,", "KON"})


def round_of(sentence: Span, view: View, rules: DealRules) -> str | None:
    """The name of the funding round in the sentence: "A", "Seed", …"""
    text = view.text[sentence.start : sentence.end]
    for name, pattern in rules.rounds:
        found = pattern.search(text)
        if found is not None:
            return name if found.lastindex is None else found.expand(name).upper()
    return None


def _nearest(readings: Sequence[Near], trigger: Span) -> Near | None:
    return min(readings, key=lambda r: _distance(r.span, trigger), default=None)


def _distance(span: Span, trigger: Span) -> tuple[int, int]:
    gap = max(span.start - trigger.end, trigger.start - span.end, 0)
    return gap, span.start
