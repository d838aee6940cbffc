"""A line in, a line out: what is read from the one, and what the other says."""

from __future__ import annotations

import json
from dataclasses import dataclass

from depesche.engines import EncodedRecord
from depesche.errors import InputError
from depesche.extractor import Failure
from depesche.io import InputFailure, InputFile
from depesche.io.readers.fields import article_from
from depesche.io.readers.json_lines import read_object
from depesche.pipe.merging import merged
from depesche.pipe.settings import LineSettings, chosen_fields
from depesche.records import Article


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its number from 1 on, the JSON object it holds if it holds one, and what came of it."""

    number: int
    object: str | None
    content: Article | InputFailure


def read_line(line: bytes | None, number: int, file: InputFile, settings: LineSettings) -> Line:
    """Read a line (None for one that was too long); never raises."""
    source: str | None = None
    try:
        given, decoded = read_object(line, settings.limits)
        source = decoded.text
        article = article_from(
            chosen_fields(given, settings.fields),
            file=file,
            fallback_id=f"{file.id}:{number}",
            limits=settings.limits,
            warnings=decoded.warnings,
        )
    except InputError as error:
        blank = line is not None and not line.strip()
        return Line(number, source, file.failure("the line is blank" if blank else str(error), number))
    if article.published is None and settings.published is not None:
        article = article.model_copy(update={"published": settings.published})
    return Line(number, source, article)


def answer(line: Line, outcome: EncodedRecord | Failure | InputFailure, settings: LineSettings) -> bytes:
    """The line to print for a line that was read, without its end.

    It is the record, or an object with ``error``; with a key to merge under, the object that was read with
    the one or the other under the key. A line that held no object has nothing to merge into.
    """
    said = outcome.json.decode("utf-8") if isinstance(outcome, EncodedRecord) else error_object(line, outcome)
    if settings.merge is not None and line.object is not None:
        said = merged(line.object, settings.merge, said)
    return said.encode("utf-8")


def error_object(line: Line, failure: Failure | InputFailure) -> str:
    """What stands in the place of a record that could not be made, as JSON."""
    said = {
        "error": failure.reason,
        "error_type": failure.error_type,
        "line": line.number,
        "id": failure.article_id,
    }
    return json.dumps(said, ensure_ascii=False, separators=(",", ":"))
