from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from depesche.evaluation.matching import best_matching

WEIGHTS = st.dictionaries(
    st.tuples(st.integers(0, 4), st.integers(0, 4)), st.integers(1, 9).map(float), max_size=14
)


def _best_by_trying(weights: dict[tuple[int, int], float]) -> float:
    return max(sum(weights.get(pair, 0.0) for pair in enumerate(order)) for order in permutations(range(5)))


@given(WEIGHTS)
def test_total_weight_is_the_largest_there_is(weights: dict[tuple[int, int], float]) -> None:
    pairs = best_matching(weights)
    assert sum(weights[pair] for pair in pairs) == _best_by_trying(weights)


@given(WEIGHTS)
def test_every_side_is_used_once_and_only_along_given_pairs(weights: dict[tuple[int, int], float]) -> None:
    pairs = best_matching(weights)
    assert len({left for left, _ in pairs}) == len({right for _, right in pairs}) == len(pairs)
    assert set(pairs) <= set(weights)


def test_what_greedy_alignment_gets_wrong() -> None:
    # The first gold span overlaps both predictions, the second only the first prediction.
    assert best_matching({(0, 0): 1.2, (0, 1): 1.0, (1, 0): 1.1}) == [(0, 1), (1, 0)]


def test_nothing_to_match() -> None:
    assert best_matching({}) == []
