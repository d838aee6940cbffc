"""What a reader is given and what it gives back beside articles."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

STDIN = "-"
DEFAULT_MAX_CHARS = 2_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """What one input may take. ``max_chars``: code points of one article.

    ``max_document_bytes``: size of a JSON document, which has to be read as a whole.
    """

    max_chars: int = DEFAULT_MAX_CHARS
    max_document_bytes: int = 256 * 1024 * 1024

    @property
    def max_text_bytes(self) -> int:
        """Bytes no text of ``max_chars`` code points exceeds, in any encoding that is read."""
        return self.max_chars * 4 + 4

    @property
    def max_line_bytes(self) -> int:
        """Bytes a JSON line may have: every code point escaped, and room for the other fields."""
        return self.max_chars * 12 + 1024 * 1024


@dataclass(frozen=True, slots=True)
class InputFailure:
    """An input that gave no record, and why; ``line`` where one line of a file is at fault."""

    path: str
    reason: str
    line: int | None = None
    article_id: str | None = None
    error_type: str = "InputError"

    def __str__(self) -> str:
        """``file, line N: reason``, as messages show it."""
        where = self.path if self.line is None else f"{self.path}, line {self.line}"
        return f"{where}: {self.reason}"


@dataclass(frozen=True, slots=True)
class SkippedFile:
    """A file of a folder that was passed over on purpose: not an article, or read already."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class Copy:
    """An article that was left out: whose copy it is, and how much of both is common (1: the same words)."""

    path: str | None
    article_id: str
    original_id: str
    similarity: float


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file to read. ``path`` None is standard input; ``format`` None is found out by looking.

    ``label`` names it in messages and records, ``id`` is what its articles' ids begin with.
    """

    path: Path | None
    label: str
    id: str
    format: str | None = field(default=None)

    def failure(self, reason: str, line: int | None = None) -> InputFailure:
        """A failure of this file."""
        return InputFailure(self.label, reason, line, self.id if line is None else f"{self.id}:{line}")


def readable_path(path: str | os.PathLike[str]) -> str:
    """A path as records and messages can hold it: valid Unicode, forward slashes."""
    text = os.fspath(path).encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return text.replace(os.sep, "/")


def os_reason(error: OSError) -> str:
    """Say in plain words why a file cannot be read or written."""
    match error:
        case FileNotFoundError():
            return "no such file or folder"
        case PermissionError():
            return "no permission to open it"
        case IsADirectoryError():
            return "is a folder, not a file"
        case _:
            return error.strerror or str(error)
