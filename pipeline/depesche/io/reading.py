"""From the inputs of a call to articles, with a failure in the place of whatever gives none."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from depesche.errors import DepescheError
from depesche.io.finding import find_files
from depesche.io.readers import FORMATS, sniff
from depesche.io.source import InputFailure, InputFile, Limits, SkippedFile
from depesche.io.stream import head, open_stream
from depesche.records import Article

DEFAULT_LIMITS = Limits()


def read_inputs(
    inputs: Sequence[str],
    *,
    limits: Limits = DEFAULT_LIMITS,
    input_format: str | None = None,
    exclude: Collection[Path] = (),
) -> Iterator[Article | InputFailure | SkippedFile]:
    """Read files, folders and ``-`` one after the other; holds one article at a time, never raises."""
    for found in find_files(inputs, exclude=exclude, input_format=input_format):
        if isinstance(found, InputFile):
            yield from read_file(found, limits)
        else:
            yield found


def read_file(file: InputFile, limits: Limits = DEFAULT_LIMITS) -> Iterator[Article | InputFailure]:
    """Read one file; what went well before a fault in the middle of it is kept."""
    try:
        with open_stream(file) as stream:
            format_ = FORMATS[sniff(head(stream), file.format)]
            yield from format_.read(file, stream, limits)
    except DepescheError as error:
        yield file.failure(str(error))
