"""``depesche batch --format es-bulk`` and the template that belongs to it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from depesche.io.search import index_template


def test_on_the_command_line(cli: Any, put: Any, tmp_path: Path) -> None:
    put("a.txt", "Meta kauft zu.")
    run = cli("batch", "a.txt", "--format", "es-bulk", "--index", "news", "--out", "b.ndjson", "--quiet")
    assert run.status == 0, run.err
    action, stored = map(json.loads, (tmp_path / "b.ndjson").read_text(encoding="utf-8").splitlines())
    assert action == {"index": {"_index": "news", "_id": "a.txt"}}
    assert stored["companies"][0]["name"] == "Meta"
    again = cli("batch", "a.txt", "--format", "es-bulk", "--index", "news", "--out", "c.ndjson", "--quiet")
    assert again.status == 0
    assert (tmp_path / "b.ndjson").read_bytes() == (tmp_path / "c.ndjson").read_bytes()
    assert cli("batch", "a.txt", "--format", "es-bulk", "--index", "News", "--out", "-").status == 2
    assert json.loads(cli("schema", "--search", "news").out) == index_template("news")
