"""Where bytes go: a file that takes its name only when it is whole, or standard output."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from depesche.errors import OutputError
from depesche.io.compression import codec_for
from depesche.io.source import STDIN, os_reason, readable_path

STDOUT = STDIN


def part_of(path: Path) -> Path:
    """Where the bytes of a file are until it is whole."""
    return path.with_name(f"{path.name}.part")


def take_back(out: str) -> None:
    """Make a file a part again that was given its name too early to be the end of the call."""
    path = Path(os.path.realpath(out))
    if path.is_file() and not part_of(path).exists():
        path.replace(part_of(path))


class Target:
    """A file, or standard output for ``-``; compressed when its name ends in ``.gz`` or ``.zst``.

    The bytes go to ``NAME.part`` beside the file, which takes the name in :meth:`commit`: nobody ever
    reads half an output, and an older file stays until then. After :meth:`abandon` the part remains, for
    whoever wants to see how far it came. Every method raises OutputError with the file and the reason;
    a closed standard output raises BrokenPipeError.
    """

    def __init__(self, out: str, resume_at: int | None = None) -> None:
        """Open ``out``; with ``resume_at`` go on behind that many bytes of an earlier part."""
        self.label = readable_path(out)
        self._final: Path | None = None
        self._part: Path | None = None
        self._codec = codec_for(out)
        self.resumed = bool(resume_at)
        self._packed: IO[bytes] | None = None
        with self._reported():
            self._file = self._open(out, resume_at)

    def _open(self, out: str, resume_at: int | None) -> IO[bytes]:
        if out == STDOUT:
            return sys.stdout.buffer
        path = Path(os.path.realpath(out))
        if path.exists() and not stat.S_ISREG(path.stat().st_mode):
            return path.open("wb")
        self._final = path
        self._part = part_of(path)
        if not resume_at:
            return self._part.open("wb")
        file = self._part.open("r+b")
        if file.seek(0, os.SEEK_END) < resume_at:
            raise OutputError(f"{self.label}: its part has shrunk; leave --resume away to begin anew")
        file.truncate(resume_at)
        file.seek(resume_at)
        return file

    @property
    def part(self) -> Path | None:
        """Where the bytes are until the end; None where they go straight out."""
        return self._part

    def write(self, data: bytes) -> None:
        """Write bytes."""
        with self._reported():
            self._stream().write(data)

    def flush(self) -> None:
        """Hand on what is buffered, so that the next program in a pipe sees it."""
        with self._reported():
            self._stream().flush()

    def checkpoint(self) -> int:
        """Bring everything to the disk, compressed data to an end, and say how many bytes that are."""
        with self._reported():
            self._end_packed()
            self._file.flush()
            if self._part is None:
                return 0
            os.fsync(self._file.fileno())
            return self._file.tell()

    def commit(self) -> None:
        """Finish the output and give it its name."""
        with self._reported():
            if self._codec and self._part and not self._file.tell():
                self._stream()
            self._end_packed()
            self._file.flush()
            if self._part and self._final:
                os.fsync(self._file.fileno())
                self._file.close()
                self._part.replace(self._final)

    def abandon(self) -> None:
        """Close without giving the output its name; an empty part is removed."""
        try:
            self._end_packed()
            if self._part:
                self._file.close()
                if not self._part.stat().st_size:
                    self._part.unlink()
        except OSError:
            # What led here is being reported already; a full disk fails a second time on closing.
            return

    def _stream(self) -> IO[bytes]:
        if self._codec is None:
            return self._file
        if self._packed is None:
            self._packed = self._codec.writer(self._file)
        return self._packed

    def _end_packed(self) -> None:
        if self._packed:
            self._packed.close()
            self._packed = None

    @contextmanager
    def _reported(self) -> Iterator[None]:
        try:
            yield
        except BrokenPipeError:
            raise
        except OSError as error:
            raise OutputError(f"{self.label}: cannot be written: {os_reason(error)}") from error
