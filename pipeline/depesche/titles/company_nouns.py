"""Common nouns that stand for a company, with gender and number: "Konzern", "Softwareherstellers"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from pydantic import Field

from depesche.errors import RuleError
from depesche.ruleset import Pack, RuleSet, Schema
from depesche.titles.pack import InflectionPattern

Gender = Literal["m", "f", "n"]


class CompanyNoun(Schema):
    """``parts``: the only first parts that count, and then the word alone does not; empty: any."""

    lemma: str
    gender: Gender
    inflection: str
    parts: tuple[str, ...] = ()
    not_parts: tuple[str, ...] = ()


class CompanyNounPack(Pack):
    """``kind: company_nouns``."""

    inflections: dict[str, InflectionPattern] = Field(default_factory=dict)
    nouns: tuple[CompanyNoun, ...] = ()


@dataclass(frozen=True, slots=True)
class NounReading:
    """A company noun in the text: its lemma, gender and the numbers its form allows."""

    lemma: str
    first: str
    gender: Gender
    numbers: frozenset[str]


@dataclass(frozen=True, slots=True)
class CompanyNouns:
    """Form (lower case) -> noun and numbers."""

    forms: Mapping[str, tuple[CompanyNoun, frozenset[str]]]
    lengths: tuple[int, ...]

    def read(self, word: str) -> NounReading | None:
        """Read a capitalised word as a company noun; ``first`` is the first part, lower case."""
        if len(word) < 4 or not word[0].isupper():
            return None
        lower = word.lower()
        for length in self.lengths:
            if length > len(lower):
                continue
            found = self.forms.get(lower[-length:])
            if found is None:
                continue
            noun, numbers = found
            first = lower[:-length].rstrip("-")
            if _allowed(noun, first):
                return NounReading(noun.lemma, first, noun.gender, numbers)
        return None


def _allowed(noun: CompanyNoun, first: str) -> bool:
    if noun.parts:
        return any(first.endswith(part) for part in noun.parts)
    return not any(first.endswith(part) for part in noun.not_parts)


def compile_company_nouns(packs: Sequence[CompanyNounPack]) -> CompanyNouns:
    """Expand the nouns of all packs; raises RuleError for an unknown inflection."""
    inflections = {name: pattern for pack in packs for name, pattern in pack.inflections.items()}
    forms: dict[str, tuple[CompanyNoun, frozenset[str]]] = {}
    for pack in packs:
        for noun in pack.nouns:
            pattern = inflections.get(noun.inflection)
            if pattern is None:
                raise RuleError(pack.pack, noun.lemma, f"unknown inflection {noun.inflection!r}")
            stem = noun.lemma.removesuffix(pattern.cut) if pattern.cut else noun.lemma
            for number, endings in (("sg", pattern.sg), ("pl", pattern.pl)):
                for ending in endings:
                    form = f"{stem}{ending}".lower()
                    known = forms.get(form, (noun, frozenset[str]()))
                    forms[form] = (noun, known[1] | {number})
    return CompanyNouns(forms, tuple(sorted({len(form) for form in forms}, reverse=True)))


def load_company_nouns(ruleset: RuleSet) -> CompanyNouns:
    """Compile the packs of kind "company_nouns"; raises RuleError."""
    return compile_company_nouns(ruleset.packs(CompanyNounPack, "company_nouns"))
