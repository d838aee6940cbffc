"""Label Studio: tasks as JSON and the labelling configuration; holds the whole annotation.

Offsets are code points, as Label Studio counts them today; those of old versions, which counted UTF-16 units,
are recognised by the words beside them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal
from xml.sax.saxutils import quoteattr

from depesche.corpus.exchange.graph import (
    ARCS,
    EVIDENCE,
    LABELS,
    TITLE,
    TRIGGER,
    WORDS,
    Arc,
    Graph,
    Node,
    deal_types,
)
from depesche.corpus.source import GoldSource, Problem, head_data, source_from_head
from depesche.records import DealStatus, TitleStatus

TASKS, CONFIG = "tasks.json", "config.xml"
_LABEL, _TYPE, _STATUS, _HELD, _NOTE = "label", "deal_type", "status", "held", "note"
_COLOURS = {
    "company": "#3b6fb6",
    "person": "#c77d1e",
    "organization": "#7a5fc0",
    "location": "#3f8f4a",
    "product": "#b84a7d",
    TITLE: "#6b675f",
    TRIGGER: "#b3261e",
    WORDS: "#888888",
    EVIDENCE: "#bbbbbb",
}
_VALUE_COLOUR = "#a58b00"

Said = Literal["annotations", "predictions"]


def write_label_studio(graphs: Iterable[Graph], folder: Path, *, said: Said = "annotations") -> None:
    """Write all articles as tasks, and the configuration to paste into the project's settings."""
    tasks = [to_task(graph, said=said) for graph in graphs]
    content = json.dumps(tasks, ensure_ascii=False, indent=1)
    (folder / TASKS).write_text(f"{content}\n", encoding="utf-8")
    (folder / CONFIG).write_text(labelling_config(), encoding="utf-8")


