"""Annotated articles by chance: any words, names that share strings, values, titles, deals."""

from __future__ import annotations

from hypothesis import strategies as st

from depesche.corpus import Compiled, GoldSource, compile_article
from depesche.corpus.decompile import decompile
from depesche.corpus.exchange.from_graph import graph_article
from depesche.corpus.exchange.graph import Arc, Graph, Node
from depesche.records import ROLES, DealStatus, DealType, TitleStatus

WORDS = (
    "Meta",
    "Kernwerk",
    "Voss",
    "Ida Voss",
    "kauft",
    "Chef",
    "5 Euro",
    "Mai",
    "🚀",
    "Köln-Bonn",
    "SAP#2",
    "X|Y",
)
GAPS = (" ", " ", " ", ", ", "\n\n", "  ", " – ", ".\r\n", "\t", ": ", "\u00a0", " … ", "| ")
LABELS = (
    *("company",) * 4,
    *("person",) * 3,
    "organization",
    "location",
    "product",
    "amount",
    "percent",
    "headcount",
    "date",
    *("title",) * 2,
    *("trigger",) * 3,
    "words",
    "evidence",
    *("",) * 6,
)
NOTES = {
    "amount": ("32e9 USD", "~1.5e6 EUR price", "10e6..20e6 (CHF)", "? EUR"),
    "percent": ("49", "-3.5", "5 points", "~20..30"),
    "headcount": ("5", ">=300", "?"),
    "date": ("2024", "~2024-05-03", "2024-Q3", "2011..2020", "~2019..", "?"),
    "title": (None, "chief executive officer"),
    "trigger": (None, "stake=45", "round=Seed | B; headcount=12"),
}


@st.composite
def articles(draw: st.DrawFn) -> Compiled:
    """An article as its gold file gives it, with whatever of the drawn annotation a gold file can hold."""
    graph = draw(_graphs())
    read = graph_article(graph, path="a")
    source, _ = decompile(read.record, graph.head, read.headcounts)
    return compile_article(source, path="a.yaml")


@st.composite
def _graphs(draw: st.DrawFn) -> Graph:
    pieces = draw(st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(GAPS)), min_size=4, max_size=14))
    labels = draw(st.lists(st.sampled_from(LABELS), min_size=len(pieces), max_size=len(pieces)))
    text, nodes = "", list[Node]()
    for number, ((word, gap), label) in enumerate(zip(pieces, labels, strict=True)):
        start = len(text)
        text += word + gap
        if label:
            nodes.append(_node(draw, f"n{number}", label, start, start + len(word)))
    head = GoldSource(
        id="a",
        published="2025-03-04",
        text=text,
        title=draw(st.none() | st.just("Ein: #Titel")),
        style=draw(st.sampled_from([(), ("agency",), ("ticker", "no_deal")])),
        region=draw(st.sampled_from(["de", "ch"])),
        sample=draw(st.booleans()),
    )
    return Graph(head, tuple(nodes), tuple(_arcs(draw, nodes)))


def _node(draw: st.DrawFn, node_id: str, label: str, start: int, end: int) -> Node:
    if label == "trigger":
        return Node(
            node_id,
            label,
            start,
            end,
            draw(st.sampled_from(NOTES[label])),
            draw(st.sampled_from(list(DealType))).value,
            draw(st.sampled_from(list(DealStatus))).value,
        )
    if label == "title":
        status = draw(st.sampled_from(list(TitleStatus))).value
        return Node(node_id, label, start, end, draw(st.sampled_from(NOTES[label])), status=status)
    if label == "company":
        return Node(node_id, label, start, end, draw(st.sampled_from([None, None, "source", "apart"])))
    return Node(node_id, label, start, end, draw(st.sampled_from(NOTES.get(label, (None,)))))


def _arcs(draw: st.DrawFn, nodes: list[Node]) -> list[Arc]:
    arcs: list[Arc] = []
    of_label = {label: [n.id for n in nodes if n.label == label] for label in LABELS}

    def some(label: str, source: str, targets: list[str], least: int = 0, most: int = 1) -> None:
        if targets:
            chosen = draw(st.lists(st.sampled_from(targets), min_size=least, max_size=most))
            arcs.extend(Arc(label, source, target) for target in dict.fromkeys(chosen))

    earlier: list[str] = []
    for node in nodes:
        if node.label in ("company", "person", "organization"):
            some("same_as", node.id, [key for key in of_label[node.label] if key != node.id])
        elif node.label == "title":
            some("of", node.id, of_label["person"], 1, 2)
            some("at", node.id, of_label["company"] + of_label["organization"])
        elif node.label == "trigger":
            entities = of_label["company"] + of_label["organization"] + of_label["person"]
            for role in ROLES[DealType(node.deal_type)]:
                some(role.value, node.id, entities + of_label["words"], 1, 2)
            some("amount", node.id, of_label["amount"])
            some("valuation", node.id, of_label["amount"])
            some("date", node.id, of_label["date"])
            some("says", node.id, entities + of_label["words"])
            some("same_deal", node.id, earlier)
            earlier.append(node.id)
    return arcs
