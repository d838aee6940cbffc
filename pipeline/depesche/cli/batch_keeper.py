"""Keeps a batch able to go on: checkpoints while it works, and the way back to the last one."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from depesche.cli.batch_report import Counts
from depesche.errors import OutputError
from depesche.io.listing import Listing
from depesche.io.progress import Checkpoint, ProgressFile, fingerprint
from depesche.io.sinks import Sink, can_resume, discard_journal, reopen

_EVERY = 200
"""Items between two checkpoints. A number and not a time, because compressed output is cut here: the same
input then gives the same bytes, whether the batch was interrupted or not."""


class Keeper:
    """The checkpoints of one batch.

    ``start`` is where to go on, None for the beginning. Outputs that cannot be continued (standard output,
    a device) get no checkpoints.
    """

    def __init__(
        self,
        inputs: Sequence[str],
        out: str,
        *,
        exclude: Sequence[Path],
        settings: Mapping[str, object],
        resume: bool,
    ) -> None:
        self._inputs = inputs
        self._out = out
        self._exclude = exclude
        self._settings = settings
        self._fingerprint: str | None = None
        self._pipeline: str | None = None
        self._file = ProgressFile(out) if can_resume(out) and "-" not in inputs else None
        if resume and self._file is None:
            raise OutputError(f"{out}: cannot be resumed; that needs files or folders as input and as output")
        self.start = self._file.read() if self._file and resume else None
        if self.start:
            if self.start.fingerprint != self._digest():
                raise OutputError(
                    f"{out}: cannot be resumed: the inputs or the options have changed since; "
                    "leave --resume away to begin anew"
                )
            self._pipeline = self.start.pipeline
            if self.start.last:
                for path in exclude:
                    reopen(str(path))
        elif self._file:
            self._file.remove()

    @property
    def resumable(self) -> bool:
        """Whether a later call can go on where this one stops."""
        return self._file is not None

    @property
    def before(self) -> Counts:
        """What the call that is resumed has done."""
        return Counts(self.start.records, self.start.failures, self.start.copies) if self.start else Counts()

    def seen(self, record: bytes) -> None:
        """Look at the first record: after a resumption the same model and rules must have made it."""
        if self._file is None or (self._pipeline is not None and self.start is None):
            return
        made_by = json.dumps(json.loads(record)["pipeline"], sort_keys=True)
        if self._pipeline not in (None, made_by):
            raise OutputError(
                f"cannot be resumed: model, rules or Depesche have changed since ({self._pipeline}); "
                "leave --resume away to begin anew"
            )
        self._pipeline = made_by
        self.start = None

    def done(
        self, items: int, counts: Counts, *, sink: Sink, errors: Listing, copies: Listing, last: bool = False
    ) -> None:
        """Write a checkpoint when it is time for one.

        The ``last`` one stands while the outputs take their names, one after the other; a batch that had none
        before begins anew when it is stopped there.
        """
        if self._file is None or (items % _EVERY if not last else items < _EVERY):
            return
        self._file.write(
            Checkpoint(
                fingerprint=self._digest(),
                items=items,
                records=counts.records,
                failures=counts.failures,
                copies=counts.copies,
                out_bytes=sink.checkpoint(),
                errors_bytes=errors.checkpoint(),
                duplicates_bytes=copies.checkpoint(),
                pipeline=self._pipeline,
                last=last,
            )
        )

    def finish(self) -> None:
        """The batch is through: nothing is left to resume."""
        if self._file:
            self._file.remove()
            discard_journal(self._out)

    def _digest(self) -> str:
        if self._fingerprint is None:
            self._fingerprint = fingerprint(self._inputs, self._exclude, self._settings)
        return self._fingerprint
