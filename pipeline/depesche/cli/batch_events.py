"""The report for machines (``--log-json``): one JSON object a line on standard error, nothing else."""

from __future__ import annotations

import json
import sys
import time
from dataclasses import asdict
from datetime import datetime, timezone

from depesche.cli.batch_report import Report
from depesche.io import Copy, InputFailure, SkippedFile

_EVERY = 2.0
"""Seconds between two events of progress."""


class EventReport(Report):
    """Writes an event for the beginning, progress, each failure, copy and file passed over, and the end."""

    _told = 0.0

    def __enter__(self) -> EventReport:
        """Begin."""
        event("started", total_bytes=self._total, **asdict(self.counts))
        return self

    def failure(self, failure: InputFailure) -> None:
        """Count a failure and tell of it."""
        event("failure", **asdict(failure))
        super().failure(failure)

    def copy(self, copy: Copy) -> None:
        """Count an article that was left out and tell of it."""
        event("copy", **asdict(copy))
        super().copy(copy)

    def skip(self, file: SkippedFile) -> None:
        """Count a file that was passed over and tell of it."""
        event("skipped", **asdict(file))
        super().skip(file)

    def interrupted(self, *, resumable: bool) -> None:
        """Say how far it came and whether it can go on."""
        event("interrupted", resumable=resumable, **asdict(self.counts))

    def finish(self, out: str) -> None:
        """Give the final counts."""
        event("finished", out=out, seconds=round(self.seconds, 1), **asdict(self.counts))

    def _moved(self) -> None:
        if time.monotonic() - self._told < _EVERY:
            return
        self._told = time.monotonic()
        left = self.seconds_left
        event(
            "progress",
            **asdict(self.counts),
            rate=round(self.rate, 2),
            read_bytes=self._meter.read,
            seconds_left=None if left is None else round(left),
        )


def event(name: str, **fields: object) -> None:
    """Write one event."""
    now = datetime.now(timezone.utc).isoformat(timespec="milliseconds")
    print(json.dumps({"time": now, "event": name, **fields}, ensure_ascii=False), file=sys.stderr, flush=True)
