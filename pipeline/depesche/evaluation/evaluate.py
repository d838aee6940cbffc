"""Scores many articles: counts each article, sums, and keeps what went wrong where."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from depesche.evaluation.deals import score_deals
from depesche.evaluation.entities import align_entities, score_entities
from depesche.evaluation.mentions import score_mentions
from depesche.evaluation.pairs import Error, Pair
from depesche.evaluation.products import score_products
from depesche.evaluation.scores import Counts, Score, score_all
from depesche.evaluation.titles import score_titles
from depesche.evaluation.values import score_values


@dataclass(frozen=True, slots=True)
class ArticleResult:
    """One article with its counts and differences."""

    pair: Pair
    counts: Mapping[str, Counts]
    errors: tuple[Error, ...]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """All articles, the scores by metric, and the confusions of deal types and statuses.

    ``confidences``: of every predicted deal, and whether type and main participants are right.
    """

    articles: tuple[ArticleResult, ...]
    scores: Mapping[str, Score]
    types: Counter[tuple[str, str]]
    statuses: Counter[tuple[str, str]]
    confidences: tuple[tuple[float, bool], ...] = ()


def evaluate_pairs(pairs: Iterable[Pair]) -> Evaluation:
    """Score every pair; the result does not depend on the order of annotations in a record."""
    articles: list[ArticleResult] = []
    types: Counter[tuple[str, str]] = Counter()
    statuses: Counter[tuple[str, str]] = Counter()
    confidences: list[tuple[float, bool]] = []
    for pair in pairs:
        alignment = align_entities(pair.gold, pair.predicted)
        deals = score_deals(pair, alignment)
        parts = (
            score_mentions(pair),
            score_entities(pair, alignment),
            score_products(pair),
            score_titles(pair, alignment),
            score_values(pair),
            (deals.counts, deals.errors),
        )
        counts = {name: count for found, _ in parts for name, count in found.items()}
        errors = sorted(
            (error for _, found in parts for error in found),
            key=lambda error: (error.start is None, error.start or 0, error.layer, error.kind, error.text),
        )
        articles.append(ArticleResult(pair, counts, tuple(errors)))
        types += deals.types
        statuses += deals.statuses
        confidences += deals.confidences
    scores = score_all([article.counts for article in articles])
    return Evaluation(tuple(articles), scores, types, statuses, tuple(confidences))
