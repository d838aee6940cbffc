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


def guard_year(line: Line, first: int, end: int, tenses: Tenses) -> bool:
    """Whether a bare number of four figures is a year, not a count of what follows."""
    number = _year_number(line.values[end - 1])
    if number not in _WORD_YEARS:
        return False
    before = line.values[first - 1] if first else {}
    if "not_year_before" in before:
        return False
    if "around" in before:
        return number % 100 != 0 or not _participle_follows(line, end - 1, tenses)
    doubtful = "doubtful_before" in before
    if doubtful and (number % 100 == 0 or number not in _LIKELY_YEARS):
        return False
    after = line.values[end] if end < len(line.values) else {}
    if "scale_after" in after or "figures" in after or "counted" in after:
        return "year_cue" in before and number % 100 != 0
    if _noun_follows(line, end - 1, tenses):
        return number % 10 != 0 and (number in _LIKELY_YEARS or "year_cue" in before)
    return number in _LIKELY_YEARS or number % 100 != 0 or "year_cue" in before


def guard_cued_year(line: Line, first: int, end: int, tenses: Tenses) -> bool:
    """Whether a number behind "seit", "Jahr", "Anfang" is a year."""
    del first
    number = _year_number(line.values[end - 1])
    return not (_noun_follows(line, end - 1, tenses) and number % 100 == 0)


def guard_no_name(line: Line, first: int, end: int, tenses: Tenses) -> bool:
    """Whether a month, weekday or season is not a person's name ("Herr Sommer", "Selma Freitag")."""
    before = line.values[first - 1] if first else {}
    if "address" in before:
        return False
    at = tenses.token_at(line.starts[first])
    if at >= len(tenses.starts):
        return True
    if tenses.label_at(at) == "PER" and tenses.doc[at].ent_iob_ == "I":
        return False
    if "surname" not in line.values[first]:
        return True
    if tenses.tag_at(at + 1) == "NE" and not tenses.text[line.ends[first] : tenses.starts[at + 1]].strip():
        return False
    if at == 0 or tenses.tag_at(at - 1) != "NE":
        return True
    return tenses.label_at(at - 1) in {"LOC", "ORG"}


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
    return tenses.tag_at(tenses.token_at(line.starts[last]) + 1)[:2] == "VV"


def _noun_follows(line: Line, last: int, tenses: Tenses) -> bool:
    at = tenses.token_at(line.starts[last]) + 1
    if at >= len(tenses.starts) or tenses.text[line.ends[last] : tenses.starts[at]].strip() or tenses.opens[at]:
        return False
    tag = tenses.tag_at(at)
    return tag in _NOUN_TAGS if tag else tenses.text[tenses.starts[at]].isupper()


GUARDS: dict[str, Guard] = {
    name.removeprefix("guard_"): guard for name, guard in list(globals().items()) if name.startswith("guard_")
}
