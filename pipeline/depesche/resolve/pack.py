"""The kind of pack that entity resolution reads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import regex

from depesche.ruleset import Pack, RuleSet, Schema


class Pronouns(Schema):
    """Pronouns by how they refer.

    ``near`` possessives point to what was named last, ``far`` ones to the subject; the others are
    personal pronouns by gender.
    """

    near: tuple[str, ...]
    far: tuple[str, ...]
    male: tuple[str, ...]
    female: tuple[str, ...]
    neuter: tuple[str, ...]


class EntityPack(Pack):
    """Words by which mentions are known for one entity; see the pack's own comments."""

    kind: Literal["entities"]
    legal_forms: tuple[str, ...]
    weak_words: tuple[str, ...]
    former_words: tuple[str, ...]
    source_before: tuple[str, ...]
    source_after: tuple[str, ...]
    pronouns: Pronouns
    numerals: dict[str, int]


@dataclass(frozen=True, slots=True)
class EntityRules:
    """The compiled words of entity resolution; patterns match right at the end or begin of a context."""

    legal_form: regex.Pattern[str]
    weak_words: frozenset[str]
    former: regex.Pattern[str]
    source_before: regex.Pattern[str]
    source_after: regex.Pattern[str]
    near: frozenset[str]
    far: frozenset[str]
    personal: frozenset[str]
    numerals: dict[str, int]


def compile_entities(ruleset: RuleSet) -> EntityRules:
    """Compile the packs of kind ``entities``; raises RuleError."""
    packs = ruleset.packs(EntityPack, "entities")

    def any_of(words: list[str]) -> str:
        longest_first = sorted(words, key=len, reverse=True)
        return "|".join(regex.escape(word, literal_spaces=True) for word in longest_first)

    forms = any_of([form for pack in packs for form in pack.legal_forms])
    former = any_of([word for pack in packs for word in pack.former_words])
    before = any_of([word for pack in packs for word in pack.source_before])
    after = any_of([word for pack in packs for word in pack.source_after])
    pronouns = [pack.pronouns for pack in packs]
    return EntityRules(
        legal_form=regex.compile(rf"(?:,? (?:{forms}))+$"),
        weak_words=frozenset(word for pack in packs for word in pack.weak_words),
        former=regex.compile(rf"^,? ?\(?(?:{former}) ?$", regex.IGNORECASE),
        source_before=regex.compile(
            rf"\b(?:{before})(?: der| die| das| dem| des)? [„\"“»]?$", regex.IGNORECASE
        ),
        source_after=regex.compile(rf"^[“\"”«]?,? (?:\w+ )?(?:{after})\b", regex.IGNORECASE),
        near=frozenset(word for p in pronouns for word in p.near),
        far=frozenset(word for p in pronouns for word in p.far),
        personal=frozenset(word for p in pronouns for word in (*p.male, *p.female, *p.neuter)),
        numerals={word: number for pack in packs for word, number in pack.numerals.items()},
    )
