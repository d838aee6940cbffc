"""Texts that no article should have give records with offsets that hold; bench/faults has more of them."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from bench.faults.mutations import MUTATIONS
from bench.faults.texts import monstrous

from depesche.extractor import Extractor
from depesche.records import Article, Extraction

SAMPLES = sorted((Path(__file__).parent.parent.parent / "corpus" / "samples").glob("*.md"))


def extracted(extractor: Extractor, text: str) -> Extraction:
    (record,) = extractor.stream([Article(id="a", text=text)])
    assert isinstance(record, Extraction), record
    assert all(text[mention.start : mention.end] == mention.text for mention in record.mentions)
    return record


@pytest.mark.parametrize("name", MUTATIONS)
def test_mutated(extractor: Extractor, name: str) -> None:
    chance = random.Random(name)
    for _ in range(4):
        text = chance.choice(SAMPLES).read_text(encoding="utf-8")[: chance.randint(200, 900)]
        extracted(extractor, MUTATIONS[name](text, chance))


@pytest.mark.parametrize("name", monstrous(1))
def test_monstrous(extractor: Extractor, name: str) -> None:
    extracted(extractor, monstrous(20_000)[name])
