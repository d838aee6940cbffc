"""The database: whole, keyed, and answering the queries its documentation shows."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

import pytest

from depesche.io.sinks import open_sink
from depesche.records import Extraction


@pytest.fixture
def database(tmp_path: Path, deal_record: Extraction) -> sqlite3.Connection:
    out = tmp_path / "deals.sqlite"
    with open_sink(str(out)) as sink:
        for _ in range(2):
            sink.write(deal_record.id, deal_record.model_dump_json().encode())
    assert list(tmp_path.iterdir()) == [out]
    return sqlite3.connect(out)


def test_keys_hold(database: sqlite3.Connection) -> None:
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_rows(database: sqlite3.Connection) -> None:
    assert database.execute("SELECT article, id FROM articles").fetchall() == [(1, "a.txt"), (2, "a.txt")]
    assert database.execute("SELECT value, currency FROM amounts LIMIT 1").fetchall() == [
        (14300000000, "USD")
    ]
    assert database.execute("SELECT role, name FROM participants WHERE article = 2").fetchall() == [
        ("investor", "Meta"),
        ("company", "Scale AI"),
        ("investor", "zwei Fonds"),
    ]


def test_offsets_with_substr(database: sqlite3.Connection) -> None:
    query = """SELECT substr(articles.text, start + 1, "end" - start), mentions.text FROM mentions
               JOIN articles USING (article)"""
    assert all(cut == text for cut, text in database.execute(query))


def test_queries_of_the_documentation(database: sqlite3.Connection, project: Path) -> None:
    queries = re.findall(r"```sql\n(.*?)```", (project / "docs" / "sqlite.md").read_text("utf-8"), re.DOTALL)
    assert len(queries) == 3
    database.execute("UPDATE deals SET type = 'acquisition'")
    for query in queries:
        assert database.execute(query).fetchall()
