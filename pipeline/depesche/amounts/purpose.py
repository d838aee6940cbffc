"""Decides what a sum is for, and over which period, from the words around it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from depesche.amounts.endings import prefixes, suffixes
from depesche.amounts.pack import KindRule, KindsPack, UnitsPack
from depesche.readings import Span
from depesche.records import AmountKind

_WORD = re.compile(r"[^\W\d_]+|[,;:()–\n]")
_NOUN_ENDINGS = ("", "e", "en", "er", "ern", "n", "s", "es", "ns")
_CACHED_WORDS = 1 << 17
_COMMA, _LINE, _SUM, _BEHIND = 3, 6, 8, 2
"""How many words of distance a comma, a line end, another sum between, and standing further behind count."""
_FIRST_PART = re.compile(r"-[^\W\d_]")
"""What makes a word the first part of a compound, so that it is not its head."""
_PERIOD_BEFORE, _PERIOD_BEHIND = 45, 32
_DATE_BEHIND = re.compile(r"\s*[0-9]")
"""What makes a date of "im Jahr"."""
_BREAK = re.compile(r"[,;]")
_WINDOW = 220
"""How many characters on each side of a sum are looked at; sentences that long say nothing about it."""


@dataclass(frozen=True, slots=True)
class PurposeRules:
    """``cues_of``: the rules a word is a noun and a stem of; ``phrases`` finds what stands as it is."""

    rules: tuple[KindRule, ...]
    cues_of: Callable[[str], tuple[tuple[int, ...], tuple[int, ...]]]
    phrases: re.Pattern[str]
    phrase_rules: dict[str, tuple[int, ...]]
    periods: tuple[tuple[str, re.Pattern[str]], ...]


def compile_purpose(packs: Sequence[KindsPack], units: UnitsPack) -> PurposeRules:
    """Compile cue words; a word's cues are worked out once."""
    rules = tuple(rule for pack in packs for rule in pack.rules)
    nouns = _index((noun.lower(), index) for index, rule in enumerate(rules) for noun in rule.nouns)
    heads = suffixes(nouns.items(), _NOUN_ENDINGS)
    stems = prefixes(
        _index((stem.lower(), index) for index, rule in enumerate(rules) for stem in rule.stems).items()
    )
    phrases = _index((phrase.lower(), index) for index, rule in enumerate(rules) for phrase in rule.phrases)

    @lru_cache(maxsize=_CACHED_WORDS)
    def cues_of(word: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
        low = word.lower()
        if word[0].isupper():
            return heads.longest(low) or (), ()
        return (), stems.longest(low) or ()

    ordered = sorted(phrases, key=len, reverse=True)
    return PurposeRules(
        rules,
        cues_of,
        re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, ordered))})(?!\w)", re.IGNORECASE),
        phrases,
        _periods(units),
    )


def _index(words: Iterable[tuple[str, int]]) -> dict[str, tuple[int, ...]]:
    """The rules of each word, in order."""
    index: dict[str, tuple[int, ...]] = {}
    for word, rule in words:
        index[word] = (*index.get(word, ()), rule)
    return index


def _periods(units: UnitsPack) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (
            name,
            re.compile(
                rf"(?<!\w)(?:{'|'.join(sorted(map(re.escape, phrases), key=len, reverse=True))})(?!\w)"
            ),
        )
        for name, phrases in units.periods.items()
    )


@dataclass(frozen=True, slots=True)
class Landmarks:
    """Where the sums and all numbers with a unit begin, ascending; a cue beyond one belongs rather to it."""

    sums: Sequence[int]
    numbers: Sequence[int]


@dataclass(frozen=True, slots=True)
class SumPlace:
    """Where a sum stands; ``own``: starts of the sums that are told in one with it, itself included."""

    text: str
    span: Span
    sentence: Span
    own: frozenset[int]


