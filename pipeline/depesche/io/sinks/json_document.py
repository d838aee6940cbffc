"""A JSON document: one list, a record on each of its lines."""

from __future__ import annotations

from depesche.io.sinks.protocol import FileSink
from depesche.io.sinks.target import Target


class JsonDocumentSink(FileSink):
    """Writes the records into one JSON list as they come."""

    def __init__(self, target: Target) -> None:
        super().__init__(target)
        self._before = b",\n" if target.resumed else b"[\n"

    def __enter__(self) -> JsonDocumentSink:
        """Begin the output."""
        return self

    def write(self, article_id: str, record: bytes) -> None:  # noqa: ARG002 - it is in the record
        """Write one element of the list."""
        self._target.write(self._before + record)
        self._before = b",\n"

    def _finish(self) -> None:
        self._target.write(b"[]\n" if self._before == b"[\n" else b"\n]\n")
