"""From drafts of sums to readings: whether it is money, which currency, conversions, what it is for."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from depesche.amounts.context import Site
from depesche.amounts.currencies import currency_by_hints
from depesche.amounts.drafts import Draft
from depesche.amounts.elements import Element
from depesche.amounts.evidence import Course, course_of, is_sum
from depesche.amounts.grammar import AmountGrammar
from depesche.amounts.purpose import Landmarks, SumPlace, period_of, purpose_of
from depesche.amounts.sentences import Sentences
from depesche.readings import AmountReading, Span
from depesche.records import AmountKind, Modifier

_MAX_CONVERSION_GAP = 60
_WORDS = re.compile(r"[^\W\d_]+")
_BRACKETED = re.compile(r"[^.,;:()\d]{0,40}\((?P<inside>[^()]{0,25})")
"""What stands between a sum and another one in brackets that is compared with it."""


@dataclass(frozen=True, slots=True)
class _Whole:
    """Where the sums in whole units stand, ascending, and their currencies."""

    starts: tuple[int, ...]
    currencies: tuple[str, ...]

    def nearest(self, at: int) -> str | None:
        """The currency of the sum nearest to an offset."""
        if not self.starts:
            return None
        right = min(bisect_left(self.starts, at), len(self.starts) - 1)
        left = max(0, right - 1)
        return self.currencies[min((left, right), key=lambda i: abs(self.starts[i] - at))]


def amount_readings(
    text: str,
    drafts: Sequence[Draft],
    elements: list[Element],
    sentences: Sentences,
    grammar: AmountGrammar,
) -> tuple[AmountReading, ...]:
    """The readings of the drafts that are money, in text order; ``drafts`` may hold other numbers too."""
    money = [draft for draft in drafts if draft.family == "money"]
    landmarks = Landmarks(
        [d.span.start for d in money], [d.span.end for d in money], [d.span.start for d in drafts]
    )
    groups: dict[int, frozenset[int]] = {}
    for draft in money:
        groups[draft.group] = groups.get(draft.group, frozenset()) | {draft.span.start}
    places = [SumPlace(d.value, text, d.span, sentences.around(d.span), groups[d.group]) for d in money]
    purposes = [purpose_of(place, landmarks, grammar.purpose) for place in places]
    for index in range(1, len(money)):
        if _compares(text, money[index - 1].span, money[index].span, grammar):
            purposes[index] = purposes[index - 1] or purposes[index]
    by_group: dict[int, AmountKind] = {}
    for draft, purpose in zip(money, purposes, strict=True):
        if purpose is not None:
            by_group.setdefault(draft.group, purpose)
    readings = _linked(text, _with_currency(text, money), grammar)
    has_currency = any(reading.currency is not None for reading in readings)
    course = course_of(elements, drafts) if has_currency and any(d.bare for d in money) else Course((), ())
    measures = grammar.purpose.measures
    kept: list[AmountReading] = []
    for draft, reading, place in zip(money, readings, places, strict=True):
        purpose = by_group.get(draft.group)
        if draft.bare and not draft.rule.endswith(".compound"):
            site = Site(text, elements, draft, place.sentence)
            if not has_currency or not is_sum(site, course, measures, has_purpose=purpose is not None):
                continue
        period = period_of(place, landmarks, grammar.purpose)
        kept.append(replace(reading, kind=purpose, period=period))
    return tuple(_with_conversions(_with_inferred(text, kept)))


def _compares(text: str, first: Span, second: Span, grammar: AmountGrammar) -> bool:
    """Whether a sum in brackets is only compared with the one before: "(Vorjahr: 82 Cent)"."""
    gap = _BRACKETED.fullmatch(text, first.end, second.start) if first.end < second.start else None
    if gap is None or not text.startswith(")", second.end):
        return False
    return not any(grammar.purpose.cues_of(word).nouns for word in _WORDS.findall(gap["inside"]))


def _with_currency(text: str, drafts: Sequence[Draft]) -> list[AmountReading]:
    """A reading of each draft with the currency its words give."""
    whole = [
        (d.span.start, d.unit.currency) for d in drafts if d.unit and d.unit.currency and not d.unit.shared
    ]
    units = _Whole(tuple(start for start, _ in whole), tuple(currency for _, currency in whole))
    readings = []
    for draft in drafts:
        currency = draft.unit.currency if draft.unit else None
        inferred = False
        if draft.unit is not None and draft.unit.hints:
            currency = currency_by_hints(draft.unit.hints, text, draft.span.start)
            inferred = currency is not None
        elif draft.unit is not None and draft.unit.shared:
            near = units.nearest(draft.span.start)
            if near in draft.unit.shared:
                currency, inferred = near, True
        readings.append(
            AmountReading(
                span=draft.span,
                value=draft.value,
                max=draft.max,
                currency=currency,
                modifier=draft.modifier or Modifier.EXACT,
                rule=draft.rule,
                inferred_currency=inferred,
            )
        )
    return readings


def _linked(text: str, readings: list[AmountReading], grammar: AmountGrammar) -> list[AmountReading]:
    """Link each conversion to the sum it converts."""
    out: list[AmountReading] = []
    for reading in readings:
        before = out[-1] if out else None
        if before is not None and _converts(text, before, reading, grammar):
            out.append(replace(reading, same_as=before.same_as or before.span))
        else:
            out.append(reading)
    return out


def _converts(text: str, first: AmountReading, second: AmountReading, grammar: AmountGrammar) -> bool:
    """Whether ``second`` is the same sum in another currency: "(12,1 Milliarden Euro)", "umgerechnet …"."""
    if first.currency is None or second.currency is None or first.currency == second.currency:
        return False
    gap = text[first.span.end : second.span.start]
    context = grammar.context
    if len(gap) > _MAX_CONVERSION_GAP or not gap.strip() or not context.conversion.fullmatch(gap):
        return False
    start = gap.lstrip()[0]
    if start in "–-":
        return text[second.span.end :].lstrip()[:1] == start
    is_chained = start == "/" and first.same_as is not None
    return start in "([" or is_chained or context.says_conversion.search(gap) is not None


def _with_inferred(text: str, readings: list[AmountReading]) -> list[AmountReading]:
    """Give sums without a currency that of the nearest earlier sum of the paragraph, else the commonest."""
    counts = Counter(r.currency for r in readings if r.currency is not None and r.same_as is None)
    common = counts.most_common(1)[0][0] if counts else None
    last: str | None = None
    seen = 0
    out: list[AmountReading] = []
    for reading in readings:
        if "\n" in text[seen : reading.span.start]:
            last = None
        seen = reading.span.end
        if reading.currency is None and (last or common):
            out.append(replace(reading, currency=last or common, inferred_currency=True))
            continue
        if reading.currency is not None and reading.same_as is None:
            last = reading.currency
        out.append(reading)
    return out


def _with_conversions(readings: list[AmountReading]) -> list[AmountReading]:
    """A conversion is for the same thing, over the same period, as what it converts."""
    by_span = {reading.span: index for index, reading in enumerate(readings)}
    out = list(readings)
    for index, reading in enumerate(readings):
        origin = by_span.get(reading.same_as) if reading.same_as else None
        if origin is None:
            continue
        purpose = out[origin].kind or reading.kind
        period = out[origin].period or reading.period
        out[origin] = replace(out[origin], kind=purpose, period=period)
        out[index] = replace(reading, kind=purpose, period=period)
    return out
