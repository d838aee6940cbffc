"""CoNLL with BIO tags: ``ID.conll``, one token a line; holds names, values and which names are one entity.

Three columns: the token, its tag, and the rest as ``Name=value|…`` in the manner of CoNLL-U:
``SpaceAfter=No`` and ``SpacesAfter=`` bring back the text as it was. Titles, deals and overlapping spans have
no place here.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from depesche.corpus.exchange.graph import BIO_LAYERS, NAME_LABELS, SAME_AS, VALUE_LABELS, Arc, Graph, Node
from depesche.corpus.exchange.tokens import cut_tokens
from depesche.corpus.places import sentence_ends
from depesche.corpus.source import GoldSource, Problem, head_data, source_from_head

_COLUMNS = "# global.columns = FORM NER MISC"
_ESCAPES = {"\\": "\\\\", " ": "\\s", "\t": "\\t", "\r": "\\r", "\n": "\\n", "|": "\\p"}
_UNESCAPES = {escape: plain for plain, escape in _ESCAPES.items()}


def write_conll(graphs: Iterable[Graph], folder: Path) -> None:
    """Write one file an article."""
    for graph in graphs:
        (folder / f"{graph.head.id}.conll").write_bytes(to_conll(graph).encode())


def read_conll(folder: Path) -> Iterator[Graph | list[Problem]]:
    """Read every ``.conll`` file."""
    for file in sorted(folder.glob("*.conll")) if folder.is_dir() else [folder]:
        try:
            lines = file.read_bytes().decode()
        except (OSError, ValueError) as error:
            yield [Problem(file.name, "file", f"cannot be read: {error}")]
            continue
        yield from from_conll(lines, path=file.name, article_id=file.stem)


def bio_graph(graph: Graph) -> Graph:
    """What BIO tags can hold of a graph: names and values that do not overlap, of two the longer one."""
    labels = (*NAME_LABELS, *VALUE_LABELS)
    kept: list[Node] = []
    for node in sorted(graph.nodes, key=lambda node: (node.start - node.end, node.start)):
        words = graph.text[node.start : node.end]
        free = all(node.end <= other.start or other.end <= node.start for other in kept)
        if node.label in labels and free and words == words.strip():
            kept.append(node)
    ids = {node.id for node in kept}
    layers = tuple(layer for layer in graph.head.layers if layer in BIO_LAYERS)
    return Graph(
        graph.head.model_copy(update={"layers": layers}),
        tuple(sorted(kept, key=lambda node: node.start)),
        tuple(a for a in graph.arcs if a.label == SAME_AS and a.source in ids and a.target in ids),
    )


def to_conll(graph: Graph) -> str:
    """The lines of an article; sentences are set apart by a blank line."""
    held = bio_graph(graph)
    text = held.text
    tokens = cut_tokens(text, [end for node in held.nodes for end in (node.start, node.end)])
    leads = {arc.source: arc.target for arc in held.arcs}
    ends = set(sentence_ends(text))
    head = json.dumps(head_data(held.head), ensure_ascii=False)
    lines = [_COLUMNS, f"# article = {held.head.id}", f"# head = {head}"]
    nodes = iter([*held.nodes, None])
    node = next(nodes)
    for number, token in enumerate(tokens):
        while node and node.end <= token.start:
            node = next(nodes)
        inside = node if node and node.start <= token.start else None
        begins = inside is not None and inside.start == token.start
        more: list[str] = []
        if number == 0 and token.start:
            more.append(f"SpacesBefore={_escaped(text[: token.start])}")
        if inside and begins:
            more.append(f"Id={_escaped(inside.id)}")
            more += [f"SameAs={_escaped(leads[inside.id])}"] if inside.id in leads else []
            more += [f"Note={_escaped(inside.note)}"] if inside.note else []
        after = text[token.end : tokens[number + 1].start if number + 1 < len(tokens) else len(text)]
        if after != " ":
            more.append(f"SpacesAfter={_escaped(after)}" if after else "SpaceAfter=No")
        tag = f"{'B' if begins else 'I'}-{inside.label}" if inside else "O"
        lines.append(f"{text[token.start : token.end]}\t{tag}\t{'|'.join(more) or '_'}")
        if any(end in ends for end in range(token.end, token.end + len(after) + 1)) and not (
            inside and inside.end > token.end
        ):
            lines.append("")
    return "\n".join(lines).rstrip("\n") + "\n"


def from_conll(lines: str, *, path: str, article_id: str) -> Iterator[Graph | list[Problem]]:
    """The graph of an article's lines, then what is wrong with them.

    Files of other origin need no third column: their tokens are joined by single spaces.
    """
    problems: list[Problem] = []
    parts: list[str] = []
    nodes: list[Node] = []
    arcs: list[Arc] = []
    about: dict[str, str] = {}
    at = 0
    for number, line in enumerate(lines.split("\n"), 1):
        comment = re.fullmatch(r"# (\w+) = (.*)", line)
        if comment:
            about[comment[1]] = comment[2]
        columns = line.split("\t") if "\t" in line else line.split()
        if not line.strip() or (line.startswith("#") and len(columns) < 2) or comment or line == _COLUMNS:
            continue
        more = _misc(columns[2]) if len(columns) > 2 else {}
        form, tag = columns[0], columns[1] if len(columns) > 1 else "O"
        before = more.get("SpacesBefore", "")
        parts += [before, form]
        start, at = at + len(before), at + len(before) + len(form)
        letter, _, label = tag.partition("-")
        if letter == "B" or (letter == "I" and not _goes_on(nodes, label, parts, start)):
            node_id = more.get("Id", f"l{number}")
            nodes.append(Node(node_id, label, start, at, more.get("Note")))
            if "SameAs" in more:
                arcs.append(Arc(SAME_AS, node_id, more["SameAs"]))
        elif letter == "I":
            last = nodes.pop()
            nodes.append(Node(last.id, last.label, last.start, at, last.note))
        elif tag != "O":
            problems.append(Problem(path, f"line {number}", f"the tag {tag!r} is none of B-…, I-…, O"))
        after = "" if more.get("SpaceAfter") == "No" else more.get("SpacesAfter", " ")
        parts.append(after)
        at += len(after)
    try:
        data = json.loads(about.get("head", "{}"))
    except ValueError as error:
        problems.append(Problem(path, "head", f"is no JSON: {error}"))
        data = {}
    given = {"layers": BIO_LAYERS, **data} if isinstance(data, dict) else {"layers": BIO_LAYERS}
    head = source_from_head(
        given, text="".join(parts), path=path, article_id=about.get("article", article_id)
    )
    if isinstance(head, GoldSource):
        yield Graph(head, tuple(nodes), tuple(arcs))
    else:
        problems += head
    if problems:
        yield problems


def _goes_on(nodes: list[Node], label: str, parts: list[str], start: int) -> bool:
    """Whether an ``I-`` tag continues the span before it: the same label, and only white space between."""
    if not nodes or nodes[-1].label != label:
        return False
    between = "".join(parts)[nodes[-1].end : start]
    return not between.strip()


def _misc(column: str) -> Mapping[str, str]:
    fields = (part.partition("=") for part in column.split("|") if part != "_")
    return {name: _unescaped(value) for name, _, value in fields}


def _escaped(text: str) -> str:
    return re.sub(r"[\\ \t\r\n|]", lambda found: _ESCAPES[found[0]], text)


def _unescaped(text: str) -> str:
    return re.sub(r"\\.", lambda found: _UNESCAPES.get(found[0], found[0]), text)
