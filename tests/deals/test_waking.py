"""No deal is lost by leaving sentences without clauses, and plain sentences are left without them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from depesche.backbone import load_backbone
from depesche.deals import is_awake
from depesche.ruleset import load_ruleset
from depesche.stages import Reading, compile_stages, read_doc
from depesche.text import analysis_text

CASES = Path(__file__).parent.parent / "cases"
TABLE: dict[str, list[str]] = yaml.safe_load((CASES / "waking.yaml").read_text(encoding="utf-8"))
NEWS: list[dict[str, Any]] = yaml.safe_load((CASES / "deals_news.yaml").read_text(encoding="utf-8"))
NLP = load_backbone("embedded").nlp
STAGES = compile_stages(load_ruleset())


def read(text: str, monkeypatch: pytest.MonkeyPatch) -> tuple[list[bool], Any]:
    """Which sentences are awake, and what is read of the text."""
    seen: list[bool] = []

    def noted(*given: Any) -> bool:
        seen.append(is_awake(*given))
        return seen[-1]

    monkeypatch.setattr("depesche.stages.is_awake", noted)
    reading = _read_all(text)
    return seen, (reading.deals, reading.updates)


@pytest.mark.parametrize("sentence", TABLE["asleep"])
def test_asleep(sentence: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert read(sentence, monkeypatch)[0] == [False]


@pytest.mark.parametrize("sentence", TABLE["awake"])
def test_awake(sentence: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert read(sentence, monkeypatch)[0] == [True]


def _read_all(text: str) -> Reading:
    analysed = analysis_text(text).text
    return read_doc(NLP(analysed), analysed, STAGES, None)


def test_the_same_is_read_with_all_clauses(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "\n\n".join(case["text"] for case in NEWS)
    seen, lazy = read(text, monkeypatch)
    assert not all(seen)
    monkeypatch.setattr("depesche.stages.is_awake", lambda *_: True)
    eager = _read_all(text)
    assert lazy == (eager.deals, eager.updates)
