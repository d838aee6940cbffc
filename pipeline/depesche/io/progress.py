"""How far a batch has come, in a file beside its output, so that it can go on after whatever stopped it."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from depesche.errors import OutputError
from depesche.io.finding import find_files
from depesche.io.source import STDIN, InputFile, SkippedFile, os_reason


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A state that is safe on disk: ``items`` of the input are done and need not be looked at again.

    Files that are passed over are no items.

    ``fingerprint``: digest of inputs and settings. ``pipeline``: what made the records so far, as JSON.
    ``last``: all items are done, and some of the outputs may have taken their names already.
    """

    fingerprint: str
    items: int
    records: int
    failures: int
    copies: int
    out_bytes: int
    errors_bytes: int
    duplicates_bytes: int
    pipeline: str | None
    last: bool


class ProgressFile:
    """The checkpoint of the batch that writes ``out``, in ``OUT.progress`` until the batch is through."""

    def __init__(self, out: str) -> None:
        self._path = Path(f"{out.rstrip('/')}.progress")

    def read(self) -> Checkpoint | None:
        """The last checkpoint; None where there is none that can be used."""
        try:
            return Checkpoint(**json.loads(self._path.read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            return None

    def write(self, checkpoint: Checkpoint) -> None:
        """Replace the checkpoint; whoever reads the file finds the old one or the new one."""
        new = self._path.with_name(f"{self._path.name}.new")
        try:
            with new.open("w", encoding="utf-8") as file:
                file.write(json.dumps(asdict(checkpoint)))
                file.flush()
                os.fsync(file.fileno())
            new.replace(self._path)
        except OSError as error:
            raise OutputError(f"{self._path}: cannot be written: {os_reason(error)}") from error

    def remove(self) -> None:
        """Forget the checkpoint."""
        self._path.unlink(missing_ok=True)


def fingerprint(inputs: Sequence[str], exclude: Sequence[Path], settings: Mapping[str, object]) -> str:
    """Digest of the settings and of every input file's name, size and time of change.

    Files that are passed over do not count: they come and go, as the parts of this call's own output do.
    """
    digest = hashlib.sha256(json.dumps(settings, sort_keys=True, default=str).encode("utf-8"))
    for found in find_files(inputs, exclude=exclude):
        if isinstance(found, SkippedFile):
            continue
        digest.update(repr(_state(found.path) if isinstance(found, InputFile) else found).encode("utf-8"))
    return digest.hexdigest()


def _state(path: Path | None) -> tuple[object, ...]:
    if path is None:
        return (STDIN,)
    try:
        status = path.stat()
    except OSError:
        return (str(path),)
    return (str(path), status.st_size, status.st_mtime_ns)
