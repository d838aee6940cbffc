"""Reads all amounts of money, percentages and headcounts of a text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from depesche.amounts.classify import OPEN, OWN
from depesche.amounts.context import Site, fits
from depesche.amounts.drafts import Draft, match_form
from depesche.amounts.elements import Element, kinds_of
from depesche.amounts.grammar import AmountGrammar
from depesche.amounts.lexing import lex
from depesche.amounts.modifiers import modifier_at
from depesche.amounts.money import amount_readings
from depesche.amounts.quantities import find_quantities
from depesche.amounts.read import read_match
from depesche.amounts.sentences import Sentences
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
    elements = find_quantities(lexed, kinds_of(lexed))
    sentences = Sentences(text, elements)
    drafts = [
        draft._replace(modifier=_modifier(text, draft, elements, grammar))
        for draft in _drafts(text, elements, sentences, grammar)
    ]
    percents = tuple(
        reading
        for draft in drafts
        if draft.family in ("percent", "points")
        for reading in _percents(text, draft, sentences.around(draft.span), grammar)
    )
    headcounts = tuple(
        HeadcountReading(draft.span, draft.value, draft.max, _known(draft), draft.rule)
        for draft in drafts
        if draft.family == "jobs"
    )
    amounts = amount_readings(text, drafts, elements, sentences, grammar)
    return NumberReadings(amounts, percents, headcounts)


def _drafts(text: str, elements: list[Element], sentences: Sentences, grammar: AmountGrammar) -> list[Draft]:
    """Match the forms from left to right; what one has read no other reads again."""
    kinds = kinds_of(elements)
    drafts: list[Draft] = []
    at = 0
    for start in (found.start() for found in grammar.starts.finditer(kinds)):
        if start < at:
            continue
        for form in grammar.forms[kinds[start]]:
            match = match_form(form, elements, kinds, start)
            read = read_match(match) if match else None
            if read and all(
                fits(Site(text, elements, d, sentences.around(d.span)), grammar.context) for d in read
            ):
                drafts.extend(read)
                at = read[-1].last
                break
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


def _percents(text: str, draft: Draft, sentence: Span, grammar: AmountGrammar) -> Iterator[PercentReading]:
    """The reading of a share; none for "Mehrheit" where it is no company's."""
    of_stake = draft.noun == OWN or is_stake(text, draft.span, sentence, grammar.stakes)
    if draft.noun == OPEN and not of_stake:
        return
    yield PercentReading(
        span=draft.span,
        value=draft.value,
        max=draft.max,
        modifier=_known(draft),
        rule=draft.rule,
        unit="points" if draft.family == "points" else "percent",
        of_stake=of_stake,
    )
