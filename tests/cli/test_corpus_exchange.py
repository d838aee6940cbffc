"""Gold to other tools and back, and a user's own articles on the way to gold."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.corpus.gold import ARTICLE

Put = Callable[..., None]
Cli = Callable[..., Any]


@pytest.mark.parametrize("form", ["brat", "label-studio", "docbin", "conll"])
def test_export_and_import(cli: Cli, put: Put, form: str, tmp_path: Path) -> None:
    put("gold/a.yaml", ARTICLE)
    assert cli("corpus", "export", "gold", "--format", form, "--out", "other").status == 0
    run = cli("corpus", "import", "other", "--format", form, "--out", "back")
    assert (run.status, run.err) == (0, "")
    assert "1 articles written to back" in run.out
    run = cli("corpus", "agreement", "gold", "back", "--report", "page.html")
    assert "| entities | 100.0 |" in run.out
    assert ("| deals: all slots | 100.0 |" in run.out) == (form != "conll")
    assert "First annotation" in (tmp_path / "page.html").read_text(encoding="utf-8")


def test_import_overwrites_nothing_unasked(cli: Cli, put: Put, tmp_path: Path) -> None:
    put("gold/a.yaml", ARTICLE)
    cli("corpus", "export", "gold", "--format", "brat", "--out", "other")
    run = cli("corpus", "import", "other", "--format", "brat", "--out", "gold")
    assert run.status == 1
    assert "exists already; give --force to overwrite it" in run.err
    assert (tmp_path / "gold/a.yaml").read_text(encoding="utf-8") == ARTICLE
    assert cli("corpus", "import", "other", "--format", "brat", "--out", "gold", "--force").status == 0


def test_annotated_tasks_become_gold(cli: Cli, put: Put, tmp_path: Path) -> None:
    put("news/a.md", "---\npublished: 2025-03-04\n---\nMeta kauft zu.\n")
    put("news/leer.txt", "")
    run = cli("corpus", "annotate", "news", "--out", "labels")
    assert run.status == 1
    assert "leer.txt" in run.err
    tasks = json.loads((tmp_path / "labels/tasks.json").read_text(encoding="utf-8"))
    assert (tmp_path / "labels/config.xml").read_text(encoding="utf-8").startswith("<View>")
    unfinished = cli("corpus", "import", "labels", "--format", "label-studio", "--out", "gold")
    assert unfinished.status == 1
    assert "nobody has annotated this task yet" in unfinished.err
    put("done.json", json.dumps([{**task, "annotations": task["predictions"]} for task in tasks]))
    assert cli("corpus", "import", "done.json", "--format", "label-studio", "--out", "gold").status == 0
    assert cli("corpus", "check", "gold").status == 0
    gold = (tmp_path / "gold/a.yaml").read_text(encoding="utf-8")
    assert 'published: "2025-03-04"' in gold
    assert "companies:\n  Meta:" in gold


def test_a_missing_folder_is_named(cli: Cli) -> None:
    run = cli("corpus", "import", "nowhere", "--format", "conll", "--out", "gold")
    assert run.status == 1
    assert "nowhere: no such file or folder" in run.err
