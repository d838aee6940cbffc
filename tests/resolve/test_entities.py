"""Entities and what descriptions and pronouns mean, with the names given."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import spacy
import yaml
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language

from depesche.readings import Name, Span
from depesche.resolve.entities import (
    Entities,
    Entity,
    EntityRules,
    compile_entities,
    resolve_entities,
)
from depesche.ruleset import load_ruleset
from depesche.titles.check import given_names
from depesche.tokens import read_tokens

CASES = Path(__file__).parent.parent / "cases"


def _table(file: str) -> Any:
    return yaml.safe_load((CASES / file).read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def nlp() -> Language:
    nlp = spacy.blank("de")
    nlp.add_pipe("sentencizer")
    return nlp


@pytest.fixture(scope="module")
def rules() -> EntityRules:
    return compile_entities(load_ruleset())


def _names(text: str, case: dict[str, Any]) -> list[Name]:
    known, media = case.get("known", {}), case.get("media", [])
    return [
        replace(name, known_id=known.get(name.base), is_medium=name.base in media)
        for name in given_names(text, case)
    ]


def _line(entity: Entity) -> str:
    aliases = f" = {', '.join(entity.aliases)}" if entity.aliases else ""
    return f"{'?' if entity.is_source else ''}{entity.name}{aliases}"


@pytest.mark.parametrize(
    "case", [pytest.param(case, id=case["text"][:60]) for case in _table("entities.yaml")["cases"]]
)
def test_names_that_are_one(case: dict[str, Any], nlp: Language, rules: EntityRules) -> None:
    text = case["text"]
    names = _names(text, case)
    entities = resolve_entities(read_tokens(nlp(text)), names, (), rules)
    assert [_line(entity) for entity in entities.all] == case["entities"]
    assert sorted(span for entity in entities.all for span in entity.spans) == [name.span for name in names]


_REFERENCE = _table("entities_reference.yaml")


@pytest.mark.parametrize("case", [pytest.param(case, id=case["text"][:60]) for case in _REFERENCE["cases"]])
def test_whom_words_mean(case: dict[str, Any], nlp: Language, rules: EntityRules) -> None:
    before, _, rest = case["text"].partition("[")
    words, _, after = rest.partition("]")
    text = before + words + after
    entities = resolve_entities(read_tokens(nlp(text)), given_names(text, _REFERENCE["names"]), (), rules)
    found = entities.referents(Span(len(before), len(before) + len(words)), case["kind"])
    assert [entity.name for entity in found] == case["means"]


@given(
    st.lists(
        st.sampled_from(["Kairon", "Kairon GmbH", "Orbit", "ORB", "Nordwerk Licht", "Licht", "und", "."])
    )
)
def test_each_name_is_in_one_entity(words: list[str]) -> None:
    text = " ".join(words)
    given = {"companies": ["Kairon", "Kairon GmbH", "Orbit", "ORB", "Nordwerk Licht", "Licht"]}
    names = given_names(text, given)
    entities = _entities(text, names)
    assert sorted(span for entity in entities.all for span in entity.spans) == [name.span for name in names]
    assert len({entity.key for entity in entities.all}) == len(entities.all)


_RULES = compile_entities(load_ruleset())
_NLP = spacy.blank("de")
_NLP.add_pipe("sentencizer")


def _entities(text: str, names: list[Name]) -> Entities:
    return resolve_entities(read_tokens(_NLP(text)), names, (), _RULES)


def test_time_grows_with_the_text() -> None:
    sentence = "Der Chipkonzern Kairon kauft Orbit. Das Unternehmen wächst, und Nordwerk Licht zahlt. "
    given = {"companies": ["Kairon", "Orbit", "Nordwerk Licht"]}

    def seconds(times: int) -> float:
        text = sentence * times
        names = given_names(text, given)
        doc = _NLP(text)
        start = time.process_time()
        entities = resolve_entities(read_tokens(doc), names, (), _RULES)
        for _ in range(times):
            entities.referents(Span(len(text) - 40, len(text) - 30), "company")
        return time.process_time() - start

    def best(times: int) -> float:
        return min(seconds(times) for _ in range(3))

    best(10)
    assert best(800) < 40 * max(best(100), 0.005)
