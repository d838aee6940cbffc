"""One call of ``depesche batch``, with everything it was asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import Enum
from pathlib import Path

from depesche.cli.batch_events import EventReport
from depesche.cli.batch_report import Counts, Report
from depesche.cli.batch_screen import ScreenReport
from depesche.cli.console import message_console
from depesche.engines import ExtractorSpec
from depesche.io import InputFile, Limits
from depesche.io.finding import find_files
from depesche.io.preparing import Preparation
from depesche.io.sinks import STDOUT
from depesche.io.stream import Meter


class Talk(str, Enum):
    """How a batch tells of itself."""

    SCREEN = "screen"
    EVENTS = "events"
    QUIET = "quiet"


@dataclass(frozen=True, slots=True)
class BatchCall:
    """The options of a call in the form the engines want them."""

    inputs: Sequence[str]
    out: str
    bulk_index: str | None
    errors: str | None
    dedupe: bool
    duplicates: str | None
    spec: ExtractorSpec
    preparation: Preparation
    limits: Limits
    input_format: str | None
    workers: int | None
    timeout: float | None
    resume: bool
    talk: Talk

    @property
    def written(self) -> list[Path]:
        """The files this call writes, which are no inputs."""
        return [Path(name) for name in (self.out, self.errors, self.duplicates) if name and name != STDOUT]

    @property
    def watched(self) -> list[str]:
        """The files whose change between two calls forbids to go on."""
        return [*self.inputs, *([str(self.spec.names)] if self.spec.names else [])]

    @property
    def settings(self) -> Mapping[str, object]:
        """The options that must be the same for a call to go on where an earlier one was."""
        return {
            "spec": asdict(self.spec),
            "preparation": asdict(self.preparation),
            "limits": asdict(self.limits),
            "bulk_index": self.bulk_index,
            "errors": self.errors,
            "dedupe": self.dedupe,
            "duplicates": self.duplicates,
        }

    def report(self, before: Counts, meter: Meter) -> Report:
        """The report that was asked for; ``before`` are the counts of the call that is resumed."""
        match self.talk:
            case Talk.QUIET:
                return Report(before, meter, None)
            case Talk.EVENTS:
                return EventReport(before, meter, self._total())
            case Talk.SCREEN:
                total = self._total() if message_console().is_terminal else None
                return ScreenReport(before, meter, total)

    def _total(self) -> int | None:
        """Bytes of all input files; None where standard input is among them."""
        if STDOUT in self.inputs:
            return None
        return sum(
            found.path.stat().st_size
            for found in find_files(self.inputs, exclude=self.written)
            if isinstance(found, InputFile) and found.path and found.path.is_file()
        )
