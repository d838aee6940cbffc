"""Cuts a text into items: one pass over the characters, one look-up a word.

The pass uses the standard library's ``re``, which is an order of magnitude faster here than ``regex``; no
pattern can backtrack into a long run, because every repetition is followed by what it cannot match.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from depesche.dates.line import UNKNOWN, Entry, Line, Starters
from depesche.dates.pack import Notation
from depesche.readings import Span

_HYPHENS = "\u2010\u2011-"
_APOSTROPHES = "'’‘"
_WORD = rf"[^\W\d_]+(?!\w)(?:[{_HYPHENS}][^\W_]+)*"
_CAN_BE_NUMERIC = rf"(?=[\dQH{_APOSTROPHES}])"
_FREE_LEFT = rf"(?<![\w$€£¥§#@&+])(?<!\d[.,:/{_APOSTROPHES}{_HYPHENS}])(?<![^\W_][{_HYPHENS}])"
_FREE_RIGHT = rf"(?![\w€$£¥%°])(?![{_HYPHENS}][^\W_])(?![.,:/{_APOSTROPHES}]\d)"
_NUMBER = rf"\d+(?:[.,:/{_APOSTROPHES}{_HYPHENS}]\d+)*[\w{_HYPHENS}]*"
_MIXED = rf"\w[\w{_HYPHENS}]*"
_PARAGRAPH = r"\n[ ]*\n"
_SIGN = r"[^\w\s]"


@dataclass(frozen=True, slots=True)
class CompiledNotation:
    """A numeric notation with its own regex for the parts, and the rules that can begin with it."""

    symbols: tuple[str, ...]
    parts: re.Pattern[str]
    starters: Starters


@dataclass(frozen=True, slots=True)
class Lexer:
    """``pattern`` cuts; ``words`` and ``notations`` say what the pieces mean."""

    pattern: re.Pattern[str]
    words: Mapping[str, Entry]
    notations: Mapping[str, CompiledNotation]

    def cut(self, text: str, taken: Sequence[Span]) -> Line:
        """Give the items of a text in order; what lies in ``taken`` is of no class."""
        pieces = list(self.pattern.finditer(text))
        look_up = self.words.get
        entries = [look_up(piece[0], UNKNOWN) for piece in pieces]
        for at, piece in enumerate(pieces):
            if piece.lastgroup is not None:
                entries[at] = _numeric(self.notations[piece.lastgroup], piece[0])
        spans = [piece.span() for piece in pieces]
        for at in _inside(spans, sorted(taken)):
            entries[at] = UNKNOWN
        values = [entry.values for entry in entries]
        return Line(spans, values, [entry.starters for entry in entries], [None] * len(entries))


def compile_lexer(
    notations: Iterable[Notation], words: Mapping[str, Entry], starters: Mapping[frozenset[str], Starters]
) -> Lexer:
    """Build the one regex that cuts texts; ``starters`` gives the rules for the classes of each notation."""
    alternatives: list[str] = []
    compiled: dict[str, CompiledNotation] = {}
    for notation in notations:
        without_groups = re.sub(r"\(\?P<\w+>", "(?:", notation.pattern)
        alternatives.append(f"(?P<{notation.name}>(?:{without_groups}){_FREE_RIGHT})")
        compiled[notation.name] = CompiledNotation(
            notation.symbols, re.compile(notation.pattern), starters[frozenset(notation.symbols)]
        )
    numeric = f"{_CAN_BE_NUMERIC}{_FREE_LEFT}(?:{'|'.join(alternatives)})"
    pattern = re.compile("|".join([_WORD, numeric, _NUMBER, _MIXED, _PARAGRAPH, _SIGN]))
    return Lexer(pattern, words, compiled)


def _numeric(notation: CompiledNotation, text: str) -> Entry:
    found = notation.parts.fullmatch(text)
    parts = {name: part for name, part in found.groupdict().items() if part} if found else {}
    return Entry(dict.fromkeys(notation.symbols, parts), notation.starters)


def _inside(spans: Sequence[tuple[int, int]], taken: Sequence[Span]) -> Iterable[int]:
    """Give the indices of the items that overlap one of the taken spans; both are in text order."""
    at = 0
    for block in taken:
        while at < len(spans) and spans[at][1] <= block.start:
            at += 1
        inside = at
        while inside < len(spans) and spans[inside][0] < block.end:
            yield inside
            inside += 1
