"""Optimal one-to-one matching: what gold item and what predicted item belong together.

Greedy alignment makes a score depend on the order of annotations; here the sum of the weights is as large
as it can be. Callers sort both sides by content first, so that ties fall the same way in every order.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

Pairing = tuple[int, int]


def best_matching(weights: Mapping[Pairing, float]) -> list[Pairing]:
    """The pairs (left, right) of largest total weight, each side used once; only pairs in ``weights``.

    Weights are positive. Independent groups of pairs are solved apart, so many small groups are cheap.
    """
    pairs: list[Pairing] = []
    for group in _components(weights):
        lefts = sorted({left for left, _ in group})
        rights = sorted({right for _, right in group})
        table = [[weights.get((left, right), 0.0) for right in rights] for left in lefts]
        pairs.extend(
            (lefts[row], rights[column]) for row, column in _hungarian(table) if table[row][column] > 0
        )
    return sorted(pairs)


def _components(weights: Mapping[Pairing, float]) -> list[list[Pairing]]:
    """Groups of pairs that hang together by a common side."""
    by_left: dict[int, list[Pairing]] = defaultdict(list)
    by_right: dict[int, list[Pairing]] = defaultdict(list)
    for pair in sorted(weights):
        by_left[pair[0]].append(pair)
        by_right[pair[1]].append(pair)
    seen: set[Pairing] = set()
    groups: list[list[Pairing]] = []
    for start in sorted(weights):
        if start in seen:
            continue
        group: list[Pairing] = []
        stack = [start]
        while stack:
            pair = stack.pop()
            if pair in seen:
                continue
            seen.add(pair)
            group.append(pair)
            stack.extend(by_left[pair[0]])
            stack.extend(by_right[pair[1]])
        groups.append(sorted(group))
    return groups


def _hungarian(weights: list[list[float]]) -> list[Pairing]:
    """Assignment of maximal weight in a dense table (rows, columns), by successive shortest paths."""
    size = max(len(weights), len(weights[0]))
    top = max(max(row) for row in weights)
    cost = [
        [top - (weights[r][c] if r < len(weights) and c < len(weights[r]) else 0.0) for c in range(size)]
        for r in range(size)
    ]
    # Potentials and matches count rows and columns from 1; 0 is the row that is being added.
    row_price = [0.0] * (size + 1)
    column_price = [0.0] * (size + 1)
    row_of = [0] * (size + 1)
    for row in range(1, size + 1):
        row_of[0] = row
        column = 0
        best = [float("inf")] * (size + 1)
        came_from = [0] * (size + 1)
        done = [False] * (size + 1)
        while row_of[column]:
            done[column] = True
            here, step, target = row_of[column], float("inf"), 0
            for other in range(1, size + 1):
                if done[other]:
                    continue
                reduced = cost[here - 1][other - 1] - row_price[here] - column_price[other]
                if reduced < best[other]:
                    best[other], came_from[other] = reduced, column
                if best[other] < step:
                    step, target = best[other], other
            for other in range(size + 1):
                if done[other]:
                    row_price[row_of[other]] += step
                    column_price[other] -= step
                else:
                    best[other] -= step
            column = target
        while column:
            row_of[column], column = row_of[came_from[column]], came_from[column]
    return [
        (row_of[column] - 1, column - 1)
        for column in range(1, size + 1)
        if row_of[column] <= len(weights) and column <= len(weights[0])
    ]
