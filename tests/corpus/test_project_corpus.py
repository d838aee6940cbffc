"""The project's own corpus holds what its card says."""

from collections import Counter
from pathlib import Path

import pytest

from depesche.corpus import Corpus, load_corpus
from depesche.corpus.check import check_corpus, check_second
from depesche.corpus.groups import GROUPS, check_groups, load_groups
from depesche.corpus.samples import sample_files
from depesche.corpus.statistics import statistics
from depesche.corpus.store import SECOND
from depesche.records import DealStatus, DealType

CORPUS = Path(__file__).parents[2] / "corpus"


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return load_corpus(CORPUS)


def test_nothing_is_wrong_with_it(corpus: Corpus) -> None:
    assert [str(problem) for problem in check_corpus(corpus)] == []
    second = load_corpus(CORPUS / SECOND)
    assert [str(problem) for problem in check_second(second, corpus)] == []
    assert len(second.articles) == 30


def test_groups_bring_articles_on_one_deal_together() -> None:
    groups = load_groups(CORPUS / GROUPS)
    assert [str(problem) for problem in check_groups(groups)] == []
    stories = Counter(article.source.story for article in groups.corpus.articles)
    assert len(stories) >= 40
    transactions = Counter(groups.deal_clusters(groups.corpus.articles).values())
    assert sum(number > 1 for number in transactions.values()) >= 60


def test_it_is_as_large_and_as_varied_as_it_should_be(corpus: Corpus) -> None:
    counts = statistics(corpus.articles)
    assert counts["size"]["articles"] >= 150
    assert counts["size"]["words"] >= 30_000
    assert counts["size"]["articles_without_deals"] >= 30
    assert min(counts["deal types"][kind.value] for kind in DealType) >= 8
    assert min(counts["deal statuses"][status.value] for status in DealStatus) >= 8


def test_splits_are_about_60_20_20(corpus: Corpus) -> None:
    assert corpus.splits
    sizes = Counter({name: len(corpus.split(name)) for name in ("train", "dev", "test")})
    total = sizes.total()
    assert abs(sizes["train"] / total - 0.6) < 0.03
    assert abs(sizes["dev"] / total - 0.2) < 0.03
    assert abs(sizes["test"] / total - 0.2) < 0.03


def test_samples_are_in_step_with_the_articles(corpus: Corpus) -> None:
    wanted = sample_files(article.source for article in corpus.articles)
    there = {file.name: file.read_text(encoding="utf-8") for file in (CORPUS / "samples").glob("*.md")}
    assert there == wanted, "run 'depesche corpus samples'"
