"""Fit the weights of a deal's confidence on the training articles: what share of such deals is right.

    python training/confidence.py [CORPUS]

A deal is right when type and main participants are. Logistic regression by Newton's method with a ridge
of 1; written to ``rules/deals/confidence.yaml``.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

import numpy as np

from depesche import Extractor
from depesche.building import build_record
from depesche.corpus.store import load_corpus
from depesche.evaluation.deals import score_deals
from depesche.evaluation.entities import align_entities
from depesche.evaluation.pairs import Pair
from depesche.records import Article
from depesche.text import analysis_text

_FILE = Path(__file__).parent.parent / "rules" / "deals" / "confidence.yaml"
_RIDGE = 1.0
_STEPS = 25
_HEAD = """\
pack: deals.confidence
kind: deal_confidence
description: >
  Weights of what speaks for or against a deal, fitted by training/confidence.py on the training articles of
  the corpus; their sum is the log-odds that type and main participants are right.
weights:
"""


def main(corpus: Path) -> None:
    """Fit on the articles of a corpus's training split and write the pack."""
    extractor = Extractor(model="embedded")
    rows: list[Mapping[str, float]] = []
    right: list[float] = []
    for article in load_corpus(corpus).split("train"):
        gold = article.record
        source = Article(
            id=gold.id, text=gold.text or "", title=gold.source.title, published=gold.source.published
        )
        text = analysis_text(source.text)
        findings = extractor.findings(source, text)
        predicted = build_record(source, text, findings, extractor.pipeline)
        scores = score_deals(Pair(gold, predicted), align_entities(gold, predicted))
        for deal, (_, is_right) in zip(findings.deals, scores.confidences, strict=True):
            rows.append(deal.features)
            right.append(float(is_right))
    names = list(rows[0])
    weights = fit(np.array([[row[name] for name in names] for row in rows]), np.array(right))
    lines = [f"  {name}: {weight:.3f}\n" for name, weight in zip(names, weights, strict=True)]
    _FILE.write_text(_HEAD + "".join(lines), encoding="utf-8")
    sys.stdout.write(f"{len(right)} deals, {sum(right):.0f} right; weights written to {_FILE.name}\n")


def fit(rows: np.ndarray, right: np.ndarray) -> np.ndarray:
    """The weights of a ridge logistic regression of ``right`` (0 or 1) on ``rows``, the first one free."""
    weights = np.zeros(rows.shape[1])
    ridge = np.diag([0.0] + [_RIDGE] * (rows.shape[1] - 1))
    for _ in range(_STEPS):
        chance = 1.0 / (1.0 + np.exp(-rows @ weights))
        gradient = rows.T @ (right - chance) - ridge @ weights
        curve = (rows * (chance * (1 - chance))[:, None]).T @ rows + ridge
        weights = weights + np.linalg.solve(curve, gradient)
    return weights


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path("corpus"))
