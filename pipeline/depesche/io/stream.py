"""Opens an input as a byte stream, decompressed where it is compressed."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedReader, FileIO, RawIOBase
from typing import cast

from depesche.errors import InputError
from depesche.io.compression import Codec, codec_of
from depesche.io.source import InputFile, os_reason

HEAD_BYTES = 64 * 1024
"""How far :func:`head` looks ahead."""


@contextmanager
def open_stream(file: InputFile) -> Iterator[BufferedReader]:
    """Open a file or standard input for reading; raises InputError with the reason alone."""
    raw = _standard_input() if file.path is None else _open(file)
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


def _open(file: InputFile) -> BufferedReader:
    assert file.path is not None
    try:
        return BufferedReader(FileIO(file.path), HEAD_BYTES)
    except OSError as error:
        raise InputError(os_reason(error)) from error


def head(stream: BufferedReader) -> bytes:
    """The next bytes of the stream, at most HEAD_BYTES, without consuming them."""
    return stream.peek(HEAD_BYTES)


def read_limited(stream: BufferedReader, limit: int) -> bytes | None:
    """Read to the end; None when that would be more than ``limit`` bytes."""
    data = stream.read(limit + 1)
    return None if len(data) > limit else data
