"""A table of names that is matched against atoms: longest name first, exact, in one dictionary lookup
an atom for text without names.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import NamedTuple, Protocol

from depesche.names.atoms import Atoms
from depesche.readings import NameType


class Clarity(IntEnum):
    """How surely a spelling is the name: CLEAR alone, AMBIGUOUS with some context, EVERYDAY with much."""

    CLEAR = 0
    AMBIGUOUS = 1
    EVERYDAY = 2


@dataclass(frozen=True, slots=True)
class Entry:
    """One name of a list. ``name`` is the main name, ``base`` the spelling that was matched.

    ``curated``: the list has one row for one thing, so that another name is another thing.
    """

    name: str
    base: str
    type: NameType
    kind: str
    clarity: Clarity
    versions: bool = False
    wikidata: str | None = None
    known_id: str | None = None
    curated: bool = False


class Match(NamedTuple):
    """Atoms first..last (exclusive) carry a name; ``cut`` characters of the last atom are its ending."""

    first: int
    last: int
    cut: int
    entries: tuple[Entry, ...]


class MoreNames(Protocol):
    """Names beside those of the rules; see :mod:`depesche.names.user_list`."""

    @property
    def rows(self) -> Mapping[str, object]:
        """Something for every spelling that has entries."""

    def entries(self, key: str) -> tuple[Entry, ...]:
        """The entries of a spelling, none where it is unknown."""


@dataclass(frozen=True, slots=True)
class NameTable:
    """``names``: joined atoms -> entries; ``longest``: first atom -> most atoms of a name it begins.

    ``more``: the user's names, which come before those of the rules. Of them, only names of several atoms
    stand in ``longest``. ``genitives``: what may stand behind a name, longest tried last.
    """

    names: Mapping[str, tuple[Entry, ...]]
    longest: Mapping[str, int]
    genitives: tuple[str, ...] = ()
    more: MoreNames | None = None

    def entries(self, key: str) -> tuple[Entry, ...]:
        """All entries of a spelling, none where it is unknown."""
        known = self.names.get(key, ())
        if self.more is not None and key in self.more.rows:
            return (*self.more.entries(key), *known)
        return known

    def may_begin(self, word: str) -> bool:
        """Whether a name may begin with a word, which may have a genitive ending."""
        if word in self.longest or (self.more is not None and word in self.more.rows):
            return True
        return any(self.entries(word[: -len(one)]) for one in self.genitives if word.endswith(one))

    def match(self, atoms: Atoms, first: int) -> Match | None:
        """The longest name that begins at an atom, or None. A genitive ending is cut off the last atom."""
        words = atoms.words
        word = words[first]
        most = self.longest.get(word, 0) or (self.more is not None and word in self.more.rows)
        if not most:
            if not word.endswith(self.genitives):
                return None
            return self._genitive(word, first, first + 1)
        stop = _stop(atoms, first, most)
        for last in range(stop, first, -1):
            key = " ".join(words[first:last]) if last - first > 1 else word
            entries = self.entries(key)
            if entries:
                return Match(first, last, 0, entries)
            match = self._genitive(key, first, last)
            if match is not None:
                return match
        return None

    def _genitive(self, key: str, first: int, last: int) -> Match | None:
        for ending in self.genitives:
            if key.endswith(ending):
                entries = self.entries(key[: -len(ending)])
                if entries:
                    return Match(first, last, len(ending), entries)
        return None


def _stop(atoms: Atoms, first: int, most: int) -> int:
    """The atom before which a name that begins at ``first`` must end."""
    stop = min(first + most, len(atoms.words))
    for index in range(first + 1, stop):
        if atoms.glue[index] == "\n":
            return index
    return stop


def build_table(
    named: Iterable[tuple[list[str], Entry]], genitives: tuple[str, ...], more: MoreNames | None = None
) -> NameTable:
    """Build a table from (atoms of a name, entry); equal names keep all their entries, in order."""
    names: dict[str, tuple[Entry, ...]] = {}
    longest: dict[str, int] = {}
    for words, entry in named:
        key = " ".join(words)
        names[key] = (*names[key], entry) if key in names else (entry,)
        if len(words) > longest.get(words[0], 0):
            longest[words[0]] = len(words)
    for key in more.rows if more is not None else ():
        blank = key.find(" ")
        if blank > 0:
            size = key.count(" ", blank) + 1
            first = key[:blank]
            if size > longest.get(first, 0):
                longest[first] = size
    return NameTable(names, longest, genitives, more)
