"""Cuts a text into elements: numbers, number words, magnitudes, units, and the words around them."""

from __future__ import annotations

import re
from decimal import Decimal

from depesche.amounts import elements as kind
from depesche.amounts.classify import Meaning, Phrase
from depesche.amounts.digits import Digits, read_digits
from depesche.amounts.elements import Element
from depesche.amounts.vocabulary import LEXEME, Vocabulary
from depesche.passages import passages
from depesche.readings import Span

_WORD, _NUMBER, _BLANK, _MARK = 1, 2, 3, 4
"""The groups of LEXEME."""
_FRACTION = re.compile(r"(?:^|[\s(„»«])(?:[12]/3|[123]/4|1/2|[1-4]/5)(?![\w/.,:-])")
"""A fraction in digits: "2/3 der Anteile"."""
_CENTS = Decimal("0.01")
_HYPHENS = "-‐‑"
_DASHES = "–—‒"
_MINUS = "−"
_BEFORE_HYPHEN = (".", "€", "$", "%", ")")
_SIGNS = ("€", "$", "£")
_BEHIND_HYPHEN = (*_SIGNS, "%")
_OPENS_SUM = " (\n\t:\u00a0"
_JOINS_NUMBER = "-‐‑/:._#§"
"""Marks that make the number behind them part of a name, a time, an address ("GPT-4", "3:2")."""


def lex(text: str, vocabulary: Vocabulary) -> list[Element]:
    """All elements of the passages that may hold a number, in order; white space is left out.

    A blank line is a BREAK, and so is what lies between these passages.
    """
    out: list[Element] = []
    done = 0
    for passage in passages(text, vocabulary.can_hold_number):
        if passage.start > done:
            out.append(Element(kind.BREAK, done, passage.start))
        _lex(text, passage, vocabulary, out)
        done = passage.end
    if done < len(text):
        out.append(Element(kind.BREAK, done, len(text)))
    return out


def _lex(text: str, passage: Span, vocabulary: Vocabulary, out: list[Element]) -> None:
    """Append the elements of a passage."""
    lexemes = [(m.group(), m.lastindex, m.start()) for m in LEXEME.finditer(text, passage.start, passage.end)]
    classify = vocabulary.classify
    size = len(lexemes)
    at = 0
    while at < size:
        word, group, start = lexemes[at]
        at += 1
        if group == _WORD:
            pieces, options = classify(word)
            if options is None and len(pieces) == 1 and pieces[0][0] != kind.MAGNITUDE:
                name, payload, length = pieces[0]
                out.append(Element(name, start, start + length, payload))
                continue
        else:
            pieces, options = (), vocabulary.mark_phrases.get(word)
        taken = _phrase_end(lexemes, at, options) if options else None
        if taken is not None:
            (name, payload), at = taken
            last, _, last_start = lexemes[at - 1]
            out.append(Element(name, start, last_start + len(last), payload))
        elif group == _NUMBER and _FRACTION.match(text, start - 1 if start else 0):
            whole = out.pop() if out and _counts_with_fraction(text, out[-1], start) else None
            out.extend(_fraction(text, start, whole))
            at += 2
        elif group == _NUMBER:
            out.append(_number(text, word, start, out))
        elif group == _BLANK:
            out.append(Element(kind.BREAK, start, start + len(word)))
        elif group == _MARK:
            out.append(_mark(text, word, start, vocabulary))
        for name, payload, length in pieces if taken is None else ():
            end = start + length
            if name == kind.MAGNITUDE and payload.abbreviation and text.startswith(".", end):
                end += 1
                at += 1
            out.append(Element(name, start, end, payload))
            start = end


def _phrase_end(
    lexemes: list[tuple[str, int | None, int]], at: int, options: tuple[Phrase, ...]
) -> tuple[Meaning, int] | None:
    """What the longest phrase from the lexeme before ``at`` on means, and the index behind it."""
    first, _, start = lexemes[at - 1]
    for phrase in options:
        here = at
        end = start + len(first)
        for part, spaced in phrase.rest:
            if here >= len(lexemes):
                break
            word, _, word_start = lexemes[here]
            if word.lower() != part or (word_start > end) != spaced:
                break
            end = word_start + len(word)
            here += 1
        else:
            return phrase.meaning, here
    return None


