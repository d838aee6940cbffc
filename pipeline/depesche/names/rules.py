"""Compile the packs of rules/names, and a user's own list, into the rules that find names."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from depesche.memory import remember
from depesche.names.atoms import words_of
from depesche.names.german import GermanWords, german_words
from depesche.names.hints import Hints
from depesche.names.pack import ListFile, NamePack
from depesche.names.table import Clarity, Entry, NameTable, build_table
from depesche.names.user_list import read_user_names
from depesche.readings import NameType

if TYPE_CHECKING:
    from importlib.abc import Traversable

    from depesche.ruleset import RuleSet

_KIND_TYPES: Mapping[str, NameType] = {
    "company": "company",
    "investor": "company",
    "medium": "company",
    "person": "person",
    "organization": "organization",
    "product": "product",
    "location": "location",
}
_SHORTEST_DERIVED = 7
_BARE_VOWELS = str.maketrans("äöüÄÖÜ", "aouAOU")
_MOST_REMEMBERED = 50_000
_SHORTEST_CLEAR = 3
_FLAGS = {"x": Clarity.EVERYDAY, "a": Clarity.AMBIGUOUS, "c": Clarity.CLEAR}


@dataclass(frozen=True, slots=True)
class Heads:
    """Nouns that are matched as the end of a word, in their regular forms."""

    ends: tuple[str, ...]
    _memo: dict[str, bool] = field(default_factory=dict)

    def has(self, word: str) -> bool:
        """Whether a word ends in one of the nouns."""
        found = self._memo.get(word)
        if found is None:
            found = remember(self._memo, word, word.lower().endswith(self.ends), _MOST_REMEMBERED)
        return found


@dataclass(frozen=True, slots=True)
class NameRules:
    """Everything that finds names; made by :func:`compile_names`. ``hints``: what words met so far allow."""

    table: NameTable
    loan_words: frozenset[str]
    weights: Mapping[str, float]
    threshold: float
    ordinary: frozenset[str]
    german: GermanWords
    first_names: frozenset[str]
    surnames: frozenset[str]
    rare_first_names: frozenset[str]
    rare_surnames: frozenset[str]
    never: frozenset[str]
    legal_forms: frozenset[str]
    company_words: frozenset[str]
    company_heads: Heads
    describing_heads: Heads
    house_heads: Heads
    person_heads: Heads
    product_heads: Heads
    organization_heads: Heads
    offices: tuple[str, ...]
    office_heads: Heads
    placed_organizations: frozenset[str]
    placed_companies: frozenset[str]
    english_organizations: frozenset[str]
    organizations_of: frozenset[str]
    organization_adjectives: frozenset[str]
    national_tails: tuple[str, ...]
    hyphen_tails: tuple[str, ...]
    daughter_words: frozenset[str]
    indefinite_articles: frozenset[str]
    opening_endings: tuple[str, ...]
    national_endings: tuple[str, ...]
    platform_prepositions: frozenset[str]
    agent_prepositions: frozenset[str]
    naming_words: frozenset[str]
    person_verbs: frozenset[str]
    origin_words: frozenset[str]
    title_words: frozenset[str]
    abstract: Heads
    compound_tails: frozenset[str]
    place_prepositions: frozenset[str]
    coordinators: frozenset[str]
    company_verbs: frozenset[str]
    cues: frozenset[str]
    organization_parts: tuple[str, ...]
    media_tails: tuple[str, ...]
    forms_of_address: frozenset[str]
    academic_titles: frozenset[str]
    particles: frozenset[str]
    agencies: frozenset[str]
    abbreviations: frozenset[str]
    hints: dict[str, Hints] = field(default_factory=dict)

    def describing(self, word: str) -> bool:
        """Whether a word is a noun that never begins a company's name."""
        return word[:1].isupper() and self.describing_heads.has(word) and word not in self.surnames

    def only_describes(self, word: str) -> bool:
        """Whether a word before a company's name says what it is and is no part of the name."""
        if self.describing(word):
            return True
        return self.company_heads.has(word) and self.german.derives(word)

    def tells_kind(self, word: str) -> bool:
        """Whether a word is a German compound for a kind of house, person or product, and no house of a
        place: "Lernplattform", but not "Kreissparkasse"."""
        heads = (self.company_heads, self.person_heads, self.product_heads)
        if not any(head.has(word) for head in heads) or not self.german.derives(word):
            return False
        return not any(word.lower().endswith(house.lower()) for house in self.placed_companies)

    def is_compound(self, name: str, noun: str) -> bool:
        """Whether a noun that a hyphen joins to a name makes a German compound with it, no longer name:
        "OpenAI-*Rechenzentren*"."""
        listed = any(entry.type == "company" for entry in self.table.entries(name))
        return self.german.derives(noun) or (listed and self.german.knows(noun))

    def is_place(self, word: str) -> bool:
        """Whether a list has a place of this name."""
        return any(entry.type == "location" for entry in self.table.entries(word))

    def is_place_adjective(self, word: str) -> bool:
        """Whether a word is made of a place's name: "Kölner", "Berliner", "Mailänder"."""
        if not word.endswith("er"):
            return False
        stem = word[:-2]
        stems = (stem, f"{stem}e", f"{stem}en", stem.translate(_BARE_VOWELS), word)
        return any(map(self.is_place, stems))

    def is_ordinary(self, word: str) -> bool:
        """Whether a word is never a name by itself: an ordinary German word or a stop word."""
        if word in self.never or word in self.ordinary or word.lower() in self.ordinary:
            return True
        if word.endswith("s") and word[:-1] in self.ordinary:
            return True
        return len(word) > _SHORTEST_DERIVED and word[1:].islower() and self.abstract.has(word)


