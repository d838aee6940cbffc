"""Cuts the input into groups of files, and what is read of a group into parts, the same in every run.

A group is what one task reads; a part is what one file of the output holds. The number of a part depends on
the input alone, so a part that was written once need not be made again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from depesche.io import InputFailure, InputFile, Limits, SkippedFile, read_file
from depesche.io.preparing import Preparation, Read

Found = InputFile | InputFailure | SkippedFile

_GROUP_FILES = 64
_GROUP_BYTES = 8 * 1024 * 1024
_PART_CHARS = 1_000_000
PART_ITEMS = 200
"""Items of a part: what is done again, at most, when the machine that is at it is lost."""


@dataclass(frozen=True, slots=True)
class Group:
    """Files that are read by one task, and failures in the places of others; ``number`` counts from zero."""

    number: int
    found: tuple[Found, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """What was read for one file of the output; names sort in the order of the input."""

    name: str
    items: tuple[Read, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """How a group is read, on whatever machine."""

    limits: Limits
    preparation: Preparation
    part_items: int = PART_ITEMS

    def parts(self, group: Group) -> Iterator[Part]:
        """Read a group part by part; holds one part at a time."""
        for number, items in enumerate(self._cut(self.preparation.apply(self._read(group)))):
            yield Part(f"part-{group.number:06}-{number:06}", items)

    def _read(self, group: Group) -> Iterator[Read]:
        for found in group.found:
            if isinstance(found, InputFile):
                yield from read_file(found, self.limits)
            else:
                yield found

    def _cut(self, items: Iterable[Read]) -> Iterator[tuple[Read, ...]]:
        waiting: list[Read] = []
        counted = chars = 0
        for item in items:
            waiting.append(item)
            counted += not isinstance(item, SkippedFile)
            chars += 0 if isinstance(item, (InputFailure, SkippedFile)) else len(item.text)
            if counted >= self.part_items or chars >= _PART_CHARS:
                yield tuple(waiting)
                waiting, counted, chars = [], 0, 0
        if waiting:
            yield tuple(waiting)


def groups(found: Iterable[Found]) -> Iterator[Group]:
    """Put files together until they are enough for a task; a large file is a group of its own.

    Files that are passed over do not count: they may be others in the next call, and the groups must not be.
    """
    number = 0
    waiting: list[Found] = []
    counted = size = 0
    for entry in found:
        bytes_ = _bytes(entry)
        if counted and (counted == _GROUP_FILES or size + bytes_ > _GROUP_BYTES):
            yield Group(number, tuple(waiting))
            number, waiting, counted, size = number + 1, [], 0, 0
        waiting.append(_anywhere(entry))
        counted += not isinstance(entry, SkippedFile)
        size += bytes_
    if waiting:
        yield Group(number, tuple(waiting))


def _bytes(entry: Found) -> int:
    try:
        return entry.path.stat().st_size if isinstance(entry, InputFile) and entry.path else 0
    except OSError:
        # Whoever reads the file will say what is wrong with it.
        return 0


def _anywhere(entry: Found) -> Found:
    """A file by a path that does not depend on the folder a process runs in."""
    if isinstance(entry, InputFile) and entry.path:
        return replace(entry, path=entry.path.absolute())
    return entry
