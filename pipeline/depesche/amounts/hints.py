"""Tells from single words and signs whether a passage can hold a sum, a share or a headcount at all.

Every form needs a unit or a word that is number and unit in one ("Hälfte", "Millionenbetrag"); nouns of
people need a number beside them, ordinals an "every".
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from functools import lru_cache, reduce
from operator import or_

from depesche.amounts import elements as kind
from depesche.amounts.classify import Meaning, WordMeaning
from depesche.amounts.digits import VULGAR_FRACTIONS
from depesche.amounts.pack import UnitsPack
from depesche.amounts.words import WordNumber

_WORD = re.compile(r"[^\W\d_]+")
_CACHED_WORDS = 1 << 17
_ENOUGH, _PEOPLE, _NUMBER, _EVERY, _NTH = 1, 2, 4, 8, 16
_PAIRS = (_PEOPLE | _NUMBER, _EVERY | _NTH)
_ROUND_WHOLE = Decimal(10)
"""The number of "neun von zehn"."""
_TELLS = {
    **dict.fromkeys(
        (
            kind.MAGNITUDE,
            kind.THOUSAND,
            kind.HALF,
            kind.FRACTION,
            kind.MAJORITY,
            kind.SUM_OF_ORDER,
            kind.WEIGHTY,
            kind.DIGITS,
            kind.DIGIT_ENDING,
            kind.CURRENCY,
            kind.SIGN,
            kind.CODE,
            kind.CENT,
            kind.PERCENT,
            kind.POINTS,
        ),
        _ENOUGH,
    ),
    **dict.fromkeys((kind.JOB, kind.HEADED, kind.BARE_POINT), _PEOPLE),
    **dict.fromkeys((kind.WORD_NUMBER, kind.PLENTY), _NUMBER),
    kind.EACH: _EVERY,
    kind.ORDINAL: _NTH,
}


def compile_hint(
    classify: Callable[[str], WordMeaning], marks: dict[str, Meaning], units: UnitsPack
) -> Callable[[str], bool]:
    """The test for passages; it remembers the words it has seen."""
    signs = {form[0] for form, (name, _) in marks.items() if _TELLS.get(name) == _ENOUGH}
    sign = re.compile(f"[{re.escape(''.join(sorted(signs)))}]|[0-9]/[0-9]")  # "2/3 der Firmen"
    figure = re.compile(f"[0-9{VULGAR_FRACTIONS}]")
    staff = re.compile("|".join(units.staff))

    @lru_cache(maxsize=_CACHED_WORDS)
    def tells(word: str) -> int:
        pieces, phrases = classify(word)
        told = reduce(or_, (_of_piece(name, payload) for name, payload, _ in pieces), 0)
        return reduce(or_, (_of_piece(*phrase.meaning) for phrase in phrases or ()), told)

    def can_hold_number(passage: str) -> bool:
        told = reduce(or_, map(tells, _WORD.findall(passage)), 0)
        if told & _ENOUGH or sign.search(passage):
            return True
        if figure.search(passage):
            told |= _NUMBER
            if staff.search(passage):
                told |= _PEOPLE
        return any(told & pair == pair for pair in _PAIRS)

    return can_hold_number


def _of_piece(name: str, payload: object) -> int:
    """What a piece of a word tells."""
    if isinstance(payload, WordNumber) and payload.value == _ROUND_WHOLE:
        return _ENOUGH
    return _TELLS.get(name, 0)
