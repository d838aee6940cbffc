"""Finds articles that say nearly the same in the same words, by shingles of words."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from itertools import combinations

SHINGLE = 4
"""Words in a shingle."""
LIMIT = 0.2
"""Share of common shingles, of the smaller article's, from which two articles count as near-duplicates."""


def near_duplicates(texts: Mapping[str, str]) -> list[tuple[str, str, float]]:
    """Pairs of ids whose texts share at least ``LIMIT`` of the smaller one's shingles, with the share."""
    shingles = {key: _shingles(text) for key, text in texts.items()}
    holders: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for key, grams in shingles.items():
        for gram in grams:
            holders[gram].append(key)
    common: dict[tuple[str, str], int] = defaultdict(int)
    for keys in holders.values():
        for pair in combinations(sorted(keys), 2):
            common[pair] += 1
    pairs = [
        (first, second, count / min(len(shingles[first]), len(shingles[second])))
        for (first, second), count in common.items()
    ]
    return sorted(pair for pair in pairs if pair[2] >= LIMIT)


def _shingles(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.casefold())
    return {tuple(words[at : at + SHINGLE]) for at in range(max(1, len(words) - SHINGLE + 1))}
