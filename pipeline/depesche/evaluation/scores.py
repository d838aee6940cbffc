"""Counts and scores: precision, recall and F1 with bootstrap intervals over articles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SAMPLES = 1000
SEED = 20250701
_INTERVAL = (2.5, 97.5)


@dataclass(frozen=True, slots=True)
class Counts:
    """How many gold and predicted items there are, and how many agree (partial agreement counts half)."""

    gold: int = 0
    predicted: int = 0
    correct: float = 0.0

    def __add__(self, other: Counts) -> Counts:
        return Counts(self.gold + other.gold, self.predicted + other.predicted, self.correct + other.correct)


class Score(BaseModel):
    """A metric over all articles; ``low`` and ``high`` bound F1 in 95 % of bootstrap samples.

    All but the counts are None where there is nothing to score.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    precision: float | None
    recall: float | None
    f1: float | None
    low: float | None
    high: float | None
    gold: int
    predicted: int
    correct: float


def score_all(per_article: Sequence[Mapping[str, Counts]]) -> dict[str, Score]:
    """Sum the counts of each metric over the articles and score them; metrics sorted by name."""
    import numpy as np  # noqa: PLC0415 - costs every command of the program its start-up time

    names = sorted({name for counts in per_article for name in counts})
    if not names:
        return {}
    none = Counts()
    rows = [[counts.get(name, none) for name in names] for counts in per_article]
    table = np.array([[(c.gold, c.predicted, c.correct) for c in row] for row in rows], dtype=np.float64)
    draws = np.random.default_rng(SEED).multinomial(len(rows), [1 / len(rows)] * len(rows), size=SAMPLES)
    sums = np.tensordot(draws, table, axes=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        f1s = 2 * sums[:, :, 2] / (sums[:, :, 0] + sums[:, :, 1])
    scores: dict[str, Score] = {}
    for at, name in enumerate(names):
        scores[name] = _score(*map(float, table[:, at].sum(axis=0)), interval=interval_of(f1s[:, at]))
    return scores


def interval_of(values: NDArray[np.float64]) -> tuple[float, ...] | None:
    """The bounds within which 95 % of bootstrap samples lie; samples with nothing to score are NaN."""
    import numpy as np  # noqa: PLC0415 - see above

    usable = values[~np.isnan(values)]
    return tuple(map(float, np.percentile(usable, _INTERVAL))) if usable.size else None


def _score(gold: float, predicted: float, correct: float, *, interval: tuple[float, ...] | None) -> Score:
    return Score(
        precision=correct / predicted if predicted else None,
        recall=correct / gold if gold else None,
        f1=2 * correct / (gold + predicted) if gold + predicted else None,
        low=interval[0] if interval else None,
        high=interval[1] if interval else None,
        gold=int(gold),
        predicted=int(predicted),
        correct=correct,
    )
