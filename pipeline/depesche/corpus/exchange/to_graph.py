"""From a record to labelled spans and arcs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from depesche.corpus.compile import Compiled
from depesche.corpus.decompile import title_place
from depesche.corpus.exchange.graph import (
    APART_FLAG,
    AT,
    EVIDENCE,
    NAMES,
    OF,
    SAME_AS,
    SAME_DEAL,
    SAYS,
    SOURCE_FLAG,
    TITLE,
    TRIGGER,
    VALUES,
    WORDS,
    Arc,
    Graph,
    Node,
)
from depesche.corpus.places import occurrences, sentence_around
from depesche.corpus.source import GoldSource
from depesche.corpus.values import amount_notation, date_notation, percentage_notation
from depesche.readings import Span
from depesche.records import Deal, Extraction, Mention, Person, TitleStatus


@dataclass(slots=True)
class _Drawing:
    """What is drawn so far, and the mentions of each entity in text order."""

    text: str
    mentions: Mapping[str, Mention]
    of_entity: Mapping[str, Sequence[Mention]]
    nodes: list[Node] = field(default_factory=list)
    arcs: list[Arc] = field(default_factory=list)

    def node(self, prefix: str, label: str, span: Span) -> str:
        """Draw a node that is no mention of the record, or find the one drawn before."""
        for node in self.nodes:
            if (node.label, node.start, node.end) == (label, span.start, span.end):
                return node.id
        node_id = f"{prefix}{sum(node.label == label for node in self.nodes) + 1}"
        self.nodes.append(Node(node_id, label, span.start, span.end))
        return node_id

    def nearest(self, entity: str, around: Span) -> str | None:
        """The mention of an entity inside a span or nearest to it."""
        known = self.of_entity.get(entity, ())
        if not known:
            return None
        return min(known, key=lambda m: (not _covers(around, m), abs(m.start - around.start))).id


def article_graph(article: Compiled) -> Graph:
    """The graph of a gold article."""
    return record_graph(article.record, article.source, article.headcounts)


def record_graph(record: Extraction, head: GoldSource, headcounts: Mapping[str, str]) -> Graph:
    """The graph of a record; ``head`` gives text and particulars, ``headcounts`` values by mention."""
    mentions = {mention.id: mention for mention in record.mentions}
    entities = [(company.id, company.mentions) for company in record.companies]
    entities += [(organization.id, organization.mentions) for organization in record.organizations]
    entities += [(person.id, person.mentions) for person in record.people]
    of_entity = {
        entity: sorted((mentions[key] for key in ids if key in mentions), key=lambda m: m.start)
        for entity, ids in entities
    }
    drawing = _Drawing(head.text, mentions, of_entity)
    notes = _value_notes(record, headcounts)
    links, flags = _links(record, of_entity)
    for mention in record.mentions:
        if mention.type in (*NAMES, *VALUES):
            note = ", ".join(flags[mention.id]) or notes.get(mention.id)
            drawing.nodes.append(Node(mention.id, mention.type.value, mention.start, mention.end, note))
    drawing.arcs += [Arc(SAME_AS, source, target) for source, target in links]
    for number, (person, at) in enumerate(((p, at) for p in record.people for at in range(len(p.titles))), 1):
        _draw_title(drawing, person, at, f"t{number}")
    values = {amount.id: amount.mention for amount in record.amounts}
    values |= {day.id: day.mention for day in record.dates}
    for deal in record.deals:
        _draw_deal(drawing, deal, values)
    return Graph(head, tuple(drawing.nodes), tuple(drawing.arcs))


def _value_notes(record: Extraction, headcounts: Mapping[str, str]) -> dict[str, str]:
    notes = {amount.mention: amount_notation(amount) for amount in record.amounts}
    notes |= {share.mention: percentage_notation(share) for share in record.percentages}
    notes |= {day.mention: date_notation(day) for day in record.dates}
    return notes | dict(headcounts)


def _links(
    record: Extraction, of_entity: Mapping[str, Sequence[Mention]]
) -> tuple[list[tuple[str, str]], dict[str, list[str]]]:
    """The ``same_as`` arcs that are needed, and the flags of mentions."""
    links: list[tuple[str, str]] = []
    flags: dict[str, list[str]] = defaultdict(list)
    groups: tuple[Iterable[tuple[str, str, bool]], ...] = (
        ((c.id, c.name, c.is_source) for c in record.companies),
        ((o.id, o.name, False) for o in record.organizations),
        ((p.id, p.name, False) for p in record.people),
    )
    for group in groups:
        rows = list(group)
        owners: dict[str, set[str]] = defaultdict(set)
        for entity, _, _ in rows:
            for mention in of_entity[entity]:
                owners[mention.text].add(entity)
        for entity, name, is_source in rows:
            known = of_entity[entity]
            if not known:
                continue
            longest = max(known, key=lambda m: m.end - m.start)
            full = next((m for m in known if m.text == name), longest)
            if is_source:
                flags[full.id].append(SOURCE_FLAG)
            if len(owners[full.text]) > 1:
                flags[full.id].append(APART_FLAG)
            joined = {full.text} if len(owners[full.text]) == 1 else set()
            for mention in known:
                if mention is full or mention.text in joined:
                    continue
                links.append((mention.id, full.id))
                if len(owners[mention.text]) == 1:
                    joined.add(mention.text)
    return links, flags


def _draw_title(drawing: _Drawing, person: Person, at: int, node_id: str) -> None:
    title = person.titles[at]
    people = [Span(m.start, m.end) for m in drawing.of_entity.get(person.id, ())]
    houses = [Span(m.start, m.end) for m in drawing.of_entity.get(title.company or "", ())]
    place = title_place(drawing.text, title, people, houses)
    holder = drawing.nearest(person.id, place) if place else None
    if place is None or holder is None:
        return
    note = title.normalized if title.normalized != title.title.casefold() else None
    status = title.status.value if title.status is not TitleStatus.CURRENT else None
    drawing.nodes.append(Node(node_id, TITLE, place.start, place.end, note, status=status))
    drawing.arcs.append(Arc(OF, node_id, holder))
    house = drawing.nearest(title.company, place) if title.company else None
    if house:
        drawing.arcs.append(Arc(AT, node_id, house))


def _draw_deal(drawing: _Drawing, deal: Deal, values: Mapping[str, str]) -> None:
    first: str | None = None
    for number, evidence in enumerate(deal.evidence, 1):
        trigger = drawing.mentions.get(evidence.trigger)
        if trigger is None:
            continue
        node_id = f"{deal.id}.{number}"
        span, around = Span(trigger.start, trigger.end), Span(evidence.start, evidence.end)
        if first is None:
            first = node_id
            drawing.nodes.append(
                Node(
                    node_id, TRIGGER, span.start, span.end, _details(deal), deal.type.value, deal.status.value
                )
            )
            _draw_slots(drawing, deal, values, node_id, around)
        else:
            drawing.nodes.append(Node(node_id, TRIGGER, span.start, span.end))
            drawing.arcs.append(Arc(SAME_DEAL, node_id, first))
        if around != sentence_around(drawing.text, span):
            drawing.arcs.append(Arc(EVIDENCE, node_id, drawing.node("e", EVIDENCE, around)))


def _details(deal: Deal) -> str | None:
    slots = (("stake", deal.stake_percent), ("round", deal.round), ("headcount", deal.headcount))
    return "; ".join(f"{slot}={value}" for slot, value in slots if value is not None) or None


def _draw_slots(drawing: _Drawing, deal: Deal, values: Mapping[str, str], node_id: str, around: Span) -> None:
    for participant in deal.participants:
        target = drawing.nearest(participant.entity, around) if participant.entity else None
        if target is None and participant.text:
            places = list(occurrences(drawing.text, participant.text))
            inside = next((place for place in places if around.covers(place)), next(iter(places), None))
            target = drawing.node("w", WORDS, inside) if inside else None
        if target:
            drawing.arcs.append(Arc(participant.role.value, node_id, target))
    for slot, value in (("amount", deal.amount), ("valuation", deal.valuation), ("date", deal.date)):
        if value is not None and value in values:
            drawing.arcs.append(Arc(slot, node_id, values[value]))
    said = deal.attribution
    if said:
        place = Span(said.evidence.start, said.evidence.end)
        by = drawing.nearest(said.entity, place) if said.entity else drawing.node("w", WORDS, place)
        if by:
            drawing.arcs.append(Arc(SAYS, node_id, by))


def _covers(span: Span, mention: Mention) -> bool:
    return span.start <= mention.start and mention.end <= span.end
