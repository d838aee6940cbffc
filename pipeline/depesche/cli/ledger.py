"""``depesche ledger``: one row for each transaction that the records of many articles tell of."""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape
from rich.table import Table

from depesche.cli.console import EXIT_FAILED, message_console, out_console, print_error, visible
from depesche.cli.options import RulesOption
from depesche.io import InputFailure
from depesche.io.stored import good_records
from depesche.ruleset import load_ruleset

if TYPE_CHECKING:
    from depesche.ledger import Ledger
    from depesche.ledger.records import LedgerDeal

EXAMPLES = (
    "[bold]Examples[/bold]\n\n"
    "depesche ledger records.jsonl\n\n"
    "depesche ledger 2024.jsonl 2025.jsonl.gz --out deals.parquet\n\n"
    "depesche batch news/ --out - | depesche ledger - --out deals.html"
)


def ledger(
    records: Annotated[
        list[str],
        typer.Argument(metavar="RECORDS...", help="What depesche batch has written, or - for stdin."),
    ],
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", metavar="FILE", help="Write .parquet, .sqlite, .csv, .html or .jsonl."),
    ] = None,
    rules: RulesOption = None,
    work: Annotated[
        Path | None, typer.Option("--work", metavar="DIR", help="Folder for the temporary working store.")
    ] = None,
    limit: Annotated[int, typer.Option("--limit", min=1, help="Most deals to print without --out.")] = 50,
) -> None:
    """Bring together what many articles tell: one company under all its names, one row a transaction.

    Without --out the deals with the most reports are printed.
    """
    # Heavy: other commands start without them.
    from depesche.ledger import build_ledger, compile_ledger  # noqa: PLC0415
    from depesche.ledger.output import check_ending, write_ledger  # noqa: PLC0415

    if out is not None:
        check_ending(out)
    failures: list[InputFailure] = []
    ledger_rules = compile_ledger(load_ruleset(tuple(rules or ())))
    with build_ledger(good_records(records, failures), ledger_rules, folder=work) as built:
        if out is not None:
            number = write_ledger(built, out)
            message_console().print(f"{number} deals from {built.articles} articles written to {out}")
        else:
            _show(built, limit)
    for failure in failures:
        print_error(str(failure))
    if failures:
        raise typer.Exit(EXIT_FAILED)


def _show(built: Ledger, limit: int) -> None:
    """Print the deals with the most reports, of equally many the earliest."""
    from depesche.ledger.output.flat import figures_text, history_text, parties_text  # noqa: PLC0415

    total = 0

    def counted() -> Iterator[LedgerDeal]:
        nonlocal total
        for deal in built.deals():
            total += 1
            yield deal

    deals = heapq.nsmallest(limit, counted(), key=lambda deal: -deal.articles)
    table = Table(box=None, header_style="bold", pad_edge=False, expand=True)
    for heading, ratio in (("deal", 2), ("who", 4), ("how it went", 4), ("figures", 3)):
        table.add_column(heading, ratio=ratio)
    table.add_column("reports", justify="right", min_width=len("reports"))
    for deal in deals:
        cells = (
            deal.type.value,
            parties_text(deal),
            history_text(deal),
            figures_text(deal),
            f"{deal.articles}",
        )
        table.add_row(*(escape(visible(cell)) for cell in cells))
    out_console().print(table)
    out_console().print(f"{total} deals from {built.articles} articles")
