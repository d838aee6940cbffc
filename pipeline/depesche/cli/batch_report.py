"""What a batch tells whoever runs it: counts, progress while it works, a summary at the end."""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import dataclass
from types import TracebackType

from depesche.io import Copy, InputFailure, SkippedFile
from depesche.io.stream import Meter


@dataclass(frozen=True, slots=True)
class Counts:
    """What became of the articles so far."""

    records: int = 0
    failures: int = 0
    copies: int = 0

    @property
    def articles(self) -> int:
        """All of them."""
        return self.records + self.failures + self.copies


class Report:
    """Counts what a batch does and says nothing; the kinds of reports that do are made from it.

    ``before``: the counts of the call that is resumed. ``meter`` and ``total``: bytes read, and bytes to read
    where that is known.
    """

    def __init__(self, before: Counts, meter: Meter, total: int | None) -> None:
        self.counts = before
        self.skipped: Counter[str] = Counter()
        self._before = before.articles
        self._meter = meter
        self._total = total
        self._began = time.monotonic()

    def __enter__(self) -> Report:
        """Begin."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End, in whatever way."""

    def success(self) -> None:
        """Count a record."""
        self._count(Counts(self.counts.records + 1, self.counts.failures, self.counts.copies))

    def failure(self, failure: InputFailure) -> None:  # noqa: ARG002 - for reports that list them
        """Count a failure."""
        self._count(Counts(self.counts.records, self.counts.failures + 1, self.counts.copies))

    def copy(self, copy: Copy) -> None:  # noqa: ARG002 - as above
        """Count an article that was left out."""
        self._count(Counts(self.counts.records, self.counts.failures, self.counts.copies + 1))

    def skip(self, file: SkippedFile) -> None:
        """Count a file that was passed over."""
        self.skipped[file.reason] += 1

    def interrupted(self, *, resumable: bool) -> None:
        """The call was stopped by Ctrl-C."""

    def finish(self, out: str) -> None:
        """The call is through."""

    @property
    def seconds(self) -> float:
        """The time since the beginning, never zero."""
        return max(time.monotonic() - self._began, 0.001)

    @property
    def rate(self) -> float:
        """Articles a second of this call."""
        return (self.counts.articles - self._before) / self.seconds

    @property
    def seconds_left(self) -> float | None:
        """By what is left to read, None where that is not known."""
        if not self._total or not self._meter.read:
            return None
        left = max(0, self._total - self._meter.read)
        return self.seconds * left / self._meter.read

    def _count(self, counts: Counts) -> None:
        self.counts = counts
        self._moved()

    def _moved(self) -> None:
        """Something has changed that could be shown."""
