"""Mentions become entities: one for each company, organisation, person, product and place."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from functools import cache

from depesche.readings import Name, NameType, Span, TitleReading
from depesche.resolve.aliases import linked_groups
from depesche.resolve.pack import EntityRules, compile_entities
from depesche.resolve.reference import Surroundings, find_referents, find_salient, surroundings
from depesche.resolve.traits import Traits, read_traits
from depesche.tokens import Tokens

__all__ = ["Entities", "Entity", "EntityRules", "compile_entities", "resolve_entities"]

_CONTEXT = 90


@dataclass(frozen=True, slots=True)
class Entity:
    """What mentions refer to.

    ``key`` is unique in the article. ``name`` is the fullest form, ``aliases`` the others. ``spans`` are
    those of its :class:`Name` mentions in text order. ``is_source``: a company that is only cited.
    """

    key: str
    type: NameType
    name: str
    aliases: tuple[str, ...]
    spans: tuple[Span, ...]
    known_id: str | None = None
    wikidata: str | None = None
    is_source: bool = False


@dataclass(frozen=True, slots=True)
class Entities:
    """The entities of an article, in the order of their first mention."""

    all: tuple[Entity, ...]
    rules: EntityRules
    _by_span: dict[Span, Entity] = field(default_factory=dict)
    _by_key: dict[str, Entity] = field(default_factory=dict)
    _surroundings: Callable[[], Surroundings] | None = None

    def of(self, span: Span) -> Entity | None:
        """The entity of a name's span."""
        return self._by_span.get(span)

    def referents(self, span: Span, kind: str, taken: Collection[str] = ()) -> tuple[Entity, ...]:
        """The entities that a description or pronoun at ``span`` stands for.

        ``kind``: "company", "person" or "any". ``taken``: keys of entities that it cannot be. Several
        for "beide Konzerne", none where no antecedent is clear.
        """
        if self._surroundings is None:
            return ()
        others = frozenset(span for key in taken if key in self._by_key for span in self._by_key[key].spans)
        names = find_referents(span, kind, self._surroundings(), self.rules, others)
        found = dict.fromkeys(entity for name in names if (entity := self._by_span.get(name)) is not None)
        return tuple(found)

    def salient(self, offset: int, taken: Collection[str] = ()) -> Entity | None:
        """The company that the sentences before an offset are about; None where there is none.

        ``taken``: keys of entities that it cannot be.
        """
        if self._surroundings is None:
            return None
        others = frozenset(span for one in self.all if one.key in taken for span in one.spans)
        name = find_salient(offset, self._surroundings(), others)
        return self._by_span.get(name) if name is not None else None


def resolve_entities(
    tokens: Tokens, names: Sequence[Name], titles: Sequence[TitleReading], rules: EntityRules
) -> Entities:
    """Cluster the names of an article; ``names`` in text order."""
    text = tokens.text
    groups = linked_groups(text, names, rules)
    entities = tuple(_entity(number, group, text, rules) for number, group in enumerate(groups))
    by_span = {span: entity for entity in entities for span in entity.spans}

    @cache
    def around() -> Surroundings:
        # Read when first asked for: many articles tell of no deal whose parties stand elsewhere.
        genders = _genders_of_titles(titles, rules)
        number_of = {name.span: number for number, group in enumerate(groups) for name in group}

        @cache
        def traits_of(number: int) -> Traits:
            return read_traits(text, groups[number], genders, rules)

        told_of = [name for name in names if not by_span[name.span].is_source]
        weight = _weights(entities)
        return surroundings(
            tokens, told_of, rules, traits=lambda span: traits_of(number_of[span]), weight=weight
        )

    return Entities(entities, rules, by_span, {entity.key: entity for entity in entities}, around)


def _weights(entities: Sequence[Entity]) -> dict[Span, float]:
    """How often an entity is named against the one of its type that is named most, by name span."""
    most: dict[NameType, int] = {}
    for one in entities:
        if not one.is_source:
            most[one.type] = max(most.get(one.type, 1), len(one.spans))
    return {span: len(one.spans) / most.get(one.type, 1) for one in entities for span in one.spans}


def _genders_of_titles(titles: Sequence[TitleReading], rules: EntityRules) -> dict[int, str]:
    """Offset of a person's name -> "f" for those with a title in the feminine form."""
    return {
        title.person.start: "f"
        for title in titles
        if title.person is not None and title.title.split()[0].endswith(rules.feminine_titles)
    }


def _entity(number: int, group: Sequence[Name], text: str, rules: EntityRules) -> Entity:
    bases: dict[str, int] = {}
    for name in group:
        bases[name.base] = bases.get(name.base, 0) + 1
    best = max(bases, key=lambda base: (len(base.split()), len(base), bases[base]))
    first = group[0]
    return Entity(
        key=f"e{number}",
        type=first.type,
        name=best,
        aliases=tuple(base for base in bases if base != best),
        spans=tuple(name.span for name in group),
        known_id=next((n.known_id for n in group if n.known_id), None),
        wikidata=next((n.wikidata for n in group if n.wikidata), None),
        is_source=first.type == "company" and _only_cited(group, text, rules),
    )


def _only_cited(group: Sequence[Name], text: str, rules: EntityRules) -> bool:
    """Whether a company only appears as the medium that reports.

    A medium of a name list is one when half of its mentions are citations; a company of such a list
    never is; any other is one when all are and one is with a verb of reporting ("laut" alone may also
    give a company's own words, and "meldet" its own news).
    """
    if any(name.is_medium for name in group):
        cited = [_is_cited(name, text, rules) for name in group]
        return any(cited) and sum(cited) * 2 >= len(cited)
    if any(name.known_id for name in group):
        return False
    return all(_is_cited(name, text, rules) for name in group) and any(
        _reports(name, text, rules) and not rules.own_news.match(_beside(name, text)[1]) for name in group
    )


def _is_cited(name: Name, text: str, rules: EntityRules) -> bool:
    before, after = _beside(name, text)
    if name.is_medium and before.endswith("(") and after.startswith(")"):
        return True
    return bool(rules.source_before.search(before)) or _reports(name, text, rules)


def _reports(name: Name, text: str, rules: EntityRules) -> bool:
    before, after = _beside(name, text)
    return bool(rules.reports_before.search(before) or rules.reports_after.match(after))


def _beside(name: Name, text: str) -> tuple[str, str]:
    start, end = name.span.start, name.span.end
    return text[max(0, start - _CONTEXT) : start], text[end : end + _CONTEXT]
