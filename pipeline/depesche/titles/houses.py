"""The companies of an article by the words of their names, for titles that name the kind of house."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from depesche.readings import Name, Span

_LEAST_KIND = 5
"""Fewest letters of what a house is called in a title: "Verbandspräsident"."""
_JOINTS = re.compile(r"[ -]")


@dataclass(frozen=True, slots=True)
class Houses:
    """``words``: word of a name -> bases with it, ``ends``: the same for the last letters of such a word;
    ``last``: base -> its last mention."""

    words: Mapping[str, set[str]]
    ends: Mapping[str, set[str]]
    last: Mapping[str, Span]

    @staticmethod
    def of(names: Iterable[Name]) -> Houses:
        """Read the names of companies, in text order."""
        last = {name.base: name.span for name in names}
        words: dict[str, set[str]] = {}
        ends: dict[str, set[str]] = {}
        for base in last:
            for word in _JOINTS.split(base.lower()):
                words.setdefault(word, set()).add(base)
                for at in range(len(word) - _LEAST_KIND + 1):
                    ends.setdefault(word[at:], set()).add(base)
        return Houses(words, ends, last)

    def of_title(self, title: str, house: str | None) -> Span | None:
        """The house whose kind a title begins with ("Kommissionspräsidentin": the EU-Kommission,
        "Verbandschef": the Bundesverband) or that has ``house`` in its name; None unless only one is so."""
        found = set(self.words.get(house, ())) if house is not None else set[str]()
        title = title.lower()
        for end in range(_LEAST_KIND, len(title) + 1):
            found |= self.ends.get(title[:end], set())
        return self.last[found.pop()] if len(found) == 1 else None
