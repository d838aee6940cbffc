"""CSV: one flat row a transaction."""

from __future__ import annotations

import csv
from pathlib import Path

from depesche.ledger.build import Ledger
from depesche.ledger.output.flat import COLUMNS, flat_row


def write_csv(ledger: Ledger, path: Path) -> int:
    """Write a row for each deal, below the heading."""
    number = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        for number, deal in enumerate(ledger.deals(), 1):  # noqa: B007 - the last number is the result
            writer.writerow(flat_row(deal))
    return number
