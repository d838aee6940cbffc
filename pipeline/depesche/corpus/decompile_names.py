"""Chooses the words that name entities, locations and products so that they compile to the same places.

A string is taken everywhere it stands free, unless that would give other places than those of the record:
then each of its places is numbered.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from depesche.corpus.compile import compile_article
from depesche.corpus.places import occurrences
from depesche.corpus.source import GoldSource
from depesche.readings import Span
from depesche.records import Extraction, MentionType

_ENTITY_LAYERS = ("companies", "organizations", "people")
_PLAIN_LAYERS = (("locations", MentionType.LOCATION), ("products", MentionType.PRODUCT))


@dataclass(frozen=True, slots=True)
class NamePlan:
    """The names as a gold file has them, and by entity id the key it got and its places."""

    companies: dict[str, tuple[str, ...]]
    organizations: dict[str, tuple[str, ...]]
    people: dict[str, tuple[str, ...]]
    locations: tuple[str, ...]
    products: tuple[str, ...]
    keys: Mapping[str, str]
    places: Mapping[str, Sequence[Span]]


@dataclass(frozen=True, slots=True)
class _Unit:
    """Something that is named: ``id`` of an entity, or the words of a location or product."""

    layer: str
    id: str
    name: str
    spans: tuple[Span, ...]


Numbered = set[tuple[str, str, str]]
"""Layer, unit and words whose places are numbered one by one."""


def plan_names(record: Extraction, head: GoldSource) -> NamePlan:
    """Find words for all names of a record; spans that stand for no whole word are left out."""
    text = head.text
    units = _units(record, text)
    numbered: Numbered = set()
    while True:
        plan = _plan(units, text, numbered)
        more = _misplaced(units, plan, head, text) - numbered
        if not more:
            return plan
        numbered |= more


def _units(record: Extraction, text: str) -> list[_Unit]:
    """Everything that is named, with the places that can be written; of overlapping ones the longer."""
    mentions = {mention.id: mention for mention in record.mentions}
    rows: list[tuple[str, str, str, list[Span]]] = []
    for layer in _ENTITY_LAYERS:
        for entity in getattr(record, layer):
            known = [mentions[key] for key in entity.mentions if key in mentions]
            rows.append((layer, entity.id, entity.name, [Span(m.start, m.end) for m in known]))
    for layer, kind in _PLAIN_LAYERS:
        by_words: dict[str, list[Span]] = defaultdict(list)
        for mention in record.mentions:
            if mention.type is kind:
                by_words[mention.text].append(Span(mention.start, mention.end))
        rows += [(layer, words, words, spans) for words, spans in by_words.items()]
    free: set[Span] = set()
    for span in sorted((s for row in rows for s in row[3]), key=lambda s: (s.start - s.end, s.start)):
        words = text[span.start : span.end]
        if span in occurrences(text, words, name=True) and not any(span.overlaps(other) for other in free):
            free.add(span)
    units: list[_Unit] = []
    for layer, unit_id, name, spans in rows:
        kept = tuple(sorted(span for span in spans if span in free))
        free.difference_update(kept)
        if kept:
            units.append(_Unit(layer, unit_id, name, kept))
    return units


def _plan(units: Sequence[_Unit], text: str, numbered: Numbered) -> NamePlan:
    names: dict[str, dict[str, tuple[str, ...]]] = {layer: {} for layer in _ENTITY_LAYERS}
    plain: dict[str, list[str]] = {layer: [] for layer, _ in _PLAIN_LAYERS}
    keys: dict[str, str] = {}
    for unit in units:
        if unit.layer in plain:
            plain[unit.layer] += _uses(unit, unit.name, text, numbered)
            continue
        words = list(dict.fromkeys(text[span.start : span.end] for span in unit.spans))
        name = unit.name if unit.name in words else max(words, key=len)
        uses = {word: _uses(unit, word, text, numbered) for word in words}
        key, more = name, uses.pop(name)
        if key in keys.values() or (more != [name] and "#" in name):
            # The bare name is another's key already: the first of this one's numbered places is its key.
            key, more = _numbered(unit, name, text)[0], _numbered(unit, name, text)[1:]
        elif more == [name]:
            more = []
        names[unit.layer][key] = (*more, *(use for found in uses.values() for use in found))
        keys[unit.id] = key
    return NamePlan(
        companies=names["companies"],
        organizations=names["organizations"],
        people=names["people"],
        locations=tuple(plain["locations"]),
        products=tuple(plain["products"]),
        keys=keys,
        places={unit.id: unit.spans for unit in units},
    )


def _uses(unit: _Unit, words: str, text: str, numbered: Numbered) -> list[str]:
    if (unit.layer, unit.id, words) not in numbered:
        return [words]
    return _numbered(unit, words, text)


def _numbered(unit: _Unit, words: str, text: str) -> list[str]:
    places = list(occurrences(text, words, name=True))
    return [
        f"{words}#{places.index(span) + 1}" for span in unit.spans if text[span.start : span.end] == words
    ]


def _misplaced(units: Sequence[_Unit], plan: NamePlan, head: GoldSource, text: str) -> Numbered:
    """The words whose places, once compiled, are not those of the unit."""
    tried = GoldSource(
        id=head.id,
        published=head.published,
        text=text,
        companies=plan.companies,
        organizations=plan.organizations,
        people=plan.people,
        locations=plan.locations,
        products=plan.products,
    )
    record = compile_article(tried, path=head.id).record
    mentions = {mention.id: mention for mention in record.mentions}
    got: dict[tuple[str, str], set[Span]] = defaultdict(set)
    for layer in _ENTITY_LAYERS:
        for key, entity in zip(getattr(plan, layer), getattr(record, layer), strict=True):
            got[layer, key] = {Span(mentions[m].start, mentions[m].end) for m in entity.mentions}
    for layer, kind in _PLAIN_LAYERS:
        for mention in record.mentions:
            if mention.type is kind:
                got[layer, mention.text].add(Span(mention.start, mention.end))
    wrong: Numbered = set()
    for unit in units:
        found = got[unit.layer, plan.keys.get(unit.id, unit.name)]
        for span in found ^ set(unit.spans):
            wrong.add((unit.layer, unit.id, text[span.start : span.end]))
    return wrong
