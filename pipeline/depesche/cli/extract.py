"""``depesche extract``: one article in, one record out."""

from __future__ import annotations

from typing import Annotated

import typer

from depesche.cli.console import out_console, print_warning
from depesche.cli.engine import load_extractor
from depesche.cli.options import (
    InputFormatOption,
    MaxCharsOption,
    ModelOption,
    NamesOption,
    NoTextOption,
    PublishedOption,
    RepairOption,
    RulesOption,
    known_format,
    published_date,
)
from depesche.errors import InputError
from depesche.io import Limits, read_inputs
from depesche.io.mojibake import mender, repaired
from depesche.io.source import DEFAULT_MAX_CHARS
from depesche.records import Article

EXAMPLES = (
    "[bold]Examples[/bold]\n\n"
    "depesche extract artikel.txt --published 2025-07-01 --pretty\n\n"
    "pdftotext meldung.pdf - | depesche extract - | jq '.deals'"
)

FileArgument = Annotated[
    str,
    typer.Argument(metavar="FILE", help="An article (.txt .md .html .json, also .gz .zst), or -."),
]


def extract(
    file: FileArgument,
    *,
    published: PublishedOption = None,
    model: ModelOption = "auto",
    rules: RulesOption = None,
    names: NamesOption = None,
    pretty: Annotated[bool, typer.Option("--pretty", "-p", help="Indent the JSON for people.")] = False,
    no_text: NoTextOption = False,
    repair: RepairOption = False,
    input_format: InputFormatOption = None,
    max_chars: MaxCharsOption = DEFAULT_MAX_CHARS,
) -> None:
    """Extract one article and print its record as JSON."""
    date = published_date(published)
    article = single_article(file, known_format(input_format), Limits(max_chars=max_chars))
    if repair:
        article = repaired(article, mender())
    record = load_extractor(model, rules, names).extract(article, published=date)
    for warning in record.warnings:
        print_warning(f"{article.path}: {warning.message}")
    if no_text:
        record = record.model_copy(update={"text": None})
    if pretty and (console := out_console()).is_terminal:
        console.print_json(record.model_dump_json())
    else:
        typer.echo(record.model_dump_json(indent=2 if pretty else None))


def single_article(file: str, input_format: str | None, limits: Limits) -> Article:
    """Read the one article of a file; raises InputError for none, a bad one, or several."""
    items = list(_first_two(file, input_format, limits))
    match items:
        case [Article() as article]:
            return article
        case [Article(), *_]:
            raise InputError(f"{file}: holds several articles; use depesche batch {file} --out FILE")
        case [failure, *_]:
            raise InputError(str(failure))
    raise InputError(f"{file}: holds no article")


def _first_two(file: str, input_format: str | None, limits: Limits) -> list[object]:
    found: list[object] = []
    for item in read_inputs([file], limits=limits, input_format=input_format):
        found.append(item)
        if len(found) == 2:
            break
    return found
