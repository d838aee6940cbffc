"""The schema of the record as it is written: as JSON Schema, and as tables for people."""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Mapping
from enum import Enum
from typing import Any

from depesche import records
from depesche.records import ROLES, SCHEMA_VERSION, Extraction, Record


def record_schema() -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of one record; every field is always there, unknown ones never."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:depesche:extraction:{SCHEMA_VERSION}",
        **Extraction.model_json_schema(mode="serialization"),
    }


def schema_tables() -> str:
    """Every part of the record as a Markdown table of its fields, then the words that fields can take."""
    definitions = record_schema()["$defs"]
    lines = [*_record("Extraction", record_schema())]
    for name, definition in definitions.items():
        if "properties" in definition:
            lines += _record(name, definition)
    lines += ["## Words", ""]
    for name, definition in definitions.items():
        if "enum" in definition:
            lines += [
                f"**{name}**: {_about(name)}",
                "",
                ", ".join(f"`{word}`" for word in definition["enum"]),
                "",
            ]
    lines += ["## Roles of each deal type", "", "| type | roles |", "| --- | --- |"]
    for type_, roles in ROLES.items():
        lines.append(f"| `{type_.value}` | {', '.join(f'`{role.value}`' for role in roles)} |")
    return "\n".join(lines) + "\n"


def _record(name: str, definition: Mapping[str, Any]) -> Iterator[str]:
    yield from (f"## {name}", "", _about(name), "", "| field | type |", "| --- | --- |")
    for field, schema in definition["properties"].items():
        yield f"| `{field}` | {_type(schema)} |"
    yield ""


def _about(name: str) -> str:
    part: type[Record | Enum] = getattr(records, name)
    return " ".join((inspect.getdoc(part) or "").replace("``", "`").split())


def _type(schema: Mapping[str, Any]) -> str:
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return f"[{name}](#{name.lower()})" if issubclass(getattr(records, name), Record) else name
    if "anyOf" in schema:
        return " or ".join(_type(option) for option in schema["anyOf"])
    if "const" in schema:
        return f"always `{schema['const']}`"
    if "enum" in schema:
        return " or ".join(f"`{word}`" for word in schema["enum"])
    if schema.get("type") == "array":
        return f"list of {_type(schema['items'])}"
    return str(schema.get("type", "anything"))
