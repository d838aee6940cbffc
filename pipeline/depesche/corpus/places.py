"""Finds the words of an annotation in the text: by text and occurrence, as ``words#2``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from depesche.readings import Span

_OCCURRENCE = re.compile(r"(?P<words>.*\S)#(?P<number>[1-9]\d*)$", re.DOTALL)
_GENITIVE = re.compile(r"(?:s|es|['’]s|['’])(?!\w)")
_ABBREVIATIONS = (
    r"(?<!\bMio)(?<!\bMrd)(?<!\bBio)(?<!\bDr)(?<!\bProf)(?<!\bInc)(?<!\bCo)(?<!\bCorp)(?<!\bLtd)(?<!\bSt)(?<!\bNr)"
    r"(?<!\bca)(?<!\bbzw)(?<!\bUS)(?<!\bz\. B)(?<!\bu\. a)(?<!\bd\. h)(?<!\bMr)(?<!\bTsd)"
)
_SENTENCE_END = re.compile(
    _ABBREVIATIONS + r"(?<![\s(]\d)(?<![\s(]\d\d)[.!?…][\"”“’»«)\]]*(?=\s+[\"„“‚«»(]?[A-ZÄÖÜ0-9])|\n+"
)


def split_occurrence(words: str) -> tuple[str, int | None]:
    """Take ``words#2`` apart into the words and the number of the occurrence, None where not given."""
    found = _OCCURRENCE.match(words)
    return (found["words"], int(found["number"])) if found else (words, None)


def occurrences(text: str, words: str, *, name: bool = False) -> Iterator[Span]:
    """All places where ``words`` stand as whole words; a name may carry a genitive ending behind it."""
    size = len(words)
    at = text.find(words)
    while at >= 0:
        end = at + size
        if _starts_word(text, at) and (_ends_word(text, end) or (name and _GENITIVE.match(text, end))):
            yield Span(at, end)
        at = text.find(words, at + 1)


def find(text: str, words: str, *, start: int = 0) -> Span | None:
    """The place of ``words`` or ``words#n``; without a number the first at or behind ``start``.

    ``first words … last words`` spans from one to the nearest end of the other.
    """
    if " … " in words:
        head, tail = words.split(" … ", 1)
        first = find(text, head, start=start)
        last = find(text, tail, start=first.end) if first else None
        return Span(first.start, last.end) if first and last else None
    bare, number = split_occurrence(words)
    places = occurrences(text, bare)
    if number is None:
        return next((place for place in places if place.start >= start), None)
    return next((place for count, place in enumerate(places, 1) if count == number), None)


def number_words(text: str, span: Span, *, start: int = 0) -> str | None:
    """The words, numbered if need be, by which :func:`find` finds ``span``; None if there are none."""
    words = text[span.start : span.end]
    if find(text, words, start=start) == span:
        return words
    numbers = (number for number, place in enumerate(occurrences(text, words), 1) if place == span)
    numbered = next((f"{words}#{number}" for number in numbers), None)
    return numbered if numbered and find(text, numbered, start=start) == span else None


def sentence_around(text: str, span: Span) -> Span:
    """The sentence that holds ``span``, by full stops and line ends; cautious, so rather too long."""
    start, end = 0, len(text)
    for stop in _SENTENCE_END.finditer(text):
        if stop.end() <= span.start:
            start = stop.end()
        elif stop.start() >= span.end:
            end = stop.end()
            break
    return _stripped(text, start, end)


def sentence_ends(text: str) -> Iterator[int]:
    """Where sentences end, as :func:`sentence_around` sees them."""
    return (stop.end() for stop in _SENTENCE_END.finditer(text))


def free_of(spans: Iterable[Span], taken: Iterable[Span]) -> list[Span]:
    """The spans that overlap none of ``taken``."""
    others = list(taken)
    return [span for span in spans if not any(span.overlaps(other) for other in others)]


def _stripped(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def _starts_word(text: str, at: int) -> bool:
    return at == 0 or not (text[at - 1].isalnum() and text[at].isalnum())


def _ends_word(text: str, end: int) -> bool:
    return end >= len(text) or not (text[end - 1].isalnum() and text[end].isalnum())
