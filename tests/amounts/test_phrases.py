from __future__ import annotations

import pytest

from depesche.amounts import find_numbers
from depesche.amounts.grammar import AmountGrammar
from depesche.amounts.notation import agrees, describe
from tests.amounts.cases import load_cases, readings_in_order

CASES = load_cases("amounts_phrases.yaml")
PHRASES = [(phrase, wanted, frame) for phrase, wanted in CASES["phrases"] for frame in CASES["frames"]]


@pytest.mark.parametrize(("phrase", "wanted", "frame"), PHRASES)
def test_phrase_in_a_sentence(phrase: str, wanted: str, frame: str, grammar: AmountGrammar) -> None:
    words = phrase.replace("[", "").replace("]", "")
    inner = phrase.partition("[")[2].partition("]")[0] or words
    text = frame.format(words)
    found = readings_in_order(find_numbers(text, grammar))
    assert [describe(reading) for reading in found if not agrees(wanted, reading)] == []
    assert [text[reading.span.start : reading.span.end] for reading in found] == [inner]
