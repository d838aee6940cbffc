"""From the inputs of a call to articles, with a failure in the place of whatever gives none."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from io import BufferedReader, RawIOBase
from pathlib import Path, PurePosixPath
from typing import IO, cast

from depesche.errors import DepescheError, InputError
from depesche.io.archives import ARCHIVES, faults_reported
from depesche.io.finding import find_files, unread
from depesche.io.readers import FORMATS, format_of, known_suffixes, sniff
from depesche.io.source import InputFailure, InputFile, Limits, SkippedFile, readable_path
from depesche.io.stream import Meter, head, open_stream, unpacked
from depesche.records import Article

DEFAULT_LIMITS = Limits()


def read_inputs(
    inputs: Sequence[str],
    *,
    limits: Limits = DEFAULT_LIMITS,
    input_format: str | None = None,
    exclude: Collection[Path] = (),
    meter: Meter | None = None,
) -> Iterator[Article | InputFailure | SkippedFile]:
    """Read files, folders and ``-`` one after the other; holds one article at a time, never raises.

    ``meter`` is told how far reading has come.
    """
    for found in find_files(inputs, exclude=exclude, input_format=input_format):
        if isinstance(found, InputFile):
            yield from read_file(found, limits, meter)
        else:
            yield found


def read_file(
    file: InputFile, limits: Limits = DEFAULT_LIMITS, meter: Meter | None = None
) -> Iterator[Article | InputFailure | SkippedFile]:
    """Read one file; what went well before a fault in the middle of it is kept."""
    try:
        with open_stream(file, meter) as stream:
            if file.format in ARCHIVES:
                yield from _read_archive(file, stream, limits)
            else:
                yield from _read_stream(file, stream, limits)
    except DepescheError as error:
        yield file.failure(str(error))


def _read_stream(file: InputFile, stream: BufferedReader, limits: Limits) -> Iterator[Article | InputFailure]:
    return FORMATS[sniff(head(stream), file.format)].read(file, stream, limits)


def _read_archive(
    file: InputFile, stream: BufferedReader, limits: Limits
) -> Iterator[Article | InputFailure | SkippedFile]:
    """Read the members one after the other; a bad one costs itself only."""
    found = False
    for member in ARCHIVES[str(file.format)](stream):
        name = PurePosixPath(readable_path(member.name))
        label = f"{file.label}/{name}"
        format_ = format_of(name)
        if name.name.startswith("."):
            continue
        if format_ is None or format_ in ARCHIVES:
            yield SkippedFile(label, unread(name))
            continue
        found = True
        inner = InputFile(None, label, f"{file.id}/{name}", format_)
        try:
            with faults_reported(), member.open() as raw, unpacked(_buffered(raw)) as content:
                yield from _read_stream(inner, content, limits)
        except DepescheError as error:
            yield inner.failure(str(error))
    if not found:
        raise InputError(f"no articles in this archive; Depesche reads {known_suffixes()}")


def _buffered(raw: IO[bytes]) -> BufferedReader:
    return BufferedReader(cast("RawIOBase", raw))
