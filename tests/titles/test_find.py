"""Titles read from single sentences, with the names given: independent of any language model."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import spacy
import yaml
from spacy.language import Language

from depesche.ruleset import load_ruleset
from depesche.titles import TitleRules, compile_titles, find_titles
from depesche.titles.check import check, given_names, title_line
from depesche.tokens import read_tokens

CASES = Path(__file__).parent.parent / "cases"


def _cases(file: str) -> list[Any]:
    table = yaml.safe_load((CASES / file).read_text(encoding="utf-8"))
    return [
        pytest.param(case["text"], table["names"], case.get("titles", []), id=case["text"][:60])
        for case in table["cases"]
    ]


@pytest.fixture(scope="module")
def nlp() -> Language:
    return spacy.blank("de")


@pytest.fixture(scope="module")
def rules() -> TitleRules:
    return compile_titles(load_ruleset())


@pytest.mark.parametrize(
    ("text", "names", "titles"),
    [case for file in ("titles.yaml", "titles_news.yaml", "titles_traps.yaml") for case in _cases(file)],
)
def test_titles_of_a_sentence(
    text: str, names: dict[str, list[str]], titles: list[str], nlp: Language, rules: TitleRules
) -> None:
    found = find_titles(read_tokens(nlp(text)), given_names(text, names), rules)
    assert sorted(title_line(reading, text) for reading in found) == sorted(titles)
    for reading in found:
        assert reading.evidence.covers(reading.span)
        assert reading.person is None or reading.evidence.covers(reading.person)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Kairon-Chef Paul Ott redet.", "Chef"),
        ("Paul Ott, Europa-Chef von Kairon, redet.", "Europa-Chef"),
        ("Paul Ott, wissenschaftlicher Leiter von Kairon, redet.", "wissenschaftlicher Leiter"),
        ("Paul Ott, Leiter Vertrieb bei Kairon, redet.", "Leiter Vertrieb"),
        ("Paul Ott, Mitglied des Vorstands von Kairon, redet.", "Mitglied des Vorstands"),
        ("Paul Ott, Vorsitzender des Vorstands von Kairon, redet.", "Vorsitzender"),
        ("Ex-CEO Paul Ott von Kairon redet.", "CEO"),
        ("Paul Ott gründete Kairon.", "gründete"),
    ],
)
def test_the_words_of_a_title(text: str, title: str, nlp: Language, rules: TitleRules) -> None:
    names = {"persons": ["Paul Ott"], "companies": ["Kairon"], "locations": ["Europa"]}
    (reading,) = find_titles(read_tokens(nlp(text)), given_names(text, names), rules)
    assert reading.title == title == text[reading.span.start : reading.span.end]


def test_every_rule_keeps_its_examples(nlp: Language) -> None:
    assert check(load_ruleset(), nlp) == []
