"""B³: how well things were brought together, seen from each single thing (Bagga and Baldwin 1998).

For a thing that was found, precision is the share of its predicted cluster that belongs to it in the gold;
for a gold thing, recall is the share of its gold cluster that it was brought together with. A predicted
thing the gold lacks has precision 0 and counts as a stranger in its cluster; a gold thing that was not found
has recall 0. The scores are the means, so a cluster counts as often as it has members.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from depesche.evaluation.scores import SAMPLES, SEED, Score, interval_of

ItemT = TypeVar("ItemT", bound=Hashable)


@dataclass(frozen=True, slots=True)
class ItemScores(Generic[ItemT]):
    """``precision`` of each predicted thing and ``recall`` of each gold one, both from 0 to 1."""

    precision: Mapping[ItemT, float]
    recall: Mapping[ItemT, float]


@dataclass(frozen=True, slots=True)
class Sums:
    """The item scores of some articles, summed up, and how many there are of either kind."""

    precision: float = 0.0
    predicted: int = 0
    recall: float = 0.0
    gold: int = 0


def b_cubed(gold: Mapping[ItemT, Hashable], predicted: Mapping[ItemT, Hashable]) -> ItemScores[ItemT]:
    """Compare two clusterings, given as thing -> cluster; a thing both have is one and the same key."""
    predicted_sizes, gold_sizes = Counter(predicted.values()), Counter(gold.values())
    both = Counter((gold[item], cluster) for item, cluster in predicted.items() if item in gold)
    precision = {
        item: both[gold[item], cluster] / predicted_sizes[cluster] if item in gold else 0.0
        for item, cluster in predicted.items()
    }
    recall = {
        item: both[cluster, predicted[item]] / gold_sizes[cluster] if item in predicted else 0.0
        for item, cluster in gold.items()
    }
    return ItemScores(precision, recall)


def score_clusters(sums: Sequence[Sums]) -> Score:
    """The score over groups of articles, with an interval for F1 from bootstrap samples of these groups.

    ``correct`` is the sum of the precisions. The clusters themselves stay as they are in a sample.
    """
    import numpy as np  # noqa: PLC0415 - costs every command of the program its start-up time

    rows = [(one.precision, one.predicted, one.recall, one.gold) for one in sums]
    table = np.array(rows, dtype=np.float64).reshape(-1, 4)
    size = len(table)
    draws = np.random.default_rng(SEED).multinomial(size, [1 / size] * size, size=SAMPLES) if size else None
    with np.errstate(invalid="ignore", divide="ignore"):
        drawn = np.zeros((0, 4)) if draws is None else draws @ table
        precisions, recalls = drawn[:, 0] / drawn[:, 1], drawn[:, 2] / drawn[:, 3]
        f1s = 2 * precisions * recalls / (precisions + recalls)
    interval = interval_of(f1s)
    correct, predicted, recalled, gold = map(float, table.sum(axis=0))
    precision = correct / predicted if predicted else None
    recall = recalled / gold if gold else None
    return Score(
        precision=precision,
        recall=recall,
        f1=_f1(precision, recall),
        low=interval[0] if interval else None,
        high=interval[1] if interval else None,
        gold=int(gold),
        predicted=int(predicted),
        correct=correct,
    )


def _f1(precision: float | None, recall: float | None) -> float | None:
    if precision is None and recall is None:
        return None
    if not precision or not recall:
        return 0.0
    return 2 * precision * recall / (precision + recall)
