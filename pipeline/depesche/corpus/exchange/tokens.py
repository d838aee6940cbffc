"""Tokens for formats that know only tokens: spaCy's German ones, cut where an annotation begins or ends."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

from depesche.readings import Span

if TYPE_CHECKING:
    from spacy.language import Language


@cache
def german() -> Language:
    """spaCy's German without a model; loaded once."""
    import spacy  # noqa: PLC0415 - costs every command of the program its start-up time

    return spacy.blank("de")


def cut_tokens(text: str, cuts: Iterable[int]) -> list[Span]:
    """The tokens of a text without white space, cut further at the given places."""
    at_cuts = sorted(set(cuts))
    tokens: list[Span] = []
    nlp = german()
    nlp.max_length = max(nlp.max_length, len(text) + 1)
    for token in nlp.make_doc(text):
        start, end = token.idx, token.idx + len(token.text)
        inside = [cut for cut in at_cuts if start < cut < end]
        for piece_start, piece_end in zip([start, *inside], [*inside, end], strict=True):
            piece = text[piece_start:piece_end]
            left = piece_start + len(piece) - len(piece.lstrip())
            right = piece_start + len(piece.rstrip())
            if left < right:
                tokens.append(Span(left, right))
    return tokens
