from __future__ import annotations

import csv
import json
import sqlite3
import sys
from array import array
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depesche.errors import OutputError
from depesche.ledger import build_ledger, compile_ledger
from depesche.ledger.merging import ExclusiveGroups, Identities
from depesche.ledger.output import write_ledger
from depesche.ledger.records import LedgerDeal, LedgerEntity
from depesche.ledger.spelling import fold, read_spelling
from depesche.records import (
    Amount,
    Company,
    Deal,
    DealStatus,
    DealType,
    Evidence,
    Extraction,
    ModelInfo,
    Participant,
    PipelineInfo,
    Role,
    Source,
)
from depesche.ruleset import load_ruleset
from depesche.ruleset.yaml import load_yaml

pytest.importorskip("rapidfuzz")
CASES: list[dict[str, Any]] = [
    case
    for name in ("ledger", "ledger_groups")
    for case in load_yaml(
        (Path(__file__).parent.parent / "cases" / f"{name}.yaml").read_text(encoding="utf-8")
    )
]
RULES = compile_ledger(load_ruleset())
ROLES = {role.value for role in Role}
PIPELINE = PipelineInfo(version="0", model=ModelInfo(name="m", version="1"), rules_sha256="")


def record_of(number: int, article: dict[str, Any]) -> Extraction:
    """Build the record of an article in short."""
    companies = [_company(f"c{at}", line) for at, line in enumerate(article.get("companies", ()), 1)]
    ids = {company.name: company.id for company in companies}
    deals, amounts = [], []
    for at, told in enumerate(article.get("deals", ()), 1):
        if "amount" in told:
            value, currency = told["amount"].split()
            amounts.append(Amount(id=f"a{at}", mention="m1", value=Decimal(value), currency=currency))
        deals.append(
            Deal(
                id=f"d{at}",
                type=DealType(told["type"]),
                status=DealStatus(told["status"]),
                participants=tuple(
                    Participant(role=Role(role), entity=ids[name])
                    for role in told
                    if role in ROLES
                    for name in ([told[role]] if isinstance(told[role], str) else told[role])
                ),
                amount=f"a{at}" if "amount" in told else None,
                round=told.get("round"),
                headcount=told.get("headcount"),
                confidence=1,
                evidence=(Evidence(start=0, end=8, rule="r", trigger="m1"),),
            )
        )
    return Extraction(
        id=f"article-{number}",
        source=Source(title=f"Titel <{number}>", published=article.get("day"), url="https://example.org/"),
        text_sha256="",
        text="Evidence of the deal",
        pipeline=PIPELINE,
        companies=tuple(companies),
        amounts=tuple(amounts),
        deals=tuple(deals),
    )


def _company(number: str, line: str) -> Company:
    name, *aliases = line.split(" | ")
    name, _, external = name.partition(" # ")
    name, _, wikidata = name.partition(" = ")
    return Company(
        id=number,
        name=name,
        aliases=tuple(aliases),
        wikidata=wikidata or None,
        external_id=external or None,
    )


def built(records: Sequence[Extraction]) -> tuple[list[LedgerDeal], list[LedgerEntity]]:
    with build_ledger(records, RULES) as ledger:
        return list(ledger.deals()), list(ledger.entities())


@pytest.mark.parametrize("case", CASES, ids=[case["about"] for case in CASES])
def test_case(case: dict[str, Any]) -> None:
    deals, entities = built([record_of(at, article) for at, article in enumerate(case["articles"])])
    owner = {name: entity.id for entity in entities for name in entity.names}
    for names in case.get("one", ()):
        assert len({owner[name] for name in names}) == 1, names
    for names in case.get("apart", ()):
        assert len({owner[name] for name in names}) == len(names), names
    if "entities" in case:
        assert len(entities) == case["entities"]
    if "deals" in case:
        assert len(deals) == case["deals"]
    if "status" in case:
        assert deals[0].status.value == case["status"]
    if "history" in case:
        assert [step.status.value for step in deals[0].history] == case["history"]


def _takeover() -> list[Extraction]:
    case = next(case for case in CASES if "from rumour to closing" in case["about"])
    return [record_of(at, article) for at, article in enumerate(case["articles"])]


