"""Sentences as news has them, and the main parties of the deals they tell.

The sentences were written before the rules that read them, by what German desks write; those that are
still read wrong are marked ``known`` and must fail, so that a mend is noticed; with ``only`` no deal but
those listed may be told.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from depesche import Extractor
from tests.deals.parties import assert_told, case_params

CASES: list[dict[str, Any]] = [
    case
    for file in ("deals_news.yaml", "deals_parties.yaml", "deals_people.yaml", "deals_transactions.yaml")
    for case in yaml.safe_load((Path(__file__).parent.parent / "cases" / file).read_text(encoding="utf-8"))
]


@pytest.mark.parametrize("case", case_params(CASES), ids=[case["text"][:60] for case in CASES])
def test_main_parties(extractor: Extractor, case: dict[str, Any]) -> None:
    record = extractor.extract(case["text"], published="2025-10-15")
    assert_told(record, case["deals"])
    if case.get("only"):
        assert len(record.deals) == len(case["deals"])
