"""``depesche schema``: the JSON Schema of the record."""

from __future__ import annotations

import json

import typer

from depesche.io.schema import record_schema


def schema() -> None:
    """Print the JSON Schema (draft 2020-12) that every record validates against."""
    typer.echo(json.dumps(record_schema(), indent=2, ensure_ascii=False))
