from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depesche.evaluation.clusters import Sums, b_cubed, score_clusters
from depesche.ruleset.yaml import load_yaml

CASES: list[dict[str, Any]] = load_yaml(
    (Path(__file__).parent.parent / "cases" / "clusters.yaml").read_text(encoding="utf-8")
)


def clusters(words: Sequence[str]) -> dict[str, str]:
    return {thing: word for word in words for thing in word}


def sums_of(gold: dict[str, str], predicted: dict[str, str]) -> Sums:
    items = b_cubed(gold, predicted)
    return Sums(sum(items.precision.values()), len(predicted), sum(items.recall.values()), len(gold))


@pytest.mark.parametrize("case", CASES, ids=[case["about"] for case in CASES])
def test_by_hand(case: dict[str, Any]) -> None:
    score = score_clusters([sums_of(clusters(case["gold"]), clusters(case["predicted"]))])
    for name in ("precision", "recall"):
        wanted = None if case[name] is None else pytest.approx(float(Fraction(case[name])))
        assert getattr(score, name) == wanted


PARTITIONS = st.dictionaries(st.sampled_from("abcdef"), st.sampled_from("123"))


@given(PARTITIONS, PARTITIONS)
def test_gold_and_prediction_may_be_exchanged(one: dict[str, str], other: dict[str, str]) -> None:
    forth, back = b_cubed(one, other), b_cubed(other, one)
    assert (forth.precision, forth.recall) == (back.recall, back.precision)


@given(PARTITIONS, PARTITIONS)
def test_scores_are_shares(one: dict[str, str], other: dict[str, str]) -> None:
    items = b_cubed(one, other)
    assert all(0 <= value <= 1 for value in (*items.precision.values(), *items.recall.values()))
    assert set(b_cubed(one, one).precision.values()) <= {1.0}


def test_f1_is_that_of_the_means() -> None:
    """Two groups: precision 1 of 2 things and 0.5 of 2, recall 0.5 of 4 things."""
    score = score_clusters([Sums(2.0, 2, 1.0, 2), Sums(1.0, 2, 1.0, 2)])
    assert (score.precision, score.recall, score.gold, score.predicted) == (0.75, 0.5, 4, 4)
    assert score.f1 == pytest.approx(0.6)
    assert score.low is not None
    assert score.high is not None
    assert score.low <= 0.6 <= score.high


def test_without_groups_there_is_no_score() -> None:
    assert score_clusters([]).f1 is None
