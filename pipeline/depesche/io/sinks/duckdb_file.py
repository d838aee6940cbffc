"""A DuckDB database with the tables of the SQLite one (``depesche[duckdb]``); see docs/tables.md."""

from __future__ import annotations

from collections.abc import Mapping
from types import TracebackType

from depesche.errors import OutputError
from depesche.io.sinks.tables import TABLES, Row, definitions, rows
from depesche.io.sinks.whole import WholeOutput

_ARTICLES = 500
"""Articles whose rows are held in memory until they are written, since DuckDB is slow row by row."""

_INSERTS: Mapping[str, str] = {
    table: f"INSERT INTO {table} SELECT {', '.join(['unnest(?)'] * len(columns))}"
    for table, columns in TABLES.items()
}


class DuckdbSink:
    """Writes the records into a new database, which takes its name when it is whole."""

    def __init__(self, out: str) -> None:
        try:
            import duckdb  # noqa: PLC0415 - an extra, and slow to import
        except ImportError as error:
            raise OutputError(f"{out}: DuckDB needs a library; pip install 'depesche[duckdb]'") from error
        self._fault: type[Exception] = duckdb.Error
        self._output = WholeOutput(out)
        self._articles = 0
        self._rows: dict[str, list[Row]] = {table: [] for table in TABLES}
        with self._output.reported(self._fault):
            self._remove_part()
            self._database = duckdb.connect(str(self._output.part))
            self._database.execute(definitions("tables"))

    def __enter__(self) -> DuckdbSink:
        """Begin the output."""
        return self

    def checkpoint(self) -> int:
        """A database is whole at the end only."""
        return 0

    def write(self, article_id: str, record: bytes) -> None:
        """Add the rows of a record."""
        self._articles += 1
        for table, row in rows(self._articles, article_id, record):
            self._rows[table].append(row)
        if self._articles % _ARTICLES == 0:
            self._flush()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Index the tables and give the database its name, or leave an older one as it is."""
        if kind is None:
            self._flush()
        with self._output.reported(self._fault):
            if kind is None:
                self._database.execute(definitions("indexes"))
            self._database.close()
            if kind is None:
                self._output.part.replace(self._output.final)
            else:
                self._remove_part()

    def _flush(self) -> None:
        with self._output.reported(self._fault):
            self._database.execute("BEGIN")
            for table, waiting in self._rows.items():
                if waiting:
                    self._database.execute(
                        _INSERTS[table], [list(column) for column in zip(*waiting, strict=True)]
                    )
                    waiting.clear()
            self._database.execute("COMMIT")

    def _remove_part(self) -> None:
        self._output.part.unlink(missing_ok=True)
        self._output.part.with_name(f"{self._output.part.name}.wal").unlink(missing_ok=True)
