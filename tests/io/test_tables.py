"""The tables: the same in every database and in Parquet, whole, keyed, as their documentation says."""

from __future__ import annotations

import re
import sqlite3
import sys
from collections.abc import Callable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from depesche.errors import OutputError
from depesche.io.sinks import open_sink
from depesche.io.sinks.tables import TABLES
from depesche.records import Extraction

Ask = Callable[[str], list[tuple[Any, ...]]]


def write(out: Path, *records: Extraction) -> None:
    with open_sink(str(out)) as sink:
        for record in records:
            sink.write(record.id, record.model_dump_json().encode())
    assert list(out.parent.iterdir()) == [out]


def in_sqlite(out: Path) -> Ask:
    return lambda query: sqlite3.connect(out).execute(query).fetchall()


def in_duckdb(out: Path) -> Ask:
    database = pytest.importorskip("duckdb").connect(str(out), read_only=True)
    return lambda query: database.execute(query).fetchall()


def in_parquet(out: Path) -> Ask:
    """Parquet files asked by DuckDB."""
    database = pytest.importorskip("duckdb").connect()
    for table in TABLES:
        database.execute(f"CREATE VIEW {table} AS SELECT * FROM '{out}/{table}.parquet'")
    return lambda query: database.execute(query).fetchall()


@pytest.fixture(params=[("a.sqlite", in_sqlite), ("a.duckdb", in_duckdb), ("a.tables", in_parquet)])
def written(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[..., Ask]:
    """Write records into a new output of each kind and give the means to ask it."""
    name, opened = request.param
    if name == "a.duckdb":
        pytest.importorskip("duckdb")

    def give(*records: Extraction) -> Ask:
        write(tmp_path / name, *records)
        ask: Ask = opened(tmp_path / name)
        return ask

    return give


@pytest.fixture
def ask(written: Callable[..., Ask], deal_record: Extraction) -> Ask:
    return written(deal_record, deal_record)


def test_rows(ask: Ask) -> None:
    assert ask("SELECT article, id FROM articles") == [(1, "a.txt"), (2, "a.txt")]
    assert ask("SELECT value, currency FROM amounts LIMIT 1") == [(14300000000, "USD")]
    assert ask("SELECT stake_percent, confidence FROM deals LIMIT 1") == [(49, 0.9)]
    assert ask("SELECT role, name FROM participants WHERE article = 2") == [
        ("investor", "Meta"),
        ("company", "Scale AI"),
        ("investor", "zwei Fonds"),
    ]


def test_offsets_with_substr(ask: Ask) -> None:
    query = """SELECT substr(articles.text, start + 1, "end" - start), mentions.text FROM mentions
               JOIN articles USING (article)"""
    assert ask(query)
    assert all(cut == text for cut, text in ask(query))


def queries(project: Path) -> Sequence[str]:
    return re.findall(r"```sql\n(.*?)```", (project / "docs" / "tables.md").read_text("utf-8"), re.DOTALL)


def test_queries_of_the_documentation(ask: Ask, project: Path) -> None:
    assert len(queries(project)) == 3
    for query in queries(project):
        assert ask(query.replace("'acquisition'", "'investment'"))


@pytest.mark.parametrize("number", [0, 501, 1000])
def test_many_articles(written: Callable[..., Ask], deal_record: Extraction, number: int) -> None:
    ask = written(*[deal_record] * number)
    assert ask("SELECT count(*), count(DISTINCT article) FROM articles") == [(number, number)]
    assert ask("SELECT count(*) FROM participants") == [(3 * number,)]


@pytest.mark.parametrize("value", [10**20, 10**40])
def test_numbers_beyond_columns(written: Callable[..., Ask], deal_record: Extraction, value: int) -> None:
    amount = deal_record.amounts[0].model_copy(update={"value": Decimal(value)})
    deal = deal_record.deals[0].model_copy(update={"headcount": value})
    ask = written(deal_record.model_copy(update={"amounts": (amount,), "deals": (deal,)}))
    assert ask("SELECT value FROM amounts") == [(value if value < 10**29 else None,)]
    assert ask("SELECT headcount FROM deals") == [(None,)]


def test_odd_text(written: Callable[..., Ask], deal_record: Extraction) -> None:
    text = "a\x00b'; DROP TABLE articles; -- \U0001f389 \u202e"
    ask = written(deal_record.model_copy(update={"text": text, "mentions": ()}))
    assert ask("SELECT text FROM articles") == [(text,)]


def test_columns_are_those_of_the_definitions(tmp_path: Path) -> None:
    write(tmp_path / "a.sqlite")
    ask = in_sqlite(tmp_path / "a.sqlite")
    assert {table: list(columns) for table, columns in TABLES.items()} == {
        table: [row[1] for row in ask(f"PRAGMA table_info({table})")]
        for (table,) in ask("SELECT name FROM sqlite_schema WHERE type = 'table'")
    }


def test_keys_hold(tmp_path: Path, deal_record: Extraction) -> None:
    write(tmp_path / "a.sqlite", deal_record, deal_record)
    ask = in_sqlite(tmp_path / "a.sqlite")
    assert ask("PRAGMA foreign_key_check") == []
    assert ask("PRAGMA integrity_check") == [("ok",)]


@pytest.mark.parametrize("name", ["a.sqlite", "a.duckdb", "a.tables"])
def test_an_older_output_is_replaced_by_a_whole_one_only(
    tmp_path: Path, deal_record: Extraction, name: str
) -> None:
    if name == "a.duckdb":
        pytest.importorskip("duckdb")
    out = tmp_path / name
    write(out, deal_record)
    before = [path.stat().st_mtime_ns for path in (out, *out.parent.rglob("*"))]
    with pytest.raises(KeyboardInterrupt), open_sink(str(out)) as sink:
        sink.write("a", deal_record.model_dump_json().encode())
        raise KeyboardInterrupt
    assert [path.stat().st_mtime_ns for path in (out, *out.parent.rglob("*"))] == [*before]
    write(out, deal_record, deal_record)
    assert list(tmp_path.iterdir()) == [out]


def test_a_folder_of_other_things_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "a.tables").mkdir()
    (tmp_path / "a.tables" / "photo.png").touch()
    with pytest.raises(OutputError, match="no folder of tables"):
        open_sink(str(tmp_path / "a.tables"))
    assert (tmp_path / "a.tables" / "photo.png").exists()


@pytest.mark.parametrize(
    ("library", "name", "extra"),
    [("duckdb", "a.duckdb", "duckdb"), ("pyarrow", "a.tables", "parquet")],
)
def test_without_its_library(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, library: str, name: str, extra: str
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(OutputError, match=rf"pip install 'depesche\[{extra}\]'"):
        open_sink(str(tmp_path / name))
