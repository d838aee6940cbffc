"""JSON lines: one transaction a line, with everything."""

from __future__ import annotations

from pathlib import Path

from depesche.ledger.build import Ledger


def write_json_lines(ledger: Ledger, path: Path) -> int:
    """Write a line for each deal."""
    number = 0
    with path.open("w", encoding="utf-8") as file:
        for number, deal in enumerate(ledger.deals(), 1):  # noqa: B007 - the last number is the result
            file.write(deal.model_dump_json(exclude_none=True) + "\n")
    return number
