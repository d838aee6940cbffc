"""A JSON document: one article, a list of articles, or an object that holds such a list."""

from __future__ import annotations

import json
from collections.abc import Iterator
from io import BufferedReader

from depesche.errors import InputError
from depesche.io.decoding import decode
from depesche.io.readers.fields import article_from
from depesche.io.readers.protocol import Format
from depesche.io.source import InputFailure, InputFile, Limits
from depesche.io.stream import read_limited
from depesche.records import Article, ArticleWarning

_LISTS = ("articles", "items", "documents", "@graph")


def read(file: InputFile, stream: BufferedReader, limits: Limits) -> Iterator[Article | InputFailure]:
    """Read the document; in a list each bad article is a failure of its own."""
    data = read_limited(stream, limits.max_document_bytes)
    if data is None:
        size = limits.max_document_bytes // (1024 * 1024)
        raise InputError(
            f"is larger than {size} MB; write it as JSON lines (.jsonl), which is read piece by piece"
        )
    if not data.strip():
        raise InputError("the file is empty")
    decoded = decode(data)
    document = parse_json(decoded.text)
    articles = _article_list(document)
    if articles is None:
        yield _article(document, file, file.id, limits, decoded.warnings)
        return
    if not articles:
        raise InputError("its list of articles is empty")
    for number, entry in enumerate(articles, start=1):
        entry_id = f"{file.id}[{number}]"
        try:
            yield _article(entry, file, entry_id, limits, decoded.warnings)
        except InputError as error:
            yield InputFailure(file.label, f"article {number} of the list {error}", article_id=entry_id)


def parse_json(text: str) -> object:
    """Parse JSON; raises InputError, with line and column where they help."""
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        where = (
            f"line {error.lineno}, column {error.colno}" if "\n" in text.strip() else f"column {error.colno}"
        )
        raise InputError(f"not valid JSON: {error.msg} at {where}") from error
    except RecursionError as error:
        raise InputError("not usable JSON: nested too deep") from error
    except ValueError as error:
        raise InputError(f"not usable JSON: {error}") from error


def _article_list(document: object) -> list[object] | None:
    if isinstance(document, list):
        return document
    if isinstance(document, dict) and not any(
        isinstance(document.get(name), str) for name in ("text", "body")
    ):
        for name in _LISTS:
            if isinstance(document.get(name), list):
                articles: list[object] = document[name]
                return articles
    return None


def _article(
    entry: object, file: InputFile, entry_id: str, limits: Limits, warnings: tuple[ArticleWarning, ...]
) -> Article:
    if not isinstance(entry, dict):
        raise InputError(f"is a JSON {type(entry).__name__}, not an object with a 'text'")
    return article_from(entry, file=file, fallback_id=entry_id, limits=limits, warnings=warnings)


FORMAT = Format("json", (".json",), read)
