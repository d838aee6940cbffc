"""The table of deals, for the eye and for a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from depesche.records import Amount, Extraction, Modifier
from depesche.wording import load_wording

Cli = Callable[..., Any]


@pytest.fixture
def records(cli: Cli, deal_record: Extraction) -> str:
    Path("records.jsonl").write_text(deal_record.model_dump_json() + "\n", encoding="utf-8")
    return "records.jsonl"


def test_for_the_eye(cli: Cli, records: str) -> None:
    run = cli("deals", records)
    assert run.status == 0
    assert run.out.split() == [
        *("Meta", "[kauft]", "zu", "investment", "completed", "investor", "Meta", "+", "zwei", "Fonds,"),
        *("company", "Scale", "AI", "14.3", "bn", "USD,", "49", "%"),
    ]


def test_in_german(cli: Cli, records: str) -> None:
    run = cli("deals", records, "--lang", "de")
    assert "Beteiligung" in run.out
    assert "14,3 Mrd. USD, 49 %" in " ".join(run.out.split())
    assert cli("deals", records, "--csv", "--lang", "de").out == cli("deals", records, "--csv").out


def test_for_a_spreadsheet(cli: Cli, records: str, deal_record: Extraction) -> None:
    (row,) = csv.DictReader(io.StringIO(cli("deals", records, "--csv").out))
    assert {name: value for name, value in row.items() if value} == {
        "article": "a.txt",
        "published": "2025-07-01",
        "title": "Meta [kauft] zu",
        "type": "investment",
        "status": "completed",
        "investor": "Meta; zwei Fonds",
        "company": "Scale AI",
        "amount": "14300000000",
        "currency": "USD",
        "stake_percent": "49",
        "confidence": "0.90",
        "evidence": deal_record.text,
    }


def test_what_is_no_record_is_named(cli: Cli, records: str) -> None:
    with Path(records).open("a", encoding="utf-8") as file:
        file.write('{"id": "x"}\n')
    run = cli("deals", records)
    assert run.status == 1
    assert "Scale AI" in run.out
    assert run.err == "error: records.jsonl, line 2: is no record of Depesche: text_sha256: Field required\n"


def test_a_json_list_of_records(cli: Cli, deal_record: Extraction) -> None:
    Path("records.json").write_text(f"[{deal_record.model_dump_json()}]", encoding="utf-8")
    assert "Scale AI" in cli("deals", "records.json").out


@pytest.mark.parametrize(
    ("value", "maximum", "modifier", "expected"),
    [
        ("14300000000", None, Modifier.EXACT, "14.3 bn USD"),
        ("1000000", None, Modifier.AT_MOST, "up to 1 m USD"),
        ("650", None, Modifier.ABOUT, "about 650 USD"),
        ("2000000000000", "3000000000000", Modifier.RANGE, "2 tn to 3 tn USD"),
        ("1234.5", None, Modifier.EXACT, "1,234.5 USD"),
        (None, None, Modifier.VAGUE, "unknown sum USD"),
    ],
)
def test_sums(value: str | None, maximum: str | None, modifier: Modifier, expected: str) -> None:
    amount = Amount(
        id="a1",
        mention="m1",
        value=Decimal(value) if value else None,
        max=Decimal(maximum) if maximum else None,
        currency="USD",
        modifier=modifier,
    )
    assert load_wording("en").money(amount) == expected


def test_explain_shows_each_fact_with_its_rule_and_evidence(
    cli: Cli, monkeypatch: pytest.MonkeyPatch, deal_record: Extraction
) -> None:
    monkeypatch.setattr("depesche.extractor.Extractor.extract", lambda *_, **__: deal_record)
    Path("a.txt").write_text(deal_record.text or "", encoding="utf-8")
    out = cli("explain", "a.txt").out
    for expected in (
        "14,300,000,000 USD  r",
        "rule investment.kaufen",
        f"“{deal_record.text}”",
        "stake",
        "zwei Fonds",
    ):
        assert expected in out
