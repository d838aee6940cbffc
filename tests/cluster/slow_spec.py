"""An extractor spec without a model, importable on every node: it takes its time, and dies when told to."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from depesche.engines import EncodedRecord
from depesche.errors import ModelError
from depesche.extractor import Failure
from depesche.records import Article, Extraction, ModelInfo, PipelineInfo, Source


@dataclass(frozen=True, slots=True)
class SlowSpec:
    """``seconds`` an article takes; ``broken``: nothing loads."""

    seconds: float = 0.0
    broken: bool = False

    def load(self) -> object:
        if self.broken:
            raise ModelError("no model here; install one")
        return object()

    def outcomes(self, extractor: object, articles: Sequence[Article]) -> Iterator[EncodedRecord | Failure]:
        for article in articles:
            time.sleep(self.seconds)
            if article.text == "DIE":
                os._exit(11)
            if article.text == "FAIL":
                yield Failure(article.id, article.path, "fell over", "ValueError")
            else:
                record = Extraction(
                    id=article.id,
                    source=Source(path=article.path),
                    text_sha256="",
                    text=article.text,
                    pipeline=PipelineInfo(
                        version="0", model=ModelInfo(name="m", version="1"), rules_sha256=""
                    ),
                )
                yield EncodedRecord(record.id, record.model_dump_json().encode("utf-8"))
