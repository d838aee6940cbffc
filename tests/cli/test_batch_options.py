"""What batch does on request: leave out copies, repair text, speak to machines."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Put = Callable[..., None]
Cli = Callable[..., Any]

LONG = "Meta kauft die Firma Scale und zahlt dafür viel Geld. " * 5


def lines(path: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in Path(path).read_text(encoding="utf-8").splitlines()]


def put_copies(put: Put, number: int = 4) -> None:
    texts = [LONG, "Etwas anderes.", LONG, "dpa " + LONG, *(f"Meldung Nummer {n}." for n in range(4, number))]
    rows = [json.dumps({"id": str(n), "text": text}) for n, text in enumerate(texts)]
    put("in.jsonl", "\n".join(rows))


def test_copies_are_left_out_and_listed(cli: Cli, put: Put) -> None:
    put_copies(put)
    run = cli("batch", "in.jsonl", "--out", "out.jsonl", "--dedupe", "--duplicates", "copies.jsonl")
    assert run.status == 0
    assert "2 articles left out as copies of earlier ones" in run.err
    assert [record["id"] for record in lines("out.jsonl")] == ["0", "1"]
    same, similar = lines("copies.jsonl")
    assert same == {"path": "in.jsonl", "article_id": "2", "original_id": "0", "similarity": 1.0}
    assert (similar["article_id"], similar["original_id"]) == ("3", "0")
    assert 0.7 <= similar["similarity"] < 1


def test_copies_stay_without_the_option(cli: Cli, put: Put) -> None:
    put_copies(put)
    assert cli("batch", "in.jsonl", "--out", "out.jsonl").status == 0
    assert len(lines("out.jsonl")) == 4


def test_copies_are_known_after_an_interruption(cli: Cli, put: Put) -> None:
    put_copies(put, 420)
    rows = Path("in.jsonl").read_text(encoding="utf-8").splitlines()
    rows[405] = json.dumps({"id": "stop", "text": "STOP"})
    rows[410] = json.dumps({"id": "410", "text": LONG})
    put("in.jsonl", "\n".join(rows))
    call = ("batch", "in.jsonl", "--dedupe", "--workers", "1", "--duplicates")
    assert cli(*call, "whole-copies.jsonl", "--out", "whole.jsonl").status == 0
    put("stop", "")
    assert cli(*call, "copies.jsonl", "--out", "out.jsonl").status == 130
    Path("stop").unlink()
    run = cli(*call, "copies.jsonl", "--out", "out.jsonl", "--resume")
    assert "3 articles left out" in run.err
    assert Path("out.jsonl").read_bytes() == Path("whole.jsonl").read_bytes()
    assert Path("copies.jsonl").read_bytes() == Path("whole-copies.jsonl").read_bytes()


def test_duplicates_need_dedupe(cli: Cli, put: Put) -> None:
    put_copies(put)
    run = cli("batch", "in.jsonl", "--out", "out.jsonl", "--duplicates", "copies.jsonl")
    assert run.status == 2
    assert "lists what --dedupe leaves out" in run.err


def test_repair(cli: Cli, put: Put) -> None:
    pytest.importorskip("ftfy")
    put("a.txt", "FÃ¼r Meta: GrÃ¶ÃŸe.")
    assert json.loads(cli("extract", "a.txt", "--repair").out)["text"] == "Für Meta: Größe."
    assert cli("batch", "a.txt", "--out", "out.jsonl", "--repair").status == 0
    assert [record["text"] for record in lines("out.jsonl")] == ["Für Meta: Größe."]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["a.txt", "--out", "parts", "--address", "x:1"], "is of a cluster; add --engine ray"),
        (["-", "--out", "parts", "--engine", "ray"], "needs files or folders as input"),
        (["a.txt", "--out", "-", "--engine", "ray"], "and a folder as output"),
        (["a.txt", "--out", "x.jsonl", "--engine", "ray"], "writes a folder of Parquet parts"),
        (
            ["a.txt", "--out", "parts", "--engine", "ray", "--dedupe"],
            "works with the engine of one machine only",
        ),
        (["a.txt", "--out", "parts", "--engine", "spark"], "'spark' is not one of"),
    ],
)
def test_what_a_cluster_cannot_do(cli: Cli, put: Put, arguments: list[str], message: str) -> None:
    put("a.txt", "Meta kauft.")
    run = cli("batch", *arguments)
    assert run.status == 2
    assert message in " ".join(run.err.replace("│", " ").split())
    assert [path.name for path in Path().iterdir()] == ["a.txt"]


def test_a_cluster_needs_its_library(cli: Cli, put: Put, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    put("a.txt", "Meta kauft.")
    run = cli("batch", "a.txt", "--out", "parts", "--engine", "ray")
    assert run.status == 2
    assert "pip install 'depesche[ray]'" in run.err


def events(err: str) -> list[dict[str, Any]]:
    """All lines must be JSON, and tell when it was."""
    found = [json.loads(line) for line in err.splitlines()]
    assert all(event.pop("time") for event in found)
    return found


def test_events(cli: Cli, put: Put) -> None:
    put("news/a.txt", "Meta kauft.")
    put("news/b.txt", "")
    put("news/c.png", "")
    put("news/d.txt", "Meta kauft.")
    run = cli("batch", "news", "--out", "out.jsonl", "--dedupe", "--log-json")
    assert (run.status, run.out) == (1, "")
    started, *told, finished = events(run.err)
    counts = {"records": 1, "failures": 1, "copies": 1}
    assert started == {"event": "started", "total_bytes": 22, "records": 0, "failures": 0, "copies": 0}
    assert [event["event"] for event in told] == ["progress", "failure", "skipped", "copy"]
    assert told[0]["read_bytes"] >= 11
    assert told[1]["path"] == "news/b.txt"
    assert told[1]["reason"] == "the file is empty"
    assert told[2]["reason"] == "not a format Depesche reads (.png)"
    assert (told[3]["article_id"], told[3]["original_id"]) == ("d.txt", "a.txt")
    assert finished.pop("seconds") >= 0
    assert finished == {"event": "finished", "out": "out.jsonl", **counts}


def test_an_interruption_is_an_event(cli: Cli, put: Put) -> None:
    put("a.txt", "STOP")
    put("stop", "")
    run = cli("batch", "a.txt", "--out", "out.jsonl", "--log-json", "--workers", "1")
    assert events(run.err)[-1]["event"] == "interrupted"


def test_an_error_is_an_event(cli: Cli, put: Put) -> None:
    put("a.txt", "Meta kauft.")
    run = cli("batch", "a.txt", "--out", "out.docx", "--log-json")
    assert run.status == 2
    last = events(run.err)[-1]
    assert last["event"] == "error"
    assert last["message"].startswith("out.docx: its ending does not say what to write")
