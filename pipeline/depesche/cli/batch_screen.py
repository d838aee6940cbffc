"""The report for people: progress on a terminal, the summary always."""

from __future__ import annotations

from types import TracebackType

from rich.markup import escape
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from depesche.cli.batch_report import Counts, Report
from depesche.cli.console import message_console, print_warning, visible
from depesche.io import InputFailure
from depesche.io.stream import Meter

_LISTED = 50
"""Failures listed at the end; the rest is counted, and --errors has them all."""


class ScreenReport(Report):
    """Shows progress on a terminal only, and a summary with the first failures at the end."""

    def __init__(self, before: Counts, meter: Meter, total: int | None) -> None:
        super().__init__(before, meter, total)
        self._console = message_console()
        self._listed: list[InputFailure] = []
        self._progress = Progress(
            SpinnerColumn(),
            TextColumn("{task.description}"),
            TextColumn("[red]{task.fields[failed]}[/]"),
            TimeElapsedColumn(),
            console=self._console,
            disable=not self._console.is_terminal,
            transient=True,
        )
        self._task = self._progress.add_task("loading the model", total=None, failed="")

    def __enter__(self) -> ScreenReport:
        """Show the progress."""
        self._progress.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Take the progress off the screen."""
        self._progress.stop()

    def failure(self, failure: InputFailure) -> None:
        """Count a failure and keep it for the list."""
        if len(self._listed) < _LISTED:
            self._listed.append(failure)
        super().failure(failure)

    def interrupted(self, *, resumable: bool) -> None:
        """Say how far it came and whether it can go on."""
        how = "; the same call with --resume goes on" if resumable else ""
        print_warning(f"interrupted after {self.counts.records} records{how}")

    def finish(self, out: str) -> None:
        """Print the summary: what was written where, what was passed over, what failed and why."""
        where = "" if out == "-" else f" to {out}"
        records = _count(self.counts.records, "record")
        self._print(f"[green]{records}[/] written{escape(where)} in {self.seconds:.1f} s")
        if self.counts.copies:
            self._print(f"{_count(self.counts.copies, 'article')} left out as copies of earlier ones")
        for reason, number in sorted(self.skipped.items()):
            self._print(f"{_count(number, 'file')} passed over: {escape(visible(reason))}")
        if not self.counts.failures:
            return
        self._print(f"[bold red]{_count(self.counts.failures, 'input')} failed:[/]")
        for failure in self._listed:
            self._print(f"  {escape(visible(str(failure)))}")
        more = self.counts.failures - len(self._listed)
        if more:
            self._print(f"  ... and {more:,} more (--errors FILE lists them all)")

    def _moved(self) -> None:
        if self._progress.disable:
            return
        failures = self.counts.failures
        left = "" if self.seconds_left is None else f", {_duration(self.seconds_left)} left"
        self._progress.update(
            self._task,
            description=f"{self.counts.articles:,} articles, {self.rate:.1f}/s{left}",
            failed=f"{failures:,} failed" if failures else "",
        )

    def _print(self, line: str) -> None:
        self._console.print(line)


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def _duration(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
