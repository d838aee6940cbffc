"""The examples of docs/frameworks.md run where their library is installed."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from depesche.backbone import embedded_model_path

PAGE = Path(__file__).parent.parent.parent / "docs" / "frameworks.md"
BLOCKS = re.findall(r"^```py\n(.*?)^```$", PAGE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
IMPORT = re.compile(r"(?:from|import) (\w+)")


@pytest.mark.skipif(not embedded_model_path().is_dir(), reason="the embedded model is not in this tree")
@pytest.mark.parametrize("block", BLOCKS, ids=[IMPORT.match(block)[1] for block in BLOCKS])  # type: ignore[index]
def test_example(block: str, capsys: pytest.CaptureFixture[str]) -> None:
    library = IMPORT.match(block)
    assert library is not None
    pytest.importorskip(library[1])
    names: dict[str, Any] = {}
    exec(compile(block, str(PAGE), "exec"), names)
    if "deals" in names and library[1] == "pandas":
        assert names["deals"]["buyer"].to_list() == ["SAP"]
    if library[1] == "haystack":
        assert "'type': 'acquisition'" in capsys.readouterr().out
    if library[1] == "langchain_core":
        assert names["documents"][0].metadata["depesche"]["deals"]
