"""Writes articles of the corpus as plain Markdown files, for people to read and for the demo."""

from __future__ import annotations

import json
from collections.abc import Iterable

from depesche.corpus.source import GoldSource


def sample_files(sources: Iterable[GoldSource]) -> dict[str, str]:
    """File names and contents of the articles that are marked as samples."""
    return {f"{source.id}.md": article_markdown(source) for source in sources if source.sample}


def article_markdown(source: GoldSource) -> str:
    """An article with its date and headline as front matter."""
    title = json.dumps(source.title or source.id, ensure_ascii=False)
    medium = f"source: {json.dumps(source.medium, ensure_ascii=False)}\n" if source.medium else ""
    text = source.text.rstrip("\n")
    return f"---\ntitle: {title}\npublished: {source.published}\n{medium}---\n{text}\n"
