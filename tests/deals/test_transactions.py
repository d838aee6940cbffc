"""Short news on the transactions of companies, and the main parties of the deals they tell."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from depesche import Extractor
from tests.deals.parties import assert_told

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent.parent / "cases" / "deals_transactions.yaml").read_text(encoding="utf-8")
)


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor(model="embedded")


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:60] for case in CASES])
def test_main_parties(extractor: Extractor, case: dict[str, Any]) -> None:
    assert_told(extractor.extract(case["text"], published="2025-10-15"), case["deals"])
