"""``depesche view``: records as one page to look at."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from depesche.cli.console import EXIT_FAILED, out_console, print_error
from depesche.cli.options import LangOption
from depesche.errors import OutputError
from depesche.io import InputFailure
from depesche.io.stored import good_records
from depesche.view import view_page
from depesche.wording import LANGUAGES

EXAMPLES = (
    "[bold]Examples[/bold]\n\n"
    "depesche view records.jsonl --out report.html\n\n"
    "depesche view 2024.jsonl.gz 2025.jsonl.gz --out bericht.html --lang de\n\n"
    "The page needs no other file and no network; it can be mailed or put on any web server."
)

_FRAME = 2
"""Pieces of a page that are no record: what stands before and after them."""


def view(
    records: Annotated[
        list[str],
        typer.Argument(metavar="RECORDS...", help="What depesche batch has written, or - for stdin."),
    ],
    *,
    out: Annotated[Path, typer.Option("--out", "-o", metavar="FILE", help="The page to write (.html).")],
    lang: LangOption = LANGUAGES[0],
) -> None:
    """Write one page with a table of deals, the articles, a timeline and the network of companies."""
    failures: list[InputFailure] = []
    part = out.with_name(f"{out.name}.part")
    pieces = 0
    try:
        with part.open("w", encoding="utf-8", newline="\n") as file:
            for piece in view_page(good_records(records, failures), language=lang):
                file.write(piece)
                pieces += 1
        number = pieces - _FRAME
        if number:
            part.replace(out)
        else:
            part.unlink()
    except OSError as error:
        raise OutputError(f"{out}: cannot be written: {error.strerror}") from error
    for failure in failures:
        print_error(str(failure))
    if number:
        out_console().print(f"{number} {'article' if number == 1 else 'articles'} in {out}", markup=False)
    else:
        print_error(f"{', '.join(records)}: no record to show; {out} is not written")
    if failures or not number:
        raise typer.Exit(EXIT_FAILED)
