"""Rough sentence bounds for the context of a number; exact enough for cue words, needs no model."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property

from depesche.amounts import elements as kind
from depesche.amounts.elements import Element, kinds_of
from depesche.readings import Span

_ENDS = ".!?…"
_STOPS = re.compile(f"[{re.escape(kind.BREAK + kind.STOP)}]")
_REACH = 500
"""How many characters of its sentence, on either side, belong to the context of a number."""


def sentence_spans(text: str, elements: list[Element]) -> list[Span]:
    """Spans that cover the text; a full stop behind a short number or abbreviation ends none."""
    spans: list[Span] = []
    start = 0
    for found in _STOPS.finditer(kinds_of(elements)):
        index = found.start()
        element = elements[index]
        if element.kind == kind.BREAK or _ends(text, elements, index):
            spans.append(Span(start, element.end))
            start = element.end
    spans.append(Span(start, max(start, len(text))))
    return spans


def _ends(text: str, elements: list[Element], index: int) -> bool:
    element = elements[index]
    mark = text[element.start]
    if mark not in _ENDS:
        return False
    following = text[element.end : element.end + 2]
    if following and not following[0].isspace() and following[0] not in "“”\"«»)'":
        return False
    if mark != "." or index == 0:
        return True
    before = elements[index - 1]
    if before.end != element.start:
        return True
    if before.kind in (kind.PLAIN, kind.NUMBER) and before.end - before.start <= 2:
        return False
    return not (text[before.start : before.end].isalpha() and before.end - before.start <= 2)


class Sentences:
    """The sentences of a text, found when the first is asked for."""

    def __init__(self, text: str, elements: list[Element]) -> None:
        self._text = text
        self._elements = elements

    @cached_property
    def _spans(self) -> list[Span]:
        return sentence_spans(self._text, self._elements)

    @cached_property
    def _starts(self) -> list[int]:
        return [span.start for span in self._spans]

    def around(self, span: Span) -> Span:
        """The sentence a span begins in, cut off where it is too far away to say anything about it."""
        sentence = self._spans[max(0, bisect_right(self._starts, span.start) - 1)]
        return Span(
            max(sentence.start, span.start - _REACH), max(span.end, min(sentence.end, span.end + _REACH))
        )
