"""Look-up of words by how they end or begin, in time independent of how many endings there are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

ValueT = TypeVar("ValueT")


@dataclass(frozen=True, slots=True)
class Affixes(Generic[ValueT]):
    """Values by suffix (``at_end``) or prefix; ``lengths`` of the keys, longest first."""

    table: dict[str, ValueT]
    lengths: tuple[int, ...]
    at_end: bool

    def longest(self, word: str) -> ValueT | None:
        """The value of the longest affix of a lower-case word."""
        return next(self.all(word), None)

    def all(self, word: str) -> Iterator[ValueT]:
        """The values of all affixes of a lower-case word, longest first."""
        size = len(word)
        for length in self.lengths:
            if length <= size:
                value = self.table.get(word[size - length :] if self.at_end else word[:length])
                if value is not None:
                    yield value


def suffixes(heads: Iterable[tuple[str, ValueT]], endings: Iterable[str] = ("",)) -> Affixes[ValueT]:
    """A table of heads with each of the inflectional endings; the first value of a form stays."""
    table: dict[str, ValueT] = {}
    inflections = tuple(endings)
    for head, value in heads:
        for ending in inflections:
            table.setdefault(head + ending, value)
    return Affixes(table, _lengths(table), at_end=True)


def merged(tables: Iterable[Affixes[ValueT]]) -> Affixes[ValueT]:
    """One table of several; the first value of a form stays."""
    table: dict[str, ValueT] = {}
    for part in tables:
        for key, value in part.table.items():
            table.setdefault(key, value)
    return Affixes(table, _lengths(table), at_end=True)


def prefixes(stems: Iterable[tuple[str, ValueT]]) -> Affixes[ValueT]:
    """A table of stems."""
    table: dict[str, ValueT] = {}
    for stem, value in stems:
        table.setdefault(stem, value)
    return Affixes(table, _lengths(table), at_end=False)


def _lengths(table: dict[str, ValueT]) -> tuple[int, ...]:
    return tuple(sorted({len(key) for key in table}, reverse=True))