def read_label_studio(folder: Path) -> Iterator[Graph | list[Problem]]:
    """Read the tasks of every ``.json`` file; a task without an annotation is named and left out."""
    for file in sorted(folder.glob("*.json")) if folder.is_dir() else [folder]:
        try:
            tasks = json.loads(file.read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            yield [Problem(file.name, "file", f"is no JSON: {error}; export the project as JSON")]
            continue
        for number, task in enumerate(tasks if isinstance(tasks, list) else [tasks]):
            found = from_task(task, path=file.name, number=number)
            yield from found


def to_task(graph: Graph, *, said: Said) -> dict[str, Any]:
    """One article as a task; ``said`` is where its annotation goes."""
    result: list[dict[str, Any]] = []
    for node in graph.nodes:
        place = {"start": node.start, "end": node.end, "text": graph.text[node.start : node.end]}
        base = {"id": node.id, "to_name": "text"}
        result.append(
            {**base, "from_name": _LABEL, "type": "labels", "value": {**place, "labels": [node.label]}}
        )
        status = _HELD if node.label == TITLE else _STATUS
        for name, choice in ((_TYPE, node.deal_type), (status, node.status)):
            if choice:
                value = {**place, "choices": [choice]}
                result.append({**base, "from_name": name, "type": "choices", "value": value})
        if node.note:
            value = {**place, "text": [node.note]}
            result.append({**base, "from_name": _NOTE, "type": "textarea", "value": value})
    # Label Studio keeps one relation from a region to another, with all its labels.
    between: dict[tuple[str, str], list[str]] = {}
    for arc in graph.arcs:
        between.setdefault((arc.source, arc.target), []).append(arc.label)
    for (source, target), labels in between.items():
        ends = {"from_id": source, "to_id": target}
        result.append({"type": "relation", **ends, "direction": "right", "labels": labels})
    made = {"model_version": "depesche", "result": result} if said == "predictions" else {"result": result}
    head = head_data(graph.head)
    data = {"text": graph.text, "article": graph.head.id, "title": graph.head.title or "", "head": head}
    return {"data": data, said: [made]}


def from_task(task: Any, *, path: str, number: int) -> Iterator[Graph | list[Problem]]:
    """The graph of a task's last annotation that was not cancelled, then what is wrong with it."""
    data = task.get("data") if isinstance(task, Mapping) else None
    if not isinstance(data, Mapping) or not isinstance(data.get("text"), str):
        yield [Problem(path, f"{number}.data.text", "the task has no text; export the project as JSON")]
        return
    article_id = str(data.get("article") or task.get("id") or number + 1)
    field = f"{number} ({article_id})"
    given = data.get("head")
    head = source_from_head(
        given if isinstance(given, Mapping) else {}, text=data["text"], path=path, article_id=article_id
    )
    if not isinstance(head, GoldSource):
        yield [Problem(path, f"{field}.data.head.{found.field}", found.reason) for found in head]
        return
    made = task.get("annotations") or ()
    kept = [each for each in made if isinstance(each, Mapping) and not each.get("was_cancelled")]
    if not kept:
        yield [Problem(path, f"{field}.annotations", "is empty: nobody has annotated this task yet")]
        return
    problems: list[Problem] = []
    yield _graph(kept[-1].get("result") or [], head, path=path, field=field, problems=problems)
    if problems:
        yield problems


def _graph(
    result: Sequence[Any], head: GoldSource, *, path: str, field: str, problems: list[Problem]
) -> Graph:
    spans: dict[str, Node] = {}
    told: dict[str, dict[str, str]] = {}
    arcs: list[Arc] = []
    for at, item in enumerate(result):
        where = f"{field}.result.{at}"
        try:
            if item["type"] == "relation":
                source, target = str(item["from_id"]), str(item["to_id"])
                if item.get("direction") == "left":
                    source, target = target, source
                arcs += [Arc(label, source, target) for label in item.get("labels") or ()]
                continue
            value, name, key = item["value"], item["from_name"], str(item["id"])
            if item["type"] == "labels":
                start, end = _place(head.text, value)
                spans[key] = Node(key, value["labels"][0], start, end)
            elif item["type"] == "choices":
                told.setdefault(key, {})[name] = value["choices"][0]
            elif item["type"] == "textarea":
                told.setdefault(key, {})[name] = " ".join(value["text"]).strip()
        except (KeyError, TypeError, IndexError, ValueError) as error:
            reason = f"lacks {error}" if isinstance(error, KeyError) else str(error)
            problems.append(Problem(path, where, reason))
    nodes = [
        Node(
            id=node.id,
            label=node.label,
            start=node.start,
            end=node.end,
            note=told.get(key, {}).get(_NOTE) or None,
            deal_type=told.get(key, {}).get(_TYPE),
            status=told.get(key, {}).get(_HELD if node.label == TITLE else _STATUS),
        )
        for key, node in spans.items()
    ]
    return Graph(head, tuple(nodes), tuple(arcs))


def _place(text: str, value: Mapping[str, Any]) -> tuple[int, int]:
    """The place in code points; raises ValueError where the words beside it do not stand there."""
    start, end, words = int(value["start"]), int(value["end"]), value.get("text")
    if words is None or text[start:end] == words:
        return start, end
    units = text.encode("utf-16-le", "surrogatepass")
    before, inside = units[: 2 * start], units[2 * start : 2 * end]
    if inside == words.encode("utf-16-le", "surrogatepass"):
        first = len(before.decode("utf-16-le", "replace"))
        return first, first + len(words)
    raise ValueError(f"the text has {text[start:end]!r} at {start}:{end}, not {words!r}")


def labelling_config() -> str:
    """The labelling configuration: labels, relations, and the fields of a region."""
    labels = "".join(
        f"    <Label value={quoteattr(label)} background={quoteattr(_COLOURS.get(label, _VALUE_COLOUR))}/>\n"
        for label in LABELS
    )
    relations = "".join(f"    <Relation value={quoteattr(label)}/>\n" for label in dict.fromkeys(ARCS))
    return (
        "<View>\n"
        '  <Header value="$title"/>\n'
        f'  <Labels name="{_LABEL}" toName="text">\n{labels}  </Labels>\n'
        '  <Text name="text" value="$text"/>\n'
        f'  <Relations choice="multiple">\n{relations}  </Relations>\n'
        + _choices(_TYPE, deal_types(), TRIGGER)
        + _choices(_STATUS, [status.value for status in DealStatus], TRIGGER)
        + _choices(_HELD, [status.value for status in TitleStatus], TITLE)
        + f'  <TextArea name="{_NOTE}" toName="text" perRegion="true" editable="true" maxSubmissions="1" '
        'placeholder="value, as 32e9 USD or 2025-03; of a deal: stake=45; round=B; headcount=5"/>\n'
        "</View>\n"
    )


def _choices(name: str, values: Iterable[str], label: str) -> str:
    choices = "".join(f"    <Choice value={quoteattr(value)}/>\n" for value in values)
    return (
        f'  <Choices name="{name}" toName="text" perRegion="true" whenTagName="{_LABEL}" '
        f'whenLabelValue="{label}" choice="single" showInline="true">\n{choices}  </Choices>\n'
    )
