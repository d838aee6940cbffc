"""The sinks, one module a format."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path, PurePath

from depesche.errors import OutputError
from depesche.io.compression import SUFFIXES, plain_name
from depesche.io.sinks.folder import FolderSink
from depesche.io.sinks.json_document import JsonDocumentSink
from depesche.io.sinks.json_lines import JsonLinesSink
from depesche.io.sinks.protocol import Sink
from depesche.io.sinks.sqlite_file import SqliteSink
from depesche.io.sinks.target import STDOUT, Target

__all__ = ["STDOUT", "Sink", "open_sink"]

_FILES: Mapping[str, Callable[[Target], Sink]] = {
    ".jsonl": JsonLinesSink,
    ".ndjson": JsonLinesSink,
    ".json": JsonDocumentSink,
}
"""The sinks that write one stream of bytes, by the ending of the output's name."""

_DATABASES: Mapping[str, Callable[[str], Sink]] = {".sqlite": SqliteSink, ".db": SqliteSink}
"""The sinks that write a file of their own making."""


def open_sink(out: str) -> Sink:
    """Open the sink that the name's ending asks for; ``-`` is JSON lines on standard output.

    A name that ends in a slash, or is a folder, gets a file for each article. Raises OutputError for an
    ending no sink goes by and for a file that cannot be written.
    """
    if out == STDOUT:
        return JsonLinesSink(Target(out))
    if out.endswith(("/", os.sep)) or Path(out).is_dir():
        return FolderSink(out)
    name = PurePath(plain_name(out))
    if name.suffix in _FILES:
        return _FILES[name.suffix](Target(out))
    if PurePath(out).suffix.lower() in _DATABASES:
        return _DATABASES[name.suffix](out)
    known = f"{', '.join(_FILES)} (also {', '.join(SUFFIXES)}), {', '.join(_DATABASES)} and FOLDER/"
    raise OutputError(f"{out}: its ending does not say what to write; Depesche writes {known}")
