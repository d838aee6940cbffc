"""Whether a word is German: listed, an inflected form of what is listed, or compounded of such words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from depesche.memory import remember

_SHORTEST_PART = 3
_LONG_TAIL = 6
"""A noun of so many letters makes a German compound with any first part ("Aromen|hersteller")."""
# "Kund:innen"
_GENDERED = re.compile(r"[:*_]in(?:nen)?$")
_UMLAUTS = str.maketrans("äöü", "aou")
_MOST_REMEMBERED = 50_000


@dataclass(frozen=True, slots=True)
class GermanWords:
    """``words`` in small letters; ``tails``: nouns that end compounds; ``endings`` of nouns, ``links``
    between the parts of a compound, both with the empty one."""

    words: frozenset[str]
    tails: frozenset[str]
    endings: tuple[str, ...]
    links: tuple[str, ...]
    short: frozenset[str] = frozenset()
    _memo: dict[str, bool] = field(default_factory=dict)

    def knows(self, word: str) -> bool:
        """Whether a word is German rather than a name or foreign."""
        found = self._memo.get(word)
        if found is None:
            german = bool(_GENDERED.search(word)) or self._is_german(word.lower())
            found = remember(self._memo, word, german, _MOST_REMEMBERED)
        return found

    def lists(self, word: str) -> bool:
        """Whether a word is a listed one or an inflected form of one, no compound."""
        lower = word.lower()
        return lower in self.words or self._is_noun(lower)

    def derives(self, word: str) -> bool:
        """Whether a word is a compound or an inflected form of German words, but none of them itself."""
        return word.lower() not in self.words and self.knows(word)

    def _is_german(self, lower: str) -> bool:
        if lower in self.words or self._is_noun(lower):
            return True
        if any(len(stem) > _SHORTEST_PART and stem in self.words for stem in _stems(lower, self.endings)):
            return True
        if lower[:2] in self.short and self._is_noun(lower[2:].lstrip("-")):
            return True
        for at in range(_SHORTEST_PART, len(lower) - _SHORTEST_PART + 1):
            tail = lower[at:]
            noun = self._is_noun(tail) or (at > _SHORTEST_PART and tail in self.tails)
            if noun and (len(tail) >= _LONG_TAIL or self._is_first_part(lower[:at])):
                return True
        return False

    def _is_noun(self, lower: str) -> bool:
        return any(
            stem in self.tails or stem.translate(_UMLAUTS) in self.tails
            for stem in _stems(lower, self.endings)
            if len(stem) > _SHORTEST_PART
        )

    def _is_first_part(self, lower: str) -> bool:
        if f"{lower}e" in self.words or any(stem in self.words for stem in _stems(lower, self.links)):
            return True
        return len(lower) > _LONG_TAIL and self._is_german(lower)


def _stems(lower: str, endings: Sequence[str]) -> Iterator[str]:
    for ending in endings:
        if lower.endswith(ending):
            yield lower.removesuffix(ending) if ending else lower


def german_words(
    words: Iterable[str],
    nouns: Iterable[str],
    endings: Iterable[str],
    links: Iterable[str],
    short: Iterable[str] = (),
) -> GermanWords:
    """From words as they are written and more nouns; capitalised words are nouns. ``short``: first parts
    of two letters."""
    nouns = [*nouns, *(word for word in words if word[:1].isupper())]
    tails = frozenset(noun.lower() for noun in nouns)
    return GermanWords(
        words=frozenset(word.lower() for word in words if len(word) >= _SHORTEST_PART) | tails,
        tails=tails,
        endings=("", *sorted(endings)),
        links=("", *sorted(links)),
        short=frozenset(short),
    )
