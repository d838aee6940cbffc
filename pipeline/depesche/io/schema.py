"""The JSON Schema of the record, as it is written."""

from __future__ import annotations

from typing import Any

from depesche.records import SCHEMA_VERSION, Extraction


def record_schema() -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of one record; every field is always there, unknown ones never."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:depesche:extraction:{SCHEMA_VERSION}",
        **Extraction.model_json_schema(mode="serialization"),
    }
