from pathlib import Path

import pytest

from depesche.evaluation.floors import (
    Floor,
    FloorFile,
    check_floors,
    failed_floors,
    floors_yaml,
    parse_floor,
    read_floors,
    set_floors,
)
from depesche.evaluation.markdown import scores_markdown
from depesche.evaluation.report import Report
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


def _report(correct: int, sha256: str = "a") -> Report:
    return Report(
        pipeline=None,
        corpus_sha256=sha256,
        split="dev",
        articles=(),
        scores=score_all([{"deals.main": Counts(100, 100, correct)}]),
        types=(),
        statuses=(),
    )


def test_floors_only_rise_while_the_gold_stays_the_same(tmp_path: Path) -> None:
    floors = set_floors(set_floors(FloorFile(splits={}), [_report(60)]), [_report(40)])
    assert floors.splits["dev"].floors == {"deals.main": 0.59}
    assert check_floors(floors, _report(60)) == []
    assert "F1 0.500 is below its floor 0.590" in check_floors(floors, _report(50))[0]
    assert set_floors(floors, [_report(40, "b")]).splits["dev"].floors == {"deals.main": 0.39}
    file = tmp_path / "floors.yaml"
    file.write_text(floors_yaml(floors), encoding="utf-8")
    assert read_floors(file) == floors


def test_floors_of_another_gold_are_refused() -> None:
    floors = set_floors(FloorFile(splits={}), [_report(60)])
    assert "the gold has changed" in check_floors(floors, _report(60, "b"))[0]


def test_the_scores_page_names_split_and_metric() -> None:
    page = scores_markdown([_report(60)])
    assert "## dev" in page
    assert "| deals.main | 60.0 | 60.0 | 60.0 | 60.0–60.0 | 100 | 100 |" in page
