"""``depesche deals``: the deals of records as a table, for the eye or for a spreadsheet."""

from __future__ import annotations

import csv
import sys
from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table

from depesche.cli.console import EXIT_FAILED, out_console, print_error, visible
from depesche.cli.options import LangOption
from depesche.io import InputFailure
from depesche.io.deal_rows import COLUMNS, DealRow, deal_rows
from depesche.io.stored import good_records
from depesche.records import DealStatus
from depesche.wording import LANGUAGES, load_wording

EXAMPLES = (
    "[bold]Examples[/bold]\n\n"
    "depesche deals records.jsonl\n\n"
    "depesche deals records.jsonl --csv > deals.csv\n\n"
    "depesche deals records.jsonl --lang de\n\n"
    "depesche batch news/ --out - | depesche deals -"
)

_STATUS_STYLES = {
    DealStatus.COMPLETED: "green",
    DealStatus.ANNOUNCED: "green",
    DealStatus.REJECTED: "red",
    DealStatus.FAILED: "red",
}


def deals(
    records: Annotated[
        str, typer.Argument(metavar="RECORDS", help="What depesche batch has written, or - for stdin.")
    ],
    as_csv: Annotated[bool, typer.Option("--csv", help="Print CSV, one row a deal.")] = False,
    lang: LangOption = LANGUAGES[0],
) -> None:
    """Show the deals of records as a table. CSV holds the values of the record, whatever the language."""
    wording = load_wording(lang)
    rows: list[tuple[str, list[DealRow]]] = []
    failures: list[InputFailure] = []
    writer = csv.DictWriter(sys.stdout, COLUMNS, lineterminator="\n")
    if as_csv:
        writer.writeheader()
    for record in good_records([records], failures):
        if as_csv:
            writer.writerows(row.cells for row in deal_rows(record, wording))
        else:
            rows.append((record.source.title or record.id, list(deal_rows(record, wording))))
    console = out_console()
    for title, of_article in rows:
        console.print(f"\n[bold cyan]{escape(visible(title))}[/]")
        console.print(_table(of_article) if of_article else f"  [dim]{wording.say('no_deal')}[/]")
    for failure in failures:
        print_error(str(failure))
    if failures:
        raise typer.Exit(EXIT_FAILED)


def _table(rows: list[DealRow]) -> Table:
    table = Table(box=None, show_header=False, pad_edge=True, expand=True, padding=(0, 1))
    for width, ratio in ((18, None), (11, None), (None, 3), (None, 2)):
        table.add_column(width=width, ratio=ratio)
    for row in rows:
        status = f"[{_STATUS_STYLES.get(row.status, 'yellow')}]{row.status_word}[/]"
        table.add_row(row.type_word, status, escape(visible(row.who)), escape(visible(row.figures)))
    return table
