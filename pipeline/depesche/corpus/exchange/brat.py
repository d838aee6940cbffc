"""brat standoff: ``ID.txt``, ``ID.ann`` and ``annotation.conf``; holds the whole annotation.

Particulars of the article (date, headline, style) have no place in brat and lie beside it in ``ID.json``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from depesche.corpus.exchange.graph import (
    APART_FLAG,
    AT,
    DEAL_ARCS,
    EVIDENCE,
    NAME_LABELS,
    OF,
    SAME_AS,
    SAME_DEAL,
    SOURCE_FLAG,
    TITLE,
    TRIGGER,
    VALUE_LABELS,
    WORDS,
    Arc,
    Graph,
    Node,
    deal_types,
)
from depesche.corpus.source import GoldSource, Problem, head_data, source_from_head
from depesche.records import ROLES, DealStatus, DealType, TitleStatus

CONFIG = "annotation.conf"
_FLAGS = {"Source": SOURCE_FLAG, "Apart": APART_FLAG}
_STATUS, _HELD = "Status", "Held"
_NUMBERED = re.compile(r"(\D+?)\d*")


def write_brat(graphs: Iterable[Graph], folder: Path) -> None:
    """Write the articles and the configuration that brat needs to show them."""
    for graph in graphs:
        stem = folder / graph.head.id
        # As bytes: a line end that is changed on the way would move every offset behind it.
        stem.with_name(f"{graph.head.id}.txt").write_bytes(graph.text.encode())
        stem.with_name(f"{graph.head.id}.ann").write_bytes(to_ann(graph).encode())
        particulars = json.dumps(head_data(graph.head), ensure_ascii=False, indent=1)
        stem.with_name(f"{graph.head.id}.json").write_text(f"{particulars}\n", encoding="utf-8")
    (folder / CONFIG).write_text(annotation_conf(), encoding="utf-8")


def read_brat(folder: Path) -> Iterator[Graph | list[Problem]]:
    """Read every ``.ann`` with its ``.txt``; what is wrong with a line is listed beside the article."""
    for file in sorted(folder.glob("*.ann")):
        try:
            text = file.with_suffix(".txt").read_bytes().decode()
            lines = file.read_bytes().decode()
            beside = file.with_suffix(".json")
            data = json.loads(beside.read_text(encoding="utf-8")) if beside.is_file() else {}
        except (OSError, ValueError) as error:
            yield [Problem(file.name, "file", f"cannot be read with its .txt and .json: {error}")]
            continue
        head = source_from_head(data, text=text, path=beside.name, article_id=file.stem)
        if isinstance(head, GoldSource):
            graph, problems = from_ann(lines, head, path=file.name)
            yield graph
            if problems:
                yield problems
        else:
            yield head


def to_ann(graph: Graph) -> str:
    """The standoff lines of an article."""
    ann = _Ann(graph.text)
    for node in graph.nodes:
        ann.add(node)
    events = {node.id for node in graph.nodes if node.label in (TITLE, TRIGGER)}
    links = [arc for arc in graph.arcs if arc.label == SAME_AS]
    for arc in graph.arcs:
        if arc.source in events:
            ann.arguments[arc.source].append(arc)
    return "".join(f"{line}\n" for line in ann.lines(graph, links))


@dataclass(slots=True)
class _Ann:
    """What is written so far: text-bound lines, and the brat ids of nodes."""

    text: str
    bound: list[str] = field(default_factory=list)
    ids: dict[str, str] = field(default_factory=dict)
    arguments: dict[str, list[Arc]] = field(default_factory=dict)
    events: dict[str, str] = field(default_factory=dict)

    def add(self, node: Node) -> None:
        """A text-bound line, and the id that arcs lead to: the event's, where the node is a trigger."""
        key = f"T{len(self.bound) + 1}"
        kind = node.label
        if node.label in (TITLE, TRIGGER):
            # A trigger behind the first one of its deal has no type of its own.
            kind = node.deal_type or (TITLE if node.label == TITLE else TRIGGER)
            self.events[node.id] = f"{kind}:{key}"
            self.arguments[node.id] = []
            self.ids[node.id] = f"E{len(self.events)}"
        else:
            self.ids[node.id] = key
        places = list(_fragments(self.text, node.start, node.end))
        words = " ".join(self.text[start:end] for start, end in places)
        self.bound.append(f"{key}\t{kind} {';'.join(f'{s} {e}' for s, e in places)}\t{words}")

    def lines(self, graph: Graph, links: Sequence[Arc]) -> Iterator[str]:
        """All lines of the file."""
        yield from self.bound
        for node_id, event in self.events.items():
            counts: dict[str, int] = {}
            parts = [event]
            for arc in self.arguments[node_id]:
                number = counts[arc.label] = counts.get(arc.label, 0) + 1
                parts.append(f"{arc.label}{number if number > 1 else ''}:{self.ids[arc.target]}")
            yield f"{self.ids[node_id]}\t{' '.join(parts)}"
        for number, arc in enumerate(links, 1):
            yield f"R{number}\t{SAME_AS} Arg1:{self.ids[arc.source]} Arg2:{self.ids[arc.target]}\t"
        attributes = [
            f"{_HELD if node.label == TITLE else _STATUS} {self.ids[node.id]} {node.status}"
            for node in graph.nodes
            if node.status
        ]
        for name, flag in _FLAGS.items():
            attributes += [f"{name} {self.ids[node.id]}" for node in graph.nodes if flag in _flags(node)]
        for number, attribute in enumerate(attributes, 1):
            yield f"A{number}\t{attribute}"
        noted = [node for node in graph.nodes if node.note and node.label not in NAME_LABELS]
        for number, node in enumerate(noted, 1):
            yield f"#{number}\tAnnotatorNotes {self.ids[node.id]}\t{node.note}"


