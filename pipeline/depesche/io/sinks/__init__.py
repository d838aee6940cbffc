"""The sinks, one module a format."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path, PurePath

from depesche.errors import OutputError
from depesche.io.compression import SUFFIXES, plain_name
from depesche.io.sinks.duckdb_file import DuckdbSink
from depesche.io.sinks.folder import FolderSink
from depesche.io.sinks.journal import JournaledSink, discard_journal
from depesche.io.sinks.json_document import JsonDocumentSink
from depesche.io.sinks.json_lines import JsonLinesSink
from depesche.io.sinks.parquet_file import ParquetSink
from depesche.io.sinks.parquet_tables import ParquetTablesSink
from depesche.io.sinks.protocol import Sink
from depesche.io.sinks.search_bulk import SearchBulkSink
from depesche.io.sinks.sqlite_file import SqliteSink
from depesche.io.sinks.target import STDOUT, Target, take_back

__all__ = ["STDOUT", "Sink", "can_resume", "discard_journal", "open_sink", "reopen"]

_FILES: Mapping[str, Callable[[Target], Sink]] = {
    ".jsonl": JsonLinesSink,
    ".ndjson": JsonLinesSink,
    ".json": JsonDocumentSink,
}
"""The sinks that write one stream of bytes, by the ending of the output's name."""

_CONTAINERS: Mapping[str, Callable[[str], Sink]] = {
    ".sqlite": SqliteSink,
    ".db": SqliteSink,
    ".duckdb": DuckdbSink,
    ".parquet": ParquetSink,
    ".tables": ParquetTablesSink,
}
"""The sinks that write a file or folder of their own making."""


def can_resume(out: str) -> bool:
    """Whether what is written to ``out`` can be continued by a later call; a pipe or a device cannot."""
    return out != STDOUT and (Path(out).is_file() or Path(out).is_dir() or not Path(out).exists())


def open_sink(
    out: str, resume_at: int | None = None, *, resumable: bool = False, bulk_index: str | None = None
) -> Sink:
    """Open the sink that the name's ending asks for; ``-`` is JSON lines on standard output.

    A name that ends in a slash, or is a folder, gets a file for each article. Raises OutputError for an
    ending no sink goes by and for a file that cannot be written. ``resume_at``: the checkpoint to go on from.
    ``resumable``: a later call may ask for that, also of an output that is whole at the end only.
    ``bulk_index``: write bulk requests of a search engine, for this index.
    """
    if bulk_index is not None:
        return _open_bulk(out, resume_at, bulk_index)
    if out == STDOUT:
        return JsonLinesSink(Target(out))
    if _is_folder(out):
        return FolderSink(out)
    name = PurePath(plain_name(out))
    if name.suffix in _FILES:
        return _FILES[name.suffix](Target(out, resume_at))
    if _is_container(out):
        container = _CONTAINERS[name.suffix](out)
        return JournaledSink(out, container, resume_at) if resumable else container
    known = f"{', '.join(_FILES)} (also {', '.join(SUFFIXES)}), {', '.join(_CONTAINERS)} and FOLDER/"
    raise OutputError(f"{out}: its ending does not say what to write; Depesche writes {known}")


def reopen(out: str) -> None:
    """Undo that an output took its name, where it can go on from there; others are made again."""
    if not _is_container(out):
        take_back(out)


def _open_bulk(out: str, resume_at: int | None, index: str) -> Sink:
    lines = [ending for ending, sink in _FILES.items() if sink is JsonLinesSink]
    if out != STDOUT and PurePath(plain_name(out)).suffix not in lines:
        raise OutputError(f"{out}: bulk requests are lines of JSON; name the file {' or '.join(lines)}")
    return SearchBulkSink(Target(out, resume_at), index)


def _is_folder(out: str) -> bool:
    """Whether each article is to get a file; a folder of tables is one output, written again or not."""
    return (out.endswith(("/", os.sep)) or Path(out).is_dir()) and not _is_container(out)


def _is_container(out: str) -> bool:
    return PurePath(out).suffix.lower() in _CONTAINERS
