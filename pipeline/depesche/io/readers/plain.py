"""Plain text: the file is the article, unchanged to the last character."""

from __future__ import annotations

from collections.abc import Iterator
from io import BufferedReader

from depesche.io.readers.protocol import Format, read_text
from depesche.io.source import InputFailure, InputFile, Limits
from depesche.records import Article

_TITLE_MAX = 160


def read(file: InputFile, stream: BufferedReader, limits: Limits) -> Iterator[Article | InputFailure]:
    """Read one article; a first line that looks like a headline is its title too."""
    decoded = read_text(stream, limits)
    yield Article(
        id=file.id,
        text=decoded.text,
        title=headline(decoded.text),
        path=file.label,
        warnings=decoded.warnings,
    )


def headline(text: str) -> str | None:
    """The first line, if more follows and it is short and does not end as a sentence does."""
    first, _, rest = text.strip().partition("\n")
    first = first.strip()
    if not rest.strip() or len(first) > _TITLE_MAX or first.endswith((".", ":", ";", ",")):
        return None
    return first or None


FORMAT = Format("txt", (".txt", ".text"), read)