def from_ann(lines: str, head: GoldSource, *, path: str) -> tuple[Graph, list[Problem]]:
    """The graph of standoff lines, and the lines that cannot be read."""
    reading = _Reading(path)
    for number, line in enumerate(lines.split("\n"), 1):
        if line.strip():
            reading.take(line.rstrip("\r"), number)
    return Graph(head, tuple(reading.nodes(head.text)), tuple(reading.arcs())), reading.problems


@dataclass(slots=True)
class _Reading:
    """The lines of a file by kind."""

    path: str
    bound: dict[str, tuple[str, int, int, str]] = field(default_factory=dict)
    events: dict[str, tuple[str, list[tuple[str, str]]]] = field(default_factory=dict)
    links: list[tuple[str, str]] = field(default_factory=list)
    attributes: dict[str, dict[str, str]] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def take(self, line: str, number: int) -> None:
        """Read one line; kinds that carry nothing of ours (equivalences, normalisations) are passed by."""
        key, _, rest = line.partition("\t")
        try:
            if key.startswith("T"):
                told, _, words = rest.partition("\t")
                label, _, places = told.partition(" ")
                ends = [int(end) for end in re.split(r"[ ;]", places)]
                self.bound[key] = (label, ends[0], ends[-1], words)
            elif key.startswith("E"):
                (_, trigger), *arguments = (_pair(part) for part in rest.split())
                self.events[key] = (trigger, arguments)
            elif key.startswith("R"):
                label, first, second = rest.split()
                if label != SAME_AS:
                    self.report(key, f"the relation {label!r} is none of ours, which is {SAME_AS}")
                    return
                self.links.append((_pair(first)[1], _pair(second)[1]))
            elif key.startswith(("A", "M")):
                name, target, *value = rest.split()
                self.attributes.setdefault(target, {})[name] = value[0] if value else ""
            elif key.startswith("#"):
                told, _, note = rest.partition("\t")
                self.notes[told.split()[1]] = note
        except (ValueError, IndexError):
            self.report(key or f"line {number}", f"is no standoff line: {line!r}")

    def report(self, where: str, reason: str) -> None:
        """Note a problem of a line."""
        self.problems.append(Problem(self.path, where, reason))

    def nodes(self, text: str) -> Iterator[Node]:
        """The spans; one that the words beside it do not stand at has slipped."""
        triggers = {trigger: event for event, (trigger, _) in self.events.items()}
        for key, (label, start, end, words) in self.bound.items():
            there = " ".join(text[s:e] for s, e in _fragments(text, start, end))
            if there != words and 0 <= start < end <= len(text):
                self.report(key, f"the text has {there!r} at {start}:{end}, not {words!r}")
                continue
            event = triggers.get(key)
            is_deal = label == TRIGGER or label in deal_types()
            if is_deal and event is None:
                self.report(key, f"{words!r} is the trigger of no event; mark it as one")
                continue
            node_id = event or key
            told = self.attributes.get(node_id, {})
            names = [flag for name, flag in _FLAGS.items() if name in told]
            note = ", ".join(names) if label in NAME_LABELS else self.notes.get(node_id, self.notes.get(key))
            yield Node(
                id=node_id,
                label=TRIGGER if is_deal else label,
                start=start,
                end=end,
                note=note or None,
                deal_type=label if label in deal_types() else None,
                status=told.get(_HELD if label == TITLE else _STATUS),
            )

    def arcs(self) -> Iterator[Arc]:
        """The relations and the arguments of events; an argument may be an event or its trigger."""
        events = {trigger: event for event, (trigger, _) in self.events.items()}
        for source, target in self.links:
            yield Arc(SAME_AS, source, target)
        for event, (_, arguments) in self.events.items():
            for role, target in arguments:
                found = _NUMBERED.fullmatch(role)
                yield Arc(found[1] if found else role, event, events.get(target, target))


