"""What the adapters for document frameworks share: a text with metadata becomes facts for its metadata."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from depesche.errors import InputError
from depesche.extractor import Extractor, Failure
from depesche.io import InputFile, Limits
from depesche.io.readers.fields import article_from

_FILE = InputFile(None, "document", "document")


class DocumentReader:
    """Reads documents; model and rules are loaded with the first one.

    Raises ModelError or RuleError then; a document that fails has its reason in its facts.
    """

    def __init__(self, model: str, rules: Sequence[str] | None, names: str | None) -> None:
        self._model = model
        self._rules = [Path(folder) for folder in rules or ()]
        self._names = Path(names) if names else None
        self._extractor: Extractor | None = None

    def load(self) -> Extractor:
        """The extractor, loaded if it is not yet."""
        if self._extractor is None:
            self._extractor = Extractor(self._model, self._rules, self._names)
        return self._extractor

    def facts(self, text: str | None, metadata: Mapping[str, Any], document_id: str | None) -> dict[str, Any]:
        """The record as plain data, or an ``error`` with its ``error_type``.

        Title, day of publication, address and medium are looked for in the metadata by their usual names.
        The record holds the text only where HTML was taken out of it.
        """
        fields = {**metadata, "text": text or "", "id": document_id or metadata.get("id")}
        try:
            article = article_from(fields, file=_FILE, fallback_id="document", limits=Limits())
        except InputError as error:
            return {"error": str(error), "error_type": type(error).__name__}
        outcome = next(self.load().stream([article.model_copy(update={"path": None})]))
        if isinstance(outcome, Failure):
            return {"error": outcome.reason, "error_type": outcome.error_type}
        if outcome.text == text:
            outcome = outcome.model_copy(update={"text": None})
        return outcome.model_dump(mode="json")
