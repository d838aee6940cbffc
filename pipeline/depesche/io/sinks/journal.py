"""Makes an output resumable that is whole at the end only, a database say: its records are kept beside it.

The journal ``OUT.records.part`` grows by a line a record and is cut back to the checkpoint as JSON lines are;
what it holds is written into the output again before the rest. So a resumed output is made of the same
records, in the same order and by the same calls as an undisturbed one.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from types import TracebackType

from depesche.io.sinks.protocol import Sink
from depesche.io.sinks.target import Target, part_of


class JournaledSink:
    """Writes each record into a sink and its journal, which stays until :func:`discard_journal`."""

    def __init__(self, out: str, sink: Sink, resume_at: int | None) -> None:
        self._sink = sink
        self._journal = Target(_name(out), resume_at)
        self._resumed = resume_at is not None

    def __enter__(self) -> JournaledSink:
        """Begin the output with what the journal holds."""
        self._sink.__enter__()
        if self._resumed and self._journal.part:
            with self._journal.part.open("rb") as lines:
                for line in lines:
                    article_id, _, record = line.rstrip(b"\n").partition(b"\t")
                    self._sink.write(json.loads(article_id), record)
        return self

    def write(self, article_id: str, record: bytes) -> None:
        """Add a record."""
        self._journal.write(json.dumps(article_id).encode("ascii") + b"\t" + record + b"\n")
        self._sink.write(article_id, record)

    def checkpoint(self) -> int:
        """Make the journal safe and say where it ends."""
        return self._journal.checkpoint()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Finish the output, or leave an older one as it is; the journal remains in both cases."""
        self._journal.abandon()
        self._sink.__exit__(kind, error, trace)


def discard_journal(out: str) -> None:
    """Remove the journal of an output that is whole; there may be none."""
    part_of(Path(os.path.realpath(_name(out)))).unlink(missing_ok=True)


def _name(out: str) -> str:
    return f"{out.rstrip('/')}.records"
