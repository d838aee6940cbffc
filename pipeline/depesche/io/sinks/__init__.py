"""The sinks, one module a format."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import PurePath

from depesche.errors import OutputError
from depesche.io.sinks.json_document import JsonDocumentSink
from depesche.io.sinks.json_lines import JsonLinesSink
from depesche.io.sinks.protocol import Sink
from depesche.io.sinks.target import STDOUT, Target

__all__ = ["STDOUT", "Sink", "open_sink"]

SINKS: Mapping[str, Callable[[Target], Sink]] = {
    ".jsonl": JsonLinesSink,
    ".ndjson": JsonLinesSink,
    ".json": JsonDocumentSink,
}
"""The sinks by the ending of the output's name."""


def open_sink(out: str) -> Sink:
    """Open the sink that the name's ending asks for (``-`` is JSON lines on standard output).

    Raises OutputError for an ending no sink goes by and for a file that cannot be written.
    """
    if out == STDOUT:
        return JsonLinesSink(Target(out))
    ending = PurePath(out.lower().removesuffix(".gz")).suffix
    if ending not in SINKS:
        known = ", ".join(SINKS)
        raise OutputError(f"{out}: its ending does not say what to write; Depesche writes {known} (also .gz)")
    return SINKS[ending](Target(out))
