"""From drafts of sums to readings: whether it is money, which currency, conversions, what it is for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

from depesche.amounts import elements as kind
from depesche.amounts.currencies import currency_by_hints
from depesche.amounts.drafts import Draft
from depesche.amounts.elements import Element
from depesche.amounts.grammar import AmountGrammar
from depesche.amounts.purpose import period_of, purpose_of
from depesche.readings import AmountReading, Span
from depesche.records import Modifier

_MAX_CONVERSION_GAP = 60
_NO_MONEY_BEHIND = (
    kind.NOUN,
    kind.COUNTED,
    kind.JOB,
    kind.CODE,
    kind.SHORT,
    kind.HYPHEN,
    kind.PERCENT,
    kind.POINTS,
)


def amount_readings(
    text: str,
    drafts: Sequence[Draft],
    elements: list[Element],
    sentence_of: Callable[[Span], Span],
    grammar: AmountGrammar,
) -> tuple[AmountReading, ...]:
    """The readings of all drafts that are money, in text order."""
    readings = [_reading(text, draft, drafts) for draft in drafts]
    has_currency = any(r.currency is not None for r in readings)
    readings = _linked(text, readings, grammar)
    kept: list[AmountReading] = []
    for draft, reading in zip(drafts, readings, strict=True):
        sentence = sentence_of(draft.span)
        others = [d.span for d in drafts if d.group != draft.group and sentence.covers(d.span)]
        purpose = purpose_of(text, draft.span, sentence, others, grammar.purpose)
        if draft.bare and not _is_money(draft, elements, has_currency, purpose is not None):
            continue
        kept.append(
            replace(reading, kind=purpose, period=period_of(text, draft.span, sentence, grammar.purpose))
        )
    return tuple(_with_conversions(_with_inferred(kept)))


def _reading(text: str, draft: Draft, drafts: Sequence[Draft]) -> AmountReading:
    currency = draft.unit.currency if draft.unit else None
    inferred = False
    if draft.unit is not None and draft.unit.hints:
        currency = currency_by_hints(draft.unit.hints, text, draft.span.start)
        inferred = currency is not None
    if draft.unit is not None and draft.unit.shared:
        near = _nearest(draft, drafts)
        if near in draft.unit.shared:
            currency, inferred = near, True
    return AmountReading(
        span=draft.span,
        value=draft.value,
        max=draft.max,
        currency=currency,
        modifier=draft.modifier or Modifier.EXACT,
        rule=draft.rule,
        inferred_currency=inferred,
    )


def _nearest(draft: Draft, drafts: Sequence[Draft]) -> str | None:
    """The currency of the nearest sum in whole units."""
    whole = [d for d in drafts if d.unit is not None and d.unit.currency and not d.unit.shared]
    if not whole:
        return None
    nearest = min(whole, key=lambda d: abs(d.span.start - draft.span.start))
    return nearest.unit.currency if nearest.unit else None


def _is_money(draft: Draft, elements: list[Element], has_currency: bool, has_purpose: bool) -> bool:
    """Whether a number without a currency is a sum of money."""
    if draft.rule.endswith(".compound"):
        return True
    if not has_currency or not has_purpose:
        return False
    at = draft.last
    while at < len(elements) and elements[at].kind in (kind.ADJECTIVE, kind.FILLER):
        at += 1
    return at >= len(elements) or elements[at].kind not in _NO_MONEY_BEHIND


def _linked(text: str, readings: list[AmountReading], grammar: AmountGrammar) -> list[AmountReading]:
    """Link each conversion to the sum it converts."""
    out: list[AmountReading] = []
    for reading in readings:
        before = out[-1] if out else None
        if before is not None and _converts(text, before, reading, grammar):
            reading = replace(reading, same_as=before.same_as or before.span)
        out.append(reading)
    return out


def _converts(text: str, first: AmountReading, second: AmountReading, grammar: AmountGrammar) -> bool:
    """Whether ``second`` is the same sum in another currency: "(12,1 Milliarden Euro)", "umgerechnet …"."""
    if first.currency is None or second.currency is None or first.currency == second.currency:
        return False
    gap = text[first.span.end : second.span.start]
    if len(gap) > _MAX_CONVERSION_GAP or not gap.strip():
        return False
    context = grammar.context
    if not context.conversion.fullmatch(gap):
        return False
    return gap.lstrip().startswith(("(", "[")) or context.says_conversion.search(gap) is not None


def _with_inferred(readings: list[AmountReading]) -> list[AmountReading]:
    """Give sums without a currency that of the nearest earlier sum, else the article's commonest."""
    counts = Counter(r.currency for r in readings if r.currency is not None and r.same_as is None)
    common = counts.most_common(1)[0][0] if counts else None
    last: str | None = None
    out: list[AmountReading] = []
    for reading in readings:
        if reading.currency is None and (last or common):
            reading = replace(reading, currency=last or common, inferred_currency=True)
        elif reading.currency is not None and reading.same_as is None:
            last = reading.currency
        out.append(reading)
    return out


def _with_conversions(readings: list[AmountReading]) -> list[AmountReading]:
    """A conversion is for the same thing, in the same way, over the same period as what it converts."""
    by_span = {reading.span: reading for reading in readings}
    originals: dict[Span, AmountReading] = {}
    for reading in readings:
        original = by_span.get(reading.same_as) if reading.same_as else None
        if original is None:
            continue
        conversion_kind = reading.kind if original.kind is None else original.kind
        period = original.period or reading.period
        originals[original.span] = replace(original, kind=conversion_kind, period=period)
        originals[reading.span] = replace(reading, kind=conversion_kind, period=period)
    return [originals.get(reading.span, reading) for reading in readings]
