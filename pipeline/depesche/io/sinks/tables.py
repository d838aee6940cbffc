"""The record as rows of flat tables, the same for every sink that writes tables; see docs/tables.md."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from importlib.resources import files
from typing import Any, Literal

from depesche.io.sinks.cells import exact_number, whole_number

Kind = Literal["text", "integer", "number", "real", "flag"]
"""What a column holds; ``number`` is exact, with the digits of ``cells``."""

Cell = str | int | float | bool | Decimal | None
Row = Sequence[Cell]
Columns = Mapping[str, Kind]
Part = Mapping[str, Any]

_ENTITIES = ("companies", "organizations", "people")
_LISTS: Mapping[str, Columns] = {
    "companies": {
        **{"id": "text", "name": "text", "aliases": "text", "wikidata": "text", "external_id": "text"},
        "is_source": "flag",
    },
    "organizations": {"id": "text", "name": "text", "aliases": "text"},
    "people": {"id": "text", "name": "text", "aliases": "text", "wikidata": "text"},
    "amounts": {
        **{"id": "text", "mention": "text", "value": "number", "max": "number", "currency": "text"},
        **{"modifier": "text", "kind": "text"},
    },
    "dates": {
        **{"id": "text", "mention": "text", "value": "text", "end": "text", "granularity": "text"},
        **{"modifier": "text", "relative": "flag"},
    },
    "mentions": {
        **{"id": "text", "type": "text", "start": "integer", "end": "integer", "text": "text"},
        **{"entity": "text", "rule": "text"},
    },
    "deals": {
        **{"id": "text", "type": "text", "status": "text", "amount": "text", "valuation": "text"},
        **{"stake_percent": "number", "round": "text", "headcount": "integer", "date": "text"},
        "confidence": "real",
    },
}
"""The lists of the record that become tables as they are."""

_SOURCE: Columns = {
    **{"path": "text", "url": "text", "title": "text", "published": "text", "medium": "text"},
    "language": "text",
}
_TITLE: Columns = {"title": "text", "normalized": "text", "company": "text", "status": "text"}
_EVIDENCE: Columns = {"start": "integer", "end": "integer", "rule": "text", "status_cue": "text"}

TABLES: Mapping[str, Columns] = {
    "articles": {"article": "integer", "id": "text", **_SOURCE, "text": "text"},
    **{name: {"article": "integer", **columns} for name, columns in _LISTS.items()},
    "titles": {"article": "integer", "person": "text", **_TITLE},
    "participants": {
        **{"article": "integer", "deal": "text", "role": "text"},
        "entity": "text",
        "name": "text",
    },
    "evidence": {"article": "integer", "deal": "text", **_EVIDENCE},
}
"""Every table with its columns, a table behind those it refers to."""


def definitions(name: Literal["tables", "indexes"]) -> str:
    """The SQL that makes the tables or their indexes, as SQLite and DuckDB understand it."""
    return files("depesche.io.sinks").joinpath(f"{name}.sql").read_text(encoding="utf-8")


def rows(article: int, article_id: str, record: bytes) -> Iterator[tuple[str, Row]]:
    """The rows of a record with their tables, in the order of TABLES; ``article`` numbers the articles."""
    data = json.loads(record, parse_float=Decimal)
    yield "articles", [article, article_id, *_cells(data["source"], _SOURCE), data["text"]]
    for table, columns in _LISTS.items():
        for entry in data[table]:
            yield table, [article, *_cells(entry, columns)]
    for person in data["people"]:
        for title in person["titles"]:
            yield "titles", [article, person["id"], *_cells(title, _TITLE)]
    yield from _participants(article, data)
    for deal in data["deals"]:
        for evidence in deal["evidence"]:
            yield "evidence", [article, deal["id"], *_cells(evidence, _EVIDENCE)]


def _participants(article: int, data: Part) -> Iterator[tuple[str, Row]]:
    names = {entity["id"]: entity["name"] for table in _ENTITIES for entity in data[table]}
    for deal in data["deals"]:
        for participant in deal["participants"]:
            name = names.get(participant["entity"]) or participant["text"]
            yield "participants", [article, deal["id"], participant["role"], participant["entity"], name]


def _cells(entry: Part, columns: Columns) -> Iterator[Cell]:
    for name, kind in columns.items():
        yield _cell(entry[name], kind)


def _cell(value: Any, kind: Kind) -> Cell:
    if value is None:
        return None
    match kind:
        case "text":
            return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        case "integer":
            return whole_number(value)
        case "number":
            return exact_number(value)
        case "real":
            return float(value)
        case "flag":
            return bool(value)
