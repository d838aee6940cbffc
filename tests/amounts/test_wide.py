"""The tables of sentences from all corners of the grammar: spans, values, and what is no number at all."""

from __future__ import annotations

import re

import pytest
from tests.amounts.cases import load_cases, readings_in_order

from depesche.amounts import AmountGrammar, find_numbers
from depesche.amounts.notation import agrees, describe

_TABLES = [load_cases(name) for name in ("amounts_wide.yaml", "amounts_pages.yaml")]
_MARK = re.compile(r"\[([^\[\]]*)\]")


@pytest.mark.parametrize(("marked", "wanted"), [case for table in _TABLES for case in table["cases"]])
def test_marked_sentence(marked: str, wanted: str, grammar: AmountGrammar) -> None:
    text = _MARK.sub(r"\1", marked)
    found = readings_in_order(find_numbers(text, grammar))
    assert [text[reading.span.start : reading.span.end] for reading in found] == _MARK.findall(marked)
    pairs = zip(wanted.split(" | "), found, strict=True)
    assert [
        (notation, describe(reading)) for notation, reading in pairs if not agrees(notation, reading)
    ] == []


@pytest.mark.parametrize("text", [text for table in _TABLES for text in table["nothing"]])
def test_nothing_counts(text: str, grammar: AmountGrammar) -> None:
    assert [describe(reading) for reading in readings_in_order(find_numbers(text, grammar))] == []
