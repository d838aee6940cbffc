"""JSON lines: one record a line."""

from __future__ import annotations

from depesche.io.sinks.protocol import FileSink
from depesche.records import Extraction


class JsonLinesSink(FileSink):
    """Writes each record as one line; ``-`` is flushed line by line."""

    def __enter__(self) -> JsonLinesSink:
        """Begin the output."""
        return self

    def write(self, record: Extraction) -> None:
        """Write one line."""
        self._target.write(record.model_dump_json().encode("utf-8") + b"\n")
        if self._target.part is None:
            self._target.flush()