def test_a_deal_gathers_its_reports() -> None:
    (deal,), _ = built(_takeover())
    assert (deal.first_report, deal.last_report, deal.articles) == ("2024-01-10", "2024-10-04", 4)
    (spread,) = deal.amounts
    assert (spread.least, spread.most, spread.currency) == (Decimal("8e9"), Decimal("9.5e9"), "USD")
    assert [report.published for report in deal.reports] == sorted(str(r.published) for r in deal.reports)
    assert {report.evidence for report in deal.reports} == {"Evidence"}
    assert [(p.role.value, p.name) for p in deal.parties] == [("buyer", "Tavorix"), ("target", "Nimbit")]


@given(st.permutations(_takeover()))
def test_the_order_of_the_articles_does_not_matter(records: list[Extraction]) -> None:
    deals, entities = built(records)
    assert [(d.type, d.status, d.history, d.amounts) for d in deals] == [
        (d.type, d.status, d.history, d.amounts) for d in built(_takeover())[0]
    ]
    assert {e.names for e in entities} == {("Tavorix",), ("Nimbit",), ("Fondax",)}


def test_nothing_gives_nothing() -> None:
    assert built([]) == ([], [])


def test_every_format(tmp_path: Path) -> None:
    with build_ledger(_takeover(), RULES) as ledger:
        for ending in ("csv", "html", "jsonl", "sqlite"):
            assert write_ledger(ledger, tmp_path / f"deals.{ending}") == 1
    (row,) = csv.DictReader((tmp_path / "deals.csv").open(encoding="utf-8"))
    assert (row["buyer"], row["amount_least"], row["articles"]) == ("Tavorix", "8000000000", "4")
    page = (tmp_path / "deals.html").read_text(encoding="utf-8")
    assert "Titel &lt;0&gt;" in page
    assert page.count("<details") == 1
    (line,) = (tmp_path / "deals.jsonl").read_text(encoding="utf-8").splitlines()
    assert LedgerDeal.model_validate_json(line).status is DealStatus.COMPLETED
    database = sqlite3.connect(tmp_path / "deals.sqlite")
    assert database.execute("SELECT count(*), max(amount) FROM reports").fetchone() == (4, 9.5e9)
    names = database.execute("SELECT names FROM entities WHERE name = 'Nimbit'").fetchone()[0]
    assert json.loads(names) == ["Nimbit"]
    database.close()
    assert not list(tmp_path.glob("*.part"))


def test_parquet(tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    with build_ledger(_takeover(), RULES) as ledger:
        write_ledger(ledger, tmp_path / "deals.parquet")
    (row,) = parquet.read_table(tmp_path / "deals.parquet").to_pylist()
    assert row["amounts"][0]["most"] == Decimal("9.5e9")
    assert [step["status"] for step in row["history"]] == ["rumored", "announced", "completed"]


def test_a_missing_library_is_told_before_anything_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    def records() -> Iterator[Extraction]:
        raise AssertionError("read")
        yield

    monkeypatch.setitem(sys.modules, "rapidfuzz", None)
    with pytest.raises(OutputError, match="pip install"), build_ledger(records(), RULES):
        pass


def test_an_unknown_ending_is_explained(tmp_path: Path) -> None:
    with build_ledger([], RULES) as ledger, pytest.raises(OutputError, match="ending"):
        write_ledger(ledger, tmp_path / "deals.xls")


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(min_size=1))
def test_a_name_always_has_a_core(name: str) -> None:
    spelling = read_spelling(name, RULES)
    assert spelling.core or not name.strip()


@given(st.lists(st.tuples(st.integers(1, 8), st.integers(1, 8)), max_size=20))
def test_different_ids_are_never_one(pairs: list[tuple[int, int]]) -> None:
    ids = {1: ("", "Q1"), 2: ("", "Q2"), 3: ("K1", ""), 4: ("K2", "Q1")}
    names = Identities(8, ids)
    for one, other in pairs:
        names.join(one, other)
    assert names.root(1) != names.root(2) or names.ids(1)[0]
    assert names.root(3) != names.root(4)


@given(
    st.lists(st.integers(1, 4), min_size=8, max_size=8),
    st.lists(st.tuples(st.integers(1, 8), st.integers(1, 8)), max_size=20),
)
def test_a_group_has_no_owner_twice(owners: list[int], pairs: list[tuple[int, int]]) -> None:
    groups = ExclusiveGroups(array("q", [0, *owners]))
    for one, other in pairs:
        assert groups.try_join(one, other) == (groups.root(one) == groups.root(other))
    seen = [(groups.root(number), owner) for number, owner in enumerate(owners, 1)]
    assert len(set(seen)) == len(seen)
