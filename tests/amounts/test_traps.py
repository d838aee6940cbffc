from __future__ import annotations

import pytest
from tests.amounts.cases import load_cases, readings_in_order

from depesche.amounts import AmountGrammar, find_numbers
from depesche.amounts.notation import describe


@pytest.mark.parametrize("text", load_cases("amounts_traps.yaml")["nothing"])
def test_nothing_is_read(text: str, grammar: AmountGrammar) -> None:
    found = readings_in_order(find_numbers(text, grammar))
    assert [(text[r.span.start : r.span.end], describe(r)) for r in found] == []
