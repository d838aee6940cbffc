"""An SQLite database with a table for each part of the record; see docs/tables.md for its use."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from decimal import Decimal
from types import TracebackType

from depesche.io.sinks.tables import TABLES, Cell, definitions, rows
from depesche.io.sinks.whole import WholeOutput

_INSERTS: Mapping[str, str] = {
    table: f"INSERT INTO {table} VALUES ({', '.join('?' * len(columns))})"
    for table, columns in TABLES.items()
}


class SqliteSink:
    """Writes the records into a new database, which takes its name when it is whole."""

    def __init__(self, out: str) -> None:
        self._output = WholeOutput(out)
        self._articles = 0
        with self._output.reported(sqlite3.Error):
            # Made here, since SQLite does not say why it cannot.
            self._output.part.write_bytes(b"")
            self._database = sqlite3.connect(self._output.part, isolation_level=None)
            # The file is thrown away when anything goes wrong, so no journal is needed.
            self._database.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")
            self._database.executescript(definitions("tables"))
            self._database.execute("BEGIN")

    def __enter__(self) -> SqliteSink:
        """Begin the output."""
        return self

    def checkpoint(self) -> int:
        """A database is whole at the end only."""
        return 0

    def write(self, article_id: str, record: bytes) -> None:
        """Add the rows of a record."""
        self._articles += 1
        with self._output.reported(sqlite3.Error):
            for table, row in rows(self._articles, article_id, record):
                self._database.execute(_INSERTS[table], [_bound(cell) for cell in row])

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Index the tables and give the database its name, or leave an older one as it is."""
        with self._output.reported(sqlite3.Error):
            if kind is None:
                self._database.execute("COMMIT")
                self._database.executescript(definitions("indexes"))
            self._database.close()
            if kind is None:
                self._output.part.replace(self._output.final)
            else:
                self._output.part.unlink(missing_ok=True)


def _bound(cell: Cell) -> str | int | float | bool | None:
    """SQLite makes an integer of a number that is one, and the nearest floating point number of others."""
    return str(cell) if isinstance(cell, Decimal) else cell
