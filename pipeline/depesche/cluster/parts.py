"""The output of many machines: a folder of Parquet parts, and for each a note of what became of its articles.

A part is finished when its note is there. Parts and notes take their names when they are whole, and two
machines that make the same part (one of them thought lost) write the same, so it does not matter who is last.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from uuid import uuid4

from depesche.engines import EncodedRecord
from depesche.errors import OutputError
from depesche.io import InputFailure, SkippedFile
from depesche.io.sinks.parquet_file import ParquetSink
from depesche.io.source import os_reason

_NOTES = "_depesche"
"""The folder of the notes; what begins with an underscore is passed over by whoever reads the Parquet."""

_CALL = "call.json"
_PART = re.compile(r"part-\d+-\d+\.parquet")


@dataclass(frozen=True, slots=True)
class Note:
    """What became of the articles of a part. ``pipeline``: what made its records, as JSON."""

    records: int
    failures: tuple[InputFailure, ...]
    skipped: tuple[SkippedFile, ...]
    pipeline: str | None


class PartFolder:
    """The folder, as the machine sees it that uses this object."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._notes = folder / _NOTES

    def begin(self, fingerprint: str, *, resume: bool) -> None:
        """Make the folder ready: empty of parts, or with those of an earlier call with the same fingerprint.

        Raises OutputError where the earlier call was another one, or the folder cannot be made.
        """
        call = self._notes / _CALL
        try:
            if resume and call.exists():
                if json.loads(call.read_text(encoding="utf-8")) != {"fingerprint": fingerprint}:
                    raise OutputError(
                        f"{self._folder}: cannot be resumed: the inputs or the options have changed since; "
                        "leave --resume away to begin anew"
                    )
            else:
                self._clear()
                self._notes.mkdir(parents=True)
                self._write(call, {"fingerprint": fingerprint})
            for left in self._notes.glob("making-*"):
                left.unlink(missing_ok=True)
        except OSError as error:
            raise OutputError(f"{self._folder}: cannot be written: {os_reason(error)}") from error

    def is_done(self, name: str) -> bool:
        """Whether a part is finished."""
        return self._path(name).exists()

    def add(self, name: str, records: Sequence[EncodedRecord], note: Note) -> None:
        """Write a part and its note; raises OutputError."""
        try:
            if records:
                making = self._notes / f"making-{uuid4().hex}.parquet"
                with ParquetSink(str(making)) as sink:
                    for record in records:
                        sink.write(record.article_id, record.json)
                making.replace(self._folder / f"{name}.parquet")
            self._write(self._path(name), asdict(note))
        except OSError as error:
            raise OutputError(f"{self._folder}: cannot be written: {os_reason(error)}") from error

    def notes(self) -> Iterator[Note]:
        """The notes of the finished parts, in the order of the input."""
        for path in sorted(self._notes.glob("part-*.json")):
            yield self.note(path.stem)

    def note(self, name: str) -> Note:
        """The note of a finished part."""
        data = json.loads(self._path(name).read_text(encoding="utf-8"))
        return Note(
            records=data["records"],
            failures=tuple(InputFailure(**failure) for failure in data["failures"]),
            skipped=tuple(SkippedFile(**file) for file in data["skipped"]),
            pipeline=data["pipeline"],
        )

    def _path(self, name: str) -> Path:
        return self._notes / f"{name}.json"

    def _write(self, path: Path, data: object) -> None:
        making = self._notes / f"making-{uuid4().hex}.json"
        with making.open("w", encoding="utf-8") as file:
            file.write(json.dumps(data, ensure_ascii=False))
            file.flush()
            os.fsync(file.fileno())
        making.replace(path)

    def _clear(self) -> None:
        """Remove an earlier output, and nothing else that may be there."""
        if self._notes.exists():
            shutil.rmtree(self._notes)
        if self._folder.exists():
            for path in self._folder.iterdir():
                if _PART.fullmatch(path.name):
                    path.unlink()
