"""The engine without processes: articles are extracted here, one after the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from depesche.engines.outcome import EncodedRecord, ExtractorSpec, OtherT, chunks
from depesche.extractor import Failure
from depesche.records import Article


def run_inline(
    items: Iterable[Article | OtherT], spec: ExtractorSpec
) -> Iterator[EncodedRecord | Failure | OtherT]:
    """Extract in this process; raises ModelError or RuleError before the first article."""
    extractor = spec.load()
    for chunk in chunks(items):
        outcomes = spec.outcomes(extractor, [item for item in chunk if isinstance(item, Article)])
        for item in chunk:
            yield next(outcomes) if isinstance(item, Article) else item
