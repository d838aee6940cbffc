"""What the pack of rules/names holds: lists of names, words that tell names apart, weights of evidence."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from depesche.readings import NameType
from depesche.ruleset import Example, Pack, Schema

Evidence = Literal[
    "list_clear",
    "list_ambiguous",
    "list_everyday",
    "model_agrees",
    "tagged_as_name",
    "model",
    "apposition",
    "house_apposition",
    "quoted_apposition",
    "product_head",
    "first_name",
    "first_names_only",
    "rare_name",
    "person_apposition",
    "title",
    "form_of_address",
    "legal_form",
    "without_legal_form",
    "compound",
    "cue",
    "shape",
    "bracket",
    "agency",
    "lone_person",
    "verb",
    "neuter",
    "coordination",
    "organization_apposition",
    "office",
    "ticker",
    "unknown",
    "unknown_bare",
    "unknown_agent",
    "unknown_place",
    "organization_phrase",
    "company_tail",
    "dateline",
]
"""The kinds of evidence; :mod:`depesche.names.evidence` says where each is looked for."""


class ListFile(Schema):
    """A CSV file of names beside the pack: name, aliases (parted by "|"), kind, qid, flags.

    ``type``: of all names in it, unless the column kind names a type itself. ``weak``: single words of
    this list are ambiguous. ``sure``: ordinary words in it are names too ("Bundesregierung"). ``medium``:
    its companies are publishers. Flags: c clear, a ambiguous, x an
    everyday word.
    """

    file: str
    type: NameType
    weak: bool = False
    sure: bool = False
    medium: bool = False


class NamePack(Pack):
    """All that the names stage knows. Words are matched in small letters unless they are names."""

    kind: Literal["names"]
    lists: tuple[ListFile, ...] = ()
    ordinary_words: str | None = None
    nouns: str | None = None
    german_endings: tuple[str, ...] = ()
    compound_links: tuple[str, ...] = ()
    loan_words: tuple[str, ...] = ()
    short_surnames: tuple[str, ...] = ()
    short_parts: tuple[str, ...] = ()
    first_names: str | None = None
    surnames: str | None = None
    rare_first_names: str | None = None
    rare_surnames: str | None = None
    threshold: float | None = None
    weights: dict[Evidence, float] = Field(default_factory=dict)
    legal_forms: tuple[str, ...] = ()
    company_words: tuple[str, ...] = ()
    company_heads: tuple[str, ...] = ()
    describing_heads: tuple[str, ...] = ()
    house_heads: tuple[str, ...] = ()
    person_heads: tuple[str, ...] = ()
    compound_tails: tuple[str, ...] = ()
    place_prepositions: tuple[str, ...] = ()
    coordinators: tuple[str, ...] = ()
    company_verbs: tuple[str, ...] = ()
    cues: tuple[str, ...] = ()
    organization_heads: tuple[str, ...] = ()
    offices: tuple[str, ...] = ()
    placed_organizations: tuple[str, ...] = ()
    placed_companies: tuple[str, ...] = ()
    english_organizations: tuple[str, ...] = ()
    organizations_of: tuple[str, ...] = ()
    organization_adjectives: tuple[str, ...] = ()
    national_tails: tuple[str, ...] = ()
    hyphen_tails: tuple[str, ...] = ()
    daughter_words: tuple[str, ...] = ()
    indefinite_articles: tuple[str, ...] = ()
    opening_endings: tuple[str, ...] = ()
    platform_prepositions: tuple[str, ...] = ()
    agent_prepositions: tuple[str, ...] = ()
    naming_words: tuple[str, ...] = ()
    person_verbs: tuple[str, ...] = ()
    origin_words: tuple[str, ...] = ()
    title_words: tuple[str, ...] = ()
    organization_parts: tuple[str, ...] = ()
    media_tails: tuple[str, ...] = ()
    product_heads: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    forms_of_address: tuple[str, ...] = ()
    academic_titles: tuple[str, ...] = ()
    name_particles: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    abbreviations: tuple[str, ...] = ()
    national_endings: tuple[str, ...] = ()
    adjective_endings: tuple[str, ...] = ()
    adjective_inflections: tuple[str, ...] = ()
    noun_endings: tuple[str, ...] = ()
    abstract_endings: tuple[str, ...] = ()
    genitive_endings: tuple[str, ...] = ()
    examples: tuple[Example, ...] = ()
