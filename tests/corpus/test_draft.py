from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depesche.corpus import GoldSource, compile_article, load_corpus, parse_source
from depesche.corpus.draft import draft_yaml
from depesche.evaluation import Pair, evaluate_pairs
from depesche.records import Extraction
from tests.corpus.gold import compiled

CORPUS = Path(__file__).parents[2] / "corpus"


def _again(record: Extraction) -> Extraction:
    content = draft_yaml(record, published="2025-03-04", title="Ein: Titel")
    parsed = parse_source(content, path="a.yaml", article_id=record.id)
    assert isinstance(parsed, GoldSource), parsed
    return compile_article(parsed, path="a.yaml").record


def test_a_draft_says_what_the_record_says() -> None:
    record = compiled().record
    again = _again(record)
    assert again.text == record.text
    for layer in ("mentions", "companies", "people", "amounts", "percentages", "dates", "deals"):
        assert getattr(again, layer) == getattr(record, layer), layer


@pytest.mark.parametrize("number", range(0, 150, 10))
def test_drafts_of_whole_articles_lose_almost_nothing(number: int) -> None:
    article = load_corpus(CORPUS).articles[number]
    scores = evaluate_pairs([Pair(article.record, _again(article.record))]).scores
    for metric in ("entities", "amounts.value", "dates.value", "deals.status"):
        assert (scores[metric].f1 or 1.0) > 0.9, metric


@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")) | st.just("\n"), min_size=1))
def test_any_text_comes_back_as_it_was(text: str) -> None:
    record = compiled().record.model_copy(update={"text": text})
    nothing = {"mentions", "companies", "people", "amounts", "percentages", "dates", "deals"}
    record = record.model_copy(update=dict.fromkeys(nothing, ()))
    assert _again(record).text == text
