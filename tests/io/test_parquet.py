"""The Parquet file: nested as the record, exact numbers, whole or not there."""

from __future__ import annotations

import json
import sys
from decimal import Context, Decimal
from pathlib import Path
from typing import Any

import pytest
from pyarrow import parquet

from depesche.errors import OutputError
from depesche.io.sinks import open_sink
from depesche.records import Extraction


def write(out: Path, record: Extraction, number: int) -> list[dict[str, Any]]:
    with open_sink(str(out)) as sink:
        for _ in range(number):
            sink.write(record.id, record.model_dump_json().encode())
    rows: list[dict[str, Any]] = parquet.read_table(out).to_pylist()
    return rows


def test_rows_are_the_records(tmp_path: Path, deal_record: Extraction) -> None:
    row, *_ = write(tmp_path / "out.parquet", deal_record, 1)
    expected = json.loads(deal_record.model_dump_json())
    expected["amounts"][0]["value"] = Decimal("14300000000")
    expected["deals"][0]["stake_percent"] = Decimal(49)
    assert row == expected
    assert [path.name for path in tmp_path.iterdir()] == ["out.parquet"]


@pytest.mark.parametrize("number", [0, 499, 500, 1001])
def test_groups_of_rows(tmp_path: Path, deal_record: Extraction, number: int) -> None:
    assert len(write(tmp_path / "out.parquet", deal_record, number)) == number


@pytest.mark.parametrize("value", ["14.3", "0.1234567891234", "12345678901234567890.5"])
def test_exact_numbers(tmp_path: Path, deal_record: Extraction, value: str) -> None:
    amount = deal_record.amounts[0].model_copy(update={"value": Decimal(value)})
    (row,) = write(tmp_path / "out.parquet", deal_record.model_copy(update={"amounts": (amount,)}), 1)
    assert row["amounts"][0]["value"] == Decimal(value).quantize(Decimal("1e-9"), context=Context(prec=38))


def test_a_number_beyond_all_columns_is_null(tmp_path: Path, deal_record: Extraction) -> None:
    amount = deal_record.amounts[0].model_copy(update={"value": Decimal("1e40")})
    (row,) = write(tmp_path / "out.parquet", deal_record.model_copy(update={"amounts": (amount,)}), 1)
    assert row["amounts"][0]["value"] is None


def test_without_its_library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(OutputError, match=r"pip install 'depesche\[parquet\]'"):
        open_sink(str(tmp_path / "out.parquet"))
