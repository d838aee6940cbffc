"""Reads numbers written in digits, exactly, whatever marks the thousands and the decimals.

German: ``45.000,00``; Swiss: ``3'500'000.50``; English: ``1,500,000.50``; spaced: ``1 500 000,5``.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

_DASHED_DECIMALS = re.compile(r"[.,](?:--|[-–—])$")
_INTEGER = re.compile(r"(?:0|[1-9][0-9]*)$")
_GERMAN = re.compile(r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+(?:,[0-9]+)?$")
_SWISS = re.compile(r"[1-9][0-9]{0,2}(?:['’][0-9]{3})+(?:[.,][0-9]+)?$")
_SPACED = re.compile(r"[1-9][0-9]{0,2}(?: [0-9]{3})+(?:,[0-9]+)?$")
_ENGLISH = re.compile(r"[1-9][0-9]{0,2}(?:(?:,[0-9]{3}){2,}(?:\.[0-9]+)?|,[0-9]{3}\.[0-9]+|,000)$")
_COMMA = re.compile(r"[0-9]+,[0-9]+$")
_POINT = re.compile(r"[0-9]+\.[0-9]+$")
_NOTATIONS: tuple[tuple[re.Pattern[str], dict[int, str]], ...] = (
    (_GERMAN, {ord("."): "", ord(","): "."}),
    (_ENGLISH, {ord(","): ""}),
    (_SWISS, {ord("'"): "", ord("’"): "", ord(","): "."}),
    (_SPACED, {ord(" "): "", ord(","): "."}),
    (_COMMA, {ord(","): "."}),
    (_POINT, {}),
)
_ONE_COMMA_GROUP = re.compile(r"[1-9][0-9]{0,2},[0-9]{3}$")
_ONE_POINT_GROUP = re.compile(r"[1-9][0-9]{0,2}\.[0-9]{3}$")
_VULGAR = {"½": "0.5", "¼": "0.25", "¾": "0.75", "⅛": "0.125", "⅓": "0.33", "⅔": "0.67", "⅕": "0.2"}

MAX_DIGITS = 24
"""Longer runs of digits are codes, not numbers."""

VULGAR_FRACTIONS = "".join(_VULGAR)


class Digits(NamedTuple):
    """``value`` as a German reads it; ``english`` where an English reading would differ."""

    value: Decimal
    english: Decimal | None
    grouped: bool
    year_like: bool


def read_digits(raw: str) -> Digits | None:
    """Read a run of digits with its marks; None when it is no number (a date, a version, a code)."""
    text = _DASHED_DECIMALS.sub("", raw)
    if not text or len(text) > MAX_DIGITS:
        return None
    if text[-1] in _VULGAR:
        whole = text[:-1].rstrip()
        if whole and not _INTEGER.match(whole):
            return None
        return Digits(
            Decimal(whole or "0") + Decimal(_VULGAR[text[-1]]), None, grouped=False, year_like=False
        )
    if _INTEGER.match(text):
        year_like = len(text) == 4 and "1900" <= text <= "2100" and text == raw
        return Digits(Decimal(text), None, grouped=False, year_like=year_like)
    plain = _plain(text)
    if plain is None:
        return None
    english = None
    if _ONE_COMMA_GROUP.match(text):
        english = Decimal(text.replace(",", ""))
    elif _ONE_POINT_GROUP.match(text):
        english = Decimal(text)
    grouped = not (_COMMA.match(text) or _POINT.match(text)) or bool(
        _GERMAN.match(text) or _ENGLISH.match(text)
    )
    return Digits(Decimal(plain), english, grouped=grouped, year_like=False)


def _plain(text: str) -> str | None:
    """The number with a decimal point and nothing else."""
    for pattern, marks in _NOTATIONS:
        if pattern.match(text):
            return text.translate(marks)
    return None
