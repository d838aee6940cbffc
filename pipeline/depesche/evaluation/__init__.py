"""Scores extractions against gold: mentions, entities, titles, values and deals."""

from depesche.evaluation.evaluate import Evaluation, evaluate_pairs
from depesche.evaluation.pairs import Pair

__all__ = ["Evaluation", "Pair", "evaluate_pairs"]
