"""``depesche corpus``: check, compile, split, compare and show an annotated corpus."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from depesche.cli import corpus_exchange
from depesche.cli.console import EXIT_FAILED, out_console, print_error, print_warning
from depesche.cli.engine import load_extractor
from depesche.cli.options import ModelOption
from depesche.corpus import load_corpus
from depesche.corpus.check import check_corpus, check_second
from depesche.corpus.draft import draft_yaml
from depesche.corpus.groups import GROUPS, check_groups, load_groups
from depesche.corpus.samples import sample_files
from depesche.corpus.splits import assign_splits, splits_yaml
from depesche.corpus.statistics import statistics
from depesche.corpus.store import SECOND, Corpus, SplitName
from depesche.evaluation.agreement import agreement_markdown, compare_annotations
from depesche.evaluation.html import AGREEMENT_PAGE, report_html
from depesche.evaluation.report import build_report
from depesche.evaluation.running import articles_digest
from depesche.io import InputFailure, read_inputs
from depesche.records import Article

app = typer.Typer(name="corpus", no_args_is_help=True, help="Work with annotated articles (gold).")

FolderArgument = Annotated[
    Path, typer.Argument(metavar="FOLDER", help="Folder of gold articles; see corpus/README.md.")
]
OutOption = Annotated[Path, typer.Option("--out", "-o", metavar="PATH", help="Where to write.")]


@app.command()
def check(folder: FolderArgument = Path("corpus")) -> None:
    """Prove every offset, id, role, status and split, and find near-duplicate articles.

    A second annotation in the folder's own folder ``second``, and groups of articles in ``groups``, are
    checked with it.
    """
    corpora = [load_corpus(folder)]
    problems = check_corpus(corpora[0])
    if (folder / SECOND).is_dir():
        problems += check_second(load_corpus(folder / SECOND), corpora[0])
    if (folder / GROUPS).is_dir():
        groups = load_groups(folder / GROUPS)
        problems += check_groups(groups)
        corpora.append(groups.corpus)
    for problem in problems:
        print_error(str(problem))
    if problems:
        raise typer.Exit(EXIT_FAILED)
    for corpus, where in zip(corpora, ("", f" in {GROUPS}"), strict=False):
        size = statistics(corpus.articles)["size"]
        out_console().print(
            f"{size['articles']} articles, {size['words']} words, {size['deals']} deals{where}: all well"
        )


@app.command("compile")
def compile_command(
    out: OutOption,
    folder: FolderArgument = Path("corpus"),
    split: Annotated[SplitName | None, typer.Option(help="Only the articles of one split.")] = None,
) -> None:
    """Write the gold as records with offsets, one JSON line an article, in the form of the output."""
    corpus = load_corpus(folder)
    _warn(corpus)
    articles = corpus.split(split) if split else corpus.articles
    lines = "".join(f"{article.record.model_dump_json()}\n" for article in articles)
    out.write_text(lines, encoding="utf-8")


@app.command()
def draft(
    articles: Annotated[
        list[str], typer.Argument(metavar="ARTICLE...", help="Articles without gold: files or folders.")
    ],
    out: OutOption,
    model: ModelOption = "auto",
) -> None:
    """Write gold files annotated by the extraction, to be mended by hand; never overwrites one."""
    extractor = load_extractor(model, None, None)
    out.mkdir(parents=True, exist_ok=True)
    failed = False
    for item in read_inputs(articles):
        if isinstance(item, Article):
            file = out / f"{Path(item.id).stem}.yaml"
            if file.exists():
                print_error(f"{file}: exists already; move it away to draft the article anew")
                failed = True
                continue
            record = extractor.extract(item)
            published = item.published.isoformat() if item.published else None
            file.write_text(draft_yaml(record, published=published, title=item.title), encoding="utf-8")
            out_console().print(str(file), markup=False)
        elif isinstance(item, InputFailure):
            print_error(str(item))
            failed = True
    if failed:
        raise typer.Exit(EXIT_FAILED)


app.command("annotate")(corpus_exchange.annotate)
app.command("export")(corpus_exchange.export)
app.command("import")(corpus_exchange.import_command)


@app.command()
def split(folder: FolderArgument = Path("corpus")) -> None:
    """Assign articles that have no split yet; what is assigned stays."""
    corpus = load_corpus(folder)
    splits = assign_splits([article.source for article in corpus.articles], corpus.splits)
    (folder / "splits.yaml").write_text(splits_yaml(splits), encoding="utf-8")


@app.command()
def agreement(
    first: Annotated[Path, typer.Argument(metavar="FIRST", help="Folder of gold articles.")],
    second: Annotated[
        Path, typer.Argument(metavar="SECOND", help="Folder with another annotation of some of them.")
    ],
    split: Annotated[SplitName | None, typer.Option(help="Only the articles of one split of FIRST.")] = None,
    report: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write a page that shows the differences (.html).")
    ] = None,
) -> None:
    """Measure how far two annotations agree: F1 of every layer, Cohen's kappa of deal status and type."""
    ours, theirs = load_corpus(first), load_corpus(second)
    articles = ours.split(split) if split else ours.articles
    measured = compare_annotations(articles, theirs.articles)
    problems = [str(problem) for problem in (*ours.problems, *theirs.problems)]
    pairs = measured.evaluation.articles
    out_console().print(f"{len(pairs)} articles\n\n{agreement_markdown(measured)}", markup=False, end="")
    if report:
        result = build_report(
            measured.evaluation, corpus_sha256=articles_digest(articles), split=split, problems=problems
        )
        page = report_html(measured.evaluation, result, None, AGREEMENT_PAGE)
        report.write_text(page, encoding="utf-8")
    for problem in problems:
        print_error(problem)
    if problems:
        raise typer.Exit(EXIT_FAILED)


@app.command()
def samples(folder: FolderArgument = Path("corpus"), out: OutOption = Path("corpus/samples")) -> None:
    """Write the articles marked as samples as Markdown files, and remove files that are none."""
    files = sample_files(article.source for article in load_corpus(folder).articles)
    out.mkdir(parents=True, exist_ok=True)
    for stale in out.glob("*.md"):
        if stale.name not in files:
            stale.unlink()
    for name, content in files.items():
        (out / name).write_text(content, encoding="utf-8")


@app.command()
def stats(folder: FolderArgument = Path("corpus")) -> None:
    """Count articles, words, deal types, statuses and mentions."""
    corpus = load_corpus(folder)
    _warn(corpus)
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("what")
    table.add_column("number", justify="right")
    for heading, counts in statistics(corpus.articles).items():
        table.add_row(f"[bold]{heading}[/]", "")
        for name, number in counts.most_common():
            table.add_row(f"  {name}", str(number))
    out_console().print(table)


def _warn(corpus: Corpus) -> None:
    if corpus.problems:
        print_warning(f"{len(corpus.problems)} problems in the gold; run 'depesche corpus check'")
