"""``depesche schema``: the JSON Schema of the record."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from depesche.io.schema import record_schema, schema_tables
from depesche.io.search import check_index, index_template


def schema(
    markdown: Annotated[bool, typer.Option("--markdown", help="Print tables for people instead.")] = False,
    search: Annotated[
        str | None,
        typer.Option(
            "--search",
            metavar="INDEX",
            help="Print the template of this index for Elasticsearch or OpenSearch instead.",
        ),
    ] = None,
) -> None:
    """Print the JSON Schema (draft 2020-12) that every record validates against."""
    if search is not None:
        typer.echo(json.dumps(index_template(check_index(search)), indent=2, ensure_ascii=False))
    elif markdown:
        typer.echo(schema_tables(), nl=False)
    else:
        typer.echo(json.dumps(record_schema(), indent=2, ensure_ascii=False))
