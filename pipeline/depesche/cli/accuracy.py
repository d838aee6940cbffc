"""``depesche accuracy``: the corpus's scores as a page, and the floors under them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from depesche.cli.console import EXIT_FAILED, message_console, out_console, print_error
from depesche.cli.engine import load_extractor
from depesche.cli.options import ModelOption
from depesche.corpus import load_corpus
from depesche.corpus.groups import GROUPS, load_groups
from depesche.corpus.store import SplitName
from depesche.evaluation import evaluate_pairs
from depesche.evaluation.floors import FloorFile, check_floors, floors_yaml, read_floors, set_floors
from depesche.evaluation.markdown import scores_markdown
from depesche.evaluation.report import ArticleRow, Report, build_report
from depesche.evaluation.running import articles_digest, extract_pairs
from depesche.ruleset import load_ruleset

if TYPE_CHECKING:
    from depesche.extractor import Extractor

SPLITS: tuple[SplitName, ...] = ("dev", "test")


def accuracy(
    *,
    corpus: Annotated[Path, typer.Option(metavar="DIR", help="Folder of gold articles.")] = Path("corpus"),
    model: ModelOption = "embedded",
    lift: Annotated[
        bool,
        typer.Option("--lift", help="Raise the floors to just below the present scores."),
    ] = False,
) -> None:
    """Score dev and test, write SCORES.md beside the articles, and check the floors in floors.yaml.

    Where the corpus has groups of articles, the ledger is scored on them, which needs depesche[ledger]. A
    floor is lowered by hand, with the reason under ``lowered:``; figures of other articles or another
    annotation than the floors were set on are refused.
    """
    gold = load_corpus(corpus)
    extractor = load_extractor(model, None, None)
    reports: list[Report] = []
    problems = [str(problem) for problem in gold.problems]
    for split in SPLITS:
        articles = gold.split(split)
        with message_console().status(f"scoring {len(articles)} articles of {split}"):
            runs = list(extract_pairs(articles, extractor))
        problems += [f"{article.source.id}: {reason}" for article, _, reason in runs if reason]
        evaluation = evaluate_pairs(pair for _, pair, _ in runs)
        reports.append(build_report(evaluation, corpus_sha256=articles_digest(articles), split=split))
    if (corpus / GROUPS).is_dir():
        reports += _group_reports(corpus / GROUPS, extractor, problems)
    (corpus / "SCORES.md").write_text(scores_markdown(reports), encoding="utf-8")
    file = corpus / "floors.yaml"
    floors = read_floors(file) if file.exists() else FloorFile(splits={})
    if lift:
        file.write_text(floors_yaml(set_floors(floors, reports)), encoding="utf-8")
        floors = read_floors(file)
    problems += [line for report in reports for line in check_floors(floors, report)]
    for line in problems:
        print_error(line)
    if problems:
        raise typer.Exit(EXIT_FAILED)
    out_console().print(f"{corpus / 'SCORES.md'} written; all floors hold")


def _group_reports(folder: Path, extractor: Extractor, problems: list[str]) -> list[Report]:
    """What the ledger makes of the groups of dev and of test; articles that failed are added to problems."""
    from depesche.evaluation.groups import score_groups  # noqa: PLC0415 - imports spaCy
    from depesche.ledger import compile_ledger  # noqa: PLC0415 - as above

    groups, rules = load_groups(folder), compile_ledger(load_ruleset())
    problems += [f"{GROUPS}/{problem}" for problem in groups.corpus.problems]
    reports: list[Report] = []
    for split in SPLITS:
        articles = groups.corpus.split(split)
        with message_console().status(f"scoring {len(articles)} articles of {split} groups"):
            runs = list(extract_pairs(articles, extractor))
            scores = score_groups(groups, [(article, pair) for article, pair, _ in runs], rules)
        problems += [f"{GROUPS}/{article.source.id}: {reason}" for article, _, reason in runs if reason]
        reports.append(
            Report(
                pipeline=extractor.pipeline,
                corpus_sha256=groups.digest(articles),
                split=f"{GROUPS} {split}",
                articles=tuple(ArticleRow(id=article.source.id, errors=()) for article in articles),
                scores=scores,
                types=(),
                statuses=(),
            )
        )
    return reports
