"""Whether an article is in German at all, by its most frequent function words."""

from __future__ import annotations

import re
from collections import Counter
from typing import Literal

from depesche.ruleset import Pack, RuleSet

_SAMPLE = 20_000
"""Characters that are looked at; the beginning of an article tells its language."""
_FEWEST_WORDS = 25
_WORD = re.compile(r"[^\W\d_]+")


class LanguagePack(Pack):
    """``words``: for each language (ISO 639-1) function words that the others do not have."""

    kind: Literal["language"]
    words: dict[str, tuple[str, ...]]


def compile_language(ruleset: RuleSet) -> dict[str, str]:
    """Function word -> language."""
    return {
        word: language
        for pack in ruleset.packs(LanguagePack, "language")
        for language, words in pack.words.items()
        for word in words
    }


def detect_language(text: str, words: dict[str, str]) -> str | None:
    """The language whose function words are most frequent; None for a text too short to tell."""
    found = _WORD.findall(text[:_SAMPLE].lower())
    if len(found) < _FEWEST_WORDS:
        return None
    counts = Counter(words[word] for word in found if word in words)
    return counts.most_common(1)[0][0] if counts else None
