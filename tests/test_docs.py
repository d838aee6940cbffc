"""Documentation that is made from the code is up to date."""

from __future__ import annotations

from pathlib import Path

from depesche.io.schema import schema_tables


def test_schema_tables(project: Path) -> None:
    text = (project / "docs" / "schema.md").read_text(encoding="utf-8")
    _, _, generated = text.partition("from the code below this line -->\n")
    assert generated == schema_tables(), "run: make docs"
