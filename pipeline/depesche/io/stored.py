"""Reads records back that a sink has written, as JSON lines or as a JSON list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pydantic import ValidationError

from depesche.errors import InputError
from depesche.io.finding import find_files
from depesche.io.readers.json_document import parse_json
from depesche.io.source import InputFailure, InputFile
from depesche.io.stream import open_stream
from depesche.records import SCHEMA_VERSION, Extraction


def read_records(path: str) -> Iterator[Extraction | InputFailure]:
    """Yield the records of a file (or ``-``), and a failure in the place of each bad one."""
    for found in find_files([path]):
        if isinstance(found, InputFile):
            try:
                yield from _read(found)
            except InputError as error:
                yield found.failure(str(error))
        elif isinstance(found, InputFailure):
            yield found


def good_records(paths: Iterable[str], failures: list[InputFailure]) -> Iterator[Extraction]:
    """Yield the records of files (or ``-``); the bad ones are added to ``failures``."""
    for path in paths:
        for record in read_records(path):
            if isinstance(record, InputFailure):
                failures.append(record)
            else:
                yield record


def _read(file: InputFile) -> Iterator[Extraction | InputFailure]:
    with open_stream(file) as stream:
        first = stream.peek(1)[:1]
        if first and first not in b"[{ \r\n":
            raise InputError("holds no records; those are JSON lines or a JSON list, as 'batch' writes")
        if first != b"[":
            for number, line in enumerate(stream, start=1):
                if line.strip():
                    yield _record(file, line, number)
            return
        document = parse_json(stream.read().decode("utf-8", "replace"))
    for entry in document if isinstance(document, list) else ():
        yield _record(file, entry, None)


def _record(file: InputFile, entry: object, line: int | None) -> Extraction | InputFailure:
    try:
        if isinstance(entry, bytes):
            return Extraction.model_validate_json(entry)
        return Extraction.model_validate(entry)
    except ValidationError as error:
        later = next((e for e in error.errors() if e["loc"] == ("schema_version",)), None)
        if later is not None:
            reason = f"has schema version {later['input']!r}; this Depesche reads {SCHEMA_VERSION}"
            return file.failure(f"{reason}, another release is needed", line)
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        return file.failure(f"is no record of Depesche: {f'{where}: ' if where else ''}{first['msg']}", line)
