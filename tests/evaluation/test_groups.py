"""The ledger scored on two articles that tell one deal, with known mistakes."""

from collections.abc import Callable
from pathlib import Path

import pytest

from depesche.corpus.groups import load_groups
from depesche.evaluation.groups import score_groups
from depesche.evaluation.pairs import Pair
from depesche.ledger import compile_ledger
from depesche.records import Extraction
from depesche.ruleset import load_ruleset
from tests.corpus.test_groups import write

pytest.importorskip("rapidfuzz")
RULES = compile_ledger(load_ruleset())


def without_deals(record: Extraction) -> Extraction:
    return record.model_copy(update={"deals": ()})


def without_target(record: Extraction) -> Extraction:
    """Nimbit was not seen, so the deal has a buyer only."""
    deal = record.deals[0]
    seen = deal.model_copy(update={"participants": deal.participants[:1]})
    return record.model_copy(update={"companies": record.companies[:1], "deals": (seen,)})


@pytest.mark.parametrize(
    ("mistake", "companies", "deals", "found_deals"),
    [
        (lambda record: record, 1.0, 1.0, 1.0),
        # One of two tellings is found: precision 1, recall (1/2 + 0) / 2.
        (without_deals, 1.0, 2 * 0.25 / 1.25, 1.0),
        # Three of four companies: precision 1, recall (1 + 1 + 1/2 + 0) / 4. Both deals are found, apart.
        (without_target, 2 * 0.625 / 1.625, 2 * 0.5 / 1.5, 2 * 0.5 / 1.5),
    ],
)
def test_missed_things_cost_recall(
    tmp_path: Path,
    mistake: Callable[[Extraction], Extraction],
    companies: float,
    deals: float,
    found_deals: float,
) -> None:
    groups = load_groups(write(tmp_path))
    one, two = groups.corpus.articles
    runs = [(one, Pair(one.record, one.record)), (two, Pair(two.record, mistake(two.record)))]
    scores = {name: score.f1 for name, score in score_groups(groups, runs, RULES).items()}
    assert scores["ledger.gold.companies"] == scores["ledger.gold.deals"] == 1.0
    assert scores["ledger.text.companies"] == pytest.approx(companies)
    assert scores["ledger.text.deals"] == pytest.approx(deals)
    assert scores["ledger.found.deals"] == pytest.approx(found_deals)
    assert scores["ledger.found.companies"] == 1.0


def test_a_spurious_company_costs_precision(tmp_path: Path) -> None:
    """Four of five predicted companies are right, and the fifth is none of the gold."""
    groups = load_groups(write(tmp_path))
    one, two = groups.corpus.articles
    company = two.record.companies[0].model_copy(update={"id": "x9", "name": "Geld", "mentions": ()})
    spoilt = two.record.model_copy(update={"companies": (*two.record.companies, company)})
    runs = [(one, Pair(one.record, one.record)), (two, Pair(two.record, spoilt))]
    score = score_groups(groups, runs, RULES)["ledger.text.companies"]
    assert (score.recall, score.predicted) == (1.0, 5)
    assert score.precision == pytest.approx(4 / 5)
