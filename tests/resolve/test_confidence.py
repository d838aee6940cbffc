"""A deal's confidence as a probability."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from depesche.deals.compile import compile_deals
from depesche.resolve.confidence import probability
from depesche.ruleset import load_ruleset

_NAMES = st.sampled_from(["base", "told_again", "firm_parties", "weak_parties", "detailed", "unknown"])
_FIGURES = st.dictionaries(_NAMES, st.floats(-20, 20))


@given(_FIGURES, _FIGURES)
def test_it_is_a_probability(found: dict[str, float], weights: dict[str, float]) -> None:
    assert 0 <= probability(found, weights) <= 1


def test_guessed_parties_make_a_deal_less_likely() -> None:
    weights = compile_deals(load_ruleset()).confidence
    firm = {"base": 1.0, "firm_parties": 2.0, "weak_parties": 0.0}
    weak = {"base": 1.0, "firm_parties": 1.0, "weak_parties": 1.0}
    assert probability(firm, weights) > 0.6 > probability(weak, weights)
