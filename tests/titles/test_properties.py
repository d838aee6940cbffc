"""What holds for any text: readings point at names, order is text order, time grows with the text."""

from __future__ import annotations

import time

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language

from depesche.ruleset import load_ruleset
from depesche.titles import compile_titles, find_titles
from depesche.titles.check import given_names
from depesche.tokens import read_tokens

NAMES = {"persons": ["Anna Kern", "Max Brandt"], "companies": ["Kairon", "Orbit"]}
PIECES = [
    "Anna Kern",
    "Max Brandt",
    "Kairon",
    "Orbit",
    "Kairon-Chefin",
    "Chef",
    "CEO",
    "Gründer",
    "Ex-CEO",
    "der",
    "die",
    "von",
    "des",
    "dessen",
    "seine",
    "ehemalige",
    "wird",
    "zum",
    "als",
    "folgt",
    "auf",
    "gründete",
    "gegründet",
    "übernimmt",
    "Chefposten",
    "Mitglied",
    "Vorstands",
    "und",
    ",",
    "(",
    ")",
    ":",
    ".",
    "\n",
    "„",
    "“",
    "-",
    "- Chef",
]
RULES = compile_titles(load_ruleset())
NLP = spacy.blank("de")


@given(st.lists(st.sampled_from(PIECES), max_size=40))
def test_readings_point_at_names_in_text_order(pieces: list[str]) -> None:
    text = " ".join(pieces)
    names = given_names(text, NAMES)
    people = {name.span for name in names if name.type == "person"}
    companies = {name.span for name in names if name.type == "company"}
    readings = find_titles(read_tokens(NLP(text)), names, RULES)
    assert [reading.span for reading in readings] == sorted(reading.span for reading in readings)
    for reading in readings:
        assert reading.person is None or reading.person in people
        assert reading.company is None or reading.company in companies
        assert reading.person is not None or reading.company is not None
        assert reading.evidence.covers(reading.span)
        assert 0 <= reading.span.start < reading.span.end <= len(text)


@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    assert find_titles(read_tokens(NLP.make_doc(text)), [], RULES) == ()


@pytest.fixture(scope="module")
def nlp() -> Language:
    return spacy.blank("de")


def test_time_grows_with_the_text(nlp: Language) -> None:
    sentence = (
        "Der frühere Chef von Kairon, Max Brandt, sprach mit dessen Finanzchefin Anna Kern über Orbit, "
    )

    def seconds(times: int) -> float:
        text = sentence * times
        names = given_names(text, NAMES)
        doc = nlp.make_doc(text)
        start = time.process_time()
        find_titles(read_tokens(doc), names, RULES)
        return time.process_time() - start

    def best(times: int) -> float:
        return min(seconds(times) for _ in range(3))

    best(10)
    assert best(800) < 40 * max(best(100), 0.005)
