"""A graph while it is read, node by node."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from depesche.corpus.exchange.graph import Arc, Graph, Node
from depesche.corpus.source import Problem
from depesche.readings import Span
from depesche.records import MentionType


@dataclass(slots=True)
class Reading:
    """The nodes and arcs that make sense, the mentions they became, and the problems of the rest."""

    graph: Graph
    path: str
    nodes: dict[str, Node] = field(default_factory=dict)
    out: dict[str, list[Arc]] = field(default_factory=lambda: defaultdict(list))
    problems: list[Problem] = field(default_factory=list)
    mention_ids: dict[tuple[Span, MentionType], str] = field(default_factory=dict)

    def report(self, where: str, reason: str) -> None:
        """Note a problem of a node."""
        self.problems.append(Problem(self.path, where, reason))

    def words(self, node: Node) -> str:
        """The node's words."""
        return self.graph.text[node.start : node.end]

    def targets(self, node: Node, label: str) -> list[Node]:
        """Where the node's arcs of one label lead."""
        return [self.nodes[arc.target] for arc in self.out[node.id] if arc.label == label]

    def mention(self, node: Node, kind: MentionType) -> str:
        """The id of the mention that stands at a node."""
        return self.mention_ids[span_of(node), kind]


def span_of(node: Node) -> Span:
    """The place of a node."""
    return Span(node.start, node.end)
