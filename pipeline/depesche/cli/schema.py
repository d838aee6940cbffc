"""``depesche schema``: the JSON Schema of the record."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from depesche.io.schema import record_schema, schema_tables


def schema(
    markdown: Annotated[bool, typer.Option("--markdown", help="Print tables for people instead.")] = False,
) -> None:
    """Print the JSON Schema (draft 2020-12) that every record validates against."""
    if markdown:
        typer.echo(schema_tables(), nl=False)
    else:
        typer.echo(json.dumps(record_schema(), indent=2, ensure_ascii=False))
