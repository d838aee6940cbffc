"""Decides what a sum is for, and over which period, from the words around it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from depesche.amounts.endings import prefixes, suffixes
from depesche.amounts.pack import KindRule, KindsPack, UnitsPack
from depesche.readings import Span
from depesche.records import AmountKind

_WORD = re.compile(r"[^\W\d_]+|[,:](?!\d)|[;()–\n]")
"""Words and the signs between them, but no decimal comma and no colon of a time."""
_NOUN_ENDINGS = ("", "e", "en", "er", "ern", "n", "s", "es", "ns")
_CACHED_WORDS = 1 << 17
_MAX_CROSSED = 3
"""How many other sums may lie between a sum and its cue."""
_REACH = 40
"""The distance in words behind which no cue counts, whatever its rule says."""
_COMMA, _LINE, _SUM, _BEHIND = 3, 6, 8, 2
"""How many words of distance a comma, a line end, another sum between, and standing further behind count."""
_GOVERNING = 2
"""How many words nearer a noun counts that governs the sum: "bei einem Umsatz von …"."""
_ONE_WORD = re.compile(r" (?:\w+ )?")
_FIRST_PART = re.compile(r"-[^\W\d_]")
"""What makes a word the first part of a compound, so that it is not its head."""
_PERIOD_BEFORE, _PERIOD_BEHIND = 45, 32
_DATE_BEHIND = re.compile(r"\s*[0-9]")
"""What makes a date of "im Jahr"."""
_BREAK = re.compile(r"[,;]")
_GOVERNS, _FOLLOWS = 30, 5
"""How many characters a noun may stand before the sum it governs, and behind the sum it goes with."""
_CLAUSE_END = re.compile(r"[,;.:()\n]|(?<!\w)und(?!\w)")
_OWN_PART = re.compile(r"[,;] ")
"""Behind another sum, only what follows a comma belongs to the next."""
_WINDOW = 220
"""How many characters on each side of a sum are looked at; sentences that long say nothing about it."""


class _WordCues(NamedTuple):
    """Rules a word is a cue of: as a noun, as a stem, and as the beginning of phrases."""

    nouns: tuple[int, ...]
    stems: tuple[int, ...]
    phrases: tuple[tuple[str, tuple[int, ...]], ...]


_NO_CUES = _WordCues((), (), ())
"""What most words are."""


@dataclass(frozen=True, slots=True)
class PurposeRules:
    """``cues_of`` tells what a word is a cue of; ``measures``: nouns only sums stand before; ``periods``
    finds the words of each period; ``governing`` what a noun governs one with."""

    rules: tuple[KindRule, ...]
    cues_of: Callable[[str], _WordCues]
    measures: Callable[[str], bool]
    periods: re.Pattern[str]
    governing: re.Pattern[str]


def compile_purpose(packs: Sequence[KindsPack], units: UnitsPack) -> PurposeRules:
    """Compile cue words; a word's cues are worked out once."""
    rules = tuple(rule for pack in packs for rule in pack.rules)
    nouns = _index((noun.lower(), index) for index, rule in enumerate(rules) for noun in rule.nouns)
    heads = suffixes(nouns.items(), _NOUN_ENDINGS)
    stems = prefixes(
        _index((stem.lower(), index) for index, rule in enumerate(rules) for stem in rule.stems).items()
    )
    phrases: dict[str, list[tuple[str, tuple[int, ...]]]] = {}
    whole = _index((phrase, index) for index, rule in enumerate(rules) for phrase in rule.phrases)
    for phrase, of_rules in whole.items():
        first = _WORD.match(phrase)
        phrases.setdefault(first.group().lower() if first else phrase, []).append((phrase, of_rules))

    @lru_cache(maxsize=_CACHED_WORDS)
    def cues_of(word: str) -> _WordCues:
        low = word.lower()
        begun = tuple(phrases.get(low, ()))
        nouns, told = (heads.longest(low) or (), ()) if word[0].isupper() else ((), stems.longest(low) or ())
        return _WordCues(nouns, told, begun) if nouns or told or begun else _NO_CUES

    def measures(word: str) -> bool:
        return any(rules[index].measures for index in cues_of(word).nouns)

    return PurposeRules(rules, cues_of, measures, _periods(units), _governing(units))


def _governing(units: UnitsPack) -> re.Pattern[str]:
    """The prepositions by which a noun governs a sum."""
    return re.compile(rf" (?:{'|'.join(map(re.escape, units.from_))})(?= )")


def _index(words: Iterable[tuple[str, int]]) -> dict[str, tuple[int, ...]]:
    """The rules of each word, in order."""
    index: dict[str, tuple[int, ...]] = {}
    for word, rule in words:
        index[word] = (*index.get(word, ()), rule)
    return index


def _periods(units: UnitsPack) -> re.Pattern[str]:
    """One pattern with a group for each period."""
    groups = (
        f"(?P<{name}>{'|'.join(sorted(map(re.escape, phrases), key=len, reverse=True))})"
        for name, phrases in units.periods.items()
    )
    return re.compile(rf"(?<!\w)(?:{'|'.join(groups)})(?!\w)")


@dataclass(frozen=True, slots=True)
class Landmarks:
    """Where the sums begin and end, and where all numbers with a unit begin, ascending.

    A cue beyond one of them belongs rather to it.
    """

    sums: Sequence[int]
    ends: Sequence[int]
    numbers: Sequence[int]


