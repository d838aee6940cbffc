"""``depesche view`` on the command line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from depesche.records import Extraction

Cli = Callable[..., Any]


def test_bad_records_are_named_and_the_others_shown(cli: Cli, deal_record: Extraction) -> None:
    Path("a.jsonl").write_text(deal_record.model_dump_json() + "\n{}\n", encoding="utf-8")
    Path("b.jsonl").write_text(deal_record.model_dump_json() + "\n", encoding="utf-8")
    run = cli("view", "a.jsonl", "b.jsonl", "--out", "report.html", "--lang", "de")
    assert run.status == 1
    assert run.out == "2 articles in report.html\n"
    assert "a.jsonl, line 2: is no record of Depesche" in run.err
    assert Path("report.html").read_text(encoding="utf-8").count("Meta [kauft] zu") == 2
    assert not Path("report.html.part").exists()


def test_no_page_without_records(cli: Cli) -> None:
    Path("deals.sqlite").write_bytes(b"SQLite format 3\0\n\xff\n")
    Path("report.html").write_text("old", encoding="utf-8")
    run = cli("view", "deals.sqlite", "--out", "report.html")
    assert run.status == 1
    assert run.err.splitlines() == [
        "error: deals.sqlite: holds no records; those are JSON lines or a JSON list, as 'batch' writes",
        "error: deals.sqlite: no record to show; report.html is not written",
    ]
    assert Path("report.html").read_text(encoding="utf-8") == "old"
    assert not Path("report.html.part").exists()


def test_where_nothing_can_be_written(cli: Cli, deal_record: Extraction) -> None:
    Path("a.jsonl").write_text(deal_record.model_dump_json() + "\n", encoding="utf-8")
    run = cli("view", "a.jsonl", "--out", "missing/report.html")
    assert run.status == 2
    assert run.err == "error: missing/report.html: cannot be written: No such file or directory\n"
