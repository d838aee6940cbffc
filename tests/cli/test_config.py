"""Options from depesche.toml and the environment."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from depesche.records import Extraction

Cli = Callable[..., Any]
Put = Callable[..., None]


@pytest.fixture(autouse=True)
def records(cli: Cli, deal_record: Extraction) -> None:
    Path("records.jsonl").write_text(deal_record.model_dump_json() + "\n", encoding="utf-8")


Given = tuple[str, dict[str, str], str, str]
PRECEDENCE: list[Given] = [
    # command line, environment, file, language of the report
    ("", {}, "", "en"),
    ("", {}, '[all]\nlang = "de"', "de"),
    ("", {}, '[deals]\nlang = "de"', "de"),
    ("", {}, '[all]\nlang = "en"\n[deals]\nlang = "de"', "de"),
    ("", {"DEPESCHE_LANG": "de"}, "", "de"),
    ("", {"DEPESCHE_LANG": "en"}, '[deals]\nlang = "de"', "en"),
    ("", {"DEPESCHE_LANG": "en", "DEPESCHE_DEALS_LANG": "de"}, "", "de"),
    ("--lang de", {"DEPESCHE_DEALS_LANG": "en"}, '[deals]\nlang = "en"', "de"),
]


@pytest.mark.parametrize("given", PRECEDENCE)
def test_precedence(cli: Cli, put: Put, monkeypatch: pytest.MonkeyPatch, given: Given) -> None:
    line, environment, file, language = given
    put("depesche.toml", file)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    out = cli("deals", "records.jsonl", *line.split()).out
    assert ("14,3 Mrd." in out) == (language == "de")


def test_everything_may_stand_in_the_file(cli: Cli, put: Put) -> None:
    put("news/a.txt", "Meta kauft zu.")
    put(
        "depesche.toml",
        '[batch]\ninputs = ["news"]\nout = "r.jsonl"\nno-text = true\nworkers = 1\npublished = 2025-07-01\n',
    )
    assert cli("batch").status == 0
    record = json.loads(Path("r.jsonl").read_text(encoding="utf-8"))
    assert record["text"] is None
    assert record["source"]["published"] == "2025-07-01"


def test_paths_are_seen_from_the_folder_of_the_file(
    cli: Cli, put: Put, monkeypatch: pytest.MonkeyPatch
) -> None:
    put("project/news/a.txt", "Meta kauft zu.")
    put("project/depesche.toml", '[batch]\ninputs = ["news"]\nout = "out/"\n')
    put("elsewhere/depesche.toml", "[batch]\nworkers = 0\n")
    assert cli("--config", "project/depesche.toml", "batch").status == 0
    assert Path("project/out/a.txt.json").is_file() or list(Path("project/out").iterdir())
    monkeypatch.setenv("DEPESCHE_CONFIG", "elsewhere/depesche.toml")
    assert cli("deals", "records.jsonl").status == 2


def test_standard_output_is_no_path(cli: Cli, put: Put) -> None:
    put("project/a.txt", "Meta kauft zu.")
    put("project/depesche.toml", '[batch]\ninputs = ["a.txt"]\nout = "-"\n')
    assert json.loads(cli("--config", "project/depesche.toml", "batch").out)["companies"][0]["name"] == "Meta"


WRONG = [
    ("[batch\n", "not valid TOML: "),
    ('lang = "de"', "lang: stands in no table; write it below [all] or a command"),
    ('[all]\nlanguage = "de"', "[all] language: no command has this option"),
    ('[deals]\nlangu = "de"', "[deals] langu: unknown; known here are csv, lang, records"),
    ('[deal]\nlang = "de"', "[deal.lang]: no such command; see depesche --help"),
    ("[rules.chek]", "[rules.chek]: no such command; see depesche --help"),
    ('[deals]\nlang = "fr"', "[deals] lang: 'fr' is not one of "),
    ("[batch]\nworkers = 0", "[batch] workers: "),
    ("[batch]\nworkers = true", "[batch] workers: takes a value, not true or false"),
    ('[all]\nrules = "mine"', "[all] rules: must be a list: ['mine']"),
    ('[deals]\nrecords = ["a"]', "[deals] records: must be one value, not a list"),
    ("[deals.lang]", "[deals] lang: must be a value, not a table"),
    ("batch = 1", "batch: must be a table; write [batch]"),
]


@pytest.mark.parametrize(("content", "message"), WRONG)
def test_what_is_wrong_is_named(cli: Cli, put: Put, content: str, message: str) -> None:
    put("depesche.toml", content)
    run = cli("models")
    assert run.status == 2
    assert run.err.startswith(f"error: depesche.toml: {message}")


def test_a_missing_file_is_named(cli: Cli) -> None:
    run = cli("--config", "missing.toml", "models")
    assert run.status == 2
    assert run.err == "error: missing.toml: cannot be read: No such file or directory\n"
