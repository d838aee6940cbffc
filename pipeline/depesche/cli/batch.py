"""``depesche batch``: many articles in, one file of records out, whatever happens on the way."""

from __future__ import annotations

from enum import Enum
from pathlib import Path
from typing import Annotated

import typer

from depesche.cli.batch_events import event
from depesche.cli.console import EXIT_FAILED, EXIT_UNUSABLE
from depesche.cli.options import (
    InputFormatOption,
    MaxCharsOption,
    ModelOption,
    NamesOption,
    NoTextOption,
    PublishedOption,
    RepairOption,
    RulesOption,
    TimeoutOption,
    known_format,
    published_date,
)
from depesche.errors import DepescheError, InputError
from depesche.io import Limits
from depesche.io.preparing import Preparation
from depesche.io.search import DEFAULT_INDEX, check_index
from depesche.io.sinks import STDOUT
from depesche.io.source import DEFAULT_MAX_CHARS

OUTPUTS = (
    "Output: .jsonl, .json (also .gz, .zst), .sqlite, .duckdb, .parquet, .tables (a folder of flat Parquet "
    "tables), FOLDER/ or - for standard output."
)
EXAMPLES = (
    "[bold]Examples[/bold]\n\n"
    "depesche batch news/ --out deals.jsonl\n\n"
    "depesche batch feed.jsonl.gz more/*.txt --out deals.jsonl.gz --errors failed.jsonl\n\n"
    "depesche batch archive/ --engine ray --address 10.0.0.1:6379 --out parts/ --resume\n\n"
    "cat feed.ndjson | depesche batch - --out - | jq -c '.deals[]'\n\n"
    "Exit status: 0 all well, 1 some articles failed (they are listed), 2 the call cannot work."
)


class Format(str, Enum):
    """What the output is, where its name does not say so."""

    ES_BULK = "es-bulk"


class Engine(str, Enum):
    """What extracts the articles."""

    LOCAL = "local"
    RAY = "ray"


def batch(
    inputs: Annotated[
        list[str],
        typer.Argument(metavar="INPUT...", help="Files, folders (to their depths), or - for standard input."),
    ],
    *,
    out: Annotated[
        str,
        typer.Option("--out", "-o", metavar="FILE", help=OUTPUTS),
    ],
    format_: Annotated[
        Format | None,
        typer.Option("--format", help="es-bulk: bulk requests for Elasticsearch or OpenSearch (.ndjson)."),
    ] = None,
    index: Annotated[
        str, typer.Option("--index", metavar="NAME", help="With --format es-bulk: the index to write to.")
    ] = DEFAULT_INDEX,
    errors: Annotated[
        str | None,
        typer.Option("--errors", metavar="FILE", help="List each failed article with its reason here."),
    ] = None,
    workers: Annotated[
        int | None,
        typer.Option("--workers", "-w", min=1, help="Processes that extract; by default one for each core."),
    ] = None,
    engine: Annotated[
        Engine,
        typer.Option(
            "--engine", help="local: this machine. ray: a cluster; --out is a folder of Parquet parts."
        ),
    ] = Engine.LOCAL,
    address: Annotated[
        str | None,
        typer.Option("--address", metavar="HOST:PORT", help="Of the Ray cluster; without it this machine."),
    ] = None,
    timeout: TimeoutOption = None,
    published: PublishedOption = None,
    model: ModelOption = "auto",
    rules: RulesOption = None,
    names: NamesOption = None,
    no_text: NoTextOption = False,
    resume: Annotated[
        bool, typer.Option("--resume", help="Go on where an interrupted call with the same options was.")
    ] = False,
    dedupe: Annotated[
        bool,
        typer.Option("--dedupe", help="Leave out copies of earlier articles, also nearly identical ones."),
    ] = False,
    duplicates: Annotated[
        str | None,
        typer.Option(
            "--duplicates", metavar="FILE", help="With --dedupe: list each copy and its original here."
        ),
    ] = None,
    repair: RepairOption = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no summary.")] = False,
    log_json: Annotated[
        bool,
        typer.Option("--log-json", help="Tell of progress and failures in JSON lines on standard error."),
    ] = False,
    input_format: InputFormatOption = None,
    max_chars: MaxCharsOption = DEFAULT_MAX_CHARS,
) -> None:
    """Extract many articles into one file, one JSON record a line.

    A bad article never stops the others: it is listed at the end with the reason. --published is for
    articles that bring no date. The output takes its name when it is whole.
    """
    _refuse_clash(inputs, out=out, errors=errors, duplicates=duplicates)
    if address and engine is not Engine.RAY:
        raise typer.BadParameter("is of a cluster; add --engine ray", param_hint="--address")
    if duplicates and not dedupe:
        raise typer.BadParameter("lists what --dedupe leaves out; add that", param_hint="--duplicates")
    if format_ is not None and engine is Engine.RAY:
        raise typer.BadParameter("is for --engine local; Ray writes Parquet parts", param_hint="--format")
    try:
        check_index(index)
    except InputError as error:
        raise typer.BadParameter(str(error), param_hint="--index") from error
    from depesche.cli.batch_call import BatchCall, Talk  # noqa: PLC0415 - imports spaCy
    from depesche.cli.batch_ray import run_cluster_batch  # noqa: PLC0415 - as above
    from depesche.cli.batch_run import run_batch  # noqa: PLC0415 - as above
    from depesche.engines import ExtractorSpec  # noqa: PLC0415 - as above

    call = BatchCall(
        inputs=inputs,
        out=out,
        bulk_index=index if format_ is Format.ES_BULK else None,
        errors=errors,
        dedupe=dedupe,
        duplicates=duplicates,
        spec=ExtractorSpec(model, tuple(rules or ()), names, with_text=not no_text),
        preparation=Preparation(published_date(published), repair),
        limits=Limits(max_chars=max_chars),
        input_format=known_format(input_format),
        workers=workers,
        timeout=timeout,
        resume=resume,
        talk=Talk.QUIET if quiet else Talk.EVENTS if log_json else Talk.SCREEN,
    )
    try:
        counts = run_cluster_batch(call, address) if engine is Engine.RAY else run_batch(call)
    except DepescheError as error:
        if not log_json:
            raise
        event("error", message=str(error), error_type=type(error).__name__)
        raise typer.Exit(EXIT_UNUSABLE) from error
    if counts.failures:
        raise typer.Exit(EXIT_FAILED)


def _refuse_clash(inputs: list[str], **outputs: str | None) -> None:
    """Writing over an input, or two outputs into one file, would destroy what is there."""
    taken = {Path(given).resolve(): "an input" for given in inputs if given != STDOUT}
    for option, name in outputs.items():
        if name and name != STDOUT:
            if other := taken.get(Path(name).resolve()):
                raise typer.BadParameter(
                    f"{name} is {other} too; write to another file", param_hint=f"--{option}"
                )
            taken[Path(name).resolve()] = f"the file of --{option}"
