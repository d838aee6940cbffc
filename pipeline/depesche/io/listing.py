"""The lists of what a batch left out, failed articles or copies, as JSON lines with the fields they have."""

from __future__ import annotations

import json
from dataclasses import asdict
from types import TracebackType

from depesche.io.sinks.target import Target
from depesche.io.source import Copy, InputFailure


class Listing:
    """Writes entries to a file as they come; without a file it writes nothing.

    Like every output the file takes its name when the call is through.
    """

    def __init__(self, out: str | None, resume_at: int | None = None) -> None:
        self._target = Target(out, resume_at) if out else None

    def __enter__(self) -> Listing:
        """Begin the list."""
        return self

    def write(self, entry: InputFailure | Copy) -> None:
        """Add an entry; raises OutputError where that fails."""
        if self._target:
            self._target.write(json.dumps(asdict(entry), ensure_ascii=False).encode("utf-8") + b"\n")

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
