"""Cuts a text into items: one pass over the characters, one look-up a word."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import regex

from depesche.dates.items import Item, Value
from depesche.dates.pack import Notation
from depesche.readings import Span

_WORD = r"[^\W\d_]++(?![\d_])(?:[-\u2010\u2011][^\W_]++)*+"
_FREE_LEFT = r"(?<![\w$€£¥§#@&+])(?<!\d[.,:/'’\u2010\u2011-])(?<![^\W_][-\u2010\u2011])"
_FREE_RIGHT = r"(?![\w€$£¥%°])(?![-\u2010\u2011][^\W_])(?![.,:/'’]\d)"
_NUMBER = r"\d++(?:[.,:/'’\u2010\u2011-]\d++)*+(?:[-\u2010\u2011]?+\w++)*+"
_MIXED = r"\w++(?:[-\u2010\u2011]\w++)*+"
_SIGN = r"\n[ ]*+\n\s*+|[^\w\s]"
_PARAGRAPH = "paragraph"

_OTHER: Mapping[str, Value] = {}
_NO_STARTERS: tuple[tuple[int, ...], ...] = ((), (), ())


@dataclass(frozen=True, slots=True)
class Entry:
    """What a written form or a notation stands for in any text."""

    values: Mapping[str, Value]
    starters: tuple[tuple[int, ...], ...]


_UNKNOWN = Entry(_OTHER, _NO_STARTERS)


@dataclass(frozen=True, slots=True)
class CompiledNotation:
    """A numeric notation with its own regex for the parts, and the rules that can begin with it."""

    symbols: tuple[str, ...]
    parts: regex.Pattern[str]
    starters: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class Lexer:
    """``cut`` is compiled once; ``words`` and ``notations`` say what the pieces mean."""

    pattern: regex.Pattern[str]
    words: Mapping[str, Entry]
    notations: Mapping[str, CompiledNotation]

    def cut(self, text: str, taken: Sequence[Span]) -> list[Item]:
        """Give the items of a text in order; what lies in ``taken`` is of no class."""
        items: list[Item] = []
        append = items.append
        words, notations = self.words, self.notations
        blocked = iter(sorted(taken))
        block = next(blocked, None)
        for found in self.pattern.finditer(text):
            start, end = found.span()
            while block is not None and block.end <= start:
                block = next(blocked, None)
            if block is not None and block.start < end:
                append(Item(start, end, _OTHER, _NO_STARTERS))
                continue
            kind = found.lastgroup
            if kind is None:
                entry = words.get(found[0], _UNKNOWN)
                append(Item(start, end, entry.values, entry.starters))
            else:
                append(_numeric(notations[kind], found[0], start, end))
        return items


def compile_lexer(
    notations: Iterable[Notation], words: Mapping[str, Entry], starters: Mapping[frozenset[str], tuple[tuple[int, ...], ...]]
) -> Lexer:
    """Build the one regex that cuts texts; ``starters`` gives the rules for the classes of each notation."""
    alternatives: list[str] = []
    compiled: dict[str, CompiledNotation] = {}
    for notation in notations:
        without_groups = regex.sub(r"\(\?P<\w+>", "(?:", notation.pattern)
        alternatives.append(f"(?P<{notation.name}>{_FREE_LEFT}(?:{without_groups}){_FREE_RIGHT})")
        compiled[notation.name] = CompiledNotation(
            notation.symbols, regex.compile(notation.pattern), starters[frozenset(notation.symbols)]
        )
    pattern = regex.compile("|".join([_WORD, *alternatives, _NUMBER, _MIXED, _SIGN]))
    return Lexer(pattern, words, compiled)


def _numeric(notation: CompiledNotation, text: str, start: int, end: int) -> Item:
    found = notation.parts.fullmatch(text)
    parts = {name: part for name, part in found.groupdict().items() if part} if found else {}
    return Item(start, end, dict.fromkeys(notation.symbols, parts), notation.starters)
