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
_WINDOW = 220
"""How many characters on each side of a sum are looked at; sentences that long say nothing about it."""


@dataclass(frozen=True, slots=True)
class PurposeRules:
    """``cues_of`` gives the rules a word is a noun and a stem of; ``phrases`` finds those that stand as they are."""

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


def purpose_of(
    text: str, span: Span, own: frozenset[int], sentence: Span, landmarks: Landmarks, rules: PurposeRules
) -> AmountKind | None:
    """What the sum at ``span`` is for; ``own``: starts of the sums that are told in one with it."""
    best: tuple[int, int, int] | None = None
    kind: AmountKind | None = None
    for cue in _cues(text, span, own, sentence, landmarks, rules):
        rule = rules.rules[cue.rule]
        if rule.side not in ("both", cue.side) or cue.distance > rule.reach:
            continue
        candidate = (cue.distance + cue.crossed + rule.weight, cue.side != "before", cue.rule)
        if best is None or candidate < best:
            best, kind = candidate, rule.kind
    return kind


class _Cue(NamedTuple):
    """A cue word: ``distance`` in words, ``crossed``: what the numbers in between count."""

    rule: int
    side: str
    distance: int
    crossed: int


def _cues(
    text: str, span: Span, own: frozenset[int], sentence: Span, landmarks: Landmarks, rules: PurposeRules
) -> Iterator[_Cue]:
    """Every cue in the sentence and within reach."""
    start = max(sentence.start, span.start - _WINDOW)
    end = min(sentence.end, span.end + _WINDOW)
    for side, low, high in (("before", start, span.start), ("behind", span.end, end)):
        words = [(m.group(), m.start()) for m in _WORD.finditer(text, low, high)]
        if side == "before":
            words.reverse()
        phrases = {
            m.start(): rules.phrase_rules[m.group().lower()] for m in rules.phrases.finditer(text, low, high)
        }
        sums = _between(landmarks.sums, low, high, own)
        numbers = _between(landmarks.numbers, low, high, own)
        distance = 0
        for word, at in words:
            if not word[0].isalpha():
                distance += _LINE if word == "\n" else _COMMA
                continue
            behind = _BEHIND if side == "behind" and distance > 1 else 0
            nouns, stems = rules.cues_of(word)
            is_first_part = (
                text.startswith("-", at + len(word))
                and text[at + len(word) + 1 : at + len(word) + 2].isalpha()
            )
            for index in nouns if not is_first_part else ():
                yield _Cue(index, side, distance, _SUM * _crossed(sums, at, side) + behind)
            for index in stems:
                yield _Cue(index, side, distance, _SUM * _crossed(numbers, at, side))
            for index in phrases.get(at, ()):
                yield _Cue(index, side, distance, _SUM * _crossed(sums, at, side))
            distance += 1


def _between(starts: Sequence[int], low: int, high: int, own: frozenset[int]) -> list[int]:
    return [
        start for start in starts[bisect_left(starts, low) : bisect_left(starts, high)] if start not in own
    ]


def _crossed(starts: list[int], at: int, side: str) -> int:
    """How many numbers lie between a cue at ``at`` and the sum."""
    return sum(1 for start in starts if (at < start if side == "before" else start < at))


_PERIOD_BEFORE, _PERIOD_BEHIND = 45, 32
_DATE_BEHIND = re.compile(r"\s*[0-9]")
"""What makes a date of "im Jahr"."""
_BREAK = re.compile(r"[,;]")


def period_of(text: str, span: Span, sentence: Span, rules: PurposeRules) -> str | None:
    """The period a sum is paid or earned in: hour, day, week, month, quarter, year."""
    before = text[max(sentence.start, span.start - _PERIOD_BEFORE) : span.start]
    behind = text[span.end : min(sentence.end, span.end + _PERIOD_BEHIND)]
    for name, pattern in rules.periods:
        found = pattern.search(behind)
        if (
            found
            and not _DATE_BEHIND.match(behind, found.end())
            and not _BREAK.search(behind, 0, found.start())
        ):
            return name
        found = pattern.search(before)
        if found and not _DATE_BEHIND.match(before, found.end()) and not _BREAK.search(before, found.end()):
            return name
    return None
