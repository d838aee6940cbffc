"""Which mentions are one entity: those with the same words, and those that ``same_as`` joins."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from depesche.corpus.exchange.graph import APART_FLAG, SAME_AS, Arc, Node
from depesche.readings import Span

_ENTITY_PREFIXES = {"company": "c", "organization": "o", "person": "p"}


@dataclass(frozen=True, slots=True)
class Entity:
    """An entity with its mentions in text order; ``name`` is what ``same_as`` leads to."""

    id: str
    label: str
    name: str
    aliases: tuple[str, ...]
    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Entities:
    """The entities of an article in text order, and whose mention a node is."""

    all: tuple[Entity, ...]
    of_node: Mapping[str, str]

    def of_label(self, label: str) -> tuple[Entity, ...]:
        """The entities of one kind."""
        return tuple(entity for entity in self.all if entity.label == label)

    def spans(self, entity_id: str) -> list[Span]:
        """The places of an entity."""
        return [Span(n.start, n.end) for entity in self.all if entity.id == entity_id for n in entity.nodes]


def group_entities(text: str, nodes: Sequence[Node], arcs: Iterable[Arc]) -> Entities:
    """Group the mentions of companies, organisations and people."""
    own = {node.id: node for node in nodes if node.label in _ENTITY_PREFIXES}
    leads = {
        arc.source: arc.target
        for arc in arcs
        if arc.label == SAME_AS
        and arc.source in own
        and arc.target in own
        and own[arc.source].label == own[arc.target].label
    }
    roots = {key: _root(key, leads) for key in own}
    by_words: dict[tuple[str, str], list[str]] = defaultdict(list)
    for key, node in own.items():
        by_words[node.label, text[node.start : node.end]].append(key)
    for keys in by_words.values():
        _join_by_words(keys, own, leads, roots)
    groups: dict[str, list[Node]] = defaultdict(list)
    for key, node in sorted(own.items(), key=lambda item: (item[1].start, item[1].end)):
        groups[_root(key, roots)].append(node)
    numbers: dict[str, int] = defaultdict(int)
    entities: list[Entity] = []
    for root, members in groups.items():
        full = own[root]
        numbers[full.label] += 1
        name = text[full.start : full.end]
        others = (text[node.start : node.end] for node in members)
        entities.append(
            Entity(
                id=f"{_ENTITY_PREFIXES[full.label]}{numbers[full.label]}",
                label=full.label,
                name=name,
                aliases=tuple(dict.fromkeys(words for words in others if words != name)),
                nodes=tuple(members),
            )
        )
    return Entities(tuple(entities), {node.id: entity.id for entity in entities for node in entity.nodes})


def note_flags(note: str | None) -> frozenset[str]:
    """The flags in the note of a name."""
    return frozenset(part.strip() for part in (note or "").split(","))


def _join_by_words(
    keys: Sequence[str], own: Mapping[str, Node], leads: Mapping[str, str], roots: dict[str, str]
) -> None:
    """Join the mentions that nothing else is said of to the one entity that has the same words."""
    apart = [key for key in keys if APART_FLAG in note_flags(own[key].note)]
    loose = [key for key in keys if key not in leads and key not in apart]
    if not loose:
        return
    told = {_root(key, roots) for key in keys if key in leads or key in apart}
    target = next(iter(told)) if len(told) == 1 else _root(loose[0], roots)
    for key in loose:
        root = _root(key, roots)
        if root != target:
            roots[root] = target


def _root(key: str, leads: Mapping[str, str]) -> str:
    """Where a chain of arcs ends; one that runs in a circle ends at its smallest member."""
    seen: list[str] = []
    while key in leads and leads[key] != key:
        if key in seen:
            return min(seen[seen.index(key) :])
        seen.append(key)
        key = leads[key]
    return key
