"""spaCy DocBin: one file of Docs; holds the whole annotation.

Names and values are ``doc.ents``, to train on; every labelled span stands in ``doc.spans["depesche"]``, and
what else there is of it in ``doc.user_data["depesche"]``. A DocBin of other origin gives its ``doc.ents``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from depesche.corpus.exchange.graph import NAME_LABELS, VALUE_LABELS, Arc, Graph, Node
from depesche.corpus.exchange.tokens import cut_tokens, german
from depesche.corpus.source import GoldSource, Problem, head_data, source_from_head

if TYPE_CHECKING:
    from spacy.tokens import Doc

FILE = "articles.spacy"
KEY = "depesche"


def write_docbin(graphs: Iterable[Graph], folder: Path) -> None:
    """Write all articles to one file."""
    from spacy.tokens import DocBin  # noqa: PLC0415 - costs every command of the program its start-up time

    attributes = ("ORTH", "SPACY", "ENT_IOB", "ENT_TYPE")
    box = DocBin(attrs=attributes, docs=[to_doc(graph) for graph in graphs], store_user_data=True)
    box.to_disk(folder / FILE)


def read_docbin(folder: Path) -> Iterator[Graph | list[Problem]]:
    """Read the Docs of every ``.spacy`` file."""
    from spacy.tokens import DocBin  # noqa: PLC0415

    for file in sorted(folder.glob("*.spacy")) if folder.is_dir() else [folder]:
        try:
            docs = list(DocBin().from_disk(file).get_docs(german().vocab))
        except Exception as error:
            yield [Problem(file.name, "file", f"is no DocBin of spaCy: {error}")]
            continue
        for number, doc in enumerate(docs, 1):
            yield from_doc(doc, path=file.name, article_id=f"{file.stem}-{number}")


def to_doc(graph: Graph) -> Doc:
    """The Doc of an article; its text is the article's, its tokens end where a span begins or ends."""
    from spacy.tokens import Doc  # noqa: PLC0415

    words, spaces = _words(graph)
    doc = Doc(german().vocab, words=words, spaces=spaces)
    spans = []
    kept: dict[str, dict[str, Any]] = {}
    for node in graph.nodes:
        span = doc.char_span(node.start, node.end, label=node.label, span_id=node.id)
        if span is None:
            # Only a span that ends in white space has no tokens of its own; it is kept by its place.
            kept[node.id] = asdict(node)
            continue
        spans.append(span)
        kept[node.id] = {"note": node.note, "deal_type": node.deal_type, "status": node.status}
    doc.spans[KEY] = spans
    doc.ents = _apart([span for span in spans if span.label_ in (*NAME_LABELS, *VALUE_LABELS)])
    doc.user_data[KEY] = {
        "id": graph.head.id,
        "head": head_data(graph.head),
        "nodes": kept,
        "arcs": [asdict(arc) for arc in graph.arcs],
    }
    return doc


def from_doc(doc: Doc, *, path: str, article_id: str) -> Graph | list[Problem]:
    """The graph of a Doc."""
    beside = doc.user_data.get(KEY)
    told: Mapping[str, Any] = beside if isinstance(beside, Mapping) else {}
    head = source_from_head(
        told.get("head", {}), text=doc.text, path=path, article_id=str(told.get("id", article_id))
    )
    if not isinstance(head, GoldSource):
        return head
    kept: Mapping[str, Mapping[str, Any]] = told.get("nodes", {})
    nodes: dict[str, Node] = {}
    marked = doc.spans.get(KEY, doc.ents)
    for number, span in enumerate(marked, 1):
        node_id = span.id_ or f"m{number}"
        more = {name: kept.get(node_id, {}).get(name) for name in ("note", "deal_type", "status")}
        nodes[node_id] = Node(node_id, span.label_, span.start_char, span.end_char, **more)
    for node_id, fields in kept.items():
        if "start" in fields:
            nodes[node_id] = Node(**fields)
    ordered = sorted(nodes.values(), key=lambda node: list(kept).index(node.id) if node.id in kept else -1)
    return Graph(head, tuple(ordered), tuple(Arc(**arc) for arc in told.get("arcs", ())))


def _words(graph: Graph) -> tuple[list[str], list[bool]]:
    """Words and whether a space follows; other white space is a word of its own, as spaCy has it."""
    text = graph.text
    cuts = [end for node in graph.nodes for end in (node.start, node.end)]
    words: list[str] = []
    spaces: list[bool] = []
    at = 0
    for token in [*cut_tokens(text, cuts), None]:
        gap = text[at : token.start if token else len(text)]
        if words and gap.startswith(" "):
            spaces[-1] = True
            gap = gap[1:]
        if gap:
            words.append(gap)
            spaces.append(False)
        if token:
            words.append(text[token.start : token.end])
            spaces.append(False)
            at = token.end
    return words, spaces


def _apart(spans: Iterable[Any]) -> list[Any]:
    """The spans that share no token with one before them; ``doc.ents`` takes no others."""
    kept: list[Any] = []
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept
