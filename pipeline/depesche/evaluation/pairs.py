"""A gold record and the extraction of the same article, side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from depesche.corpus.source import LAYERS, Layer
from depesche.records import Extraction, Mention


@dataclass(frozen=True, slots=True)
class Pair:
    """``layers``: what was annotated; the rest of the prediction is not scored."""

    gold: Extraction
    predicted: Extraction
    layers: tuple[Layer, ...] = LAYERS


@dataclass(frozen=True, slots=True)
class Error:
    """One difference: ``layer`` and ``kind`` to sort by, ``text`` for people, the span it is about.

    ``kind``: missing, spurious, or what is wrong about a matched item (type, status, amount …).
    """

    layer: str
    kind: str
    text: str
    start: int | None = None
    end: int | None = None
    rule: str | None = None


def mention_by_id(record: Extraction) -> dict[str, Mention]:
    """The record's mentions by id."""
    return {mention.id: mention for mention in record.mentions}


def overlap(first: tuple[int, int], second: tuple[int, int]) -> int:
    """How many characters two half-open ranges share."""
    return max(0, min(first[1], second[1]) - max(first[0], second[0]))


def any_overlap(firsts: Sequence[tuple[int, int]], seconds: Sequence[tuple[int, int]]) -> bool:
    """Whether some range of the one list shares a character with one of the other."""
    return any(overlap(first, second) for first in firsts for second in seconds)
