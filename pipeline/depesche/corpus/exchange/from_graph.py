"""From labelled spans and arcs back to a record; what does not fit is named and left out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from depesche.corpus.compile import GOLD_PIPELINE, text_digest, title_evidence
from depesche.corpus.compile_values import PlacedValue, compile_amounts, compile_dates, compile_percentages
from depesche.corpus.exchange.entities import Entities, group_entities, note_flags
from depesche.corpus.exchange.from_graph_deals import read_deals
from depesche.corpus.exchange.graph import (
    ARCS,
    AT,
    LABELS,
    NAME_LABELS,
    OF,
    SAME_AS,
    SOURCE_FLAG,
    TITLE,
    VALUE_LABELS,
    Arc,
    Graph,
)
from depesche.corpus.exchange.reading import Reading, span_of
from depesche.corpus.source import Problem
from depesche.records import (
    Company,
    Extraction,
    Mention,
    MentionType,
    Organization,
    Person,
    PersonTitle,
    Source,
    TitleStatus,
)

_HOUSES = frozenset({"company", "organization"})
_MENTION_LABELS = frozenset(kind.value for kind in MentionType)


@dataclass(frozen=True, slots=True)
class Annotated:
    """A record read from another format, values of headcounts by mention, and what did not fit."""

    graph: Graph
    record: Extraction
    headcounts: Mapping[str, str]
    problems: tuple[Problem, ...]


def graph_article(graph: Graph, *, path: str) -> Annotated:
    """Read a graph as a record; ``path`` names its file in problems."""
    reading = Reading(graph, path)
    _take_nodes(reading)
    _take_arcs(reading)
    mentions = _mentions(reading)
    arcs = [arc for found in reading.out.values() for arc in found]
    entities = group_entities(graph.text, [n for n in reading.nodes.values() if n.label in NAME_LABELS], arcs)
    owners = {
        reading.mention(node, MentionType(node.label)): entity.id
        for entity in entities.all
        for node in entity.nodes
    }
    titles = _titles(reading, entities)
    values = {label: _values(reading, label) for label in ("amount", "percent", "headcount", "date")}
    ids = reading.mention_ids
    amounts = compile_amounts(reading.report, values["amount"], ids)
    dates = compile_dates(reading.report, values["date"], ids)
    slots = {amount.mention: amount.id for amount in amounts} | {day.mention: day.id for day in dates}
    head = graph.head
    record = Extraction(
        id=head.id,
        source=Source(title=head.title, published=head.published, medium=head.medium, language="de"),
        text_sha256=text_digest(head.text),
        text=head.text,
        pipeline=GOLD_PIPELINE,
        mentions=tuple(m.model_copy(update={"entity": owners.get(m.id)}) for m in mentions),
        companies=tuple(
            Company(
                id=entity.id,
                name=entity.name,
                aliases=entity.aliases,
                is_source=any(SOURCE_FLAG in note_flags(node.note) for node in entity.nodes),
                mentions=tuple(reading.mention(node, MentionType.COMPANY) for node in entity.nodes),
            )
            for entity in entities.of_label("company")
        ),
        organizations=tuple(
            Organization(
                id=entity.id,
                name=entity.name,
                aliases=entity.aliases,
                mentions=tuple(reading.mention(node, MentionType.ORGANIZATION) for node in entity.nodes),
            )
            for entity in entities.of_label("organization")
        ),
        people=tuple(
            Person(
                id=entity.id,
                name=entity.name,
                aliases=entity.aliases,
                mentions=tuple(reading.mention(node, MentionType.PERSON) for node in entity.nodes),
                titles=tuple(titles[entity.id]),
            )
            for entity in entities.of_label("person")
        ),
        amounts=amounts,
        percentages=compile_percentages(reading.report, values["percent"], ids),
        dates=dates,
        deals=read_deals(reading, entities, slots),
    )
    headcounts = {ids[v.span, MentionType.HEADCOUNT]: v.notation for v in values["headcount"]}
    return Annotated(graph, record, headcounts, tuple(reading.problems))


def _take_nodes(reading: Reading) -> None:
    size = len(reading.graph.text)
    for node in reading.graph.nodes:
        if node.label not in LABELS:
            reading.report(node.id, f"the label {node.label!r} is none of {', '.join(LABELS)}")
        elif not 0 <= node.start < node.end <= size:
            reading.report(node.id, f"{node.start}:{node.end} is outside the text, which ends at {size}")
        else:
            reading.nodes[node.id] = node


def _take_arcs(reading: Reading) -> None:
    twins = _drop_twins(reading)
    for given in reading.graph.arcs:
        arc = Arc(given.label, twins.get(given.source, given.source), twins.get(given.target, given.target))
        ends = [end for end in (arc.source, arc.target) if end not in reading.nodes]
        if arc.label not in ARCS:
            reading.report(arc.source, f"the relation {arc.label!r} is none of {', '.join(ARCS)}")
        elif ends:
            reading.report(arc.source, f"{arc.label} joins {ends[0]}, which is missing")
        elif arc.label == SAME_AS and len({reading.nodes[e].label for e in (arc.source, arc.target)}) > 1:
            reading.report(arc.source, f"{SAME_AS} joins two different types; make them one type")
        else:
            reading.out[arc.source].append(arc)


def _drop_twins(reading: Reading) -> dict[str, str]:
    """Take a name or value that was marked twice for one; gives the dropped node's id and the kept one's."""
    kept: dict[tuple[str, int, int], str] = {}
    twins: dict[str, str] = {}
    for node in list(reading.nodes.values()):
        if node.label in (*NAME_LABELS, *VALUE_LABELS):
            first = kept.setdefault((node.label, node.start, node.end), node.id)
            if first != node.id:
                twins[node.id] = first
                del reading.nodes[node.id]
    return twins


def _mentions(reading: Reading) -> list[Mention]:
    """The mentions in text order, one for each place and type."""
    order = list(MentionType)
    places = {
        (span_of(node), MentionType(node.label))
        for node in reading.nodes.values()
        if node.label in _MENTION_LABELS
    }
    for number, place in enumerate(sorted(places, key=lambda p: (p[0], order.index(p[1]))), 1):
        reading.mention_ids[place] = f"m{number}"
    return [
        Mention(id=key, type=kind, start=s.start, end=s.end, text=reading.graph.text[s.start : s.end])
        for (s, kind), key in reading.mention_ids.items()
    ]


def _values(reading: Reading, label: str) -> list[PlacedValue]:
    found = sorted((n for n in reading.nodes.values() if n.label == label), key=span_of)
    values: list[PlacedValue] = []
    for node in found:
        if node.note is None and label != "headcount":
            reading.report(node.id, f"{reading.words(node)!r} has no value; write it as a note")
        values.append(PlacedValue(reading.words(node), node.note or "?", span_of(node), node.id))
    return values


def _titles(reading: Reading, entities: Entities) -> dict[str, list[PersonTitle]]:
    """The titles of each person."""
    titles: dict[str, list[PersonTitle]] = defaultdict(list)
    for node in reading.nodes.values():
        if node.label != TITLE:
            continue
        people = [entities.of_node[n.id] for n in reading.targets(node, OF) if n.label == "person"]
        houses = [entities.of_node[n.id] for n in reading.targets(node, AT) if n.label in _HOUSES]
        if not people:
            reading.report(node.id, f"the title {reading.words(node)!r} has no person; join it by {OF!r}")
        status = node.status or TitleStatus.CURRENT.value
        if status not in {known.value for known in TitleStatus}:
            reading.report(node.id, f"the status {status!r} is none of a title's")
            status = TitleStatus.CURRENT.value
        for person in people:
            places = [entities.spans(person), *(entities.spans(house) for house in houses[:1])]
            titles[person].append(
                PersonTitle(
                    title=reading.words(node),
                    normalized=node.note or reading.words(node).casefold(),
                    company=next(iter(houses), None),
                    status=TitleStatus(status),
                    evidence=title_evidence(reading.graph.text, span_of(node), places),
                )
            )
    return titles
