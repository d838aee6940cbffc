from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from depesche.backbone import Backbone
from depesche.ruleset.yaml import load_yaml

CASES: list[dict[str, Any]] = load_yaml(
    (Path(__file__).parents[1] / "cases" / "tokens.yaml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['token']} in {case['text']}")
def test_word_is_one_token(embedded: Backbone, case: dict[str, Any]) -> None:
    assert case["token"] in [token.text for token in embedded.nlp.tokenizer(case["text"])]


@pytest.mark.parametrize("word", ["im", "zum", "zur", "am", "beim", "vom", "ins"])
def test_contraction_is_one_token_tagged_apprart(embedded: Backbone, word: str) -> None:
    doc = embedded.nlp(f"Der Konzern ging {word} Jahr der Krise unter.")
    assert [token.tag_ for token in doc if token.text == word] == ["APPRART"]