class SumPlace(NamedTuple):
    """Where a sum stands; ``own``: starts of the sums that are told in one with it, itself included."""

    value: Decimal | None
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
        if place.value is not None and rule.below is not None and place.value >= rule.below:
            continue
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
    if not words:
        return
    if not is_behind:
        words.reverse()
    sums = _between(landmarks.sums, low, high, place.own)
    numbers = _between(landmarks.numbers, low, high, place.own)
    for word, at, distance, cues in _telling(words, place, rules):
        crossed = _crossed(sums, at, is_behind)
        further = _BEHIND if is_behind and distance > 1 else 0
        if crossed > _MAX_CROSSED:
            return
        end = at + len(word)
        if distance and _is_of_another(place, at, end, landmarks, is_behind=is_behind):
            crossed += 1
        if not (is_behind and crossed):  # a noun behind or at the next sum is that sum's
            nouns = () if _FIRST_PART.match(text, end) else cues.nouns
            governs = bool(nouns) and not is_behind and _governs(text, end, landmarks.sums, rules)
            for index in nouns:
                nearer = _GOVERNING if governs and not crossed else 0
                others = crossed + (governs and crossed > 0)
                yield _Cue(index, is_behind, distance, _SUM * others + further - nearer)
            for index in _phrases_at(text, at, high, cues):
                yield _Cue(index, is_behind, distance, _SUM * crossed + further)
        for index in cues.stems:
            yield _Cue(index, is_behind, distance, _SUM * _crossed(numbers, at, is_behind))


def _governs(text: str, end: int, sums: Sequence[int], rules: PurposeRules) -> bool:
    """Whether the noun that ends at ``end`` governs a sum, with at most one word before the number."""
    preposition = rules.governing.match(text, end)
    if preposition is None:
        return False
    index = bisect_left(sums, preposition.end())
    return index < len(sums) and _ONE_WORD.fullmatch(text, preposition.end(), sums[index]) is not None


def _telling(
    words: Iterable[tuple[str, int]], place: SumPlace, rules: PurposeRules
) -> Iterator[tuple[str, int, int, _WordCues]]:
    """The words that are cues of anything, with their offset and their distance from the sum."""
    distance = 0
    for word, at in words:
        if distance > _REACH:
            return
        if not word[0].isalpha():
            distance += _LINE if word == "\n" else _COMMA
            continue
        cues = _cues_of(word, at, place, rules)
        if cues is not _NO_CUES:
            yield word, at, distance, cues
        distance += 1


def _is_of_another(place: SumPlace, start: int, end: int, landmarks: Landmarks, *, is_behind: bool) -> bool:
    """Whether a noun stands at another sum: "70 Euro je Aktie, zusammen …", "… bei einer Bewertung von"."""
    if is_behind:
        index = bisect_left(landmarks.sums, end)
        if index == len(landmarks.sums):
            return False
        gap, reach = place.text[end : landmarks.sums[index]][: _GOVERNS + 1], _GOVERNS
    else:
        index = bisect_right(landmarks.ends, start) - 1
        if index < 0 or landmarks.sums[index] in place.own:
            return False
        gap, reach = place.text[max(landmarks.ends[index], start - _FOLLOWS - 1) : start], _FOLLOWS
    return len(gap) <= reach and not _CLAUSE_END.search(gap)


def _cues_of(word: str, at: int, place: SumPlace, rules: PurposeRules) -> _WordCues:
    """The rules of the phrases that stand at ``at`` and end before ``high``; long ones in either case."""
    cues = rules.cues_of(word)
    if cues.nouns or not word[0].isupper() or place.text[place.sentence.start : at].strip():
        return cues
    return rules.cues_of(word[0].lower() + word[1:])


def _phrases_at(text: str, at: int, high: int, cues: _WordCues) -> Iterator[int]:
    """The rules of the phrases that stand at ``at`` and end before ``high``; a longer one in either case."""
    for phrase, of_rules in cues.phrases:
        end = at + len(phrase)
        stands = text[at:end]
        is_same = stands == phrase or (" " in phrase and stands[1:] == phrase[1:])
        if is_same and end <= high and not text[end : end + 1].isalpha():
            yield from of_rules


def _between(starts: Sequence[int], low: int, high: int, own: frozenset[int]) -> list[int]:
    """The starts in a range, without those in ``own``."""
    first, last = bisect_left(starts, low), bisect_left(starts, high)
    return [at for at in starts[first:last] if at not in own] if first < last else []


def _crossed(starts: list[int], at: int, is_behind: bool) -> int:
    """How many numbers lie between a cue at ``at`` and the sum."""
    return bisect_left(starts, at) if is_behind else len(starts) - bisect_right(starts, at)


def period_of(place: SumPlace, landmarks: Landmarks, rules: PurposeRules) -> str | None:
    """The period a sum is paid or earned in: hour, day, week, month, quarter, year."""
    text, span = place.text, place.span
    low, high = (
        max(place.sentence.start, span.start - _PERIOD_BEFORE),
        min(place.sentence.end, span.end + _PERIOD_BEHIND),
    )
    following = _between(landmarks.sums, span.end, high, frozenset())
    behind = text[span.end : following[0] if following else high]
    before = text[low : span.start]
    if _between(landmarks.sums, low, span.start, frozenset()):
        before = _OWN_PART.split(before)[-1] if _OWN_PART.search(before) else ""
    best: tuple[int, str] | None = None
    for here, is_behind in ((behind, True), (before, False)):
        for found in rules.periods.finditer(here):
            gap = (0, found.start()) if is_behind else (found.end(), len(here))
            if _DATE_BEHIND.match(here, found.end()) or _BREAK.search(here, *gap):
                continue
            candidate = (gap[1] - gap[0], found.lastgroup or "")
            best = min(best, candidate) if best else candidate
    return best[1] if best else None
