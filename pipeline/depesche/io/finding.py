"""Finds the files of a call: files as named, folders to their depths, in an order that never changes."""

from __future__ import annotations

import os
import stat
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path, PurePath

from depesche.io.compression import SUFFIXES
from depesche.io.readers import format_of, known_suffixes
from depesche.io.source import STDIN, InputFailure, InputFile, SkippedFile, os_reason, readable_path


def find_files(
    inputs: Sequence[str], *, exclude: Collection[Path] = (), input_format: str | None = None
) -> Iterator[InputFile | InputFailure | SkippedFile]:
    """Yield the inputs' files; within folders by name, each file and each folder once.

    Ids are paths relative to the input (a number is added where two would be equal). ``exclude``: files and
    folders to pass over, such as the output. ``input_format`` holds for files named one by one and ``-``.
    """
    walk = _Walk(frozenset(path.resolve() for path in exclude), input_format)
    for given in inputs:
        yield from walk.input(given)


class _Walk:
    """One walk over all inputs, with what it has met so far."""

    def __init__(self, exclude: frozenset[Path], input_format: str | None) -> None:
        self._exclude = exclude
        self._format = input_format
        self._seen: set[str] = set()
        self._ids: dict[str, int] = {}

    def input(self, given: str) -> Iterator[InputFile | InputFailure | SkippedFile]:
        if given == STDIN:
            yield InputFile(None, "standard input", self._unique("stdin"), self._format)
            return
        path = Path(given)
        label = readable_path(given)
        try:
            mode = path.stat().st_mode
        except (OSError, ValueError) as error:
            yield InputFailure(label, os_reason(error) if isinstance(error, OSError) else str(error))
            return
        if not stat.S_ISDIR(mode):
            yield from self._file(path, label, readable_path(path.name), self._format or format_of(path))
            return
        found = False
        for entry in self._folder(path, given):
            found = found or not isinstance(entry, SkippedFile)
            yield entry
        if not found:
            formats = f"{known_suffixes()}, also with {' or '.join(SUFFIXES)}"
            yield InputFailure(label, f"no articles in this folder; Depesche reads {formats}")

    def _folder(self, root: Path, given: str) -> Iterator[InputFile | InputFailure | SkippedFile]:
        """Walk depth first; links to folders are followed, but no folder is entered twice."""
        entered: set[tuple[int, int]] = set()
        waiting = [root]
        while waiting:
            here = waiting.pop()
            label = readable_path(here)
            try:
                status = here.stat()
                key = (status.st_dev, status.st_ino)
                if stat.S_ISDIR(status.st_mode):
                    if key not in entered:
                        entered.add(key)
                        waiting.extend(_visible(here))
                    continue
            except OSError as error:
                yield InputFailure(
                    label, os_reason(error), article_id=readable_path(os.path.relpath(here, given))
                )
                continue
            format_ = format_of(here)
            if format_ is None or not stat.S_ISREG(status.st_mode):
                yield SkippedFile(label, unread(here))
            else:
                yield from self._file(here, label, readable_path(os.path.relpath(here, given)), format_)

    def _file(
        self, path: Path, label: str, file_id: str, format_: str | None
    ) -> Iterator[InputFile | SkippedFile]:
        resolved = path.resolve()
        if resolved in self._exclude or not self._exclude.isdisjoint(resolved.parents):
            yield SkippedFile(label, "is written by this call")
        elif str(resolved) in self._seen:
            yield SkippedFile(label, "read already under another name")
        else:
            self._seen.add(str(resolved))
            yield InputFile(path, label, self._unique(file_id), format_)

    def _unique(self, file_id: str) -> str:
        count = self._ids[file_id] = self._ids.get(file_id, 0) + 1
        return file_id if count == 1 else f"{file_id}#{count}"


def unread(path: PurePath) -> str:
    """Why a file of a folder or archive is passed over."""
    return f"not a format Depesche reads ({path.suffix or 'no ending'})"


def _visible(folder: Path) -> list[Path]:
    """A folder's entries but hidden ones, last name first, as a stack wants them."""
    return sorted((entry for entry in folder.iterdir() if not entry.name.startswith(".")), reverse=True)
