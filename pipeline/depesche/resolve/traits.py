"""What an article tells about its entities beside their names: gender, what they are, where they sit."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from depesche.readings import Name
from depesche.resolve.pack import EntityRules

_REACH = 60
"""How many characters beside a name are read."""
_BEFORE = re.compile(r"(?:(\w+)\s+)?(?:([A-ZÄÖÜ][\w-]+)\s+)?[„\"»“]?$")
_ARTICLE_BEFORE = re.compile(r"(?:^|\W)(\w+)\s+[„\"»“]?$")
_APPOSITION = re.compile(
    r"^[“\"«”]?(?:\s*\([^)]{1,30}\))?,\s+(\w+)\s+((?:[\wäöüß-]+\s+){0,3}?)([A-ZÄÖÜ][\w-]+)"
)
_FROM_PLACE = re.compile(r"^[“\"«”]?\s+\w+\s+([A-ZÄÖÜ][\w-]+)")


@dataclass(frozen=True, slots=True)
class Traits:
    """``gender``: of a person by first name, form of address or title; of a company by its article.

    ``nouns``: company nouns put beside the name, as (lemma, first part), lower case; ``places``: words
    for places beside it, lower case.
    """

    gender: str | None = None
    nouns: frozenset[tuple[str, str]] = frozenset()
    places: frozenset[str] = frozenset()


@dataclass(slots=True)
class _Draft:
    genders: list[str] = field(default_factory=list)
    nouns: set[tuple[str, str]] = field(default_factory=set)
    places: set[str] = field(default_factory=set)


def read_traits(text: str, group: Sequence[Name], titles: Mapping[int, str], rules: EntityRules) -> Traits:
    """The traits of one entity; ``titles``: offset of a person's name -> gender of a title beside it."""
    draft = _Draft()
    for name in group:
        if name.type == "person":
            _read_person(text, name, titles, draft, rules)
        elif name.type in ("company", "organization"):
            _read_company(text, name, draft, rules)
    gender = max(set(draft.genders), key=draft.genders.count) if draft.genders else None
    return Traits(gender, frozenset(draft.nouns), frozenset(draft.places))


def _read_person(text: str, name: Name, titles: Mapping[int, str], draft: _Draft, rules: EntityRules) -> None:
    before = text[max(0, name.span.start - _REACH) : name.span.start].split()
    address = rules.address_genders.get(before[-1].lower()) if before else None
    first = name.base.split()[0] if " " in name.base else ""
    for gender in (address, rules.first_names.get(first), titles.get(name.span.start)):
        if gender is not None:
            draft.genders.append(gender)
            return


def _read_company(text: str, name: Name, draft: _Draft, rules: EntityRules) -> None:
    start, end = name.span.start, name.span.end
    before = text[max(0, start - _REACH) : start]
    after = text[end : end + _REACH]
    beside = _BEFORE.search(before)
    if beside is not None and beside.group(2):
        noun = rules.company_nouns.read(beside.group(2))
        if noun is not None:
            draft.nouns.add((noun.lemma.lower(), noun.first.rsplit("-", 1)[-1]))
            if beside.group(1) and beside.group(1)[0].isupper():
                draft.places.add(beside.group(1).lower())
    article = _ARTICLE_BEFORE.search(before)
    if article is not None and article.group(1).lower() in rules.feminine_or_plural:
        draft.genders.append("f")
    apposition = _APPOSITION.match(after)
    if apposition is not None and apposition.group(1).lower() in rules.determiner_genders:
        noun = rules.company_nouns.read(apposition.group(3))
        if noun is not None:
            draft.nouns.add((noun.lemma.lower(), noun.first.rsplit("-", 1)[-1]))
            draft.places.update(w.lower() for w in apposition.group(2).split() if w[0].isupper())
    place = _FROM_PLACE.match(after)
    if place is not None and after.split()[0].lower() in rules.from_words:
        draft.places.add(place.group(1).lower())
