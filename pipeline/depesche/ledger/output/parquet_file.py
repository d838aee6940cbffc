"""Parquet: one row a transaction, parties, history, sums and reports nested in it (``depesche[parquet]``)."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

from depesche.errors import OutputError
from depesche.ledger.build import Ledger

_ROWS = 2_000
"""Rows in a group: what is held in memory until it is written."""
_DIGITS, _FRACTION = 38, 6


def write_parquet(ledger: Ledger, path: Path) -> int:
    """Write a row for each deal."""
    try:
        import pyarrow  # noqa: PLC0415 - an extra, and slow to import
        from pyarrow import parquet  # noqa: PLC0415 - as above
    except ImportError as error:
        raise OutputError(f"{path.stem}: Parquet needs a library; pip install 'depesche[parquet]'") from error
    schema = _schema(pyarrow)
    rows: list[dict[str, Any]] = []
    number = 0
    with parquet.ParquetWriter(path, schema, compression="zstd") as writer:
        for deal in ledger.deals():
            number += 1
            rows.append(_plain(deal.model_dump()))
            if len(rows) == _ROWS:
                writer.write_table(pyarrow.Table.from_pylist(rows, schema=schema))
                rows.clear()
        writer.write_table(pyarrow.Table.from_pylist(rows, schema=schema))
    return number


def _plain(value: Any) -> Any:
    """The values of a record as the columns want them: enums by their words, decimals with fixed digits."""
    if isinstance(value, dict):
        return {name: _plain(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    if isinstance(value, Decimal):
        return round(value, _FRACTION)
    return getattr(value, "value", value)


def _schema(arrow: Any) -> Any:
    text, count, number = arrow.string(), arrow.int64(), arrow.decimal128(_DIGITS, _FRACTION)

    def rows_of(**fields: Any) -> Any:
        return arrow.list_(arrow.struct(list(fields.items())))

    spread = rows_of(currency=text, least=number, most=number, usual=number, reports=count)
    return arrow.schema(
        {
            **dict.fromkeys(("id", "type", "status"), text),
            "parties": rows_of(role=text, entity=text, name=text, reports=count),
            "first_report": text,
            "last_report": text,
            "articles": count,
            "history": rows_of(status=text, since=text, reports=count),
            "amounts": spread,
            "valuations": spread,
            "stake_percent": number,
            "round": text,
            "headcount": count,
            "reports": rows_of(
                **dict.fromkeys(
                    ("article", "deal", "published", "title", "medium", "url", "path", "status"), text
                ),
                amount=number,
                **dict.fromkeys(("currency", "says", "evidence"), text),
            ),
        }
    )
