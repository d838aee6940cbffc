"""What a single word is to the title patterns: a title, the begin of one, or a word with labels."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from depesche.memory import remember
from depesche.titles.company_nouns import CompanyNouns
from depesche.titles.labels import Labels
from depesche.titles.vocabulary import TitleWord, Vocabulary

LINE_END = frozenset({"stop", "line"})
SHAPES = ("adj", "adv", "num", "noun", "verb", "word", "mark")
"""The kinds of words without a class of their own."""
_MOST_REMEMBERED = 50_000
_ADJECTIVE_SHAPE = re.compile(r"^[a-zäöüß0-9-]{2,}(?:e|en|er|es|em)$")
_TAG_LABELS = {
    "ADJA": "adj",
    "ADJD": "adv",
    "ADV": "adv",
    "CARD": "num",
    "NN": "noun",
    "NE": "noun",
    "TRUNC": "noun",
    "FM": "noun",
    "XY": "noun",
}


@dataclass(frozen=True, slots=True)
class WordReading:
    """``word`` without a leading hyphen; ``phrases``: titles of several words that may begin here."""

    word: str
    labels: frozenset[str]
    title: TitleWord | None
    phrases: Sequence[tuple[tuple[str, ...], TitleWord]]


@dataclass(frozen=True, slots=True)
class Words:
    """The word knowledge items are made with; readings are remembered, up to a number."""

    vocabulary: Vocabulary
    labels: Labels
    company_nouns: CompanyNouns
    _memo: dict[tuple[str, str, bool], WordReading] = field(default_factory=dict)

    def read(self, raw: str, tag: str, joined: bool) -> WordReading:
        """Read a word of the text with its tag ("" without one); ``joined``: to a name by a hyphen."""
        key = (raw, tag, joined)
        found = self._memo.get(key)
        if found is None:
            found = remember(self._memo, key, self._read(raw, tag, joined), _MOST_REMEMBERED)
        return found

    def _read(self, raw: str, tag: str, joined: bool) -> WordReading:
        word = raw.lstrip("-") or raw
        phrases = self.vocabulary.phrases.get(word.lower(), ())
        title = self.vocabulary.word(word)
        if title is not None and (title.normalized is not None or title.head.membership):
            labels = title_labels(title, joined)
            if word in self.vocabulary.bodies:
                labels |= {"body"}
            return WordReading(word, labels, title, phrases)
        return WordReading(word, self._labels(word, tag, joined), None, phrases)

    def _labels(self, word: str, tag: str, joined: bool) -> frozenset[str]:
        """The labels of a word that is no title: its classes, or else its kind."""
        classes = self.labels.of(word)
        if classes:
            return classes
        found: frozenset[str] = frozenset({"joined"} if joined else ())
        known = self._known_noun(word) if word[0].isupper() else frozenset[str]()
        # A known noun is one whatever the tagger says.
        return found | known | {"noun" if known else _shape(word, tag)}

    def _known_noun(self, word: str) -> frozenset[str]:
        """The labels of a noun the packs list."""
        found: set[str] = set()
        if self.vocabulary.post(word) is not None:
            found.add("post")
        if word in self.vocabulary.bodies:
            found.add("body")
        if self.company_nouns.read(word) is not None:
            found.add("company_noun")
        return frozenset(found)


def title_labels(title: TitleWord, joined: bool) -> frozenset[str]:
    """The labels of a title."""
    found = {"title", "joined"} if joined else {"title"}
    if title.head.alone:
        found.add("strong")
    if title.normalized is None:
        found.add("membership")
    return frozenset(found)


def _shape(word: str, tag: str) -> str:
    """One label for what kind of word this is, by its tag or, without tags, its letters."""
    if not word[0].isalnum():
        return "mark"
    if tag.startswith("V"):
        return "verb"
    adjective = _ADJECTIVE_SHAPE.match(word) is not None
    if tag and not adjective:
        return _TAG_LABELS.get(tag, "word")
    if word[0].isdigit() and not adjective:
        return "num"
    if word[0].isupper():
        return "noun"
    return "adj" if adjective else "word"
