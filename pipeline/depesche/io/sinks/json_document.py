"""A JSON document: a list of records, indented for people."""

from __future__ import annotations

from depesche.io.sinks.protocol import FileSink
from depesche.io.sinks.target import Target
from depesche.records import Extraction

_INDENT = 2


def record_document(record: Extraction) -> str:
    """One record as an indented JSON document."""
    return record.model_dump_json(indent=_INDENT)


class JsonDocumentSink(FileSink):
    """Writes the records into one JSON list as they come."""

    def __init__(self, target: Target) -> None:
        super().__init__(target)
        self._separator = b"[\n"

    def __enter__(self) -> JsonDocumentSink:
        """Begin the output."""
        return self

    def write(self, record: Extraction) -> None:
        """Write one element of the list."""
        self._target.write(self._separator + record_document(record).encode("utf-8"))
        self._separator = b",\n"

    def _finish(self) -> None:
        self._target.write(b"[]\n" if self._separator == b"[\n" else b"\n]\n")
