"""Scores deals at four levels, each on top of the one before.

*main*: type and main participants; *amount*: and the sum; *status*: and the status; *full*: and all other
participants, valuation, stake, round, headcount and date. ``deals.found`` only asks that a deal of the type
was seen where the gold has one, ``deals.roles`` scores the single participants of such deals.
Deals are aligned one-to-one and optimally within an article.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from depesche.corpus.compile_deals import GOLD_RULE
from depesche.evaluation.deal_views import DealView, common_fillers, same_fillers, views_of
from depesche.evaluation.entities import Alignment
from depesche.evaluation.matching import best_matching
from depesche.evaluation.pairs import Error, Pair, any_overlap
from depesche.evaluation.scores import Counts
from depesche.records import DealType

LEVELS = ("main", "amount", "status", "full")
NONE = "none"
"""Stands in a confusion for a deal without a counterpart."""

_EXACT, _TYPE, _SHARE, _DETAIL = 16.0, 4.0, 3.0, 0.5


@dataclass(frozen=True, slots=True)
class DealScores:
    """Counts by metric, the differences, and confusions: (gold, predicted) types and statuses.

    ``confidences``: of each predicted deal, in the record's order, and whether type and main participants
    are right.
    """

    counts: dict[str, Counts]
    errors: list[Error]
    types: Counter[tuple[str, str]]
    statuses: Counter[tuple[str, str]]
    confidences: tuple[tuple[float, bool], ...] = ()


def score_deals(pair: Pair, alignment: Alignment) -> DealScores:
    """Score the deals of one article."""
    if "deals" not in pair.layers:
        return DealScores({}, [], Counter(), Counter())
    golds = views_of(pair.gold, alignment, is_gold=True)
    predictions = views_of(pair.predicted, alignment, is_gold=False)
    pairs = _aligned(golds, predictions)
    matched = [(golds[left], predictions[right]) for left, right in pairs]
    lone_golds = [g for at, g in enumerate(golds) if at not in {left for left, _ in pairs}]
    lone_predictions = [p for at, p in enumerate(predictions) if at not in {right for _, right in pairs}]
    correct = {p.deal.id for g, p in matched if level_reached(g, p) > 0}
    return DealScores(
        counts=_counts(golds, predictions, matched),
        errors=_errors(matched, lone_golds, lone_predictions),
        types=Counter(
            [(g.deal.type.value, p.deal.type.value) for g, p in matched]
            + [(g.deal.type.value, NONE) for g in lone_golds]
            + [(NONE, p.deal.type.value) for p in lone_predictions]
        ),
        statuses=Counter((g.deal.status.value, p.deal.status.value) for g, p in matched),
        confidences=tuple((deal.confidence, deal.id in correct) for deal in pair.predicted.deals),
    )


def align_deals(pair: Pair, alignment: Alignment) -> dict[str, str]:
    """Which predicted deal is which gold one: ids of the prediction to ids of the gold."""
    golds = views_of(pair.gold, alignment, is_gold=True)
    predictions = views_of(pair.predicted, alignment, is_gold=False)
    return {predictions[right].deal.id: golds[left].deal.id for left, right in _aligned(golds, predictions)}


def _aligned(golds: Sequence[DealView], predictions: Sequence[DealView]) -> list[tuple[int, int]]:
    weights: dict[tuple[int, int], float] = {}
    for left, gold in enumerate(golds):
        for right, predicted in enumerate(predictions):
            weight = _weight(gold, predicted)
            if weight:
                weights[left, right] = weight
    return best_matching(weights)


def level_reached(gold: DealView, predicted: DealView) -> int:
    """How many of ``LEVELS`` a matched pair reaches."""
    main = gold.deal.type is predicted.deal.type and same_fillers(gold.main, predicted.main)
    checks = (
        main,
        main and gold.amount == predicted.amount,
        main and gold.deal.status is predicted.deal.status,
        main and gold.slots == predicted.slots and same_fillers(gold.fillers, predicted.fillers),
    )
    return next((level for level, passed in enumerate(checks) if not passed), len(checks))


def _weight(gold: DealView, predicted: DealView) -> float:
    """How well two deals fit; 0 when they have neither a participant nor type and evidence in common."""
    common = _common_entities(gold, predicted)
    evidence = any_overlap(gold.spans, predicted.spans)
    same_type = gold.deal.type is predicted.deal.type
    if not common and not (evidence and same_type):
        return 0.0
    total = max(len(gold.fillers), len(predicted.fillers), 1)
    level = level_reached(gold, predicted)
    return (
        _EXACT * (level > 0)
        + _TYPE * same_type
        + _SHARE * common / total
        + level
        + _DETAIL * evidence
        + _DETAIL * (gold.deal.status is predicted.deal.status)
        + _DETAIL * (gold.amount == predicted.amount)
    )


def _common_entities(gold: DealView, predicted: DealView) -> int:
    """Participants in common, whatever their roles: a divestiture read as an acquisition is the same deal."""
    golds = Counter(filler.entity for filler in gold.fillers if filler.entity)
    predictions = Counter(filler.entity for filler in predicted.fillers if filler.entity)
    return (golds & predictions).total()


def _counts(
    golds: list[DealView], predictions: list[DealView], matched: list[tuple[DealView, DealView]]
) -> dict[str, Counts]:
    reached = [(g, level_reached(g, p)) for g, p in matched]
    counts: dict[str, Counts] = {}
    for at, level in enumerate(LEVELS):
        hits = [g for g, number in reached if number > at]
        counts[f"deals.{level}"] = Counts(len(golds), len(predictions), len(hits))
        for kind in DealType:
            of_gold = sum(g.deal.type is kind for g in golds)
            of_predicted = sum(p.deal.type is kind for p in predictions)
            if of_gold or of_predicted:
                correct = sum(g.deal.type is kind for g in hits)
                counts[f"deals.{level}.{kind.value}"] = Counts(of_gold, of_predicted, correct)
    same_type = [(g, p) for g, p in matched if g.deal.type is p.deal.type]
    counts["deals.found"] = Counts(len(golds), len(predictions), len(same_type))
    counts["deals.roles"] = Counts(
        sum(len(g.fillers) for g in golds),
        sum(len(p.fillers) for p in predictions),
        sum(common_fillers(g.fillers, p.fillers) for g, p in same_type),
    )
    said = [(g, p) for g, p in same_type if g.deal.attribution or p.deal.attribution]
    counts["deals.attribution"] = Counts(
        sum(g.deal.attribution is not None for g in golds),
        sum(p.deal.attribution is not None for p in predictions),
        sum(_same_attribution(g, p) for g, p in said),
    )
    return counts


def _same_attribution(gold: DealView, predicted: DealView) -> bool:
    """Whether both found somebody who says so, at the same place."""
    left, right = gold.deal.attribution, predicted.deal.attribution
    if left is None or right is None:
        return False
    return any_overlap(
        [(left.evidence.start, left.evidence.end)], [(right.evidence.start, right.evidence.end)]
    )


def _errors(
    matched: list[tuple[DealView, DealView]], golds: list[DealView], predictions: list[DealView]
) -> list[Error]:
    errors = [_error("missing", g, g.title) for g in golds]
    errors += [_error("spurious", p, p.title) for p in predictions]
    for g, p in matched:
        if g.deal.type is not p.deal.type:
            errors.append(_error("type", p, f"{p.title}; gold: {g.title}"))
            continue
        if not same_fillers(g.main, p.main):
            errors.append(_error("participants", p, f"{p.title}; gold: {g.title}"))
        if g.amount != p.amount:
            errors.append(_error("amount", p, f"{p.title}: {_sum(p)} instead of {_sum(g)}"))
        if g.deal.status is not p.deal.status:
            errors.append(_error("status", p, f"{p.title}; gold: {g.deal.status.value}"))
        for slot, ours, theirs in zip(
            ("valuation", "stake", "round", "headcount", "date"), p.slots, g.slots, strict=True
        ):
            if ours != theirs:
                errors.append(_error(slot, p, f"{p.title}: {_shown(ours)} instead of {_shown(theirs)}"))
    return errors


def _sum(view: DealView) -> str:
    return _shown(view.amount)


def _shown(value: object) -> str:
    if isinstance(value, tuple):
        return " ".join(str(part) for part in value if part is not None) or "unknown"
    return "nothing" if value is None else str(value)


def _error(kind: str, view: DealView, text: str) -> Error:
    start, end = view.spans[0] if view.spans else (None, None)
    rule = next((e.rule for e in view.deal.evidence if e.rule != GOLD_RULE), None)
    return Error("deals", kind, text, start, end, rule)
