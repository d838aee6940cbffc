"""The list of what failed, as JSON lines: path, line, id, reason and kind of error."""

from __future__ import annotations

import json
from dataclasses import asdict
from types import TracebackType

from depesche.io.sinks.target import Target
from depesche.io.source import InputFailure


class FailureLog:
    """Writes failures to a file as they happen; without a file it writes nothing.

    Like every output the file takes its name when the call is through.
    """

    def __init__(self, out: str | None, resume_at: int | None = None) -> None:
        self._target = Target(out, resume_at) if out else None

    def __enter__(self) -> FailureLog:
        """Begin the list."""
        return self

    def write(self, failure: InputFailure) -> None:
        """Add a failure; raises OutputError where that fails."""
        if self._target:
            self._target.write(json.dumps(asdict(failure), ensure_ascii=False).encode("utf-8") + b"\n")

    def checkpoint(self) -> int:
        """Make what was written safe and say where it ends."""
        return self._target.checkpoint() if self._target else 0

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Finish the list."""
        if self._target and kind is None:
            self._target.commit()
        elif self._target:
            self._target.abandon()
