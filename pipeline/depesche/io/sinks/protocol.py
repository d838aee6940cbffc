"""What a sink is: something records are written to, one after the other."""

from __future__ import annotations

from types import TracebackType
from typing import Protocol

from depesche.io.sinks.target import Target


class Sink(Protocol):
    """A context manager; leaving it without an exception makes the output whole and final."""

    def write(self, article_id: str, record: bytes) -> None:
        """Add a record, given as one line of JSON without its end; raises OutputError where that fails."""

    def checkpoint(self) -> int:
        """Make what was written safe and say where it ends, for a later call to go on from there."""

    def __enter__(self) -> Sink:
        """Begin the output."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Finish the output, or leave what there was before as it is after an exception."""


class FileSink:
    """The common part of the sinks that write one file: commit at the end, abandon after an exception."""

    def __init__(self, target: Target) -> None:
        self._target = target

    def checkpoint(self) -> int:
        """Make what was written safe and say where it ends."""
        return self._target.checkpoint()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Finish the file, or leave an older one as it is."""
        if kind is None:
            self._finish()
            self._target.commit()
        else:
            self._target.abandon()

    def _finish(self) -> None:
        """Write what belongs behind the last record."""
