"""What another tool gives back is seldom clean: each slip is named, the rest comes in."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from depesche.corpus import GoldSource, Problem
from depesche.corpus.exchange.brat import from_ann
from depesche.corpus.exchange.conll import from_conll
from depesche.corpus.exchange.docbin import from_doc
from depesche.corpus.exchange.formats import FORMATS, FormatName, graph_source, import_articles
from depesche.corpus.exchange.graph import Graph, Node
from depesche.corpus.exchange.label_studio import from_task, to_task
from depesche.corpus.exchange.to_graph import article_graph
from depesche.corpus.exchange.tokens import german
from depesche.errors import InputError
from tests.corpus.gold import compiled

TEXT = "🚀 Meta kauft Kernwerk für 5 Euro."
HEAD = GoldSource(id="a", published="2025-03-04", text=TEXT)
GOOD = """T1\tcompany 2 6\tMeta
T2\tacquisition 7 12\tkauft
E1\tacquisition:T2 buyer:T1
A1\tStatus E1 announced
"""


def _brat(lines: str) -> tuple[GoldSource, list[Problem]]:
    graph, problems = from_ann(lines, HEAD, path="a.ann")
    source, more = graph_source(graph)
    return source, [*problems, *more]


def test_brat_as_an_annotator_leaves_it() -> None:
    source, problems = _brat(GOOD)
    assert problems == []
    assert source.companies == {"Meta": ()}
    assert source.deals[0].participants[0][1] == "Meta"


@pytest.mark.parametrize(
    ("line", "field", "reason"),
    [
        ("T3\tFirma 13 21\tKernwerk", "T3", "the label 'Firma' is none of"),
        ("T3\tcompany 13 99\tKernwerk", "T3", "13:99 is outside the text"),
        ("T3\tcompany 12 20\tKernwerk", "T3", "the text has ' Kernwer' at 12:20, not 'Kernwerk'"),
        ("T3\tcompany", "T3", "is no standoff line"),
        ("T3\tamount 26 32\t5 Euro", "T3", "has no value; write it as a note"),
        ("T3\tamount 26 32\t5 Euro\n#1\tAnnotatorNotes T3\tfünf", "T3", "is no value"),
        ("T3\tmerger 13 21\tKernwerk", "T3", "is the trigger of no event"),
        ("T3\tmerger 13 21\tKernwerk\nE2\tmerger:T3", "E2", "has no status"),
        ("T3\ttitle 13 21\tKernwerk\nE2\ttitle:T3", "E2", "has no person"),
        ("R1\towns Arg1:T1 Arg2:T1\t", "R1", "the relation 'owns' is none of ours"),
        ("R1\tsame_as Arg1:T1 Arg2:T9\t", "T1", "joins T9, which is missing"),
        ("R1\tsame_as Arg1:T1 Arg2:T3\t\nT3\tperson 13 21\tKernwerk", "T1", "joins two different types"),
        ("#1\tAnnotatorNotes E1\tstake=viel", "E1", "is no value"),
        ("#1\tAnnotatorNotes E1\tsure", "E1", "write stake=45; round=B; headcount=5"),
        ("T3\tcompany 2 4\tMe", "file", "cannot be written in words: company 'Me' (2:4)"),
    ],
)
def test_a_slip_in_brat_is_named_and_the_rest_comes_in(line: str, field: str, reason: str) -> None:
    source, problems = _brat(f"{GOOD}{line}\n")
    assert (field, True) in [(p.field, reason in p.reason) for p in problems], [str(p) for p in problems]
    assert source.deals[0].participants[0][1] == "Meta"


def test_a_role_a_deal_has_not_is_named() -> None:
    _, problems = _brat(GOOD.replace("buyer", "investor"))
    assert [str(p) for p in problems] == [
        "a: E1: acquisition has no role investor, but buyer, target, seller"
    ]


def test_a_span_over_lines_is_one_span() -> None:
    head = HEAD.model_copy(update={"text": "Kernwerk\n\nAG"})
    graph, problems = from_ann("T1\tcompany 0 8;10 12\tKernwerk AG\n", head, path="a.ann")
    assert problems == []
    assert [(node.start, node.end) for node in graph.nodes] == [(0, 12)]


def _task(**changed: Any) -> dict[str, Any]:
    return {**to_task(article_graph(compiled()), said="annotations"), **changed}


@pytest.mark.parametrize(
    ("task", "field", "reason"),
    [
        ({"data": {}}, "0.data.text", "the task has no text"),
        (7, "0.data.text", "the task has no text"),
        (_task(annotations=[]), "0 (a).annotations", "nobody has annotated this task yet"),
        (_task(annotations=[{"was_cancelled": True, "result": []}]), "0 (a).annotations", "nobody has"),
        (_task(data={"text": "x", "article": "a", "head": {"region": "fr"}}), "0 (a).data.head.region", "at"),
        (_task(annotations=[{"result": [{"type": "labels"}]}]), "0 (a).result.0", "lacks 'value'"),
        (_task(annotations=[{"result": ["x"]}]), "0 (a).result.0", "indices"),
    ],
)
def test_a_slip_in_label_studio_is_named(task: Any, field: str, reason: str) -> None:
    problems = [
        p for item in from_task(task, path="t.json", number=0) if isinstance(item, list) for p in item
    ]
    assert [(p.field, reason in p.reason) for p in problems] == [(field, True)], [str(p) for p in problems]


@pytest.mark.parametrize(
    ("start", "end", "found"),
    [(2, 6, (2, 6)), (3, 7, (2, 6)), (4, 8, None)],
    ids=["now", "utf-16", "slipped"],
)
def test_offsets_of_old_label_studio_are_recognised(
    start: int, end: int, found: tuple[int, int] | None
) -> None:
    value = {"start": start, "end": end, "text": "Meta", "labels": ["company"]}
    result = [{"id": "x", "type": "labels", "from_name": "label", "value": value}]
    task = {"data": {"text": TEXT}, "annotations": [{"result": result}]}
    graph, *problems = from_task(task, path="t.json", number=0)
    assert isinstance(graph, Graph)
    assert [(node.start, node.end) for node in graph.nodes] == ([found] if found else [])
    assert len(problems) == (0 if found else 1)


def test_the_last_annotation_that_was_not_cancelled_counts() -> None:
    task = _task()
    (made,) = task["annotations"]
    task["annotations"] = [{"result": []}, made, {"result": [], "was_cancelled": True}]
    (graph,) = from_task(task, path="t.json", number=0)
    assert isinstance(graph, Graph)
    assert len(graph.nodes) == len(article_graph(compiled()).nodes)


def test_docs_of_other_origin_give_their_entities() -> None:
    doc = german()("Meta kauft Kernwerk.")
    spans = (doc.char_span(0, 4, label="company"), doc.char_span(11, 19, label="ORG"))
    doc.ents = [span for span in spans if span]
    graph = from_doc(doc, path="x.spacy", article_id="x-1")
    assert isinstance(graph, Graph)
    source, problems = graph_source(graph)
    assert source.companies == {"Meta": ()}
    assert [p.field for p in problems] == ["m2"]


CONLL = "-DOCSTART- O\n\nIda B-person\nVoss I-person\nkauft O\nMeta I-company\n. X\n"


def test_conll_of_other_origin_gives_its_names() -> None:
    graph, problems = from_conll(CONLL, path="x.conll", article_id="x")
    assert isinstance(graph, Graph)
    assert graph.text == "-DOCSTART- Ida Voss kauft Meta . "
    source, _ = graph_source(graph)
    assert (source.people, source.companies) == ({"Ida Voss": ()}, {"Meta": ()})
    assert set(source.layers).isdisjoint({"titles", "deals"})
    assert isinstance(problems, Sequence)
    assert [str(p) for p in problems] == ["x.conll: line 7: the tag 'X' is none of B-…, I-…, O"]


@pytest.mark.parametrize("name", FORMATS)
def test_an_empty_folder_is_an_error(name: FormatName, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="holds no"):
        import_articles(name, tmp_path)


@pytest.mark.parametrize(
    ("name", "files"),
    [
        ("brat", {"a.ann": b"T1\tcompany 0 1\tx"}),
        ("brat", {"a.ann": b"", "a.txt": b"\xff"}),
        ("brat", {"a.ann": b"", "a.txt": b"x", "a.json": b"{"}),
        ("brat", {"a.ann": b"", "a.txt": b""}),
        ("label-studio", {"t.json": b"["}),
        ("docbin", {"a.spacy": b"nothing of the sort"}),
        ("conll", {"a.conll": b"\xff"}),
        ("conll", {"a.conll": b"# head = {\nMeta\tB-company\n"}),
    ],
)
def test_a_damaged_file_is_named(name: FormatName, files: dict[str, bytes], tmp_path: Path) -> None:
    for file, content in files.items():
        (tmp_path / file).write_bytes(content)
    _, problems = import_articles(name, tmp_path)
    assert len(problems) == 1
    assert problems[0].path in files or problems[0].path == "a.json"


def test_equal_words_are_one_entity_unless_told_apart() -> None:
    def nodes(note: str | None) -> tuple[Node, ...]:
        return (Node("1", "person", 0, 4, note), Node("2", "person", 5, 9, note))

    head = GoldSource(id="a", published="", text="Voss Voss kauft.")
    assert graph_source(Graph(head, nodes(None)))[0].people == {"Voss": ()}
    assert graph_source(Graph(head, nodes("apart")))[0].people == {"Voss": (), "Voss#2": ()}


def test_tasks_are_plain_json() -> None:
    assert json.loads(json.dumps(_task()))["data"]["text"] == compiled().source.text
