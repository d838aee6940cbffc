from __future__ import annotations

import pytest
from tests.amounts.cases import load_cases, readings_in_order

from depesche.amounts import AmountGrammar, find_numbers
from depesche.amounts.notation import agrees, describe

PHRASES = [
    (phrase, wanted, frame)
    for cases in (load_cases("amounts_phrases.yaml"), load_cases("amounts_percents.yaml"))
    for phrase, wanted in cases["phrases"]
    for frame in cases["frames"]
]


@pytest.mark.parametrize(("phrase", "wanted", "frame"), PHRASES)
def test_phrase_in_a_sentence(phrase: str, wanted: str, frame: str, grammar: AmountGrammar) -> None:
    words = phrase.replace("[", "").replace("]", "")
    inner = phrase.partition("[")[2].partition("]")[0] or words
    text = frame.format(words)
    found = readings_in_order(find_numbers(text, grammar))
    assert [text[reading.span.start : reading.span.end] for reading in found] == [inner]
    assert [describe(reading) for reading in found if not agrees(wanted, reading)] == []


@pytest.mark.parametrize(("text", "wanted"), load_cases("amounts_sentences.yaml"))
def test_sentence(text: str, wanted: str, grammar: AmountGrammar) -> None:
    found = readings_in_order(find_numbers(text, grammar))
    notations = wanted.split(" | ") if wanted else []
    assert len(found) == len(notations), [describe(reading) for reading in found]
    assert [
        (describe(reading), notation)
        for notation, reading in zip(notations, found, strict=True)
        if not agrees(notation, reading)
    ] == []
