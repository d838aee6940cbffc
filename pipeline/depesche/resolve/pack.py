"""The kind of pack that entity resolution reads."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import regex

from depesche.ruleset import Pack, RuleSet, Schema
from depesche.titles import CompanyNouns, load_company_nouns

Gender = Literal["m", "f", "n"]


class Pronouns(Schema):
    """Pronouns by how they refer.

    ``near`` possessives point to what was named last, ``far`` ones to the subject; ``genders``: what
    gender a pronoun's antecedent has, where the form tells.
    """

    near: tuple[str, ...]
    far: tuple[str, ...]
    personal: tuple[str, ...]
    genders: dict[Gender, tuple[str, ...]]


class EntityPack(Pack):
    """Words by which mentions are known for one entity; see the pack's own comments."""

    kind: Literal["entities"]
    legal_forms: tuple[str, ...]
    domains: tuple[str, ...]
    weak_words: tuple[str, ...]
    former_words: tuple[str, ...]
    source_before: tuple[str, ...]
    source_joiners: tuple[str, ...]
    reports_before: tuple[str, ...]
    reports_after: tuple[str, ...]
    own_news: tuple[str, ...]
    reports_participles: tuple[str, ...]
    media_nouns: tuple[str, ...]
    pronouns: Pronouns
    numerals: dict[str, int]
    determiners: dict[Gender, tuple[str, ...]]
    feminine_or_plural: tuple[str, ...]
    definite_articles: tuple[str, ...]
    address: dict[Gender, tuple[str, ...]]
    from_words: tuple[str, ...]
    vague_nouns: tuple[str, ...]
    feminine_titles: tuple[str, ...]
    parents: dict[str, str]


@dataclass(frozen=True, slots=True)
class EntityRules:
    """The compiled words of entity resolution; patterns match right at the end or begin of a context."""

    legal_form: regex.Pattern[str]
    weak_words: frozenset[str]
    former: regex.Pattern[str]
    source_before: regex.Pattern[str]
    reports_before: regex.Pattern[str]
    reports_after: regex.Pattern[str]
    own_news: regex.Pattern[str]
    near: frozenset[str]
    far: frozenset[str]
    personal: frozenset[str]
    numerals: dict[str, int]
    pronoun_genders: Mapping[str, Gender | None]
    determiner_genders: Mapping[str, Gender | None]
    feminine_or_plural: frozenset[str]
    address_genders: Mapping[str, Gender | None]
    from_words: frozenset[str]
    vague_nouns: frozenset[str]
    vague_lower: frozenset[str]
    feminine_titles: tuple[str, ...]
    parents: Mapping[str, str]
    first_names: Mapping[str, str]
    company_nouns: CompanyNouns
    definite: regex.Pattern[str]


def compile_entities(ruleset: RuleSet) -> EntityRules:
    """Compile the packs of kind ``entities``; raises RuleError."""
    packs = ruleset.packs(EntityPack, "entities")

    def any_of(words: list[str]) -> str:
        longest_first = sorted(words, key=len, reverse=True)
        return "|".join(regex.escape(word, literal_spaces=True) for word in longest_first)

    forms = any_of([form for pack in packs for form in pack.legal_forms])
    domains = any_of([ending for pack in packs for ending in pack.domains])
    former = any_of([word for pack in packs for word in pack.former_words])
    before = any_of([word for pack in packs for word in pack.source_before])
    joiners = any_of([word for pack in packs for word in pack.source_joiners])
    articles = any_of([word for pack in packs for word in pack.definite_articles])
    media = any_of([word for pack in packs for word in pack.media_nouns])
    to_name = rf"(?: (?:{articles}))?(?: \w*(?:{media}))? ?[„\"“»]?$"
    joined = rf"(?:(?: \S+){{1,3}} (?:{joiners}))?"
    reports_before = any_of([word for pack in packs for word in pack.reports_before])
    reports_after = any_of([word for pack in packs for word in pack.reports_after])
    participles = any_of([word for pack in packs for word in pack.reports_participles])
    has_reported = rf"^ ha(?:t|tte|ben) (?:[\w-]+ ){{0,6}}?(?:{participles})\b"
    pronouns = [pack.pronouns for pack in packs]
    return EntityRules(
        legal_form=regex.compile(rf"(?:,? (?:{forms})|\.(?:{domains}))+$"),
        weak_words=frozenset(word for pack in packs for word in pack.weak_words),
        former=regex.compile(rf"^,? ?\(?(?:{former}) ?$", regex.IGNORECASE),
        source_before=regex.compile(rf"\b(?:{before}){joined}{to_name}", regex.IGNORECASE),
        reports_before=regex.compile(rf"\b(?:{reports_before}){joined}{to_name}", regex.IGNORECASE),
        reports_after=regex.compile(
            rf"^[“\"”«]?,? (?:\w+ )?(?:{reports_after})\b|{has_reported}", regex.IGNORECASE
        ),
        own_news=regex.compile(
            rf"^[“\"”«]? (?:{any_of([word for pack in packs for word in pack.own_news])})\b(?![,.:])",
            regex.IGNORECASE,
        ),
        near=frozenset(word for p in pronouns for word in p.near),
        far=frozenset(word for p in pronouns for word in p.far),
        personal=frozenset(word for p in pronouns for word in p.personal),
        numerals={word: number for pack in packs for word, number in pack.numerals.items()},
        pronoun_genders=_genders(
            [p.genders for p in pronouns], [w for p in pronouns for w in (*p.near, *p.far, *p.personal)]
        ),
        determiner_genders=_genders([pack.determiners for pack in packs]),
        feminine_or_plural=frozenset(word for pack in packs for word in pack.feminine_or_plural),
        address_genders=_genders([pack.address for pack in packs]),
        from_words=frozenset(word for pack in packs for word in pack.from_words),
        vague_nouns=frozenset(word for pack in packs for word in pack.vague_nouns),
        vague_lower=frozenset(word.lower() for pack in packs for word in pack.vague_nouns),
        feminine_titles=tuple(ending for pack in packs for ending in pack.feminine_titles),
        parents={child: parent for pack in packs for child, parent in pack.parents.items()},
        first_names=_first_names(ruleset),
        company_nouns=load_company_nouns(ruleset),
        definite=regex.compile(
            rf"\b(?i:{articles})"
            r"\s+(?:[a-zäöüß][\w-]*\s+)?([A-ZÄÖÜ][\w-]{3,})\b"
        ),
    )


def _genders(
    tables: Sequence[Mapping[Gender, Sequence[str]]], words: Sequence[str] = ()
) -> dict[str, Gender | None]:
    """Word -> gender; None for words that stand under several genders or none."""
    found: dict[str, Gender | None] = dict.fromkeys(words)
    seen: set[str] = set()
    for table in tables:
        for gender, listed in table.items():
            for word in listed:
                found[word] = None if word in seen else gender
                seen.add(word)
    return found


def _first_names(ruleset: RuleSet) -> dict[str, str]:
    """First name -> gender, from the lists beside the packs."""
    names: dict[str, str] = {}
    for folder in ruleset.folders("entities"):
        file = folder / "first_names.csv"
        if file.is_file():
            rows = csv.reader(file.read_text(encoding="utf-8").splitlines()[1:])
            names.update((name, gender) for name, gender in rows)
    return names
