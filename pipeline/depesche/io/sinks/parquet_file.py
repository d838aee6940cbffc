"""A Parquet file with one row an article, its columns nested as the record is (``depesche[parquet]``)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from types import TracebackType
from typing import Any

from depesche.errors import OutputError
from depesche.io.schema import record_schema
from depesche.io.sinks.cells import DIGITS, FRACTION, exact_number, whole_number
from depesche.io.sinks.whole import WholeOutput

_ROWS = 500
"""Records in a row group: what is held in memory until it is written."""


class ParquetSink:
    """Writes the records in groups of rows; the file takes its name when it is whole."""

    def __init__(self, out: str) -> None:
        self._arrow, parquet = arrow_library(out)
        self._output = WholeOutput(out)
        self._rows: list[dict[str, Any]] = []
        definition = record_schema()
        fields = _struct(self._arrow, definition, definition["$defs"])
        self._schema = self._arrow.schema(list(fields))
        with self._output.reported():
            self._writer = parquet.ParquetWriter(self._output.part, self._schema, compression="zstd")

    def __enter__(self) -> ParquetSink:
        """Begin the output."""
        return self

    def write(self, article_id: str, record: bytes) -> None:  # noqa: ARG002 - it is in the record
        """Add a row."""
        self._rows.append(_fit(json.loads(record, parse_float=Decimal), self._schema, self._arrow))
        if len(self._rows) == _ROWS:
            self._flush()

    def checkpoint(self) -> int:
        """A Parquet file is whole at the end only."""
        return 0

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Finish the file and give it its name, or leave an older one as it is."""
        if kind is not None:
            self._writer.close()
            self._output.part.unlink(missing_ok=True)
            return
        with self._output.reported():
            self._flush()
            self._writer.close()
            self._output.part.replace(self._output.final)

    def _flush(self) -> None:
        with self._output.reported():
            self._writer.write_table(self._arrow.Table.from_pylist(self._rows, schema=self._schema))
        self._rows.clear()


def arrow_library(out: str) -> tuple[Any, Any]:
    """The library and its Parquet part; raises OutputError, naming ``out``, where it is not installed."""
    try:
        import pyarrow  # noqa: PLC0415 - an extra, and slow to import
        from pyarrow import parquet  # noqa: PLC0415 - as above
    except ImportError as error:
        raise OutputError(f"{out}: Parquet needs a library; pip install 'depesche[parquet]'") from error
    return pyarrow, parquet


def _struct(arrow: Any, schema: Mapping[str, Any], definitions: Mapping[str, Any]) -> Any:
    return arrow.struct(
        [arrow.field(name, _type(arrow, field, definitions)) for name, field in schema["properties"].items()]
    )


def _type(arrow: Any, schema: Mapping[str, Any], definitions: Mapping[str, Any]) -> Any:
    """The Arrow type of a part of the JSON Schema; every one may be null."""
    if "$ref" in schema:
        target = definitions[schema["$ref"].rpartition("/")[2]]
        return _struct(arrow, target, definitions) if "properties" in target else arrow.string()
    options = [option for option in schema.get("anyOf", ()) if option.get("type") != "null"]
    if any("pattern" in option for option in options) or any("anyOf" in option for option in options):
        return arrow.decimal128(DIGITS, FRACTION)
    if options:
        return _type(arrow, options[0], definitions)
    if schema.get("type") == "array":
        return arrow.list_(_type(arrow, schema["items"], definitions))
    simple = {"integer": arrow.int64(), "number": arrow.float64(), "boolean": arrow.bool_()}
    if isinstance(schema.get("const"), int):
        return arrow.int64()
    return simple.get(schema.get("type", ""), arrow.string())


def _fit(value: Any, type_: Any, arrow: Any) -> Any:
    """Numbers of the JSON as the columns want them; fields the columns do not know cannot occur."""
    if value is None:
        return None
    if isinstance(value, dict):
        return {name: _fit(inner, type_.field(name).type, arrow) for name, inner in value.items()}
    if isinstance(value, list):
        return [_fit(inner, type_.value_type, arrow) for inner in value]
    if arrow.types.is_decimal(type_):
        return exact_number(value)
    if arrow.types.is_integer(type_):
        return whole_number(value)
    return float(value) if isinstance(value, Decimal) else value
