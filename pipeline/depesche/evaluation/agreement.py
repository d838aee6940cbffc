"""How far two independent annotations of the same articles agree.

The second annotation is scored against the first as a prediction would be; F1 is the same either way. Deal
status and type are also compared by Cohen's kappa, which takes off what chance alone would give, over those
deals that were aligned with each other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from depesche.corpus.compile import Compiled
from depesche.errors import InputError
from depesche.evaluation.deals import NONE
from depesche.evaluation.evaluate import Evaluation, evaluate_pairs
from depesche.evaluation.pairs import Pair
from depesche.evaluation.scores import Score

AGREEMENT_METRICS: Mapping[str, str] = {
    "mentions.strict": "mentions: span and type",
    "mentions.exact": "mentions: span",
    "entities": "entities",
    "titles.person": "titles: person and title",
    "titles.status": "titles: with company and status",
    "amounts.value": "sums of money",
    "percentages.value": "percentages",
    "dates.value": "dates",
    "deals.found": "deals: type",
    "deals.main": "deals: type and main participants",
    "deals.amount": "deals: … and the sum",
    "deals.status": "deals: … and the status",
    "deals.full": "deals: all slots",
    "deals.attribution": "deals: who says so",
}
"""The layers that are reported, in this order, and what two annotators must have in common."""


@dataclass(frozen=True, slots=True)
class Kappa:
    """Cohen's kappa over ``items`` decisions; ``observed`` is the share that agrees.

    ``value`` is None where there is nothing to compare, or where both always chose the same one thing.
    """

    items: int
    observed: float | None
    value: float | None


@dataclass(frozen=True, slots=True)
class Agreement:
    """F1 by metric, kappa of status and type over aligned deals, and the evaluation they come from."""

    scores: Mapping[str, Score]
    status: Kappa
    type: Kappa
    evaluation: Evaluation


def compare_annotations(first: Sequence[Compiled], second: Sequence[Compiled]) -> Agreement:
    """Compare the articles that both have, by id, on the layers that both annotated.

    Raises InputError where they have no article in common, or one has another text in the second.
    """
    others = {article.source.id: article for article in second}
    pairs: list[Pair] = []
    for article in first:
        other = others.get(article.source.id)
        if other is None:
            continue
        if other.record.text_sha256 != article.record.text_sha256:
            raise InputError(f"{article.source.id}: text: the two annotations have different texts")
        layers = tuple(layer for layer in article.source.layers if layer in other.source.layers)
        pairs.append(Pair(article.record, other.record, layers))
    if not pairs:
        raise InputError("the two folders have no article in common; articles are paired by file name")
    evaluation = evaluate_pairs(pairs)
    return Agreement(
        scores={name: evaluation.scores[name] for name in AGREEMENT_METRICS if name in evaluation.scores},
        status=kappa(evaluation.statuses),
        type=kappa(evaluation.types),
        evaluation=evaluation,
    )


def kappa(decisions: Counter[tuple[str, str]]) -> Kappa:
    """Cohen's kappa of (first, second) decisions; those without a counterpart are left out."""
    both = Counter({pair: count for pair, count in decisions.items() if NONE not in pair})
    total = both.total()
    if not total:
        return Kappa(0, None, None)
    observed = sum(count for (one, other), count in both.items() if one == other) / total
    firsts: Counter[str] = Counter()
    seconds: Counter[str] = Counter()
    for (one, other), count in both.items():
        firsts[one] += count
        seconds[other] += count
    chance = sum(firsts[label] * seconds[label] for label in firsts) / total**2
    return Kappa(total, observed, None if chance == 1 else (observed - chance) / (1 - chance))


def agreement_markdown(agreement: Agreement) -> str:
    """The figures as two Markdown tables, in percent and as kappa."""
    lines = [
        "| layer | F1 | 95 % | first | second |",
        "| --- | ---: | ---: | ---: | ---: |",
    ]
    for name, score in agreement.scores.items():
        spread = "–" if score.low is None else f"{_percent(score.low)}–{_percent(score.high)}"
        row = (AGREEMENT_METRICS[name], _percent(score.f1), spread, str(score.gold), str(score.predicted))
        lines.append(f"| {' | '.join(row)} |")
    lines += ["", "| aligned deals | same | kappa | deals |", "| --- | ---: | ---: | ---: |"]
    for name, measured in (("status", agreement.status), ("type", agreement.type)):
        value = "–" if measured.value is None else f"{measured.value:.2f}"
        lines.append(f"| {name} | {_percent(measured.observed)} | {value} | {measured.items} |")
    return "\n".join(lines) + "\n"


def _percent(value: float | None) -> str:
    return "–" if value is None else f"{100 * value:.1f}"
