import pytest

from depesche.evaluation.floors import Floor, failed_floors, parse_floor
from depesche.evaluation.scores import Counts, score_all


def test_counts_are_summed_over_articles() -> None:
    scores = score_all([{"m": Counts(4, 2, 2)}, {"m": Counts(0, 2, 0)}])
    score = scores["m"]
    assert (score.precision, score.recall, score.f1) == (0.5, 0.5, 0.5)
    assert score.low is not None
    assert score.high is not None
    assert 0 <= score.low <= 0.5 <= score.high <= 1


def test_intervals_are_the_same_in_every_run() -> None:
    rows = [{"m": Counts(3, 3, number % 4)} for number in range(20)]
    assert score_all(rows) == score_all(rows)


def test_where_there_is_nothing_there_is_no_score() -> None:
    assert score_all([{"m": Counts()}])["m"].f1 is None
    assert score_all([]) == {}


def test_floors() -> None:
    scores = score_all([{"m": Counts(2, 2, 1)}])
    assert failed_floors(scores, [Floor("m", 0.5)]) == []
    assert "F1 0.500 is below its floor 0.600" in failed_floors(scores, [Floor("m", 0.6)])[0]
    assert "nothing was scored" in failed_floors(scores, [Floor("x", 0.1)])[0]


@pytest.mark.parametrize("text", ["deals.main", "deals.main=viel", "=0.5", "deals.main=1.5"])
def test_a_malformed_floor_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="METRIC=VALUE"):
        parse_floor(text)
