"""Extracts the articles of a corpus and pairs them with the gold."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from depesche.corpus.check import check_references
from depesche.corpus.compile import Compiled
from depesche.evaluation.pairs import Pair
from depesche.io.published import parse_published
from depesche.records import Article, Extraction

if TYPE_CHECKING:
    from depesche.extractor import Extractor, Failure


def gold_article(compiled: Compiled) -> Article:
    """The article as a reader would hand it over, without its annotation."""
    source = compiled.source
    return Article(
        id=source.id,
        text=source.text,
        title=source.title,
        published=parse_published(source.published),
        source=source.medium,
    )


def extract_pairs(
    articles: Sequence[Compiled], extractor: Extractor
) -> Iterator[tuple[Compiled, Pair, str | None]]:
    """Yield each article with its pair; a failed one is paired with an empty extraction and its reason."""
    results: Iterable[Extraction | Failure] = extractor.stream(gold_article(article) for article in articles)
    for article, result in zip(articles, results, strict=True):
        if isinstance(result, Extraction):
            yield article, Pair(article.record, result, article.source.layers), None
        else:
            empty = _empty(article.record).model_copy(update={"pipeline": extractor.pipeline})
            yield article, Pair(article.record, empty, article.source.layers), result.reason


def given_pairs(
    articles: Sequence[Compiled], predictions: Mapping[str, Extraction]
) -> Iterator[tuple[Compiled, Pair, str | None]]:
    """Pair the gold with records that were extracted before; by id, and only for the same text."""
    for article in articles:
        record = predictions.get(article.source.id)
        reason = None
        if record is None:
            reason = "no record with this id among the predictions"
        elif record.text_sha256 != article.record.text_sha256:
            reason = "the predictions were made from another text"
        else:
            broken = next(check_references(record, "predictions"), None)
            reason = str(broken) if broken else None
        used = record if record is not None and reason is None else _empty(article.record)
        yield article, Pair(article.record, used, article.source.layers), reason


def articles_digest(articles: Sequence[Compiled]) -> str:
    """The SHA-256 over the articles' gold records, which pins scores to what they were measured on."""
    digest = hashlib.sha256()
    for article in articles:
        digest.update(article.record.model_dump_json().encode("utf-8"))
    return digest.hexdigest()


def _empty(gold: Extraction) -> Extraction:
    return Extraction(id=gold.id, text_sha256=gold.text_sha256, text=gold.text, pipeline=gold.pipeline)
