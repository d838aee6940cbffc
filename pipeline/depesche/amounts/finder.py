"""Reads all amounts of money, percentages and headcounts of a text."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace

from depesche.amounts.context import fits
from depesche.amounts.drafts import Draft, match_form, read_match
from depesche.amounts.elements import Element
from depesche.amounts.grammar import AmountGrammar
from depesche.amounts.lexing import lex
from depesche.amounts.modifiers import modifier_at
from depesche.amounts.money import amount_readings
from depesche.amounts.quantities import find_quantities
from depesche.amounts.sentences import sentence_spans
from depesche.amounts.stakes import is_stake
from depesche.readings import AmountReading, HeadcountReading, PercentReading, Span
from depesche.records import Modifier


@dataclass(frozen=True, slots=True)
class NumberReadings:
    """What :func:`find_numbers` returns; each tuple in text order, no two readings overlap."""

    amounts: tuple[AmountReading, ...]
    percents: tuple[PercentReading, ...]
    headcounts: tuple[HeadcountReading, ...]


def find_numbers(text: str, grammar: AmountGrammar) -> NumberReadings:
    """Read the analysis text; spans are offsets into it. Never raises on any text."""
    lexed = lex(text, grammar.vocabulary)
    elements = find_quantities(lexed, "".join(element.kind for element in lexed))
    drafts = _drafts(elements, grammar)
    if not drafts:
        return NumberReadings((), (), ())
    sentences = sentence_spans(text, elements)
    starts = [sentence.start for sentence in sentences]

    def sentence_of(span: Span) -> Span:
        return sentences[max(0, bisect_right(starts, span.start) - 1)]

    kept = [
        replace(draft, modifier=_modifier(text, draft, elements, grammar))
        for draft in drafts
        if fits(text, draft, elements, sentence_of(draft.span), grammar.context)
    ]
    percents = tuple(
        _percent(draft, is_stake(text, draft.span, sentence_of(draft.span), grammar.stakes))
        for draft in kept
        if draft.family in ("percent", "points")
    )
    headcounts = tuple(
        HeadcountReading(draft.span, draft.value, draft.max, _known(draft), draft.rule)
        for draft in kept
        if draft.family == "jobs"
    )
    amounts = amount_readings(text, kept, elements, sentence_of, grammar)
    return NumberReadings(amounts, percents, headcounts)


def _drafts(elements: list[Element], grammar: AmountGrammar) -> list[Draft]:
    """Match the forms from left to right; what one has read no other reads again."""
    kinds = "".join(element.kind for element in elements)
    drafts: list[Draft] = []
    at = 0
    size = len(elements)
    forms = grammar.forms
    while at < size:
        for form in forms.get(kinds[at], ()):
            match = match_form(form, elements, kinds, at)
            read = read_match(match) if match else None
            if read:
                drafts.extend(read)
                at = max(at + 1, read[-1].last)
                break
        else:
            at += 1
    return drafts


def _modifier(text: str, draft: Draft, elements: list[Element], grammar: AmountGrammar) -> Modifier:
    if draft.value is None:
        return Modifier.VAGUE
    if draft.max is not None:
        return Modifier.RANGE
    found = modifier_at(text, elements, draft.first, draft.last, grammar.modifiers)
    return found or draft.modifier or Modifier.EXACT


def _known(draft: Draft) -> Modifier:
    return draft.modifier or Modifier.EXACT


def _percent(draft: Draft, of_stake: bool) -> PercentReading:
    return PercentReading(
        span=draft.span,
        value=draft.value,
        max=draft.max,
        modifier=_known(draft),
        rule=draft.rule,
        unit="points" if draft.family == "points" else "percent",
        of_stake=of_stake,
    )
