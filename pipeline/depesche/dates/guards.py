"""Tests of a match's surroundings that need more than the words of the lexicons."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from depesche.dates.line import Line, Values
from depesche.dates.tense import Tenses

Guard: TypeAlias = Callable[[Line, int, int, Tenses], bool]

_NOUN_TAGS = frozenset({"NN"})
_LIKELY_YEARS = range(1980, 2061)
_WORD_YEARS = range(1500, 2101)
_MONTH_CUES = frozenset({"month_cue", "bound"})
_COUNTED = frozenset({"scale_after", "figures", "counted"})


def guard_year(line: Line, first: int, end: int, tenses: Tenses) -> bool:
    """Whether a bare number of four figures is a year, not a count of what follows."""
    number = _year_number(line.values[end - 1])
    before = line.values[first - 1] if first else {}
    after = line.values[end] if end < len(line.values) else {}
    likely, round_number, cued = number in _LIKELY_YEARS, number % 100 == 0, "year_cue" in before
    noun_follows = _noun_follows(line, end - 1, tenses)
    tests = (
        (number not in _WORD_YEARS or "not_year_before" in before, False),
        ("around" in before, not (round_number and _participle_follows(line, end - 1, tenses))),
        ("doubtful_before" in before and (round_number or noun_follows or not likely), False),
        ("open_before" in before and not cued and (round_number or noun_follows), False),
        (not _COUNTED.isdisjoint(after), cued and not round_number),
        (noun_follows, number % 10 != 0 and (likely or cued)),
    )
    return next((verdict for holds, verdict in tests if holds), likely or not round_number or cued)


def guard_cued_year(line: Line, first: int, end: int, tenses: Tenses) -> bool:
    """Whether a number behind "seit", "Jahr", "Anfang" is a year."""
    del first
    number = _year_number(line.values[end - 1])
    return not (_noun_follows(line, end - 1, tenses) and number % 100 == 0)


def guard_no_name(line: Line, first: int, end: int, tenses: Tenses) -> bool:
    """Whether a month, weekday or season is not a person's name ("Herr Sommer", "Selma Freitag")."""
    if first and "address" in line.values[first - 1]:
        return False
    at = tenses.token_at(line.starts[first])
    if tenses.continues_person(at):
        return False
    if "surname" not in line.values[first]:
        return True
    cued = bool(first) and not _MONTH_CUES.isdisjoint(line.values[first - 1])
    name_follows = (
        not cued and tenses.tag_at(at + 1) == "NE" and not tenses.parted_by_sign(line.ends[end - 1], at + 1)
    )
    name_before = tenses.tag_at(at - 1) == "NE" and tenses.label_at(at - 1) not in {"LOC", "ORG"}
    return not name_follows and not name_before


def guard_adverb(line: Line, first: int, end: int, tenses: Tenses) -> bool:
    """Whether the first word is an adverb."""
    del end
    return tenses.tag_at(tenses.token_at(line.starts[first])) in {"", "ADV"}


def guard_small_word(line: Line, first: int, end: int, tenses: Tenses) -> bool:
    """Whether a word is an adverb, not the comparative or attribute of the same form."""
    del end
    return tenses.tag_at(tenses.token_at(line.starts[first])) in {"", "ADV", "ADJD", "PTKVZ"}


def _year_number(values: Values) -> int:
    parts = values.get("year4")
    return int(parts["year"]) if isinstance(parts, dict) else 0


def _participle_follows(line: Line, last: int, tenses: Tenses) -> bool:
    tag = tenses.tag_at(tenses.token_at(line.starts[last]) + 1)
    return tag[:2] == "VV" and tag != "VVFIN"


def _noun_follows(line: Line, last: int, tenses: Tenses) -> bool:
    at = tenses.token_at(line.starts[last]) + 1
    if tenses.parted_by_sign(line.ends[last], at) or tenses.opens[at] == 1:
        return False
    tag = tenses.tag_at(at)
    return tag in _NOUN_TAGS if tag else tenses.text[tenses.starts[at]].isupper()


GUARDS: dict[str, Guard] = {
    name.removeprefix("guard_"): guard for name, guard in list(globals().items()) if name.startswith("guard_")
}
