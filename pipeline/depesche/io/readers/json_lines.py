"""JSON lines: one article a line, read line by line; a bad line costs that line only."""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterator, Mapping
from io import BufferedReader

from depesche.errors import InputError
from depesche.io.decoding import Decoded, decode
from depesche.io.readers.fields import article_from
from depesche.io.readers.json_document import parse_json
from depesche.io.readers.protocol import Format, too_long
from depesche.io.source import InputFailure, InputFile, Limits
from depesche.records import Article


def read(file: InputFile, stream: BufferedReader, limits: Limits) -> Iterator[Article | InputFailure]:
    """Read the lines; blank ones are passed over."""
    empty = True
    for number, line in enumerate(read_lines(stream, limits.max_line_bytes), start=1):
        if line is not None and not line.strip():
            continue
        empty = False
        try:
            yield _article(line, number, file, limits)
        except InputError as error:
            yield file.failure(str(error), number)
    if empty:
        raise InputError("the file is empty")


def _article(line: bytes | None, number: int, file: InputFile, limits: Limits) -> Article:
    fields, decoded = read_object(line, limits)
    return article_from(
        fields, file=file, fallback_id=f"{file.id}:{number}", limits=limits, warnings=decoded.warnings
    )


def read_object(line: bytes | None, limits: Limits) -> tuple[Mapping[str, object], Decoded]:
    """The JSON object of a line and the text it was parsed from; raises InputError with the reason alone."""
    if line is None:
        raise InputError(too_long(None, limits))
    decoded = decode(line)
    data = parse_json(decoded.text.strip())
    if not isinstance(data, dict):
        raise InputError(f"is a JSON {type(data).__name__}, not an object with a 'text'")
    return data, decoded


def read_lines(stream: BufferedReader, limit: int) -> Iterator[bytes | None]:
    """The lines as bytes, each when it is there; None in the place of one over the limit."""
    if stream.peek(2)[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        for text in io.TextIOWrapper(stream, "utf-16", errors="replace", newline="\n"):
            yield text.encode("utf-8")
        return
    while line := stream.readline(limit):
        if len(line) < limit or line.endswith(b"\n"):
            yield line
            continue
        while (rest := stream.readline(limit)) and not rest.endswith(b"\n"):
            pass
        yield None


FORMAT = Format("jsonl", (".jsonl", ".ndjson"), read)
