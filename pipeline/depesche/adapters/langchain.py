"""A LangChain document transformer that puts facts into the metadata (``depesche[langchain]``)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from langchain_core.documents import BaseDocumentTransformer, Document

from depesche.adapters.documents import DocumentReader


class DepescheTransformer(BaseDocumentTransformer):
    """Gives documents back with ``metadata[key]``: the record, or an object with ``error``.

    ``model``, ``rules`` and ``names`` are those of ``Extractor``. Use it before texts are split, so that an
    article is read as a whole.
    """

    def __init__(
        self,
        *,
        model: str = "auto",
        rules: Sequence[str] | None = None,
        names: str | None = None,
        key: str = "depesche",
    ) -> None:
        self._reader = DocumentReader(model, rules, names)
        self._key = key

    def transform_documents(self, documents: Sequence[Document], **kwargs: Any) -> Sequence[Document]:  # noqa: ARG002
        """Read documents; their order, ids and other metadata stay."""
        return [
            document.model_copy(
                update={
                    "metadata": {
                        **document.metadata,
                        self._key: self._reader.facts(document.page_content, document.metadata, document.id),
                    }
                }
            )
            for document in documents
        ]
