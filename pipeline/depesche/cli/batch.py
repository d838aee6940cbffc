"""``depesche batch``: many articles in, one file of records out, whatever happens on the way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from depesche.cli.batch_report import BatchReport
from depesche.cli.console import EXIT_FAILED, print_warning
from depesche.cli.engine import load_extractor
from depesche.cli.options import (
    DEFAULT_MAX,
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
from depesche.io import InputFailure, Limits, SkippedFile, read_inputs
from depesche.io.failures import FailureLog
from depesche.io.sinks import STDOUT, Sink, open_sink
from depesche.records import Article, Extraction

if TYPE_CHECKING:
    from depesche.extractor import Extractor, Failure

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
        str, typer.Option("--out", "-o", metavar="FILE", help="Output: .jsonl, .json (also .gz), or -.")
    ],
    errors: Annotated[
        str | None,
        typer.Option("--errors", metavar="FILE", help="List each failed article with its reason here."),
    ] = None,
    published: PublishedOption = None,
    model: ModelOption = "auto",
    rules: RulesOption = None,
    names: NamesOption = None,
    no_text: NoTextOption = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no summary.")] = False,
    input_format: InputFormatOption = None,
    max_chars: MaxCharsOption = DEFAULT_MAX,
) -> None:
    """Extract many articles into one file, one JSON record a line.

    A bad article never stops the others: it is listed at the end with the reason. --published is the
    date of those articles that bring none.
    """
    _refuse_clash(inputs, out, errors)
    default_date = published_date(published)
    items = read_inputs(
        inputs,
        limits=Limits(max_chars=max_chars),
        input_format=known_format(input_format),
        exclude=[Path(name) for name in (out, f"{out}.part", errors) if name and name != STDOUT],
    )
    extractor = load_extractor(model, rules, names)
    report = BatchReport(quiet=quiet)
    with FailureLog(errors) as log, open_sink(out) as sink, report:
        try:
            _run(
                items,
                extractor,
                sink=sink,
                log=log,
                report=report,
                default_date=default_date,
                no_text=no_text,
            )
        except KeyboardInterrupt:
            print_warning(f"interrupted after {report.done} records; they are in {out}.part")
            raise
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


def _run(
    items: Iterable[Article | InputFailure | SkippedFile],
    extractor: Extractor,
    *,
    sink: Sink,
    log: FailureLog,
    report: BatchReport,
    default_date: date | datetime | None,
    no_text: bool,
) -> None:
    def articles() -> Iterator[Article]:
        for item in items:
            match item:
                case Article():
                    yield _dated(item, default_date)
                case InputFailure():
                    log.write(item)
                    report.failure(item)
                case SkippedFile():
                    report.skip(item)

    for outcome in extractor.stream(articles()):
        if isinstance(outcome, Extraction):
            sink.write(outcome.model_copy(update={"text": None}) if no_text else outcome)
            report.success()
        else:
            failure = _as_input_failure(outcome)
            log.write(failure)
            report.failure(failure)


def _as_input_failure(failure: Failure) -> InputFailure:
    """An article that could be read and not extracted is listed as the others are."""
    return InputFailure(
        failure.path or failure.article_id,
        failure.reason,
        article_id=failure.article_id,
        error_type=failure.error_type,
    )


def _dated(article: Article, default: date | datetime | None) -> Article:
    if article.published is not None or default is None:
        return article
    return article.model_copy(update={"published": default})
