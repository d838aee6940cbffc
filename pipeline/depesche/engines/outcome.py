"""What engines are told and what they give back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from depesche.extractor import Extractor, Failure
from depesche.records import Article, Extraction

OtherT = TypeVar("OtherT")


@dataclass(frozen=True, slots=True)
class EncodedRecord:
    """A record as one line of JSON, without the line's end: quick to hand between processes."""

    article_id: str
    json: bytes


@dataclass(frozen=True, slots=True)
class ExtractorSpec:
    """How to build the extractor, in whatever process needs it, and what to keep of its records."""

    model: str = "auto"
    rules: tuple[Path, ...] = ()
    names: Path | None = None
    with_text: bool = True

    def load(self) -> Extractor:
        """Load model and rules; raises ModelError or RuleError with the mend."""
        return Extractor(model=self.model, rules=self.rules, names=self.names)

    def outcomes(
        self, extractor: Extractor, articles: Sequence[Article]
    ) -> Iterator[EncodedRecord | Failure]:
        """Extract articles in order and encode their records."""
        for outcome in extractor.stream(articles):
            if isinstance(outcome, Extraction):
                record = outcome if self.with_text else outcome.model_copy(update={"text": None})
                yield EncodedRecord(record.id, record.model_dump_json().encode("utf-8"))
            else:
                yield outcome


_CHUNK_CHARS = 20_000
_CHUNK_ARTICLES = 64


def chunks(items: Iterable[Article | OtherT]) -> Iterator[list[Article | OtherT]]:
    """Split a stream into runs of about equal amounts of text, so that workers are busy equally long."""
    chunk: list[Article | OtherT] = []
    chars = 0
    for item in items:
        chunk.append(item)
        chars += len(item.text) if isinstance(item, Article) else 0
        if chars >= _CHUNK_CHARS or len(chunk) >= _CHUNK_ARTICLES:
            yield chunk
            chunk, chars = [], 0
    if chunk:
        yield chunk
