"""An extractor spec whose extractor misbehaves on demand, importable in worker processes."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from depesche.engines.outcome import EncodedRecord
from depesche.errors import ModelError
from depesche.extractor import Failure
from depesche.records import Article


@dataclass(frozen=True, slots=True)
class FakeSpec:
    """Obeys what the articles say: DIE, DIE-ONCE with a file to remember it by, HANG, SLOW, PID, FAIL."""

    broken: bool = False
    dead: bool = False

    def load(self) -> Any:
        if self.broken:
            raise ModelError("no model here; install one")
        if self.dead:
            os._exit(9)
        return object()

    def outcomes(self, extractor: Any, articles: Sequence[Article]) -> Iterator[EncodedRecord | Failure]:
        for article in articles:
            order, _, argument = article.text.partition(" ")
            if order == "DIE":
                os._exit(11)
            if order == "DIE-ONCE" and not Path(argument).exists():
                Path(argument).touch()
                os._exit(11)
            if order == "HANG":
                time.sleep(60)
            if order == "SLOW":
                time.sleep(0.05)
            if order == "PID":
                yield EncodedRecord(article.id, str(os.getpid()).encode())
            elif order == "FAIL":
                yield Failure(article.id, article.path, "fell over", "ValueError")
            else:
                yield EncodedRecord(article.id, article.text.encode())