def annotation_conf() -> str:
    """The types, arguments and attributes, as brat's configuration names them."""
    anything = "<ENTITY>"
    lines = ["[entities]", *NAME_LABELS, *VALUE_LABELS, WORDS, EVIDENCE, "", "[relations]"]
    lines += [f"{SAME_AS}\tArg1:{label}, Arg2:{label}" for label in ("company", "person", "organization")]
    lines += ["", "[events]", f"{TITLE}\t{OF}:person, {AT}?:company|organization"]
    slots = [
        label
        for label in DEAL_ARCS
        if label not in {role.value for roles in ROLES.values() for role in roles}
    ]
    rest = ", ".join(f"{slot}?:{'<EVENT>' if slot == SAME_DEAL else anything}" for slot in slots)
    for kind in DealType:
        roles = ", ".join(f"{role.value}*:{anything}" for role in ROLES[kind])
        lines.append(f"{kind.value}\t{roles}, {rest}")
    lines.append(f"{TRIGGER}\t{SAME_DEAL}:<EVENT>, {EVIDENCE}?:{anything}")
    statuses = "|".join(status.value for status in DealStatus)
    held = "|".join(status.value for status in TitleStatus)
    lines += [
        "",
        "[attributes]",
        f"{_STATUS}\tArg:<EVENT>, Value:{statuses}",
        f"{_HELD}\tArg:{TITLE}, Value:{held}",
    ]
    lines += [f"{name}\tArg:{anything}" for name in _FLAGS]
    return "\n".join(lines) + "\n"


def _fragments(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The parts of a span between line ends, which brat keeps out of its spans."""
    at = start
    for piece in re.split(r"(\n+)", text[start:end]):
        if piece.strip("\n"):
            yield at, at + len(piece)
        at += len(piece)


def _pair(part: str) -> tuple[str, str]:
    name, colon, target = part.partition(":")
    if not colon:
        raise ValueError(part)
    return name, target


def _flags(node: Node) -> Mapping[str, None]:
    if node.label not in NAME_LABELS:
        return {}
    return dict.fromkeys(part.strip() for part in (node.note or "").split(","))
