"""Whole texts and the deals they tell, from text to record."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from depesche import Extractor
from tests.deals.parties import parties_of
from tests.extractor.facts import amount_of

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent.parent / "cases" / "deals.yaml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:60] for case in CASES])
def test_deals_of_a_text(extractor: Extractor, case: dict[str, Any]) -> None:
    record = extractor.extract(case["text"], published="2025-07-01")
    told = []
    for deal in record.deals:
        parties = parties_of(record, deal)
        amount = amount_of(record, deal)
        total = [f"{amount[0]} {amount[1]}"] if amount else []
        told.append((deal.type.value, deal.status.value, frozenset({*parties, *total})))
    assert sorted(told, key=str) == sorted((_parsed(line) for line in case["deals"]), key=str)


def _parsed(line: str) -> tuple[str, str, frozenset[str]]:
    """ "type status role=name with blanks role=name 3 EUR" in its parts."""
    kind, status, *rest = line.split()
    parts: list[str] = []
    for word in rest:
        if "=" in word or (word.isdigit() and len(word) > 4):
            parts.append(word)
        else:
            parts[-1] += f" {word}"
    return kind, status, frozenset(parts)
