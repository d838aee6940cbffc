"""Reads the words of a language and writes numbers as that language does."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Literal, get_args

from depesche.records import Amount

Language = Literal["en", "de"]
"""A language of reports."""

LANGUAGES: tuple[Language, ...] = get_args(Language)
"""All of them; the first one is the default."""

_UNITS = ((Decimal(10) ** 12, "tn"), (Decimal(10) ** 9, "bn"), (Decimal(10) ** 6, "m"))
_PUNCTUATION: dict[Language, dict[int, str]] = {"en": {}, "de": {ord(","): ".", ord("."): ","}}


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of one language.

    ``sections``: for each section (``type``, ``status``, ``role`` ...) the word for each value of the record.
    """

    language: Language
    sections: Mapping[str, Mapping[str, str]]

    def word(self, section: str, key: str) -> str:
        """The word for a value; what has none is shown as it stands in the record."""
        return self.sections[section].get(key, key)

    def say(self, sentence: str, **places: str) -> str:
        """A sentence of the reports with its ``{places}`` filled."""
        return self.sections["page"][sentence].format(**places)

    def number(self, value: Decimal) -> str:
        """A number in full, with the separators of the language."""
        return f"{value:,f}".translate(_PUNCTUATION[self.language])

    def fixed(self, value: float, *, sign: bool = False) -> str:
        """A score: one decimal, with ``sign`` also a plus."""
        return f"{value:{'+' if sign else ''}.1f}".translate(_PUNCTUATION[self.language])

    def short(self, value: Decimal) -> str:
        """A number for the eye: "14.3 bn"; below a million in full."""
        for unit, name in _UNITS:
            if abs(value) >= unit:
                return f"{self.number((value / unit).normalize())} {self.word('unit', name)}"
        return self.number(value)

    def money(self, amount: Amount) -> str:
        """A sum for the eye: "up to 14.3 bn USD"."""
        currency = amount.currency or ""
        if amount.value is None:
            return f"{self.word('page', 'unknown_sum')} {currency}".strip()
        modifier = self.sections["modifier"].get(amount.modifier.value, "")
        most = f" {self.word('page', 'to')} {self.short(amount.max)}" if amount.max is not None else ""
        return f"{modifier} {self.short(amount.value)}{most} {currency}".strip()


@cache
def load_wording(language: Language) -> Wording:
    """The words of ``language``, one of :data:`LANGUAGES`."""
    text = files(__package__).joinpath(f"{language}.json").read_text(encoding="utf-8")
    sections = {name: MappingProxyType(words) for name, words in json.loads(text).items()}
    return Wording(language, MappingProxyType(sections))
