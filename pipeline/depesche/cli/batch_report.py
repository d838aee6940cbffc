"""What a batch tells the person who runs it: progress while it works, a summary at the end."""

from __future__ import annotations

import time
from collections import Counter
from types import TracebackType

from rich.markup import escape
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from depesche.cli.console import message_console, visible
from depesche.io import InputFailure, SkippedFile

_LISTED = 50
"""Failures listed at the end; the rest is counted, and --errors has them all."""


class BatchReport:
    """Counts what a batch does and shows it: progress on a terminal only, the summary always.

    ``quiet`` shows nothing; ``before``: records and failures of the call that is resumed.
    """

    def __init__(self, *, quiet: bool, before: tuple[int, int] = (0, 0)) -> None:
        self.done, self.failed = before
        self._before = sum(before)
        self._quiet = quiet
        self._console = message_console()
        self._listed: list[InputFailure] = []
        self._skipped: Counter[str] = Counter()
        self._began = time.monotonic()
        self._progress = Progress(
            SpinnerColumn(),
            TextColumn("{task.description}"),
            TextColumn("[red]{task.fields[failed]}[/]"),
            TimeElapsedColumn(),
            console=self._console,
            disable=quiet or not self._console.is_terminal,
            transient=True,
        )
        self._task = self._progress.add_task("loading the model", total=None, failed="")

    def __enter__(self) -> BatchReport:
        """Show the progress."""
        self._progress.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Take the progress off the screen."""
        self._progress.stop()

    def success(self) -> None:
        """Count a record."""
        self.done += 1
        self._show()

    def failure(self, failure: InputFailure) -> None:
        """Count a failure and keep it for the list."""
        self.failed += 1
        if len(self._listed) < _LISTED:
            self._listed.append(failure)
        self._show()

    def skip(self, file: SkippedFile) -> None:
        """Count a file that was passed over."""
        self._skipped[file.reason] += 1

    def finish(self, out: str) -> None:
        """Print the summary: what was written where, what was passed over, what failed and why."""
        if self._quiet:
            return
        seconds = time.monotonic() - self._began
        where = "" if out == "-" else f" to {out}"
        self._print(f"[green]{_count(self.done, 'record')}[/] written{escape(where)} in {seconds:.1f} s")
        for reason, number in sorted(self._skipped.items()):
            self._print(f"{_count(number, 'file')} passed over: {escape(visible(reason))}")
        if not self.failed:
            return
        self._print(f"[bold red]{_count(self.failed, 'input')} failed:[/]")
        for failure in self._listed:
            self._print(f"  {escape(visible(str(failure)))}")
        if self.failed > len(self._listed):
            self._print(f"  ... and {self.failed - len(self._listed):,} more (--errors FILE lists them all)")

    def _show(self) -> None:
        if self._progress.disable:
            return
        finished = self.done + self.failed
        rate = (finished - self._before) / max(time.monotonic() - self._began, 0.001)
        failed = f"{self.failed:,} failed" if self.failed else ""
        done = f"{finished:,} articles, {rate:.1f}/s"
        self._progress.update(self._task, description=done, failed=failed)

    def _print(self, line: str) -> None:
        self._console.print(line)


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
