from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from depesche.backbone import Backbone
from depesche.backbone.pack import SentencePack
from depesche.ruleset.loader import load_ruleset
from depesche.ruleset.yaml import load_yaml

CASES: list[dict[str, Any]] = load_yaml(
    (Path(__file__).parents[1] / "cases" / "sentences.yaml").read_text(encoding="utf-8")
)


def _sentences(backbone: Backbone, text: str) -> list[str]:
    return [sentence.text.strip() for sentence in backbone.nlp(text).sents]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:40])
def test_sentences(embedded: Backbone, case: dict[str, Any]) -> None:
    assert _sentences(embedded, case["text"]) == case["sentences"]


def test_examples_of_the_pack(embedded: Backbone) -> None:
    packs = load_ruleset().packs(SentencePack, "sentences")
    assert packs
    for example in (example for pack in packs for example in pack.examples):
        assert _sentences(embedded, example.text) == list(example.sentences)


def test_names_do_not_cross_a_headline_s_end(embedded: Backbone) -> None:
    doc = embedded.nlp("Neue Chefin bei Siemens\nAngela Schmidt folgt auf Peter Müller.")
    assert all("\n" not in entity.text for entity in doc.ents)


def test_no_sentence_is_longer_than_any_is(embedded: Backbone) -> None:
    lengths = [len(sentence) for sentence in embedded.nlp("Meta kauft und " * 1000).sents]
    assert max(lengths) == 500
    assert sum(lengths) == 3000


def test_no_text_breaks_the_component(embedded: Backbone) -> None:
    for text in ("", " ", "\n\n", ".", "...", "„“", "\n.\n"):
        doc = embedded.nlp(text)
        assert "".join(token.text_with_ws for token in doc) == text
