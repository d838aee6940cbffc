"""Calls as a new user makes them: what is printed where, and how they end."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from depesche import __version__
from depesche.io.schema import record_schema

Put = Callable[..., None]
Cli = Callable[..., Any]


def lines(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


# extract


def test_extract_prints_one_record(cli: Cli, put: Put) -> None:
    put("a.txt", "Meta kauft Größe.")
    run = cli("extract", "a.txt", "--published", "1.7.2025")
    assert (run.status, run.err) == (0, "")
    record = json.loads(run.out)
    jsonschema.validate(record, record_schema())
    assert record["id"] == "a.txt"
    assert record["source"]["published"] == "2025-07-01"
    assert record["companies"][0]["name"] == "Meta"
    assert run.out.count("\n") == 1


def test_extract_pretty(cli: Cli, put: Put) -> None:
    put("a.txt", "Meta kauft.")
    run = cli("extract", "a.txt", "--pretty")
    assert run.out.startswith('{\n  "schema_version": 1')
    assert json.loads(run.out)["text"] == "Meta kauft."


def test_extract_without_text(cli: Cli, put: Put) -> None:
    put("a.txt", "Meta kauft.")
    record = json.loads(cli("extract", "a.txt", "--no-text").out)
    assert record["text"] is None
    jsonschema.validate(record, record_schema())


@pytest.mark.parametrize(
    ("data", "record_id"),
    [
        (b"Meta kauft Scale AI.", "stdin"),
        (b'{"id": "7", "text": "Meta kauft Scale AI."}', "7"),
        (b'{\n  "id": "7",\n  "text": "Meta kauft Scale AI."\n}\n', "7"),
    ],
)
def test_extract_standard_input(cli: Cli, data: bytes, record_id: str) -> None:
    run = cli("extract", "-", stdin=data)
    assert (run.status, json.loads(run.out)["id"]) == (0, record_id)


def test_extract_tells_what_the_reader_of_the_record_should_know(cli: Cli, put: Put) -> None:
    put("a.txt", "Meta kauft für 3 Mrd. € in Köln.".encode("cp1252"))
    run = cli("extract", "a.txt")
    assert json.loads(run.out)["text"] == "Meta kauft für 3 Mrd. € in Köln."
    assert run.err.startswith("warning: a.txt: not UTF-8, read as cp1252")


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        (["extract", "fehlt.txt"], 1, "error: fehlt.txt: no such file or folder"),
        (["extract", "leer.txt"], 1, "error: leer.txt: the file is empty"),
        (["extract", "leer"], 1, "error: leer: no articles in this folder"),
        (["extract", "zwei.jsonl"], 1, "holds several articles; use depesche batch zwei.jsonl --out FILE"),
        (["extract", "a.txt", "--max-chars", "3"], 1, "more than the limit of 3 characters"),
        (["extract", "a.txt", "--published", "morgen"], 2, "'morgen' is not a date; write it as 2025-07-03"),
        (["extract", "a.txt", "--input-format", "pdf"], 2, "'pdf' is none of txt, md, html, json, jsonl"),
        (["extract"], 2, "Missing argument"),
        (["batch", "a.txt"], 2, "--out"),
        (["batch", "a.txt", "--out", "a.txt"], 2, "a.txt is an input too"),
        (
            ["batch", "a.txt", "--out", "x.jsonl", "--errors", "x.jsonl"],
            2,
            "x.jsonl is the file of --out too",
        ),
        (["batch", "a.txt", "--out", "x.docx"], 2, "its ending does not say what to write"),
        (["batch", "a.txt", "--out", "fehlt/x.jsonl"], 2, "fehlt/x.jsonl: cannot be written: no such file"),
        (["rules", "list", "--rules", "fehlt"], 2, "fehlt: no such directory"),
        (["unfug"], 2, "No such command"),
    ],
)
def test_calls_that_go_wrong(cli: Cli, put: Put, arguments: list[str], status: int, message: str) -> None:
    put("a.txt", "Meta kauft.")
    put("leer.txt", "")
    put("zwei.jsonl", '{"text": "Eins."}\n{"text": "Zwei."}')
    Path("leer").mkdir()
    run = cli(*arguments)
    assert run.status == status
    assert run.out == ""
    assert message in " ".join(run.err.replace("│", " ").split())
    assert "Traceback" not in run.err


def test_an_unexpected_error_is_one_line(cli: Cli, put: Put, monkeypatch: pytest.MonkeyPatch) -> None:
    def fall_over(*_: object) -> None:
        raise ZeroDivisionError("by zero")

    monkeypatch.setattr("depesche.cli.extract.load_extractor", fall_over)
    put("a.txt", "Meta kauft.")
    run = cli("extract", "a.txt")
    assert run.status == 2
    assert run.err == "error: unexpected ZeroDivisionError: by zero; run with --debug for the traceback\n"
    with pytest.raises(ZeroDivisionError):
        cli("--debug", "extract", "a.txt")


# batch


def test_batch_goes_on_past_everything_that_is_bad(cli: Cli, put: Put) -> None:
    put("news/a.txt", "Meta kauft.")
    put("news/boom.txt", "BOOM")
    put("news/leer.txt", "")
    put("news/zeilen.jsonl", '{"text": "Meta eins."}\n{"text": \n{"id": "drei", "text": "Drei."}')
    put("news/bild.png", "x")
    run = cli("batch", "news", "fehlt.txt", "--out", "out.jsonl", "--errors", "failed.jsonl")
    assert (run.status, run.out) == (1, "")
    records = lines(Path("out.jsonl").read_text(encoding="utf-8"))
    assert [record["id"] for record in records] == ["a.txt", "zeilen.jsonl:1", "drei"]
    for record in records:
        jsonschema.validate(record, record_schema())
    summary = run.err.splitlines()
    assert summary[0].startswith("3 records written to out.jsonl")
    assert summary[1:] == [
        "1 file passed over: not a format Depesche reads (.png)",
        "4 inputs failed:",
        "  news/boom.txt: the stage fell over",
        "  news/leer.txt: the file is empty",
        "  news/zeilen.jsonl, line 2: not valid JSON: Expecting value at column 9",
        "  fehlt.txt: no such file or folder",
    ]
    failures = lines(Path("failed.jsonl").read_text(encoding="utf-8"))
    assert [(failure["path"], failure["line"], failure["error_type"]) for failure in failures] == [
        ("news/boom.txt", None, "ValueError"),
        ("news/leer.txt", None, "InputError"),
        ("news/zeilen.jsonl", 2, "InputError"),
        ("fehlt.txt", None, "InputError"),
    ]


def test_batch_that_goes_well(cli: Cli, put: Put) -> None:
    put("a.txt", "Meta kauft.")
    run = cli("batch", "a.txt", "--out", "out.jsonl", "--quiet")
    assert (run.status, run.out, run.err) == (0, "", "")


def test_batch_to_standard_output(cli: Cli) -> None:
    run = cli("batch", "-", "--out", "-", "--no-text", stdin=b'{"text": "Meta eins."}\n\n{"text": "Zwei."}\n')
    assert run.status == 0
    assert [(record["id"], record["text"]) for record in lines(run.out)] == [
        ("stdin:1", None),
        ("stdin:3", None),
    ]
    assert run.err.startswith("2 records written in ")


def test_batch_date_is_for_articles_that_bring_none(cli: Cli) -> None:
    data = b'{"text": "Eins.", "date": "2024-02-03"}\n{"text": "Zwei."}\n'
    run = cli("batch", "-", "--out", "-", "--published", "2025-07-01", stdin=data)
    assert [record["source"]["published"] for record in lines(run.out)] == ["2024-02-03", "2025-07-01"]


def test_batch_does_not_read_what_it_writes(cli: Cli, put: Put) -> None:
    put("a.txt", "Meta kauft.")
    for _ in range(2):
        assert cli("batch", ".", "--out", "out.jsonl", "--errors", "failed.jsonl").status == 0
    assert len(lines(Path("out.jsonl").read_text(encoding="utf-8"))) == 1


def test_batch_lists_no_more_failures_than_can_be_read(cli: Cli) -> None:
    run = cli("batch", "-", "--out", "-", stdin=b'{"x": 1}\n' * 60)
    assert run.status == 1
    assert run.err.splitlines()[-1] == "  ... and 10 more (--errors FILE lists them all)"


# explain, models, rules, schema, version, help


def test_explain_reads_well_without_colour(cli: Cli, put: Put) -> None:
    put("a.txt", "Heute kauft Meta ein.\x1b[31m")
    run = cli("explain", "a.txt")
    assert run.status == 0
    assert run.out.startswith("a.txt\n\nHeute kauft [Meta|company] ein.\ufffd[31m\n")
    assert "Meta  names.list" in run.out
    assert "\x1b" not in run.out


def test_schema(cli: Cli) -> None:
    schema = json.loads(cli("schema").out)
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema == record_schema()


def test_rules_list(cli: Cli) -> None:
    run = cli("rules", "list")
    assert run.status == 0
    assert "rules/" in run.out


def test_a_broken_rule_pack_is_named(cli: Cli, put: Put) -> None:
    put("eigene/pack.yaml", "pack: a\nkind: deals\nkind: deals\n")
    run = cli("rules", "list", "--rules", "eigene")
    assert run.status == 2
    assert run.err.startswith("error: eigene/pack.yaml: not valid YAML: the key 'kind' stands twice")


def test_version(cli: Cli) -> None:
    assert cli("--version").out == f"depesche {__version__}\n"


COMMANDS = ["", "extract", "batch", "explain", "deals", "models", "rules", "schema", "corpus", "evaluate"]


@pytest.mark.parametrize("command", COMMANDS)
def test_help(cli: Cli, command: str) -> None:
    run = cli(*command.split(), "--help")
    assert run.status == 0
    assert "Usage: depesche" in run.out


def test_help_does_not_load_spacy() -> None:
    code = "import sys, depesche.cli.app; sys.exit('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_reader_that_stops_listening(tmp_path: Path) -> None:
    code = "from depesche.cli import main; import sys; sys.argv = ['depesche', 'schema']; main()"
    command = f'"{sys.executable}" -c "{code}" | head -c 1; echo "${{PIPESTATUS[0]}}"'
    run = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert (run.stdout, run.stderr) == ("{0\n", "")


def test_rules_check_tells_of_packs_nobody_reads(cli: Cli, put: Put) -> None:
    put("eigene/pack.yaml", "pack: eigene\nkind: dealz\n")
    run = cli("rules", "check", "--rules", "eigene")
    assert run.status == 1
    assert "eigene/pack.yaml: no stage reads packs of kind 'dealz'; the kinds are" in run.err
