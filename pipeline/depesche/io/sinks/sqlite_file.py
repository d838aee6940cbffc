"""An SQLite database with a table for each part of the record; see docs/sqlite.md for its use."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from types import TracebackType
from typing import Any

from depesche.errors import OutputError
from depesche.io.source import readable_path

Row = Mapping[str, Any]

_ENTITIES = ("companies", "organizations", "people")
_COLUMNS: Mapping[str, Sequence[str]] = {
    "companies": ("id", "name", "aliases", "wikidata", "external_id", "is_source"),
    "organizations": ("id", "name", "aliases"),
    "people": ("id", "name", "aliases", "wikidata"),
    "amounts": ("id", "mention", "value", "max", "currency", "modifier", "kind"),
    "dates": ("id", "mention", "value", "end", "granularity", "modifier", "relative"),
    "mentions": ("id", "type", "start", "end", "text", "entity", "rule"),
    "deals": (
        *("id", "type", "status", "amount", "valuation", "stake_percent", "round", "headcount", "date"),
        "confidence",
    ),
}
"""The lists of the record that become tables, and their fields; every table begins with the article."""


class SqliteSink:
    """Writes the records into a new database, which takes its name when it is whole."""

    def __init__(self, out: str) -> None:
        self._label = readable_path(out)
        self._final = Path(os.path.realpath(out))
        self._part = self._final.with_name(f"{self._final.name}.part")
        self._articles = 0
        with self._reported():
            self._part.unlink(missing_ok=True)
            self._database = sqlite3.connect(self._part, isolation_level=None)
            # The file is thrown away when anything goes wrong, so no journal is needed.
            self._database.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")
            self._database.executescript(_definitions("tables"))
            self._database.execute("BEGIN")

    def __enter__(self) -> SqliteSink:
        """Begin the output."""
        return self

    def checkpoint(self) -> int:
        """A database is whole at the end only."""
        return 0

    def write(self, article_id: str, record: bytes) -> None:
        """Add the rows of a record."""
        data = json.loads(record)
        self._articles += 1
        source = data["source"]
        with self._reported():
            self._insert(
                "articles",
                [
                    self._articles,
                    article_id,
                    *(source[name] for name in ("path", "url", "title", "published", "medium", "language")),
                    data["text"],
                ],
            )
            for table, columns in _COLUMNS.items():
                for entry in data[table]:
                    self._insert(table, [self._articles, *(_cell(entry[column]) for column in columns)])
            self._write_titles(data["people"])
            self._write_deal_parts(data)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Index the tables and give the database its name, or leave an older one as it is."""
        with self._reported():
            if kind is None:
                self._database.execute("COMMIT")
                self._database.executescript(_definitions("indexes"))
            self._database.close()
            if kind is None:
                self._part.replace(self._final)
            else:
                self._part.unlink(missing_ok=True)

    def _write_titles(self, people: Sequence[Row]) -> None:
        for person in people:
            for title in person["titles"]:
                cells = [title[name] for name in ("title", "normalized", "company", "status")]
                self._insert("titles", [self._articles, person["id"], *cells])

    def _write_deal_parts(self, data: Row) -> None:
        names = {entity["id"]: entity["name"] for table in _ENTITIES for entity in data[table]}
        for deal in data["deals"]:
            for participant in deal["participants"]:
                name = names.get(participant["entity"]) or participant["text"]
                self._insert(
                    "participants",
                    [self._articles, deal["id"], participant["role"], participant["entity"], name],
                )
            for evidence in deal["evidence"]:
                cells = [evidence[name] for name in ("start", "end", "rule", "status_cue")]
                self._insert("evidence", [self._articles, deal["id"], *cells])

    def _insert(self, table: str, cells: Sequence[Any]) -> None:
        marks = ", ".join("?" * len(cells))
        self._database.execute(f"INSERT INTO {table} VALUES ({marks})", cells)

    @contextmanager
    def _reported(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            raise OutputError(f"{self._label}: cannot be written: {error}") from error


def _cell(value: object) -> object:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list) else value


def _definitions(name: str) -> str:
    return files("depesche.io.sinks").joinpath(f"sqlite_{name}.sql").read_text(encoding="utf-8")
