"""Writes a ledger into a file, one module a format; the ending of the name says which."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from depesche.errors import OutputError
from depesche.ledger.build import Ledger
from depesche.ledger.output.csv_file import write_csv
from depesche.ledger.output.html_page import write_html
from depesche.ledger.output.json_lines import write_json_lines
from depesche.ledger.output.parquet_file import write_parquet
from depesche.ledger.output.sqlite_file import write_sqlite

_WRITERS: Mapping[str, Callable[[Ledger, Path], int]] = {
    ".parquet": write_parquet,
    ".sqlite": write_sqlite,
    ".db": write_sqlite,
    ".csv": write_csv,
    ".html": write_html,
    ".jsonl": write_json_lines,
}


def check_ending(out: Path) -> None:
    """Raise OutputError where the ending of a name says nothing that can be written."""
    if out.suffix.lower() not in _WRITERS:
        known = ", ".join(_WRITERS)
        raise OutputError(f"{out}: its ending does not say what to write; a ledger is written as {known}")


def write_ledger(ledger: Ledger, out: Path) -> int:
    """Write the deals of a ledger; gives their number. The file takes its name when it is whole.

    Raises OutputError for an ending nothing goes by, and for a file that cannot be written.
    """
    check_ending(out)
    part = out.with_name(f"{out.name}.part")
    try:
        number = _WRITERS[out.suffix.lower()](ledger, part)
        part.replace(out)
    except OSError as error:
        raise OutputError(f"{out}: cannot be written: {error.strerror or error}") from error
    finally:
        part.unlink(missing_ok=True)
    return number
