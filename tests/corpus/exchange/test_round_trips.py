"""What is written in a format comes back the same, as far as the format can hold it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from depesche.corpus import Compiled, GoldSource, compile_article, load_corpus, parse_source
from depesche.corpus.contents import contents
from depesche.corpus.decompile import decompile
from depesche.corpus.exchange.brat import from_ann, to_ann
from depesche.corpus.exchange.conll import bio_graph, from_conll, to_conll
from depesche.corpus.exchange.docbin import from_doc, to_doc
from depesche.corpus.exchange.formats import (
    FORMATS,
    FormatName,
    export_articles,
    graph_source,
    import_articles,
)
from depesche.corpus.exchange.from_graph import graph_article
from depesche.corpus.exchange.graph import Graph
from depesche.corpus.exchange.label_studio import from_task, to_task
from depesche.corpus.exchange.to_graph import article_graph
from depesche.corpus.source import HEAD
from depesche.corpus.source_yaml import source_yaml
from depesche.corpus.store import Corpus
from tests.corpus.exchange.articles import articles

CORPUS = Path(__file__).parents[3] / "corpus"
# Other work may share the machine: how long an example takes says nothing here.
MANY = settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])


def _through_yaml(source: GoldSource) -> Compiled:
    again = parse_source(source_yaml(source), path="a.yaml", article_id=source.id)
    assert again == source
    return compile_article(source, path="a.yaml")


def _same(before: Compiled, after: Compiled) -> None:
    assert after.problems == ()
    assert contents(after.record) == contents(before.record)
    assert _headcounts(after) == _headcounts(before)
    for name in HEAD:
        assert getattr(after.source, name) == getattr(before.source, name), name


def _headcounts(article: Compiled) -> list[tuple[int, str]]:
    return sorted(
        (m.start, article.headcounts[m.id]) for m in article.record.mentions if m.id in article.headcounts
    )


@MANY
@given(articles())
def test_a_record_becomes_the_gold_file_it_was_compiled_from(article: Compiled) -> None:
    source, problems = decompile(article.record, article.source, article.headcounts)
    assert problems == []
    _same(article, _through_yaml(source))


def _brat(graph: Graph) -> Graph:
    again, problems = from_ann(to_ann(graph), graph.head, path="a.ann")
    assert problems == []
    return again


def _label_studio(graph: Graph) -> Graph:
    (again,) = from_task(to_task(graph, said="annotations"), path="a.json", number=0)
    assert isinstance(again, Graph)
    return again


def _docbin(graph: Graph) -> Graph:
    again = from_doc(to_doc(graph), path="a.spacy", article_id="a")
    assert isinstance(again, Graph)
    return again


@pytest.mark.parametrize("there_and_back", [_brat, _label_studio, _docbin])
@MANY
@given(article=articles())
def test_formats_with_relations_hold_everything(
    there_and_back: Callable[[Graph], Graph], article: Compiled
) -> None:
    graph = there_and_back(article_graph(article))
    assert graph.text == article.source.text
    source, problems = graph_source(graph)
    assert problems == []
    _same(article, _through_yaml(source))


@MANY
@given(article=articles())
def test_conll_holds_names_and_values(article: Compiled) -> None:
    graph = article_graph(article)
    (again,) = from_conll(to_conll(graph), path="a.conll", article_id="a")
    assert isinstance(again, Graph)
    assert again.text == article.source.text
    held, got = graph_article(bio_graph(graph), path="a"), graph_article(again, path="a")
    assert contents(got.record) == contents(held.record)
    assert got.headcounts == held.headcounts


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return load_corpus(CORPUS)


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "conll"])
def test_articles_of_the_corpus_come_back_whole(name: FormatName, corpus: Corpus, tmp_path: Path) -> None:
    some = corpus.articles[::15]
    export_articles(some, name, tmp_path)
    sources, problems = import_articles(name, tmp_path)
    assert problems == []
    for before, source in zip(some, sorted(sources, key=lambda source: source.id), strict=True):
        _same(before, _through_yaml(source))


def test_articles_of_the_corpus_come_back_from_conll_without_titles_and_deals(
    corpus: Corpus, tmp_path: Path
) -> None:
    some = corpus.articles[::15]
    export_articles(some, "conll", tmp_path)
    sources, problems = import_articles("conll", tmp_path)
    assert problems == []
    for before, source in zip(some, sources, strict=True):
        after = _through_yaml(source).record
        assert set(source.layers).isdisjoint({"titles", "deals"})
        lines = [
            line for line in contents(before.record) if not line.startswith(("title", "deal", "trigger"))
        ]
        assert sorted(contents(after)) == sorted(lines)
