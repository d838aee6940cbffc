"""``depesche batch``: many articles in, one file of records out, whatever happens on the way."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from depesche.cli.batch_keeper import Keeper
from depesche.cli.batch_report import BatchReport
from depesche.cli.console import EXIT_FAILED, print_warning
from depesche.cli.options import (
    InputFormatOption,
    MaxCharsOption,
    ModelOption,
    NamesOption,
    NoTextOption,
    PublishedOption,
    RulesOption,
    known_format,
    published_date,
)
from depesche.io import Limits, read_inputs
from depesche.io.failures import FailureLog
from depesche.io.sinks import STDOUT, open_sink
from depesche.io.source import DEFAULT_MAX_CHARS

OUTPUTS = (
    "Output: .jsonl, .json (also .gz, .zst), .sqlite, .duckdb, .parquet, .tables (a folder of flat Parquet "
    "tables), FOLDER/ or - for standard output."
)
EXAMPLES = (
    "[bold]Examples[/bold]\n\n"
    "depesche batch news/ --out deals.jsonl\n\n"
    "depesche batch feed.jsonl.gz more/*.txt --out deals.jsonl.gz --errors failed.jsonl\n\n"
    "cat feed.ndjson | depesche batch - --out - | jq -c '.deals[]'\n\n"
    "Exit status: 0 all well, 1 some articles failed (they are listed), 2 the call cannot work."
)


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
    errors: Annotated[
        str | None,
        typer.Option("--errors", metavar="FILE", help="List each failed article with its reason here."),
    ] = None,
    workers: Annotated[
        int | None,
        typer.Option("--workers", "-w", min=1, help="Processes that extract; by default one for each core."),
    ] = None,
    timeout: Annotated[
        float | None,
        typer.Option("--timeout", metavar="SECONDS", min=0.1, help="Give up on an article after this time."),
    ] = None,
    published: PublishedOption = None,
    model: ModelOption = "auto",
    rules: RulesOption = None,
    names: NamesOption = None,
    no_text: NoTextOption = False,
    resume: Annotated[
        bool, typer.Option("--resume", help="Go on where an interrupted call with the same options was.")
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no summary.")] = False,
    input_format: InputFormatOption = None,
    max_chars: MaxCharsOption = DEFAULT_MAX_CHARS,
) -> None:
    """Extract many articles into one file, one JSON record a line.

    A bad article never stops the others: it is listed at the end with the reason. --published is for
    articles that bring no date. The output takes its name when it is whole.
    """
    _refuse_clash(inputs, out, errors)
    default_date = published_date(published)
    written = [Path(name) for name in (out, errors) if name and name != STDOUT]
    limits = Limits(max_chars=max_chars)
    items = read_inputs(inputs, limits=limits, input_format=known_format(input_format), exclude=written)
    from depesche.cli.batch_run import run_batch  # noqa: PLC0415 - imports spaCy
    from depesche.engines import ExtractorSpec  # noqa: PLC0415 - imports spaCy

    spec = ExtractorSpec(model, tuple(rules or ()), names, with_text=not no_text)
    settings = {"spec": asdict(spec), "published": default_date, "limits": asdict(limits), "errors": errors}
    watched = [*inputs, str(names)] if names else inputs
    keeper = Keeper(watched, out, exclude=written, settings=settings, resume=resume)
    start = keeper.start
    before = (start.records, start.failures) if start else (0, 0)
    report = BatchReport(quiet=quiet, before=before)
    try:
        with (
            FailureLog(errors, start.errors_bytes if start else None) as log,
            open_sink(out, start.out_bytes if start else None) as sink,
            report,
        ):
            run_batch(
                items,
                spec,
                sink=sink,
                log=log,
                report=report,
                keeper=keeper,
                default_date=default_date,
                workers=workers,
                timeout=timeout,
            )
    except KeyboardInterrupt:
        how = "; the same call with --resume goes on" if keeper.resumable else ""
        print_warning(f"interrupted after {report.done} records{how}")
        raise
    keeper.finish()
    report.finish(out)
    if report.failed:
        raise typer.Exit(EXIT_FAILED)


def _refuse_clash(inputs: list[str], out: str, errors: str | None) -> None:
    """Writing over an input would destroy it, whatever comes out."""
    written = [name for name in (out, errors) if name and name != STDOUT]
    for name in written:
        if any(Path(name).resolve() == Path(given).resolve() for given in inputs if given != STDOUT):
            raise typer.BadParameter(f"{name} is an input too; write to another file", param_hint="--out")
    if len(written) == 2 and Path(written[0]).resolve() == Path(written[1]).resolve():
        raise typer.BadParameter("is the same file as --out", param_hint="--errors")
