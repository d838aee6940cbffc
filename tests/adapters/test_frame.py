"""pandas and polars: articles in a column, records in a column, deals in a table."""

from __future__ import annotations

import sys
from datetime import date
from typing import Any

import pytest

from depesche import Extraction, Extractor, frame
from depesche.backbone import embedded_model_path
from depesche.errors import DepescheError

LIBRARIES = ("pandas", "polars")


@pytest.mark.parametrize("library", LIBRARIES)
@pytest.mark.skipif(not embedded_model_path().is_dir(), reason="the embedded model is not in this tree")
def test_from_articles_to_deals(library: str) -> None:
    module = pytest.importorskip(library)
    news = module.DataFrame(
        {
            "body": ["Gestern übernahm SAP Signavio für 1,2 Milliarden Euro.", None, "Heute regnet es."],
            "nr": [7, 8, 9],
            "day": [date(2021, 1, 28), None, None],
        }
    )
    found = frame.with_records(news, Extractor("embedded"), text="body", article_id="nr", published="day")
    assert type(found) is type(news)
    assert list(found.columns) == ["body", "nr", "day", "depesche"]
    record = Extraction.model_validate_json(found["depesche"][0])
    assert (record.id, record.source.published) == ("7", "2021-01-28")
    assert [isinstance(cell, str) for cell in found["depesche"]] == [True, False, True]
    table = frame.deals(found["depesche"], library=library)  # type: ignore[arg-type]
    assert table["type"].to_list() == ["acquisition"]
    assert table["buyer"].to_list() == ["SAP"]
    assert table["amount"].to_list() == [1.2e9]


@pytest.mark.parametrize("library", LIBRARIES)
def test_records_without_deals_give_the_columns(library: Any) -> None:
    pytest.importorskip(library)
    table = frame.deals([], library=library)
    assert list(table.columns)[:4] == ["article", "published", "title", "type"]
    assert len(table) == 0


@pytest.mark.parametrize("library", LIBRARIES)
def test_a_record_by_hand(library: Any, deal_record: Extraction) -> None:
    pytest.importorskip(library)
    table = frame.deals([deal_record], library=library)
    assert table["investor"].to_list() == ["Meta; zwei Fonds"]
    assert table["stake_percent"].to_list() == [49.0]


def test_a_library_that_is_absent_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "polars", None)
    with pytest.raises(DepescheError, match=r"pip install 'depesche\[polars\]'"):
        frame.deals([], library="polars")
