"""Bulk requests for Elasticsearch and OpenSearch: a line that says where, a line with the document."""

from __future__ import annotations

import json

from depesche.io.search import document, document_id
from depesche.io.sinks.json_lines import JsonLinesSink
from depesche.io.sinks.target import Target


class SearchBulkSink(JsonLinesSink):
    """Writes what ``POST /_bulk`` takes; an article that is stored already is replaced."""

    def __init__(self, target: Target, index: str) -> None:
        super().__init__(target)
        self._index = index

    def __enter__(self) -> SearchBulkSink:
        """Begin the output."""
        return self

    def write(self, article_id: str, record: bytes) -> None:
        """Write the two lines of a record."""
        stored = json.loads(record)
        action = {"index": {"_index": self._index, "_id": document_id(stored)}}
        lines = (
            json.dumps(part, ensure_ascii=False, separators=(",", ":")) for part in (action, document(stored))
        )
        super().write(article_id, "\n".join(lines).encode("utf-8"))
