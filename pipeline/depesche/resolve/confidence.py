"""How likely a deal is right: a logistic model of how well it is told, fitted on the training articles.

The weights stand in ``rules/deals/confidence.yaml``; ``training/confidence.py`` fits them.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from depesche.resolve.transactions import Party, Telling

_MOST = 2
"""Counts beyond this say no more."""


def features(cluster: Sequence[Telling], parties: Sequence[Party], *, detailed: bool) -> dict[str, float]:
    """What speaks for or against a deal: by the name of each weight, 0 to 2.

    ``parties``: the deal's own. ``detailed``: it has a sum, a share or a date.
    """
    firm = sum(party.named and not party.weak for party in parties)
    weak = sum(party.named and party.weak for party in parties)
    return {
        "base": 1.0,
        "told_again": float(min(len(cluster) - 1, _MOST)),
        "firm_parties": float(min(firm, _MOST)),
        "weak_parties": float(min(weak, _MOST)),
        "unnamed_parties": float(min(len(parties) - firm - weak, _MOST)),
        "told_by_verb": float(any(not one.reading.by_noun for one in cluster)),
        "status_cue": float(any(one.reading.status_cue is not None for one in cluster)),
        "detailed": float(detailed),
    }


def probability(found: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """The probability of a deal by its features; a feature without a weight does not count."""
    total = sum(weights.get(name, 0.0) * value for name, value in found.items())
    return round(1.0 / (1.0 + math.exp(-total)), 2)
