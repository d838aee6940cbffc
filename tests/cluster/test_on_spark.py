"""The documented function for Spark, called as Spark calls it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from depesche.backbone import embedded_model_path

pandas = pytest.importorskip("pandas")


@pytest.mark.skipif(not embedded_model_path().is_dir(), reason="the embedded model is not in this tree")
def test_the_documented_function(project: Path) -> None:
    text = (project / "docs" / "cluster.md").read_text(encoding="utf-8")
    code = re.findall(r"^```py\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)[0]
    names: dict[str, Any] = {}
    exec(compile(code, "docs/cluster.md", "exec"), names)
    frame = pandas.DataFrame({"id": [1, 2], "text": ["Meta kauft Scale AI.", "Bosch baut 500 Stellen ab."]})
    (result,) = names["extract"](iter([frame]))
    assert list(result["id"]) == ["1", "2"]
    assert list(result["error"]) == [None, None] or result["error"].isna().all()
    assert json.loads(result["record"][0])["text"] == "Meta kauft Scale AI."
    assert [field.split()[0] for field in names["SCHEMA"].split(", ")] == list(result.columns)
