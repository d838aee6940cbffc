"""``depesche corpus export``, ``import`` and ``annotate``: gold in the forms of other tools, and back."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from depesche.cli.console import EXIT_FAILED, out_console, print_error
from depesche.cli.engine import load_extractor
from depesche.cli.options import ModelOption
from depesche.corpus import load_corpus
from depesche.corpus.draft import for_annotation
from depesche.corpus.exchange.formats import FormatName, export_articles, import_articles
from depesche.corpus.exchange.graph import Graph
from depesche.corpus.exchange.label_studio import CONFIG, TASKS, write_label_studio
from depesche.corpus.exchange.to_graph import record_graph
from depesche.corpus.source import GoldSource
from depesche.corpus.source_yaml import source_yaml
from depesche.corpus.store import SplitName
from depesche.errors import InputError
from depesche.io import InputFailure, read_inputs
from depesche.records import Article

FormatOption = Annotated[FormatName, typer.Option("--format", "-f", help="The form; see docs/corpus.md.")]
OutOption = Annotated[Path, typer.Option("--out", "-o", metavar="FOLDER", help="Where to write.")]


def export(
    form: FormatOption,
    out: OutOption,
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="Folder of gold articles.")] = Path(
        "corpus"
    ),
    split: Annotated[SplitName | None, typer.Option(help="Only the articles of one split.")] = None,
) -> None:
    """Write gold articles as brat standoff, Label Studio tasks, spaCy DocBin or CoNLL."""
    corpus = load_corpus(folder)
    articles = corpus.split(split) if split else corpus.articles
    out.mkdir(parents=True, exist_ok=True)
    export_articles(articles, form, out)
    out_console().print(f"{len(articles)} articles written to {out}", markup=False)
    _finish([str(problem) for problem in corpus.problems])


def import_command(
    place: Annotated[Path, typer.Argument(metavar="PATH", help="Folder or file in the given form.")],
    form: FormatOption,
    out: OutOption,
    force: Annotated[bool, typer.Option("--force", help="Overwrite gold files that exist already.")] = False,
) -> None:
    """Write gold files from brat standoff, Label Studio's JSON, spaCy DocBin or CoNLL.

    Whatever does not fit is named; everything else is written all the same.
    """
    if not place.exists():
        raise InputError(f"{place}: no such file or folder")
    sources, problems = import_articles(form, place)
    out.mkdir(parents=True, exist_ok=True)
    reasons = [str(problem) for problem in problems]
    written = 0
    for source in sources:
        file = out / f"{_stem(source.id)}.yaml"
        if file.exists() and not force:
            reasons.append(f"{file}: exists already; give --force to overwrite it")
            continue
        file.write_text(source_yaml(source), encoding="utf-8")
        written += 1
    out_console().print(f"{written} articles written to {out}", markup=False)
    _finish(reasons)


def annotate(
    articles: Annotated[
        list[str], typer.Argument(metavar="ARTICLE...", help="Articles without gold: files or folders.")
    ],
    out: OutOption,
    model: ModelOption = "auto",
) -> None:
    """Write Label Studio tasks for your own articles, annotated by the extraction, and the configuration.

    Import tasks.json into a project with config.xml as its labelling interface; export it as JSON when done,
    and 'depesche corpus import --format label-studio' makes gold of it.
    """
    extractor = load_extractor(model, None, None)
    out.mkdir(parents=True, exist_ok=True)
    graphs: list[Graph] = []
    failed: list[str] = []
    for item in read_inputs(articles):
        if isinstance(item, Article):
            published = item.published.isoformat() if item.published else ""
            head = GoldSource(id=_stem(item.id), title=item.title, published=published, text=item.text)
            graphs.append(record_graph(for_annotation(extractor.extract(item)), head, {}))
        elif isinstance(item, InputFailure):
            failed.append(str(item))
    write_label_studio(graphs, out, said="predictions")
    out_console().print(
        f"{len(graphs)} tasks in {out / TASKS}, configuration in {out / CONFIG}", markup=False
    )
    _finish(failed)


def _stem(article_id: str) -> str:
    """An article's id as the name of a file."""
    return Path(article_id).stem or "article"


def _finish(reasons: list[str]) -> None:
    for reason in reasons:
        print_error(reason)
    if reasons:
        raise typer.Exit(EXIT_FAILED)
