"""The lists of what a batch left out, failed articles or copies, as JSON lines with the fields they have."""

from __future__ import annotations

import json
from dataclasses import asdict
from types import TracebackType
from typing import TYPE_CHECKING

from depesche.io.sinks.target import Target
from depesche.io.source import Copy, InputFailure

if TYPE_CHECKING:
    from depesche.extractor import Failure


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


def as_input_failure(failure: Failure) -> InputFailure:
    """An article that could be read and not extracted is listed as the others are."""
    return InputFailure(
        failure.path or failure.article_id,
        failure.reason,
        article_id=failure.article_id,
        error_type=failure.error_type,
    )
