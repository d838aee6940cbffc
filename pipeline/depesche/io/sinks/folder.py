"""A folder with one JSON file an article, named by the article's id."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path, PurePosixPath
from types import TracebackType

from depesche.errors import OutputError
from depesche.io.sinks.target import Target
from depesche.io.source import os_reason, readable_path

_UNSAFE = re.compile(r'[\x00-\x1f\x7f<>:"|?*\\\\]+')
_MAX_NAME = 50
"""Characters of a name: with what is added, still a name for file systems that count 255 bytes."""


class FolderSink:
    """Writes each record into a file of its own, whole or not at all.

    The folders of an id ("2025/a.txt") become folders. What no file system wants in a name is replaced, and
    where that could make two ids equal a part of the id's digest tells them apart.
    """

    def __init__(self, out: str) -> None:
        self._root = Path(out)
        try:
            self._root.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise OutputError(f"{readable_path(out)}: cannot be made: {os_reason(error)}") from error

    def __enter__(self) -> FolderSink:
        """Begin the output."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Nothing is left to do: each file is final when it is written."""

    def checkpoint(self) -> int:
        """Every file is safe already."""
        return 0

    def write(self, article_id: str, record: bytes) -> None:
        """Write one file; one of the same name from an earlier call is replaced."""
        path = self._root / file_name(article_id)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise OutputError(f"{readable_path(path.parent)}: cannot be made: {os_reason(error)}") from error
        target = Target(str(path))
        target.write(record + b"\n")
        target.commit()


def file_name(article_id: str) -> PurePosixPath:
    """The file of an article below the folder; never outside it, equal for equal ids only."""
    parts = [_UNSAFE.sub("_", part)[:_MAX_NAME] for part in article_id.split("/") if part.strip(". ")]
    # A folder must not be called as a file may be.
    folders = [part.removesuffix(".json") for part in parts[:-1]]
    name = parts[-1] if parts else ""
    if not name or "/".join([*folders, name]) != article_id:
        name = f"{name}-{hashlib.sha256(article_id.encode('utf-8')).hexdigest()[:8]}"
    return PurePosixPath(*folders, f"{name}.json")
