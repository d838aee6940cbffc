"""What runs on the machines: an actor that keeps the extractor and makes parts of the output."""

from __future__ import annotations

import json
from pathlib import Path

from depesche.cluster.parts import Note, PartFolder
from depesche.cluster.plan import Part
from depesche.engines import EncodedRecord, ExtractorSpec, WorkerPool
from depesche.extractor import Failure
from depesche.io import InputFailure, SkippedFile
from depesche.io.listing import as_input_failure


class PartActor:
    """Keeps one worker process with the model loaded for as long as it lives.

    The worker is a process of its own, as on a single machine, so that an article that kills it or takes
    longer than ``timeout`` seconds becomes a failure and does not cost the actor.
    """

    def __init__(self, spec: ExtractorSpec, timeout: float | None, folder: Path) -> None:
        self._pool: WorkerPool[InputFailure | SkippedFile] = WorkerPool(spec, 1, timeout)
        self._parts = PartFolder(folder)

    def extract(self, part: Part) -> None:
        """Extract a part and write it, unless it is there; raises DepescheError where that cannot work."""
        if self._parts.is_done(part.name):
            return
        records: list[EncodedRecord] = []
        failures: list[InputFailure] = []
        skipped: list[SkippedFile] = []
        for outcome in self._pool.run(part.items):
            match outcome:
                case EncodedRecord():
                    records.append(outcome)
                case Failure():
                    failures.append(as_input_failure(outcome))
                case InputFailure():
                    failures.append(outcome)
                case SkippedFile():
                    skipped.append(outcome)
        note = Note(len(records), tuple(failures), tuple(skipped), _pipeline(records))
        self._parts.add(part.name, records, note)


def _pipeline(records: list[EncodedRecord]) -> str | None:
    """What made the records, which is the same for all that one worker makes."""
    if not records:
        return None
    return json.dumps(json.loads(records[0].json)["pipeline"], sort_keys=True)
