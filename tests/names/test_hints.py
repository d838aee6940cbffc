"""What the hints of words pass over holds no name: all is found as if every word were looked at."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from tests.names.test_names import CASES, NLP, RULES

from depesche.names import find_names
from depesche.names.hints import Hints
from depesche.tokens import read_tokens

_ALL = Hints(*[True] * len(Hints.__dataclass_fields__))


class _Everything(dict[str, Hints]):
    """Hints that pass over no word; of coordination is only asked beside words that coordinate."""

    def get(self, word: str, _: Any = None) -> Hints:
        return replace(_ALL, coordinates=word.lower() in RULES.coordinators, unknown=_HINTED[word].unknown)


_HINTED = RULES.hints


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:60])
def test_nothing_is_lost(case: dict[str, Any]) -> None:
    tokens = read_tokens(NLP(case["text"]))
    hinted = find_names(tokens, RULES, ())
    assert find_names(tokens, replace(RULES, hints=_Everything()), ()) == hinted