def compile_names(ruleset: RuleSet, user_names: Path | None = None) -> NameRules:
    """Compile the name rules; raises RuleError, or InputError for a user's list that cannot be read."""
    packs = ruleset.packs(NamePack, "names")
    folders = ruleset.folders("names")
    abbreviations = frozenset(word for pack in packs for word in pack.abbreviations)

    def words_in(field: str) -> frozenset[str]:
        return frozenset(word for pack in packs for word in getattr(pack, field))

    ordinary = _column_of(packs, folders, "ordinary_words")
    nouns = _column_of(packs, folders, "nouns")
    # A single word of a weak list that is a noun too is hardly the company.
    weakly = ordinary | nouns | words_in("loan_words")
    first_names = _column_of(packs, folders, "first_names")
    surnames = _column_of(packs, folders, "surnames")
    personal = surnames | first_names
    adjectives = _Adjectives(
        tuple(ending for pack in packs for ending in pack.adjective_endings),
        tuple(ending for pack in packs for ending in pack.adjective_inflections),
    )
    named: list[tuple[list[str], Entry]] = []
    more = read_user_names(user_names, abbreviations) if user_names is not None else None
    for pack, folder in zip(packs, folders, strict=True):
        for file in pack.lists:
            for words, entry in _entries(
                folder / file.file, file, weakly if file.weak else ordinary, personal, abbreviations
            ):
                named.append((words, entry))
                named.extend((form, entry) for form in adjectives.forms(words))

    noun_endings = ("", *words_in("noun_endings"))

    def heads_in(field: str) -> Heads:
        return Heads(tuple(sorted(word + ending for word in words_in(field) for ending in noun_endings)))

    offices = tuple(sorted(words_in("offices"), key=len, reverse=True))
    weights: dict[str, float] = {}
    for pack in packs:
        weights.update({str(evidence): weight for evidence, weight in pack.weights.items()})
    legal = words_in("legal_forms")
    return NameRules(
        table=build_table(named, tuple(ending for pack in packs for ending in pack.genitive_endings), more),
        loan_words=words_in("loan_words"),
        weights=weights,
        threshold=next(pack.threshold for pack in reversed(packs) if pack.threshold is not None),
        ordinary=ordinary,
        german=german_words(
            ordinary | words_in("loan_words"),
            nouns,
            words_in("german_endings"),
            words_in("compound_links"),
            words_in("short_parts"),
        ),
        first_names=first_names,
        surnames=surnames,
        rare_first_names=_column_of(packs, folders, "rare_first_names"),
        rare_surnames=_column_of(packs, folders, "rare_surnames") | words_in("short_surnames"),
        never=words_in("never"),
        legal_forms=legal | {form.rstrip(".") for form in legal},
        company_words=words_in("company_words"),
        company_heads=heads_in("company_heads"),
        describing_heads=heads_in("describing_heads"),
        house_heads=heads_in("house_heads"),
        person_heads=heads_in("person_heads"),
        product_heads=heads_in("product_heads"),
        organization_heads=heads_in("organization_heads"),
        offices=offices,
        office_heads=Heads(tuple(head + ending for head in offices for ending in ("", "s", "es"))),
        abstract=heads_in("abstract_endings"),
        placed_organizations=words_in("placed_organizations"),
        placed_companies=words_in("placed_companies"),
        english_organizations=words_in("english_organizations"),
        organizations_of=words_in("organizations_of"),
        organization_adjectives=frozenset(
            stem + ending
            for stem in words_in("organization_adjectives")
            for ending in words_in("adjective_inflections")
        ),
        national_tails=tuple(sorted(words_in("national_tails"))),
        hyphen_tails=tuple(sorted(words_in("hyphen_tails"))),
        daughter_words=words_in("daughter_words"),
        indefinite_articles=words_in("indefinite_articles"),
        opening_endings=tuple(sorted(words_in("opening_endings"))),
        national_endings=tuple(sorted(words_in("national_endings"))),
        platform_prepositions=words_in("platform_prepositions"),
        agent_prepositions=words_in("agent_prepositions"),
        naming_words=words_in("naming_words"),
        person_verbs=words_in("person_verbs"),
        origin_words=words_in("origin_words"),
        title_words=words_in("title_words"),
        compound_tails=words_in("compound_tails"),
        place_prepositions=words_in("place_prepositions"),
        coordinators=words_in("coordinators"),
        company_verbs=words_in("company_verbs"),
        cues=words_in("cues"),
        organization_parts=tuple(sorted(words_in("organization_parts"))),
        media_tails=tuple(sorted(words_in("media_tails"))),
        forms_of_address=words_in("forms_of_address"),
        academic_titles=words_in("academic_titles"),
        particles=words_in("name_particles"),
        agencies=words_in("agencies"),
        abbreviations=abbreviations,
    )


