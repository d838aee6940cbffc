"""What is done to articles between reading and extraction, whatever engine extracts them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from depesche.io.mojibake import mender, repaired
from depesche.io.source import InputFailure, SkippedFile
from depesche.records import Article

Read = Article | InputFailure | SkippedFile


@dataclass(frozen=True, slots=True)
class Preparation:
    """``published``: for articles that bring no date. ``repair``: mend text that was decoded twice."""

    published: date | datetime | None = None
    repair: bool = False

    def apply(self, items: Iterable[Read]) -> Iterator[Read]:
        """Prepare the articles of a stream; raises DepescheError where a library is missing."""
        mend = mender() if self.repair else None
        for item in items:
            if isinstance(item, Article):
                article = self._dated(item)
                yield repaired(article, mend) if mend else article
            else:
                yield item

    def _dated(self, article: Article) -> Article:
        if article.published is None and self.published is not None:
            return article.model_copy(update={"published": self.published})
        return article
