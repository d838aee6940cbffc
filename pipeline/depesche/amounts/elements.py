"""The alphabet of the number grammar: what a piece of text can be to it.

Each element has a one-character kind, so that a text becomes a string of kinds and the grammar's forms
become regular expressions over that string.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Final, NamedTuple

from depesche.records import Modifier

NUMBER: Final = "n"
YEAR: Final = "y"
WORD_NUMBER: Final = "w"
ONE: Final = "e"
HALF: Final = "h"
THOUSAND: Final = "k"
MAGNITUDE: Final = "M"
SHORT: Final = "s"
PLENTY: Final = "P"
SOME: Final = "i"
GRADE: Final = "g"
FILLER: Final = "t"
DIGITS: Final = "z"
DIGIT_ENDING: Final = "Z"
SUM_OF_ORDER: Final = "S"
WEIGHTY: Final = "W"
SUM_NOUN: Final = "b"
BEARER: Final = "q"
COUNTED: Final = "d"
CURRENCY: Final = "c"
SIGN: Final = "$"
CODE: Final = "C"
CENT: Final = "¢"
PERCENT: Final = "%"
POINTS: Final = "p"
BARE_POINT: Final = "Q"
JOB: Final = "j"
HEADED: Final = "J"
FRACTION: Final = "f"
MAJORITY: Final = "A"
EACH: Final = "E"
SPOKEN_COMMA: Final = "K"
ORDINAL: Final = "O"
TO: Final = "T"
DASH: Final = "D"
HYPHEN: Final = "H"
DANGLING: Final = "L"
AND: Final = "u"
OR: Final = "o"
INSTEAD: Final = "I"
FROM: Final = "F"
BY: Final = "Y"
ONTO: Final = "V"
BETWEEN: Final = "B"
OF: Final = "G"
MODIFIER: Final = "m"
UP_TO: Final = "X"
BEHIND: Final = "x"
NOTICE: Final = "U"
COMMA: Final = ","
OPEN: Final = "("
CLOSE: Final = ")"
STOP: Final = "."
BREAK: Final = "!"
MINUS: Final = "-"
ADJECTIVE: Final = "a"
NOUN: Final = "N"
LOWER: Final = "r"
OTHER: Final = "?"

PLAIN: Final = "1"
SCALED: Final = "R"
VAGUE: Final = "v"
YEAR_LIKE: Final = "_"


class Unit(NamedTuple):
    """A currency, or percent, points, jobs. ``factor``: what the number is multiplied with.

    ``guarded``: needs a number that can only be money. ``hints``: candidates by words of the article.
    ``shared``: other currencies whose fractional unit has the same name.
    """

    currency: str | None
    factor: Decimal = Decimal(1)
    guarded: bool = False
    hints: tuple[tuple[str, tuple[str, ...]], ...] = ()
    shared: tuple[str, ...] = ()


class Power(NamedTuple):
    """A magnitude: what it multiplies with, and whether it may stand without a number."""

    factor: Decimal
    plural: bool = False
    abbreviation: bool = False
    behind: Decimal | None = None


class Element(NamedTuple):
    """A piece of the text, half-open ``start`` to ``end``, and what it means to the grammar."""

    kind: str
    start: int
    end: int
    payload: object = None


def kinds_of(elements: Sequence[Element]) -> str:
    """The kinds of elements as a string, one character each."""
    return "".join([element[0] for element in elements])


class Quantity(NamedTuple):
    """A number as read from its words: ``value`` to ``max``, None when only vague.

    ``scale``: the last magnitude ("Millionen"), which an elliptic neighbour shares; 1 without one.
    ``english``: the value under an English reading of its marks, where that differs.
    ``head``: value before the last multiplication ("dreihundert" -> 3), for "zwei- bis dreihundert".
    """

    value: Decimal | None
    max: Decimal | None = None
    scale: Decimal = Decimal(1)
    modifier: Modifier | None = None
    english: Decimal | None = None
    grouped: bool = False
    dangling: bool = False
    tail: Decimal = Decimal(1)
