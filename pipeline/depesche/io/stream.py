"""Opens an input as a byte stream, decompressed where it is compressed."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BufferedReader, FileIO, RawIOBase
from pathlib import Path
from typing import TYPE_CHECKING, cast

from depesche.errors import InputError
from depesche.io.compression import Codec, codec_of
from depesche.io.source import InputFile, os_reason

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

HEAD_BYTES = 64 * 1024
"""How far :func:`head` looks ahead."""


@dataclass(slots=True)
class Meter:
    """Bytes read from files so far, packed as they are there."""

    read: int = 0


class _MeteredFile(FileIO):
    """A file that tells a meter what is read of it."""

    def __init__(self, path: Path, meter: Meter) -> None:
        super().__init__(path)
        self._meter = meter

    def readinto(self, buffer: WriteableBuffer) -> int | None:
        """Read into a buffer, as the buffered reader on top does whatever it is asked for."""
        number = super().readinto(buffer)
        self._meter.read += number or 0
        return number


@contextmanager
def open_stream(file: InputFile, meter: Meter | None = None) -> Iterator[BufferedReader]:
    """Open a file or standard input for reading; raises InputError with the reason alone."""
    raw = _standard_input() if file.path is None else _open(file.path, meter or Meter())
    try:
        with unpacked(raw) as stream:
            yield stream
    except OSError as error:
        raise InputError(os_reason(error)) from error
    finally:
        if file.path is None:
            raw.detach()
        else:
            raw.close()


@contextmanager
def unpacked(raw: BufferedReader) -> Iterator[BufferedReader]:
    """The bytes of a stream, decompressed where they are compressed."""
    codec = codec_of(raw.peek(4))
    if codec is None:
        yield raw
    else:
        with _damage_reported(codec):
            yield codec.reader(raw)


@contextmanager
def _damage_reported(codec: Codec) -> Iterator[None]:
    faults = codec.faults
    try:
        yield
    except faults as error:
        raise InputError(f"its {codec.suffix} data is damaged or cut off; make the file anew") from error


def _standard_input() -> BufferedReader:
    # Straight from the descriptor: a line is handed on when it arrives, not when a buffer is full.
    buffer = sys.stdin.buffer
    raw = buffer.raw if isinstance(buffer, BufferedReader) else buffer
    return BufferedReader(cast("RawIOBase", raw), HEAD_BYTES)


def _open(path: Path, meter: Meter) -> BufferedReader:
    try:
        return BufferedReader(_MeteredFile(path, meter), HEAD_BYTES)
    except OSError as error:
        raise InputError(os_reason(error)) from error


def head(stream: BufferedReader) -> bytes:
    """The next bytes of the stream, at most HEAD_BYTES, without consuming them."""
    return stream.peek(HEAD_BYTES)


def read_limited(stream: BufferedReader, limit: int) -> bytes | None:
    """Read to the end; None when that would be more than ``limit`` bytes."""
    data = stream.read(limit + 1)
    return None if len(data) > limit else data
