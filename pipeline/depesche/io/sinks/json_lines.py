"""JSON lines: one record a line."""

from __future__ import annotations

from depesche.io.sinks.protocol import FileSink


class JsonLinesSink(FileSink):
    """Writes each record as one line; what goes straight out is flushed line by line."""

    def __enter__(self) -> JsonLinesSink:
        """Begin the output."""
        return self

    def write(self, article_id: str, record: bytes) -> None:  # noqa: ARG002 - it is in the record
        """Write one line."""
        self._target.write(record + b"\n")
        if self._target.part is None:
            self._target.flush()
