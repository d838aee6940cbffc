"""The options that several commands share, and their values as the program needs them."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from depesche.errors import InputError
from depesche.io.published import parse_published
from depesche.io.readers import FORMATS
from depesche.wording import Language

ModelOption = Annotated[
    str,
    typer.Option(
        "--model",
        "-m",
        metavar="MODEL",
        help="auto (de_core_news_md if installed, else embedded), embedded, a package's name, or a folder.",
    ),
]
RulesOption = Annotated[
    list[Path] | None,
    typer.Option("--rules", metavar="DIR", help="Folder of your own rule packs, on top of the shipped ones."),
]
NamesOption = Annotated[
    Path | None, typer.Option("--names", metavar="CSV", help="Your own list of companies and people.")
]
PublishedOption = Annotated[
    str | None,
    typer.Option(
        "--published",
        metavar="DATE",
        help="Day of publication (2025-07-01), for 'gestern' and 'am Montag'.",
    ),
]
NoTextOption = Annotated[bool, typer.Option("--no-text", help="Leave the article's text out of the record.")]
RepairOption = Annotated[
    bool,
    typer.Option("--repair", help="Mend letters that were decoded twice ('fÃ¼r'); needs depesche[repair]."),
]
InputFormatOption = Annotated[
    str | None,
    typer.Option(
        "--input-format",
        metavar="|".join(FORMATS),
        help="What the input is, where its name does not say so.",
    ),
]
MaxCharsOption = Annotated[
    int,
    typer.Option("--max-chars", min=1, help="Refuse articles with more characters than this."),
]
TimeoutOption = Annotated[
    float | None,
    typer.Option("--timeout", metavar="SECONDS", min=0.1, help="Give up on an article after this time."),
]

LangOption = Annotated[
    Language, typer.Option("--lang", help="Language of the report; the records stay as they are.")
]


def published_date(value: str | None) -> date | datetime | None:
    """The value of ``--published``; a wrong one ends the call with a usage error."""
    if value is None:
        return None
    try:
        return parse_published(value)
    except InputError as error:
        raise typer.BadParameter(str(error), param_hint="--published") from error


def known_format(value: str | None) -> str | None:
    """The value of ``--input-format``; a wrong one ends the call with a usage error."""
    if value is not None and value not in FORMATS:
        raise typer.BadParameter(f"{value!r} is none of {', '.join(FORMATS)}", param_hint="--input-format")
    return value