def _counts_with_fraction(text: str, before: Element, start: int) -> bool:
    """Whether a number and the fraction that begins at ``start`` are one: "3 1/2 Prozent"."""
    digits = before.payload
    is_whole = isinstance(digits, Digits) and digits.value == digits.value.to_integral_value()
    return before.kind == kind.NUMBER and is_whole and text[before.end : start] == " "


def _fraction(text: str, start: int, whole: Element | None) -> list[Element]:
    """The elements of a fraction in digits, as one number with the whole before it."""
    numerator, denominator = int(text[start]), int(text[start + 2])
    if whole is None or not isinstance(whole.payload, Digits):
        parts = Element(kind.FRACTION, start + 1, start + 3, denominator)
        return [Element(kind.NUMBER, start, start + 1, read_digits(text[start])), parts]
    share = (Decimal(numerator) / Decimal(denominator)).quantize(_CENTS).normalize()
    digits = whole.payload._replace(value=whole.payload.value + share)
    return [Element(kind.NUMBER, whole.start, start + 3, digits)]


def _number(text: str, raw: str, start: int, before: list[Element]) -> Element:
    """A number in digits, or OTHER where it is part of a name, a time, a code."""
    end = start + len(raw)
    digits = read_digits(raw)
    previous = before[-1] if before else None
    glued = previous is not None and previous.end == start
    if digits is None or (glued and previous is not None and _is_part_of_a_name(text, previous, before)):
        return Element(kind.OTHER, start, end)
    if text.startswith(("/", ":"), end) and text[end + 1 : end + 2].isdigit():
        return Element(kind.OTHER, start, end)
    return Element(kind.YEAR if digits.year_like else kind.NUMBER, start, end, digits)


def _is_part_of_a_name(text: str, previous: Element, before: list[Element]) -> bool:
    """Whether the number that follows ``previous`` without a space belongs to it."""
    if previous.kind in (kind.CODE, kind.SIGN, kind.OPEN, kind.MINUS, kind.DASH, kind.COMMA, kind.MODIFIER):
        return False
    if previous.kind == kind.HYPHEN:
        return len(before) < 2 or before[-2].kind not in (
            kind.NUMBER,
            kind.YEAR,
            kind.MAGNITUDE,
            kind.CURRENCY,
            kind.SIGN,
            kind.CODE,
            kind.TO,
            kind.SHORT,
        )
    mark = text[previous.end - 1]
    return mark.isalnum() or mark in _JOINS_NUMBER


def _is_minus_at_sign(text: str, at: int) -> bool:
    """Whether a dash right before the sign of a currency is a minus: "-€5", not "25 €-€50"."""
    stands_free = not at or text[at - 1] in _OPENS_SUM
    return stands_free and text[at + 1 : at + 2] in _SIGNS and text[at + 2 : at + 3].isdigit()


def _mark(text: str, mark: str, start: int, vocabulary: Vocabulary) -> Element:
    """A single character that is neither letter, digit nor space."""
    end = start + 1
    meaning = vocabulary.marks.get(mark)
    if meaning:
        return Element(meaning[0], start, end, meaning[1])
    before, behind = text[start - 1 : start], text[end : end + 1]
    joins = before.isalnum() or before in _BEFORE_HYPHEN
    if mark in _HYPHENS + _DASHES and _is_minus_at_sign(text, start):
        return Element(kind.MINUS, start, end)
    if mark in _HYPHENS and joins:
        is_hyphen = behind.isalnum() or behind in _BEHIND_HYPHEN
        return Element(kind.HYPHEN if is_hyphen else kind.DANGLING, start, end)
    if mark in _HYPHENS + _DASHES:
        is_minus = not joins and (behind.isdigit() or (before == "(" and text[end + 1 : end + 2].isdigit()))
        return Element(kind.MINUS if is_minus else kind.DASH, start, end)
    return Element(kind.MINUS if mark == _MINUS else kind.OTHER, start, end)