class _Cue(NamedTuple):
    """A cue word: ``distance`` in words, ``crossed``: what the numbers in between count."""

    rule: int
    is_behind: bool
    distance: int
    crossed: int


def purpose_of(place: SumPlace, landmarks: Landmarks, rules: PurposeRules) -> AmountKind | None:
    """What a sum is for, None when no word tells."""
    best: tuple[int, bool, int] | None = None
    for cue in (
        *_cues(place, landmarks, rules, is_behind=False),
        *_cues(place, landmarks, rules, is_behind=True),
    ):
        rule = rules.rules[cue.rule]
        if cue.distance > rule.reach or rule.side == ("before" if cue.is_behind else "behind"):
            continue
        candidate = (cue.distance + cue.crossed + rule.weight, cue.is_behind, cue.rule)
        if best is None or candidate < best:
            best = candidate
    return rules.rules[best[2]].kind if best else None


def _cues(place: SumPlace, landmarks: Landmarks, rules: PurposeRules, *, is_behind: bool) -> Iterator[_Cue]:
    """Every cue on one side of the sum, in its sentence and within reach."""
    text, span = place.text, place.span
    if is_behind:
        low, high = span.end, min(place.sentence.end, span.end + _WINDOW)
    else:
        low, high = max(place.sentence.start, span.start - _WINDOW), span.start
    words = [(found.group(), found.start()) for found in _WORD.finditer(text, low, high)]
    if not is_behind:
        words.reverse()
    phrases = {
        found.start(): rules.phrase_rules[found.group().lower()]
        for found in rules.phrases.finditer(text, low, high)
    }
    sums = _between(landmarks.sums, low, high, place.own)
    numbers = _between(landmarks.numbers, low, high, place.own)
    distance = 0
    for word, at in words:
        if not word[0].isalpha():
            distance += _LINE if word == "\n" else _COMMA
            continue
        nouns, stems = rules.cues_of(word)
        further = _BEHIND if is_behind and distance > 1 else 0
        if not _FIRST_PART.match(text, at + len(word)):
            for index in nouns:
                yield _Cue(index, is_behind, distance, _SUM * _crossed(sums, at, is_behind) + further)
        for index in stems:
            yield _Cue(index, is_behind, distance, _SUM * _crossed(numbers, at, is_behind))
        for index in phrases.get(at, ()):
            yield _Cue(index, is_behind, distance, _SUM * _crossed(sums, at, is_behind))
        distance += 1


def _between(starts: Sequence[int], low: int, high: int, own: frozenset[int]) -> list[int]:
    return [at for at in starts[bisect_left(starts, low) : bisect_left(starts, high)] if at not in own]


def _crossed(starts: list[int], at: int, is_behind: bool) -> int:
    """How many numbers lie between a cue at ``at`` and the sum."""
    return sum(1 for start in starts if (start < at if is_behind else at < start))


def period_of(place: SumPlace, landmarks: Landmarks, rules: PurposeRules) -> str | None:
    """The period a sum is paid or earned in: hour, day, week, month, quarter, year."""
    text, span = place.text, place.span
    low, high = (
        max(place.sentence.start, span.start - _PERIOD_BEFORE),
        min(place.sentence.end, span.end + _PERIOD_BEHIND),
    )
    following = _between(landmarks.sums, span.end, high, frozenset())
    behind = text[span.end : following[0] if following else high]
    before = "" if _between(landmarks.sums, low, span.start, frozenset()) else text[low : span.start]
    best: tuple[int, str] | None = None
    for name, pattern in rules.periods:
        for found, here, gap in (
            *((m, behind, (0, m.start())) for m in pattern.finditer(behind)),
            *((m, before, (m.end(), len(before))) for m in pattern.finditer(before)),
        ):
            if _DATE_BEHIND.match(here, found.end()) or _BREAK.search(here, *gap):
                continue
            distance = gap[1] - gap[0]
            if best is None or distance < best[0]:
                best = (distance, name)
    return best[1] if best else None
