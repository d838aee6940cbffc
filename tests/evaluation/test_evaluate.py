"""Scores of predictions that differ from the gold in one known point."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depesche.evaluation import Pair, evaluate_pairs
from depesche.evaluation.html import report_html
from depesche.evaluation.html_rules import rule_sources
from depesche.evaluation.report import Report, build_report, changes, error_changes
from depesche.evaluation.running import given_pairs
from depesche.records import DealStatus, DealType, Extraction, MentionType, Modifier
from depesche.ruleset import load_ruleset
from tests.corpus.gold import compiled

GOLD = compiled().record


def _f1(predicted: Extraction, metric: str) -> float | None:
    return evaluate_pairs([Pair(GOLD, predicted)]).scores[metric].f1


def _with_deal(index: int, **changed: Any) -> Extraction:
    deals = list(GOLD.deals)
    deals[index] = deals[index].model_copy(update=changed)
    return GOLD.model_copy(update={"deals": tuple(deals)})


def test_the_gold_itself_is_perfect() -> None:
    evaluation = evaluate_pairs([Pair(GOLD, GOLD)])
    assert {score.f1 for score in evaluation.scores.values() if score.gold} == {1.0}
    assert evaluation.articles[0].errors == ()


def test_nothing_found_scores_nothing() -> None:
    empty = Extraction(id="a", text_sha256="x", text=GOLD.text, pipeline=GOLD.pipeline)
    evaluation = evaluate_pairs([Pair(GOLD, empty)])
    assert {score.f1 for score in evaluation.scores.values() if score.gold} == {0.0}
    assert {error.kind for error in evaluation.articles[0].errors} == {"missing"}


LEVELS = ("deals.found", "deals.main", "deals.amount", "deals.status", "deals.full")


@pytest.mark.parametrize(
    ("changed", "right"),
    [
        ({"type": DealType.ACQUISITION, "participants": ()}, (2, 2, 2, 2, 2)),
        ({"participants": GOLD.deals[1].participants[:1]}, (3, 2, 2, 2, 2)),
        ({"amount": "a1"}, (3, 3, 2, 2, 2)),
        ({"status": DealStatus.PLANNED}, (3, 3, 3, 2, 2)),
        ({"stake_percent": Decimal(51)}, (3, 3, 3, 3, 2)),
        ({"date": None}, (3, 3, 3, 3, 2)),
        ({"round": "A"}, (3, 3, 3, 3, 2)),
    ],
)
def test_a_deal_counts_up_to_the_level_it_reaches(changed: dict[str, Any], right: tuple[int, ...]) -> None:
    scores = evaluate_pairs([Pair(GOLD, _with_deal(1, **changed))]).scores
    assert tuple(int(scores[level].correct) for level in LEVELS) == right


def test_a_description_needs_one_content_word_in_common() -> None:
    move = GOLD.deals[2]
    same = move.participants[0].model_copy(update={"text": "Forscher"})
    other = move.participants[0].model_copy(update={"text": "Ingenieure"})
    assert _f1(_with_deal(2, participants=(same, *move.participants[1:])), "deals.main") == 1.0
    assert _f1(_with_deal(2, participants=(other, *move.participants[1:])), "deals.main") != 1.0


def _mention(change: Callable[[Any], Any]) -> Extraction:
    """The gold with its first mention changed."""
    first, *rest = GOLD.mentions
    return GOLD.model_copy(update={"mentions": (change(first), *rest)})


@pytest.mark.parametrize(
    ("update", "strict", "exact", "partial", "kind"),
    [
        ({"type": MentionType.PERSON}, 0, 1, 1, 0),
        ({"end": 5}, 0, 0, 0.5, 1),
        ({"end": 5, "type": MentionType.PERSON}, 0, 0, 0.5, 0),
    ],
)
def test_semeval_schemes(
    update: dict[str, Any], strict: float, exact: float, partial: float, kind: float
) -> None:
    predicted = _mention(lambda mention: mention.model_copy(update=update))
    total = sum(m.type not in {MentionType.TITLE, MentionType.TRIGGER} for m in GOLD.mentions)
    scores = evaluate_pairs([Pair(GOLD, predicted)]).scores
    lost = [total - scores[f"mentions.{s}"].correct for s in ("strict", "exact", "partial", "type")]
    assert lost == [1 - strict, 1 - exact, 1 - partial, 1 - kind]


def test_a_mention_found_as_two_is_one_match_and_one_spurious() -> None:
    person = next(m for m in GOLD.mentions if m.text == "Ida Voss")
    halves = (
        person.model_copy(update={"end": person.start + 3, "text": "Ida"}),
        person.model_copy(update={"start": person.start + 4, "text": "Voss", "id": "extra"}),
    )
    rest = tuple(m for m in GOLD.mentions if m is not person)
    evaluation = evaluate_pairs([Pair(GOLD, GOLD.model_copy(update={"mentions": rest + halves}))])
    score = evaluation.scores["mentions.type.person"]
    assert (score.gold, score.predicted, score.correct) == (2, 3, 2)


def test_a_wrong_modifier_leaves_the_value_right() -> None:
    first, second = GOLD.amounts
    predicted = GOLD.model_copy(
        update={"amounts": (first, second.model_copy(update={"modifier": Modifier.EXACT}))}
    )
    assert _f1(predicted, "amounts.value") == 1.0
    assert _f1(predicted, "amounts.modifier") == 0.5


def test_layers_that_were_not_annotated_are_not_scored() -> None:
    evaluation = evaluate_pairs([Pair(GOLD, GOLD, layers=("companies",))])
    assert set(evaluation.scores) == {
        "entities",
        "entities.companies",
        *(f"mentions.{scheme}" for scheme in ("strict", "exact", "partial", "type")),
        "mentions.strict.company",
        "mentions.type.company",
    }


SHUFFLED = ("mentions", "companies", "people", "amounts", "deals")


@given(st.data())
def test_scores_do_not_depend_on_the_order_of_annotations(data: st.DataObject) -> None:
    wrong = _with_deal(1, participants=GOLD.deals[1].participants[:1], status=DealStatus.PLANNED)
    mentions = [m for m in wrong.mentions if data.draw(st.booleans(), label=m.id)]
    wrong = wrong.model_copy(
        update={"mentions": tuple(mentions), "amounts": (), "percentages": (), "dates": ()}
    )
    expected = evaluate_pairs([Pair(GOLD, wrong)]).scores
    orders = [
        {name: tuple(data.draw(st.permutations(getattr(record, name)))) for name in SHUFFLED}
        for record in (GOLD, wrong)
    ]
    shuffled = Pair(GOLD.model_copy(update=orders[0]), wrong.model_copy(update=orders[1]))
    assert evaluate_pairs([shuffled]).scores == expected


def _report(predicted: Extraction) -> Report:
    return build_report(evaluate_pairs([Pair(GOLD, predicted)]), corpus_sha256="0" * 64, split="dev")


def test_a_baseline_shows_what_changed() -> None:
    before, now = _report(_with_deal(1, status=DealStatus.PLANNED)), _report(GOLD)
    old, new = changes(now, before)["deals.status"]
    assert old == pytest.approx(2 / 3)
    assert new == 1.0
    gone, come = error_changes(now, before)
    assert (len(gone), come) == (1, [])
    assert gone[0].startswith("a: deals status: investment planned")


def test_a_report_reads_back_as_it_was_written() -> None:
    report = _report(_with_deal(1, status=DealStatus.PLANNED))
    assert Report.model_validate_json(report.model_dump_json()) == report


def test_the_page_shows_errors_and_both_sides_and_escapes_text() -> None:
    gold = GOLD.model_copy(update={"text": (GOLD.text or "")[:-1] + "<script>"})
    wrong = _with_deal(1, status=DealStatus.PLANNED)
    evaluation = evaluate_pairs([Pair(gold, wrong)])
    report = build_report(evaluation, corpus_sha256="0" * 64, split=None)
    page = report_html(evaluation, report, report)
    assert '<li data-layer="deals" data-kind="deals status">' in page
    assert "&lt;script&gt;" in page
    assert page.count("<script>") == 1
    assert "http" not in page


def test_a_wrong_deal_links_to_its_rule() -> None:
    deal = GOLD.deals[1]
    evidence = tuple(e.model_copy(update={"rule": "investment.buy_stake"}) for e in deal.evidence)
    wrong = _with_deal(1, status=DealStatus.PLANNED, evidence=evidence)
    evaluation = evaluate_pairs([Pair(GOLD, wrong)])
    report = build_report(evaluation, corpus_sha256="0" * 64, split=None)
    page = report_html(evaluation, report, None, rules=rule_sources(load_ruleset(())))
    assert '<a href="#rule-investment.buy_stake">' in page
    assert 'id="rule-investment.buy_stake"' in page
    assert "1 wrong (deals status 1), evidence of 1 deals" in page


def test_an_unsound_prediction_is_named_and_not_scored() -> None:
    article = compiled()
    first, *rest = article.record.mentions
    past = article.record.model_copy(update={"mentions": (first.model_copy(update={"end": 9999}), *rest)})
    ((_, pair, reason),) = given_pairs([article], {"a": past})
    assert reason == f"predictions: mentions.{first.id}: 0:9999 is outside the text"
    assert pair.predicted.mentions == ()
