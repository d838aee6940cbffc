"""Finds and resolves the dates of an article."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from depesche.dates.expressions import Anaphor, Calendar, Expression, Nothing
from depesche.dates.grammar import LEVELS, CompiledRule, DateGrammar, found_classes
from depesche.dates.items import Item
from depesche.dates.pattern import Captures, ends_at
from depesche.dates.periods import Period
from depesche.dates.readers import Match
from depesche.dates.resolve import Place, Resolved, resolve
from depesche.dates.tense import Tenses
from depesche.readings import DateReading, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc


_CLAUSE_END = re.compile(r"[,;:()–—.!?]")


@dataclass(frozen=True, slots=True)
class Found(Item):
    """An expression found by a rule, as an item for the rules of the next level.

    ``trail``: the ids of the rules that took part, the outermost last.
    """

    expression: Expression
    trail: tuple[str, ...]

    @property
    def rule(self) -> str:
        """The rule that read it."""
        return self.trail[-1]


def find_dates(
    doc: Doc, grammar: DateGrammar, published: date | None, taken: Sequence[Span]
) -> tuple[DateReading, ...]:
    """Give the dates of an article in text order, not overlapping each other or ``taken``.

    ``published`` (a date or datetime) anchors relative dates; without it their value is None.
    """
    traced = trace_dates(doc, grammar, published, taken)
    return tuple(reading for _, reading in traced if reading is not None)


def trace_dates(
    doc: Doc, grammar: DateGrammar, published: date | None, taken: Sequence[Span]
) -> list[tuple[Found, DateReading | None]]:
    """Give everything the rules found, with its reading; None for what is no date."""
    tenses = Tenses(doc, [token.idx for token in doc], grammar.tense)
    items: list[Item] = grammar.lexer.cut(doc.text, taken)
    for level in LEVELS:
        items = _apply(items, level, grammar, tenses)
    return list(_readings([i for i in items if isinstance(i, Found)], grammar, tenses, published))


def _apply(items: list[Item], level: int, grammar: DateGrammar, tenses: Tenses) -> list[Item]:
    """Replace what the rules of a level match by what they found, longest match first."""
    result: list[Item] = []
    at = 0
    size = len(items)
    while at < size:
        starters = items[at].starters[level - 1]
        best: tuple[int, Expression, str] | None = None
        for index in starters:
            best = _longer(best, grammar.rules[index], items, at, tenses)
        if best is None:
            result.append(items[at])
            at += 1
            continue
        end, expression, rule_id = best
        classes = found_classes(expression)
        trail = [r for item in items[at:end] if isinstance(item, Found) for r in item.trail]
        result.append(
            Found(
                start=items[at].start,
                end=items[end - 1].end,
                values=dict.fromkeys(classes, expression),
                starters=grammar.starters[classes],
                expression=expression,
                trail=(*trail, rule_id),
            )
        )
        at = end
    return result


def _longer(
    best: tuple[int, Expression, str] | None, rule: CompiledRule, items: list[Item], at: int, tenses: Tenses
) -> tuple[int, Expression, str] | None:
    """Give the longest match of a rule that can be read, if it is longer than the best so far."""
    for end, captures in sorted(rule.match.match(items, at), key=lambda e: -e[0]):
        if best is not None and end <= best[0]:
            return best
        expression = _read(rule, items, at, end, captures, tenses)
        if expression is not None:
            return end, expression, rule.id
    return best


def _read(
    rule: CompiledRule, items: list[Item], at: int, end: int, captures: Captures, tenses: Tenses
) -> Expression | None:
    if rule.after is not None and not ends_at(rule.after, items, at):
        return None
    if rule.not_after is not None and ends_at(rule.not_after, items, at):
        return None
    if rule.not_before is not None and rule.not_before.match(items, end):
        return None
    if rule.before is not None:
        ahead = rule.before.match(items, end)
        if not ahead:
            return None
        captures += ahead[0][1]
    if rule.guard is not None and not rule.guard(items, at, end, tenses):
        return None
    return rule.reader(Match(items, captures, rule.unit, rule.modifier, rule.tense))


def _readings(
    found: list[Found], grammar: DateGrammar, tenses: Tenses, published: date | None
) -> Iterator[tuple[Found, DateReading | None]]:
    said: list[Period] = []
    earlier: Period | None = None
    sentence_end = clause_end = 0
    year: int | None = None
    for item in found:
        if isinstance(item.expression, Nothing):
            yield item, None
            continue
        if item.start >= sentence_end:
            sentence_end = tenses.sentence(item.start)[1]
            said = []
            year = None
        if _CLAUSE_END.search(tenses.doc.text, clause_end, item.start):
            year = None
        clause_end = item.end
        place = Place(
            published=published,
            phrases=grammar.phrases,
            holidays=grammar.holidays,
            direction=partial(tenses.direction, item.start, item.end),
            said=said,
            year_hint=year,
            earlier=earlier,
        )
        resolved = resolve(item.expression, place)
        if resolved is not None and resolved.first is not None and not _is_comparison(item.expression):
            said = [*said, resolved.first]
            earlier = resolved.first
        if isinstance(item.expression, Calendar) and item.expression.unit == "year" and item.expression.year:
            year = item.expression.year.number
        yield item, None if resolved is None else _reading(item, resolved)


def _is_comparison(expression: Expression) -> bool:
    """Whether a date is only named to compare with ("Vorjahr"), so that nothing counts from it."""
    return isinstance(expression, Anaphor) and expression.or_published


def _reading(item: Found, resolved: Resolved) -> DateReading:
    return DateReading(
        span=Span(item.start, item.end),
        value=resolved.value,
        end=resolved.end,
        granularity=resolved.granularity,
        relative=resolved.relative,
        rule=item.rule,
        modifier=resolved.modifier,
    )
