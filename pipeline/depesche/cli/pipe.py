"""``depesche pipe``: a filter of JSON lines, to stand in front of whatever stores or indexes articles."""

from __future__ import annotations

import os
import signal
import sys
from typing import Annotated

import typer

from depesche.cli.console import message_console
from depesche.cli.options import (
    MaxCharsOption,
    ModelOption,
    NamesOption,
    NoTextOption,
    PublishedOption,
    RulesOption,
    TimeoutOption,
    published_date,
)
from depesche.errors import InputError
from depesche.io import InputFile, Limits
from depesche.io.sinks.target import STDOUT, Target
from depesche.io.source import DEFAULT_MAX_CHARS
from depesche.io.stream import open_stream

EXAMPLES = (
    "[bold]Examples[/bold]\n\n"
    "tail -f feed.ndjson | depesche pipe --merge facts --no-text | your-indexer\n\n"
    "depesche pipe --field text=artikel.inhalt --field id=nr < feed.ndjson > records.ndjson\n\n"
    "A line that gives no record comes back as an object with 'error' in its place, and does not change the "
    "exit status: 0 when all lines were answered, 2 when the call cannot work."
)


def pipe(
    *,
    merge: Annotated[
        str | None,
        typer.Option(
            "--merge",
            metavar="KEY",
            help="Put the record under this key of the object that was read, and leave all else as it was.",
        ),
    ] = None,
    field: Annotated[
        list[str] | None,
        typer.Option(
            "--field",
            metavar="FIELD=NAME",
            help="Where id, text, title, published, url or source stands, if guessing goes wrong "
            "(text=artikel.inhalt); may be given several times.",
        ),
    ] = None,
    workers: Annotated[int, typer.Option("--workers", "-w", min=1, help="Processes that extract.")] = 1,
    timeout: TimeoutOption = None,
    published: PublishedOption = None,
    model: ModelOption = "auto",
    rules: RulesOption = None,
    names: NamesOption = None,
    no_text: NoTextOption = False,
    max_chars: MaxCharsOption = DEFAULT_MAX_CHARS,
) -> None:
    """Read articles as JSON lines and print a line for each, in order, as soon as it is known.

    A line in gives a line out. --published is for articles that bring no date.
    """
    from depesche.engines import ExtractorSpec  # noqa: PLC0415 - imports spaCy
    from depesche.engines.service import Service  # noqa: PLC0415 - as above
    from depesche.pipe.run import run_inline, run_service  # noqa: PLC0415 - as above
    from depesche.pipe.settings import LineSettings, field_names  # noqa: PLC0415 - as above

    try:
        fields = field_names(field or ())
    except InputError as error:
        raise typer.BadParameter(str(error), param_hint="--field") from error
    settings = LineSettings(fields, merge, published_date(published), Limits(max_chars=max_chars))
    spec = ExtractorSpec(model, tuple(rules or ()), names, with_text=not no_text)
    # As other filters do: an interrupt ends the program, without a word.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    if sys.stdin.isatty():
        message_console().print("reading articles as JSON lines from the terminal; Ctrl-D ends")
    file = InputFile(None, "standard input", "stdin")
    output = Target(STDOUT)

    def write(line: bytes) -> None:
        try:
            output.write(line + b"\n")
            output.flush()
        except BrokenPipeError:
            _end_by_sigpipe()

    with open_stream(file) as stream:
        if workers == 1 and timeout is None:
            run_inline(file, stream, write, spec, settings)
        else:
            with Service(spec, workers=workers, timeout=timeout) as service:
                run_service(file, stream, write, service, settings)


def _end_by_sigpipe() -> None:
    """End as a program does that writes where nobody reads any more; Python itself ignores the signal."""
    if not hasattr(signal, "SIGPIPE"):
        raise BrokenPipeError
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    os.kill(os.getpid(), signal.SIGPIPE)
