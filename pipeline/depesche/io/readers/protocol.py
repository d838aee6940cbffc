"""What a reader is: a function from an open input to its articles and failures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from io import BufferedReader
from typing import Protocol

from depesche.errors import InputError
from depesche.io.decoding import Decoded, decode
from depesche.io.source import InputFailure, InputFile, Limits
from depesche.io.stream import read_limited
from depesche.records import Article


class Read(Protocol):
    """Yields the articles of a file in their order, and a failure in the place of each bad one.

    Raises InputError, with the reason alone, where the file as a whole cannot be read.
    """

    def __call__(
        self, file: InputFile, stream: BufferedReader, limits: Limits
    ) -> Iterator[Article | InputFailure]:
        """Read the stream to its end."""


@dataclass(frozen=True, slots=True)
class Format:
    """A file format: its name, the file name endings it goes by, and its reader."""

    name: str
    suffixes: tuple[str, ...]
    read: Read


def read_text(stream: BufferedReader, limits: Limits) -> Decoded:
    """Read and decode a whole text; raises InputError for one that is empty, too long or no text."""
    data = read_limited(stream, limits.max_text_bytes)
    if data is None:
        raise InputError(too_long(None, limits))
    if not data:
        raise InputError("the file is empty")
    decoded = decode(data)
    require_text(decoded.text, limits)
    return decoded


def require_text(text: str, limits: Limits) -> None:
    """Raise InputError for a text without a word in it or longer than the limit."""
    if len(text) > limits.max_chars:
        raise InputError(too_long(len(text), limits))
    if not text or text.isspace():
        raise InputError("has no text, only blank space")


def too_long(length: int | None, limits: Limits) -> str:
    """The reason for refusing a text of ``length`` code points (None: not counted to the end)."""
    has = "more" if length is None else f"{length:,} characters, more"
    return f"has {has} than the limit of {limits.max_chars:,} characters; split it, or raise --max-chars"
