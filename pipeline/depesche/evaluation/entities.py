"""Aligns and scores entities: companies, organisations and people.

Two entities belong together when a name or alias is the same or a mention lies over a mention of the
other; the alignment is one-to-one and optimal. It holds across kinds, so that a company that was taken for
an organisation still counts as the same participant of a deal, but as an error of kind here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from depesche.corpus.source import Layer
from depesche.evaluation.matching import best_matching
from depesche.evaluation.pairs import Error, Pair, any_overlap, mention_by_id
from depesche.evaluation.scores import Counts
from depesche.records import Extraction

_MENTION_WEIGHT = 4.0
_NAME_WEIGHT = 2.0
_KIND_WEIGHT = 0.5


@dataclass(frozen=True, slots=True)
class Entity:
    """An entity as the scorer sees it: ``kind`` is the layer, ``names`` are folded."""

    id: str
    kind: Layer
    name: str
    names: frozenset[str]
    spans: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Alignment:
    """Which predicted entity is which gold one: ids of the prediction to ids of the gold."""

    gold: Mapping[str, Entity]
    predicted: Mapping[str, Entity]
    to_gold: Mapping[str, str]

    def key(self, entity: str | None, *, is_gold: bool) -> str:
        """What to compare by: the gold id, ``?name`` for a prediction the gold lacks, "" for none."""
        if entity is None or is_gold:
            return entity or ""
        known = self.predicted.get(entity)
        return self.to_gold.get(entity, f"?{known.name if known else entity}")


def fold(text: str) -> str:
    """A text for comparing: without case and with single spaces."""
    return " ".join(text.casefold().split())


def entities_of(record: Extraction) -> tuple[Entity, ...]:
    """All entities of a record, sorted by content so that their order in the record does not matter."""
    mentions = mention_by_id(record)
    kinds: tuple[tuple[Layer, tuple[tuple[str, str, tuple[str, ...], tuple[str, ...]], ...]], ...] = (
        ("companies", tuple((e.id, e.name, e.aliases, e.mentions) for e in record.companies)),
        ("organizations", tuple((e.id, e.name, e.aliases, e.mentions) for e in record.organizations)),
        ("people", tuple((e.id, e.name, e.aliases, e.mentions) for e in record.people)),
    )
    entities = [
        Entity(
            id=entity_id,
            kind=kind,
            name=name,
            names=frozenset(map(fold, (name, *aliases))),
            spans=tuple(sorted((mentions[m].start, mentions[m].end) for m in ids if m in mentions)),
        )
        for kind, rows in kinds
        for entity_id, name, aliases, ids in rows
    ]
    return tuple(sorted(entities, key=lambda e: (e.spans, e.kind, e.name)))


def align_entities(gold: Extraction, predicted: Extraction) -> Alignment:
    """Pair the entities of the two records."""
    lefts, rights = entities_of(gold), entities_of(predicted)
    weights: dict[tuple[int, int], float] = {}
    for at, left in enumerate(lefts):
        for other, right in enumerate(rights):
            weight = _weight(left, right)
            if weight:
                weights[at, other] = weight
    return Alignment(
        gold=MappingProxyType({entity.id: entity for entity in lefts}),
        predicted=MappingProxyType({entity.id: entity for entity in rights}),
        to_gold=MappingProxyType({rights[r].id: lefts[at].id for at, r in best_matching(weights)}),
    )


def score_entities(pair: Pair, alignment: Alignment) -> tuple[dict[str, Counts], list[Error]]:
    """Counts by kind and overall, and the differences."""
    kinds = [kind for kind in ("companies", "organizations", "people") if kind in pair.layers]
    counts: dict[str, Counts] = {}
    errors: list[Error] = []
    for kind in kinds:
        golds = [e for e in alignment.gold.values() if e.kind == kind]
        predictions = [e for e in alignment.predicted.values() if e.kind == kind]
        right = {
            p.id: alignment.to_gold[p.id]
            for p in predictions
            if p.id in alignment.to_gold and alignment.gold[alignment.to_gold[p.id]].kind == kind
        }
        counts[f"entities.{kind}"] = Counts(len(golds), len(predictions), len(right))
        found = set(right.values())
        errors += [_error("missing", e) for e in golds if e.id not in found]
        errors += [_error("spurious", e) for e in predictions if e.id not in right]
    counts["entities"] = sum(counts.values(), Counts())
    return counts, errors


def _weight(left: Entity, right: Entity) -> float:
    common = sum(any_overlap([span], right.spans) for span in left.spans)
    common += sum(any_overlap([span], left.spans) for span in right.spans)
    same_name = bool(left.names & right.names)
    if not common and not same_name:
        return 0.0
    total = len(left.spans) + len(right.spans)
    shared = common / total if total else 0.0
    return _MENTION_WEIGHT * shared + _NAME_WEIGHT * same_name + _KIND_WEIGHT * (left.kind == right.kind)


def _error(kind: str, entity: Entity) -> Error:
    start, end = entity.spans[0] if entity.spans else (None, None)
    return Error("entities", kind, f"{entity.name} ({entity.kind})", start, end)
