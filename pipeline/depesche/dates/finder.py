"""Finds and resolves the dates of an article."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from depesche.dates.expressions import Anaphor, Calendar, Expression, Nothing
from depesche.dates.grammar import LEVELS, CompiledRule, DateGrammar, found_classes
from depesche.dates.kinds import stripped
from depesche.dates.line import UNKNOWN, Found, Line
from depesche.dates.match import Match
from depesche.dates.pattern import Captures, ends_at
from depesche.dates.periods import Period
from depesche.dates.place import Place, Resolved
from depesche.dates.resolve import resolve
from depesche.dates.tense import Tenses, tenses_of
from depesche.readings import DateReading, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc


class Reading(NamedTuple):
    """What a rule read: ``end`` is the index behind its last item."""

    end: int
    expression: Expression
    rule: str


_REMEMBERED = 8
"""How many dates of the text before a date can count from."""

_WORDS_BEFORE = re.compile(r"\w")
_ENTRY = re.compile(r":\s*[^\n]*")
"""An entry of a chronicle behind the date that heads it: the rest of the line, or the next one with words."""
_CLAUSE_END = re.compile(r"[,;:()–—.!?]")


def find_dates(
    doc: Doc, text: str, grammar: DateGrammar, published: date | None, taken: Sequence[Span]
) -> tuple[DateReading, ...]:
    """Give the dates of an article in text order, not overlapping each other or ``taken``.

    ``text`` is that of the document, which spaCy would put together anew from its tokens.
    ``published`` (a date or datetime) anchors relative dates; without it their value is None.
    """
    traced = trace_dates(doc, text, grammar, published, taken)
    readings = tuple(reading for _, reading in traced if reading is not None)
    return _outside(readings, taken) if taken else readings


def _outside(readings: Sequence[DateReading], taken: Sequence[Span]) -> tuple[DateReading, ...]:
    """Leave out readings that lie around a taken span."""
    blocks = sorted(taken)
    ends = [block.end for block in blocks]
    kept: list[DateReading] = []
    for reading in readings:
        at = bisect_right(ends, reading.span.start)
        if at == len(blocks) or not blocks[at].overlaps(reading.span):
            kept.append(reading)
    return tuple(kept)


def trace_dates(
    doc: Doc, text: str, grammar: DateGrammar, published: date | None, taken: Sequence[Span]
) -> list[tuple[Found, DateReading | None]]:
    """Give everything the rules found, with its reading; None for what is no date."""
    tenses = tenses_of(doc, text, grammar.tense)
    line = grammar.lexer.cut(tenses.text, taken)
    for level in LEVELS:
        line = _apply(line, level, grammar, tenses)
    found = [
        (Span(line.starts[at], line.ends[at]), item) for at, item in enumerate(line.found) if item is not None
    ]
    return list(_readings(found, grammar, tenses, published))


def _apply(line: Line, level: int, grammar: DateGrammar, tenses: Tenses) -> Line:
    """Replace what the rules of a level match by what they found, longest match first."""
    result = Line([], [], [], [], [])
    done = 0
    sorts = [UNKNOWN.starters, *line.starters, UNKNOWN.starters]
    feasible = grammar.feasible
    for at in [at for at, starters in enumerate(line.starters) if starters.rules[level - 1]]:
        if at < done:
            continue
        best: Reading | None = None
        for rule in feasible(level, sorts[at], sorts[at + 1], sorts[at + 2]):
            best = _longer(best, rule, line, at, tenses)
        if best is not None:
            _keep(result, line, done, at)
            _put(result, line, at, best, grammar)
            done = best.end
    _keep(result, line, done, len(line.values))
    return result


def _keep(result: Line, line: Line, start: int, end: int) -> None:
    """Take over items as they are."""
    result.found.extend(line.found[start:end])
    result.starts.extend(line.starts[start:end])
    result.ends.extend(line.ends[start:end])
    result.values.extend(line.values[start:end])
    result.starters.extend(line.starters[start:end])


def _put(result: Line, line: Line, at: int, best: Reading, grammar: DateGrammar) -> None:
    """Put an expression in the place of the items it was read from."""
    classes = found_classes(best.expression)
    trail = [rule for found in line.found[at : best.end] if found for rule in found.trail]
    result.found.append(Found(best.expression, (*trail, best.rule)))
    result.starts.append(line.starts[at])
    result.ends.append(line.ends[best.end - 1])
    result.values.append(dict.fromkeys(classes, best.expression))
    result.starters.append(grammar.starters[classes])


def _longer(best: Reading | None, rule: CompiledRule, line: Line, at: int, tenses: Tenses) -> Reading | None:
    """Give the longest match of a rule that can be read, if it is longer than the best so far."""
    if rule.after is not None and not ends_at(rule.after, line.values, at):
        return best
    if rule.not_after is not None and ends_at(rule.not_after, line.values, at):
        return best
    ends = rule.match.match(line.values, at)
    if len(ends) > 1:
        ends.sort(key=lambda end: -end[0])
    for end, captures in ends:
        if best is not None and end <= best.end:
            return best
        around = _surroundings(rule, line, end)
        if around is None or (rule.guard is not None and not rule.guard(line, at, end, tenses)):
            continue
        expression = rule.reader(Match(line.values, captures + around, rule.unit, rule.modifier, rule.tense))
        if expression is not None:
            return Reading(end, expression, rule.id)
    return best


def _surroundings(rule: CompiledRule, line: Line, end: int) -> Captures | None:
    """Give what the rule wants behind its match; None where that is missing or something forbidden stands."""
    if rule.not_before is not None and rule.not_before.match(line.values, end):
        return None
    if rule.before is None:
        return ()
    ahead = rule.before.match(line.values, end)
    return ahead[0][1] if ahead else None


def _readings(
    found: Iterable[tuple[Span, Found]], grammar: DateGrammar, tenses: Tenses, published: date | None
) -> Iterator[tuple[Found, DateReading | None]]:
    said: list[Period] = []
    earlier: list[Period] = []
    sentence_end = clause_end = 0
    year: int | None = None
    entry: Period | None = None
    entry_end = 0
    for span, item in found:
        expression = item.expression
        if isinstance(expression, Nothing):
            yield item, None
            continue
        if span.start >= sentence_end:
            sentence_end = tenses.sentence_end(span.start)
            earlier = [*earlier, *said][-_REMEMBERED:]
            said = []
            year = None
        if _CLAUSE_END.search(tenses.text, clause_end, span.start):
            year = None
        clause_end = span.end
        heads = _heads_entry(span, expression, tenses.text)
        in_entry = entry is not None and not heads and span.start < entry_end
        place = Place(
            published=published,
            phrases=grammar.phrases,
            holidays=grammar.holidays,
            direction=partial(tenses.direction, span.start, span.end),
            said=said,
            year_hint=entry.first.year if year is None and entry is not None and in_entry else year,
            earlier=earlier,
            entry=entry if heads else None,
        )
        resolved = resolve(expression, place)
        if resolved is not None and resolved.first is not None and not _is_comparison(expression):
            said = [*said, resolved.first]
        if heads and resolved is not None:
            told = _ENTRY.match(tenses.text, span.end)
            entry, entry_end = resolved.first, told.end() if told else span.end
        if isinstance(expression, Calendar) and expression.unit == "year" and expression.year:
            year = expression.year.number
        yield item, None if resolved is None else _reading(_told(span, expression, tenses), item, resolved)


def _heads_entry(span: Span, expression: Expression, text: str) -> bool:
    """Whether a day or month stands at the beginning of a line with a colon behind it, as in chronicles."""
    inner = stripped(expression)
    if not isinstance(inner, Calendar) or inner.unit not in {"day", "month"}:
        return False
    begins = not _WORDS_BEFORE.search(text, text.rfind("\n", 0, span.start) + 1, span.start)
    return begins and text.startswith(":", span.end)


def _told(span: Span, expression: Expression, tenses: Tenses) -> Span:
    """Give a span without the full stop behind "KW 32", which the lexer takes for that of an ordinal."""
    is_week = isinstance(expression, Calendar) and expression.unit == "week"
    return Span(span.start, span.end - (is_week and tenses.text[span.end - 1] == "."))


def _reading(span: Span, item: Found, resolved: Resolved) -> DateReading:
    return DateReading(
        span=span,
        value=resolved.value,
        end=resolved.end,
        granularity=resolved.granularity,
        relative=resolved.relative,
        rule=item.rule,
        modifier=resolved.modifier,
    )


def _is_comparison(expression: Expression) -> bool:
    """Whether a date is only named to compare with ("Vorjahr"), so that nothing counts from it."""
    return isinstance(expression, Anaphor) and expression.or_published
