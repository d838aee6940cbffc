"""The deals of a graph: its triggers, what they lead to, and their notes."""

from __future__ import annotations

from collections.abc import Mapping

from depesche.corpus.compile_deals import GOLD_RULE, nearest_to
from depesche.corpus.exchange.entities import Entities
from depesche.corpus.exchange.graph import EVIDENCE, ROLE_ARCS, SAME_DEAL, SAYS, SLOTS, TRIGGER, Node
from depesche.corpus.exchange.reading import Reading, span_of
from depesche.corpus.places import sentence_around
from depesche.corpus.values import parse_number
from depesche.readings import Span
from depesche.records import (
    ROLES,
    Attribution,
    Deal,
    DealStatus,
    DealType,
    Evidence,
    MentionType,
    Participant,
    Role,
    TextSpan,
)

_DETAILS = ("stake", "round", "headcount")


def read_deals(reading: Reading, entities: Entities, slots: Mapping[str, str]) -> tuple[Deal, ...]:
    """The deals in the order of their first triggers; ``slots``: ids of sums and dates by mention."""
    triggers = [node for node in reading.nodes.values() if node.label == TRIGGER]
    further: dict[str, list[Node]] = {node.id: [] for node in triggers}
    firsts: list[Node] = []
    for node in triggers:
        first = _first_of(reading, node)
        if first is None:
            reading.report(node.id, f"its {SAME_DEAL} arcs run in a circle or to no trigger")
        elif first is node:
            firsts.append(node)
        else:
            further[first.id].append(node)
    deals: list[Deal] = []
    for node in firsts:
        deal = _deal(reading, [node, *further[node.id]], entities, slots, number=len(deals) + 1)
        if deal is not None:
            deals.append(deal)
    return tuple(deals)


def _first_of(reading: Reading, node: Node) -> Node | None:
    """The trigger that carries the deal, along ``same_deal``."""
    seen = {node.id}
    while True:
        targets = reading.targets(node, SAME_DEAL)
        if not targets:
            return node
        node = targets[0]
        if node.id in seen or node.label != TRIGGER:
            return None
        seen.add(node.id)


def _deal(
    reading: Reading, triggers: list[Node], entities: Entities, slots: Mapping[str, str], *, number: int
) -> Deal | None:
    first = triggers[0]
    words = reading.words(first)
    if first.deal_type not in {kind.value for kind in DealType}:
        reading.report(first.id, f"the trigger {words!r} has no type of deal, but {first.deal_type!r}")
        return None
    if first.status not in {status.value for status in DealStatus}:
        reading.report(first.id, f"the deal of {words!r} has no status, but {first.status!r}")
        return None
    kind = DealType(first.deal_type)
    evidence = tuple(_evidence(reading, trigger) for trigger in triggers)
    details = _details(reading, first)
    return Deal(
        id=f"x{number}",
        type=kind,
        status=DealStatus(first.status),
        participants=_participants(reading, first, kind, entities),
        **{slot: _slot(reading, first, slot, slots) for slot in SLOTS},
        stake_percent=details["stake"],
        round=details["round"],
        headcount=details["headcount"],
        attribution=_attribution(reading, first, entities, Span(evidence[0].start, evidence[0].end)),
        confidence=1.0,
        evidence=evidence,
    )


def _evidence(reading: Reading, trigger: Node) -> Evidence:
    told = reading.targets(trigger, EVIDENCE)
    around = span_of(told[0]) if told else sentence_around(reading.graph.text, span_of(trigger))
    mention = reading.mention(trigger, MentionType.TRIGGER)
    return Evidence(start=around.start, end=around.end, rule=GOLD_RULE, trigger=mention)


def _participants(
    reading: Reading, trigger: Node, kind: DealType, entities: Entities
) -> tuple[Participant, ...]:
    found: list[Participant] = []
    for arc in reading.out[trigger.id]:
        if arc.label not in ROLE_ARCS:
            continue
        role, target = Role(arc.label), reading.nodes[arc.target]
        if role not in ROLES[kind]:
            allowed = ", ".join(known.value for known in ROLES[kind])
            reading.report(trigger.id, f"{kind.value} has no role {role.value}, but {allowed}")
        elif target.id in entities.of_node:
            found.append(Participant(role=role, entity=entities.of_node[target.id]))
        else:
            # A product, a place or a headcount takes part by its words, as the gold files have it.
            found.append(Participant(role=role, text=reading.words(target)))
    return tuple(dict.fromkeys(found))


def _slot(reading: Reading, trigger: Node, slot: str, slots: Mapping[str, str]) -> str | None:
    for target in reading.targets(trigger, slot):
        kind = MentionType.DATE if slot == "date" else MentionType.AMOUNT
        if target.label != kind.value:
            reading.report(trigger.id, f"{slot} leads to a {target.label}, not to a {kind.value}")
            continue
        return slots.get(reading.mention(target, kind))
    return None


def _details(reading: Reading, trigger: Node) -> dict[str, object]:
    """``stake=45; round=B; headcount=5`` of a trigger's note."""
    details: dict[str, object] = dict.fromkeys(_DETAILS)
    for part in (trigger.note or "").split(";"):
        key, equals, value = (piece.strip() for piece in part.partition("="))
        if not part.strip():
            continue
        if key not in _DETAILS or not equals or not value:
            reading.report(trigger.id, f"{part.strip()!r}: write stake=45; round=B; headcount=5")
        elif key == "round":
            details[key] = value
        elif key == "headcount" and value.isdecimal():
            details[key] = int(value)
        elif key == "stake":
            details[key] = _stake(reading, trigger, value)
        else:
            reading.report(trigger.id, f"{part.strip()!r}: a headcount is a whole number")
    return details


def _stake(reading: Reading, trigger: Node, value: str) -> object:
    try:
        return parse_number(value).value
    except ValueError as error:
        reading.report(trigger.id, str(error))
        return None


def _attribution(reading: Reading, trigger: Node, entities: Entities, evidence: Span) -> Attribution | None:
    targets = reading.targets(trigger, SAYS)
    if not targets:
        return None
    entity = entities.of_node.get(targets[0].id)
    place = nearest_to(evidence, entities.spans(entity)) if entity else span_of(targets[0])
    words = None if entity else reading.words(targets[0])
    return Attribution(entity=entity, text=words, evidence=TextSpan(start=place.start, end=place.end))
