from __future__ import annotations

import pytest

from depesche.amounts import AmountGrammar, compile_amounts
from depesche.ruleset import load_ruleset


@pytest.fixture(scope="session")
def grammar() -> AmountGrammar:
    return compile_amounts(load_ruleset())
