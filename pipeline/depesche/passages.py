"""Cuts a text where a sentence surely ends, so that a stage can pass over what holds nothing for it."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise

from depesche.readings import Span

_SURE_END = re.compile(r"(?<=[a-zäöüß]{5})[.!?](?=\s+[A-ZÄÖÜ„“»«\"])")
"""A mark behind a word too long for an abbreviation, before a word with a capital letter."""


def passages(text: str, is_wanted: Callable[[str], bool]) -> list[Span]:
    """Give the passages that ``is_wanted`` tells, in text order, neighbours as one.

    A passage begins right behind the mark that ends the sentence before it.
    """
    bounds = [0, *[end.end() for end in _SURE_END.finditer(text)], len(text)]
    wanted: list[Span] = []
    for start, end in pairwise(bounds):
        if is_wanted(text[start:end]):
            follows = bool(wanted) and wanted[-1].end == start
            wanted.append(Span(wanted.pop().start if follows else start, end))
    return wanted
