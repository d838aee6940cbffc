"""Cuts a text into items: one pass over the characters, one look-up a word.

The pass uses the standard library's ``re``, which is an order of magnitude faster here than ``regex``; no
pattern can backtrack into a long run, because every repetition is followed by what it cannot match.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from depesche.dates.line import UNKNOWN, Entry, Line, Starters
from depesche.dates.pack import NotationPack
from depesche.passages import passages
from depesche.readings import Span
from depesche.ruleset import OwnPattern, TextPattern, compile_expression

_HYPHENS = "\u2010\u2011-"
_APOSTROPHES = "'’‘"
_WORD = rf"[^\W\d_]+(?!\w)(?:[{_HYPHENS}][^\W_]+)*"
_CAN_BE_NUMERIC = rf"(?=[\dHKQ{_APOSTROPHES}])"
_FREE_LEFT = rf"(?<![\w$€£¥§#@&+])(?<!\d[.,:/{_APOSTROPHES}{_HYPHENS}])(?<![^\W_][{_HYPHENS}])"
_NOUN_AT_ORDINAL = r"(?<=\d\.)(?=[A-ZÄÖÜ][a-zäöü]{2})"
"""Where a blank is missing: "16.April"."""
_FREE_RIGHT = rf"(?:{_NOUN_AT_ORDINAL}|(?![\w€$£¥%°])(?![{_HYPHENS}][^\W_])(?![.,:/{_APOSTROPHES}]\d))"
_NUMBER = rf"\d+(?:[.,:/{_APOSTROPHES}{_HYPHENS}]\d+)*[\w{_HYPHENS}]*"
_WORDS = re.compile(_WORD)
_MIXED = rf"\w[\w{_HYPHENS}]*"
_PARAGRAPH = r"\n[ ]*\n"
_SIGN = r"[^\w\s]"


@dataclass(frozen=True, slots=True)
class CompiledNotation:
    """A numeric notation with its own regex for the parts, and the rules that can begin with it."""

    symbols: tuple[str, ...]
    parts: TextPattern
    starters: Starters


@dataclass(frozen=True, slots=True)
class Lexer:
    """``pattern`` cuts; ``words`` and ``notations`` say what the pieces mean.

    Every date has one of the words ``telling`` or figures that ``figures`` finds.
    """

    pattern: TextPattern
    words: Mapping[str, Entry]
    notations: Mapping[str, CompiledNotation]
    telling: frozenset[str]
    figures: TextPattern

    def cut(self, text: str, taken: Sequence[Span]) -> Line:
        """Give the items of a text in order; what lies in ``taken`` is of no class.

        A run of words of no class is one item, because no pattern looks into it, and so is a passage that
        can hold no date.
        """
        line = Line([], [], [], [], [])
        look_up, notations, pattern = self.words.get, self.notations, self.pattern
        starts, ends, values, starters = line.starts, line.ends, line.values, line.starters
        blocks = iter(sorted(taken))
        block = next(blocks, None)
        in_gap = False
        done = 0
        for passage in passages(text, self.can_hold_date):
            if passage.start > done:
                _put_gap(line, done, passage.start)
                in_gap = True
            done = passage.end
            for piece in pattern.finditer(text, passage.start, done):
                entry = look_up(piece[0])
                if entry is None and piece.lastgroup is not None:
                    entry = _numeric(notations[piece.lastgroup], piece[0])
                if entry is None and in_gap:
                    continue
                start, end = piece.span()
                while block is not None and block.end <= start:
                    block = next(blocks, None)
                in_gap = entry is None or (block is not None and block.start < end)
                if entry is None or in_gap:
                    entry = UNKNOWN
                starts.append(start)
                ends.append(end)
                values.append(entry.values)
                starters.append(entry.starters)
        line.found.extend([None] * len(starts))
        return line

    def can_hold_date(self, passage: str) -> bool:
        """Whether a passage has figures or a word that a date needs."""
        return (
            not self.telling.isdisjoint(_WORDS.findall(passage)) or self.figures.search(passage) is not None
        )


def _put_gap(line: Line, start: int, end: int) -> None:
    line.starts.append(start)
    line.ends.append(end)
    line.values.append(UNKNOWN.values)
    line.starters.append(UNKNOWN.starters)


def compile_lexer(
    packs: Iterable[NotationPack],
    words: Mapping[str, Entry],
    starters: Mapping[frozenset[str], Starters],
    silent: frozenset[str],
) -> Lexer:
    """Build the one regex that cuts texts; ``starters`` gives the rules for the classes of each notation.

    ``silent`` are the classes that alone point at no date. Raises RuleError for a notation that is no
    regular expression.
    """
    alternatives: list[str] = []
    telling: list[str] = []
    compiled: dict[str, CompiledNotation] = {}
    own: list[OwnPattern] = []
    for pack in packs:
        for notation in pack.notations:
            parts = compile_expression(notation.pattern, pack.origin, notation.name)
            without_groups = re.sub(r"\(\?P<\w+>", "(?:", notation.pattern)
            alternative = f"(?:{without_groups}){_FREE_RIGHT}"
            alternatives.append(f"(?P<{notation.name}>{alternative})")
            telling += [] if silent.issuperset(notation.symbols) else [alternative]
            compiled[notation.name] = CompiledNotation(
                notation.symbols, parts, starters[frozenset(notation.symbols)]
            )
            alone = compile_expression(f"{_FREE_LEFT}{alternative}", pack.origin, notation.name)
            own += [alone] if isinstance(alone, OwnPattern) else []

    def joined(expression: str) -> TextPattern:
        return (
            OwnPattern(expression, 0, path="dates", rule=None, parts=own) if own else re.compile(expression)
        )

    numeric = f"{_CAN_BE_NUMERIC}{_FREE_LEFT}(?:{'|'.join(alternatives)})"
    return Lexer(
        joined("|".join([_WORD, numeric, _NUMBER, _MIXED, _PARAGRAPH, _SIGN])),
        words,
        compiled,
        telling=frozenset(form for form, entry in words.items() if not silent.issuperset(entry.values)),
        figures=joined(f"{_CAN_BE_NUMERIC}{_FREE_LEFT}(?:{'|'.join(telling)})"),
    )


def _numeric(notation: CompiledNotation, text: str) -> Entry:
    found = notation.parts.fullmatch(text)
    parts = {name: part for name, part in found.groupdict().items() if part} if found else {}
    return Entry(dict.fromkeys(notation.symbols, parts), notation.starters)
