"""An output that takes its name only when it is whole."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from depesche.errors import OutputError
from depesche.io.sinks.target import part_of
from depesche.io.source import os_reason, readable_path


class WholeOutput:
    """Where a sink writes: ``part`` until the end, then ``final``; ``label`` names it in messages."""

    def __init__(self, out: str) -> None:
        self.label = readable_path(out)
        self.final = Path(os.path.realpath(out))
        self.part = part_of(self.final)

    @contextmanager
    def reported(self, *faults: type[Exception]) -> Iterator[None]:
        """Raise OutputError with the label and the reason for an OSError or one of a library's ``faults``."""
        caught: tuple[type[Exception], ...] = (OSError, *faults)
        try:
            yield
        except caught as error:
            reason = os_reason(error) if isinstance(error, OSError) else str(error)
            raise OutputError(f"{self.label}: cannot be written: {reason}") from error
