"""Status, sum and source of deals as texts tell them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from depesche import Extractor
from tests.deals.parties import case_params, parties_of
from tests.extractor.facts import amount_of

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent.parent / "cases" / "deals_status.yaml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("case", case_params(CASES), ids=[case["text"][:60] for case in CASES])
def test_status_sum_and_source(extractor: Extractor, case: dict[str, Any]) -> None:
    record = extractor.extract(case["text"], published="2025-10-15")
    told = [(deal, (deal.type.value, parties_of(record, deal))) for deal in record.deals]
    for line in case["deals"]:
        kind, status, parties, amount, source = _parsed(line)
        match = next((d for d, (k, named) in told if k == kind and parties <= named), None)
        assert match is not None, told
        assert match.status.value == status
        if amount is not None:
            found = amount_of(record, match)
            assert (f"{found[0]} {found[1]}" if found else "-") == amount
        if source is not None:
            assert match.attribution is not None
            evidence = match.attribution.evidence
            assert source in (record.text or "")[evidence.start : evidence.end]


def _parsed(line: str) -> tuple[str, str, set[str], str | None, str | None]:
    """ "type status role=name with blanks 3 EUR says=words" in its parts; the sum "-" for none."""
    line, _, source = line.partition(" says=")
    kind, status, *rest = line.split()
    parts: list[str] = []
    amount = None
    for number, word in enumerate(rest):
        if word == "-" or (word.isdigit() and len(word) > 5):
            amount = " ".join(rest[number:])
            break
        if "=" in word:
            parts.append(word)
        else:
            parts[-1] += f" {word}"
    return kind, status, set(parts), amount, source or None