def _column_of(packs: Sequence[NamePack], folders: Sequence[Traversable], field: str) -> frozenset[str]:
    """The words of the one-column CSV files that a field names, headings left out."""
    words: set[str] = set()
    for pack, folder in zip(packs, folders, strict=True):
        file = getattr(pack, field)
        if file is not None:
            words.update((folder / file).read_text(encoding="utf-8").split("\n")[1:])
    words.discard("")
    return frozenset(words)


def _entries(
    path: Traversable,
    file: ListFile,
    ordinary: frozenset[str],
    personal: frozenset[str],
    abbreviations: frozenset[str],
) -> Iterator[tuple[list[str], Entry]]:
    """Every spelling of a list with its entry."""
    rows = csv.reader(path.read_text(encoding="utf-8").splitlines())
    columns = next(rows)
    at = {column: index for index, column in enumerate(columns)}

    def value(row: list[str], column: str) -> str:
        index = at.get(column, -1)
        return row[index] if 0 <= index < len(row) else ""

    for row in rows:
        if not row:
            continue
        name, kind, flags = row[0], value(row, "kind") or file.type, value(row, "flags")
        name_type = _KIND_TYPES.get(kind, file.type)
        label = "medium" if file.medium else kind
        for spelling in (name, *value(row, "aliases").split("|")):
            words = words_of(spelling, abbreviations) if spelling else None
            if words:
                clarity = _clarity(words, flags, name_type, frozenset() if file.sure else ordinary, personal)
                if file.weak and clarity is Clarity.CLEAR and len(words) == 1:
                    clarity = Clarity.AMBIGUOUS
                wikidata = value(row, "qid") or None
                curated = not file.weak
                yield (
                    words,
                    Entry(name, spelling, name_type, label, clarity, wikidata=wikidata, curated=curated),
                )


def _clarity(
    words: Sequence[str], flags: str, kind: NameType, ordinary: frozenset[str], personal: frozenset[str]
) -> Clarity:
    """Flags say how clear single words are; the vocabulary finds those that are German words too."""
    word = words[0]
    flagged = next((clarity for flag, clarity in _FLAGS.items() if flag in flags), None)
    if len(words) > 1:
        return Clarity.CLEAR
    if flagged is not None:
        return flagged
    if len(word) == 1 or word in ordinary or word.lower() in ordinary:
        return Clarity.EVERYDAY
    is_personal = kind != "location" and word in personal
    return Clarity.AMBIGUOUS if is_personal or len(word) < _SHORTEST_CLEAR else Clarity.CLEAR


@dataclass(frozen=True, slots=True)
class _Adjectives:
    """``endings``: of adjectives that begin names; ``inflections``: what they have in other cases."""

    endings: tuple[str, ...]
    inflections: tuple[str, ...]

    def forms(self, words: list[str]) -> Iterator[list[str]]:
        """The other forms of a name that begins with an adjective: "Deutsche Bank" -> "Deutschen Bank"."""
        first = words[0]
        if len(words) < 2 or not first.endswith(self.endings):
            return
        ending = next(i for i in self.inflections if first.endswith(i))
        stem = first.removesuffix(ending)
        for inflection in self.inflections:
            if stem + inflection != first:
                yield [stem + inflection, *words[1:]]
