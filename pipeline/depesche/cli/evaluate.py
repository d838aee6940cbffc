"""``depesche evaluate``: how good the extraction is, measured against annotated articles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated

import typer
from pydantic import ValidationError

from depesche.cli.console import EXIT_FAILED, message_console, out_console, print_error
from depesche.cli.engine import load_extractor
from depesche.cli.evaluate_view import changes_table, confusion_table, scores_table
from depesche.cli.options import LangOption, ModelOption, NamesOption, RulesOption
from depesche.corpus import load_corpus
from depesche.corpus.check import check_overlaps
from depesche.corpus.compile import Compiled
from depesche.corpus.store import SplitName
from depesche.errors import InputError
from depesche.evaluation import Evaluation, Pair, evaluate_pairs
from depesche.evaluation.floors import Floor, failed_floors, parse_floor
from depesche.evaluation.html import report_html
from depesche.evaluation.html_rules import rule_sources
from depesche.evaluation.report import Report, build_report, changes, error_changes, read_report
from depesche.evaluation.running import articles_digest, extract_pairs, given_pairs
from depesche.records import Extraction
from depesche.ruleset import load_ruleset
from depesche.wording import LANGUAGES, Wording, load_wording

EXAMPLES = (
    "[bold]Examples[/bold]\n\n"
    "depesche evaluate --split dev --report report.html\n\n"
    "depesche evaluate --split dev --json now.json --baseline before.json\n\n"
    "depesche evaluate --corpus my-articles --fail-under deals.main=0.5\n\n"
    "Exit status: 0 all well, 1 bad gold, a failed article or a score below its floor, 2 a wrong call."
)


def evaluate(
    *,
    corpus: Annotated[Path, typer.Option(metavar="DIR", help="Folder of gold articles.")] = Path("corpus"),
    split: Annotated[SplitName | None, typer.Option(help="Only the articles of one split.")] = None,
    model: ModelOption = "auto",
    rules: RulesOption = None,
    names: NamesOption = None,
    predictions: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Score these records (.jsonl) instead of extracting."),
    ] = None,
    report: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write a report to look at (.html).")
    ] = None,
    json_file: Annotated[
        Path | None, typer.Option("--json", metavar="FILE", help="Write scores and differences (.json).")
    ] = None,
    baseline: Annotated[
        Path | None, typer.Option(metavar="FILE", help="A file of --json to compare with.")
    ] = None,
    fail_under: Annotated[
        list[str] | None,
        typer.Option(metavar="METRIC=VALUE", help="Fail if F1 of a metric is lower; may be repeated."),
    ] = None,
    types: Annotated[bool, typer.Option("--types", help="Also show the scores by type.")] = False,
    lang: LangOption = LANGUAGES[0],
) -> None:
    """Score the extraction against gold: mentions, entities, titles, values and deals."""
    floors = _floors(fail_under)
    before = read_report(baseline) if baseline else None
    gold = load_corpus(corpus)
    articles = gold.split(split) if split else gold.articles
    if not articles:
        raise InputError(f"{corpus}: no article to score" + (f" in the split {split}" if split else ""))
    if before and before.split != split:
        raise InputError(f"{baseline}: scores the split {before.split}, not {split}; compare like with like")
    overlaps = (p for a in articles for p in check_overlaps(a.record, f"{a.source.id}.yaml"))
    problems = [str(problem) for problem in (*gold.problems, *overlaps)]
    if predictions:
        runs = given_pairs(articles, _read_predictions(predictions))
    else:
        runs = extract_pairs(articles, load_extractor(model, rules, names))
    evaluation = evaluate_pairs(_noting(runs, problems, total=len(articles)))
    result = build_report(evaluation, corpus_sha256=articles_digest(articles), split=split, problems=problems)
    _show(result, before, load_wording(lang), types=types)
    if report:
        packs = load_ruleset(tuple(rules or ()))
        report.write_text(
            report_html(evaluation, result, before, rules=rule_sources(packs)), encoding="utf-8"
        )
    if json_file:
        json_file.write_text(result.model_dump_json(indent=1), encoding="utf-8")
    _finish(evaluation, problems, floors)


def _floors(values: Sequence[str] | None) -> list[Floor]:
    try:
        return [parse_floor(value) for value in values or ()]
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="--fail-under") from error


def _noting(
    runs: Iterator[tuple[Compiled, Pair, str | None]], problems: list[str], *, total: int
) -> Iterator[Pair]:
    """Pass the pairs on, note the reasons of failed articles, and show how far it has come."""
    with message_console().status(f"scoring {total} articles"):
        for article, pair, reason in runs:
            if reason:
                problems.append(f"{article.source.id}: {reason}")
            yield pair


def _read_predictions(file: Path) -> dict[str, Extraction]:
    records: dict[str, Extraction] = {}
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(
            f"{file}: {error}; --predictions takes records as 'depesche batch' writes"
        ) from error
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            record = Extraction.model_validate_json(line)
        except ValidationError as error:
            reason = error.errors()[0]
            where = ".".join(str(part) for part in reason["loc"])
            raise InputError(f"{file}: line {number}: no record: {where}: {reason['msg']}") from error
        records[record.id] = record
    return records


def _show(result: Report, before: Report | None, wording: Wording, *, types: bool) -> None:
    console = out_console()
    console.print(scores_table(result, wording, types=types))
    tables = (
        confusion_table("type", result.types, wording),
        confusion_table("status", result.statuses, wording),
    )
    for table in filter(None, tables):
        console.print(table)
    if before:
        console.print(changes_table(changes(result, before), wording))
        gone, come = error_changes(result, before)
        words = wording.sections["evaluation"]
        console.print(words["differences"].format(gone=len(gone), come=len(come)))
        for sign, lines in (("+", gone), ("-", come)):
            for line in lines:
                console.print(f"  {sign} {line}", markup=False)


def _finish(evaluation: Evaluation, problems: Sequence[str], floors: Sequence[Floor]) -> None:
    """Print what is wrong, and leave with the status that says so."""
    failed = failed_floors(evaluation.scores, floors)
    for line in (*problems, *failed):
        print_error(line)
    if problems or failed:
        raise typer.Exit(EXIT_FAILED)
