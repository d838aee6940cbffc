"""A folder of flat Parquet tables, the same as in the databases (``depesche[parquet]``)."""

from __future__ import annotations

import shutil
from pathlib import Path
from types import TracebackType
from typing import Any

from depesche.errors import OutputError
from depesche.io.sinks.cells import DIGITS, FRACTION
from depesche.io.sinks.parquet_file import arrow_library
from depesche.io.sinks.tables import TABLES, Row, rows
from depesche.io.sinks.whole import WholeOutput

_ROWS = 5_000
"""Rows of a table that are held in memory until they are written as a group."""


class ParquetTablesSink:
    """Writes ``NAME.tables/articles.parquet`` and so on; the folder takes its name when it is whole."""

    def __init__(self, out: str) -> None:
        self._arrow, parquet = arrow_library(out)
        self._output = WholeOutput(out)
        self._articles = 0
        self._rows: dict[str, list[Row]] = {table: [] for table in TABLES}
        self._schemas = {table: self._schema(table) for table in TABLES}
        with self._output.reported():
            if self._output.final.exists() and not _is_tables(self._output.final):
                raise OutputError(
                    f"{self._output.label}: is there and no folder of tables; give another name"
                )
            shutil.rmtree(self._output.part, ignore_errors=True)
            self._output.part.mkdir()
            self._writers = {
                table: parquet.ParquetWriter(_file(self._output.part, table), schema, compression="zstd")
                for table, schema in self._schemas.items()
            }

    def __enter__(self) -> ParquetTablesSink:
        """Begin the output."""
        return self

    def checkpoint(self) -> int:
        """The tables are whole at the end only."""
        return 0

    def write(self, article_id: str, record: bytes) -> None:
        """Add the rows of a record."""
        self._articles += 1
        for table, row in rows(self._articles, article_id, record):
            self._rows[table].append(row)
            if len(self._rows[table]) == _ROWS:
                self._flush(table)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Finish the tables and give the folder its name, or leave an older one as it is."""
        if kind is None:
            for table in TABLES:
                self._flush(table)
        with self._output.reported():
            for writer in self._writers.values():
                writer.close()
            if kind is not None:
                shutil.rmtree(self._output.part)
                return
            if self._output.final.exists():
                shutil.rmtree(self._output.final)
            self._output.part.replace(self._output.final)

    def _flush(self, table: str) -> None:
        waiting = self._rows[table]
        if waiting:
            schema = self._schemas[table]
            columns = [
                self._arrow.array(column, type=field.type)
                for column, field in zip(zip(*waiting, strict=True), schema, strict=True)
            ]
            with self._output.reported():
                self._writers[table].write_table(self._arrow.Table.from_arrays(columns, schema=schema))
            waiting.clear()

    def _schema(self, table: str) -> Any:
        arrow = self._arrow
        types = {
            "text": arrow.string(),
            "integer": arrow.int64(),
            "number": arrow.decimal128(DIGITS, FRACTION),
            "real": arrow.float64(),
            "flag": arrow.bool_(),
        }
        return arrow.schema([(name, types[kind]) for name, kind in TABLES[table].items()])


def _file(folder: Path, table: str) -> Path:
    return folder / f"{table}.parquet"


def _is_tables(folder: Path) -> bool:
    """Whether a folder holds nothing but what this sink writes, so that it may be replaced."""
    known = {_file(folder, table) for table in TABLES}
    return folder.is_dir() and all(entry in known for entry in folder.iterdir())
