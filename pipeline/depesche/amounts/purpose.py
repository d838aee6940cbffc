"""Decides what a sum is for, and over which period, from the words around it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from depesche.amounts.endings import prefixes, suffixes
from depesche.amounts.pack import KindRule, KindsPack, UnitsPack
from depesche.readings import Span
from depesche.records import AmountKind

_WORD = re.compile(r"[^\W\d_]+|[,;:()–]")
_NOUN_ENDINGS = ("", "e", "en", "er", "ern", "n", "s", "es", "ns")
_CACHED_WORDS = 1 << 17
_COMMA, _SUM = 3, 8
"""How many words of distance a comma and another sum in between count."""
_WINDOW = 220
"""How many characters on each side of a sum are looked at; sentences that long say nothing about it."""


@dataclass(frozen=True, slots=True)
class PurposeRules:
    """``cues_of`` gives the rules a single word is a cue of; ``phrases`` finds those of several words."""

    rules: tuple[KindRule, ...]
    cues_of: Callable[[str], tuple[int, ...]]
    phrases: re.Pattern[str]
    phrase_rules: dict[str, int]
    periods: tuple[tuple[str, re.Pattern[str]], ...]


def compile_purpose(packs: Sequence[KindsPack], units: UnitsPack) -> PurposeRules:
    """Compile cue words; a word's cues are worked out once."""
    rules = tuple(rule for pack in packs for rule in pack.rules)
    nouns = _index((noun.lower(), index) for index, rule in enumerate(rules) for noun in rule.nouns)
    heads = suffixes(nouns.items(), _NOUN_ENDINGS)
    stems = prefixes(
        _index((stem.lower(), index) for index, rule in enumerate(rules) for stem in rule.stems).items()
    )
    phrases = {phrase.lower(): index for index, rule in enumerate(rules) for phrase in rule.phrases}

    @lru_cache(maxsize=_CACHED_WORDS)
    def cues_of(word: str) -> tuple[int, ...]:
        low = word.lower()
        noun = heads.longest(low) if word[0].isupper() else None
        return (*(noun or ()), *(stems.longest(low) or ()))

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


def purpose_of(
    text: str, span: Span, sentence: Span, others: Sequence[Span], rules: PurposeRules
) -> AmountKind | None:
    """What the sum at ``span`` is for; ``others`` are the other sums of its sentence."""
    best: tuple[int, int, AmountKind] | None = None
    for distance, index, side in _cues(text, span, sentence, others, rules):
        rule = rules.rules[index]
        if rule.side not in ("both", side) or distance > rule.reach:
            continue
        candidate = (distance + rule.weight, index, rule.kind)
        if best is None or candidate < best:
            best = candidate
    return best[2] if best else None


def _cues(
    text: str, span: Span, sentence: Span, others: Sequence[Span], rules: PurposeRules
) -> list[tuple[int, int, str]]:
    """(distance, rule, side) of every cue in the sentence."""
    start = max(sentence.start, span.start - _WINDOW)
    end = min(sentence.end, span.end + _WINDOW)
    cues: list[tuple[int, int, str]] = []
    for side, low, high in (("before", start, span.start), ("behind", span.end, end)):
        words = [(m.group(), m.start()) for m in _WORD.finditer(text, low, high)]
        if side == "before":
            words.reverse()
        phrases = {
            m.start(): rules.phrase_rules[m.group().lower()] for m in rules.phrases.finditer(text, low, high)
        }
        between = sorted(o.start for o in others if low <= o.start < high)
        distance = 0
        for word, at in words:
            passed = sum(1 for o in between if (at < o if side == "before" else o < at))
            if not word[0].isalpha():
                distance += _COMMA
                continue
            for index in rules.cues_of(word):
                cues.append((distance + _SUM * passed, index, side))
            if at in phrases:
                cues.append((distance + _SUM * passed, phrases[at], side))
            distance += 1
    return cues


_PERIOD_BEFORE, _PERIOD_BEHIND = 45, 32


def period_of(text: str, span: Span, sentence: Span, rules: PurposeRules) -> str | None:
    """The period a sum is paid or earned in: hour, day, week, month, quarter, year."""
    before = text[max(sentence.start, span.start - _PERIOD_BEFORE) : span.start]
    behind = text[span.end : min(sentence.end, span.end + _PERIOD_BEHIND)]
    for name, pattern in rules.periods:
        found = pattern.search(behind)
        if (
            found
            and not re.match(r"\s*\d", behind[found.end() :])
            and not re.search(r"[,;]", behind[: found.start()])
        ):
            return name
        found = pattern.search(before)
        if (
            found
            and not re.match(r"\s*\d", before[found.end() :])
            and not re.search(r"[,;]", before[found.end() :])
        ):
            return name
    return None
