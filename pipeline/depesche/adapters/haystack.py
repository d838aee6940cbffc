"""A Haystack component that puts the facts of documents into their metadata (``depesche[haystack]``)."""

from dataclasses import replace
from typing import Any

from haystack import Document, component, default_from_dict, default_to_dict

from depesche.adapters.documents import DocumentReader


@component
class DepescheExtractor:
    """Gives documents back with ``meta[meta_key]``: the record, or an object with ``error``.

    Put it before an embedder or a writer. ``model``, ``rules`` and ``names`` are those of ``Extractor``.
    """

    def __init__(
        self,
        model: str = "auto",
        rules: list[str] | None = None,
        names: str | None = None,
        meta_key: str = "depesche",
    ) -> None:
        self.model = model
        self.rules = rules
        self.names = names
        self.meta_key = meta_key
        self._reader = DocumentReader(model, rules, names)

    def warm_up(self) -> None:
        """Load model and rules."""
        self._reader.load()

    def to_dict(self) -> dict[str, Any]:
        """The component as a pipeline file holds it."""
        return default_to_dict(
            self, model=self.model, rules=self.rules, names=self.names, meta_key=self.meta_key
        )

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> "DepescheExtractor":
        """The component of a pipeline file."""
        return default_from_dict(cls, data)

    @component.output_types(documents=list[Document])
    def run(self, documents: list[Document]) -> dict[str, list[Document]]:
        """Read documents; their order, ids and other metadata stay."""
        return {
            "documents": [
                replace(
                    document,
                    meta={
                        **document.meta,
                        self.meta_key: self._reader.facts(document.content, document.meta, document.id),
                    },
                )
                for document in documents
            ]
        }
