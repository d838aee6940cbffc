"""WARC, the format of web crawls (``depesche[warc]``): the pages that were found, each read as a web page.

What is no page (pictures, style sheets, redirects, requests) is passed over. An article's id is the file's
with the page's address behind it.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BufferedReader
from typing import Any

from depesche.errors import InputError
from depesche.io.readers.protocol import Format, too_long
from depesche.io.readers.web_page import page_article
from depesche.io.source import InputFailure, InputFile, Limits, readable_path
from depesche.records import Article

_PAGES = ("text/html", "application/xhtml+xml")
_FOUND = "200"


def read(file: InputFile, stream: BufferedReader, limits: Limits) -> Iterator[Article | InputFailure]:
    """Read the pages of an archive; a bad one costs itself only."""
    try:
        from warcio.archiveiterator import ArchiveIterator  # noqa: PLC0415 - an extra
        from warcio.exceptions import ArchiveLoadFailed  # noqa: PLC0415 - as above
    except ImportError as error:
        raise InputError("web archives need a library; pip install 'depesche[warc]'") from error
    found = False
    try:
        for record in ArchiveIterator(stream):
            if _is_page(record):
                found = True
                yield _page(record, file, limits)
    except ArchiveLoadFailed as error:
        raise InputError(f"is no web archive, or damaged: {error}") from error
    if not found:
        raise InputError("no web pages in this archive")


def _is_page(record: Any) -> bool:
    if record.rec_type == "response" and record.http_headers is not None:
        kind = record.http_headers.get_header("Content-Type") or ""
        return record.http_headers.get_statuscode() == _FOUND and kind.lower().startswith(_PAGES)
    kind = record.rec_headers.get_header("Content-Type") or ""
    return record.rec_type == "resource" and kind.lower().startswith(_PAGES)


def _page(record: Any, file: InputFile, limits: Limits) -> Article | InputFailure:
    url = readable_path(record.rec_headers.get_header("WARC-Target-URI") or "")
    page_id = f"{file.id}/{url}"
    data = record.content_stream().read(limits.max_text_bytes + 1)
    if len(data) > limits.max_text_bytes:
        return InputFailure(f"{file.label}/{url}", too_long(None, limits), article_id=page_id)
    try:
        return page_article(data, file=file, fallback_id=page_id, limits=limits, url=url or None)
    except InputError as error:
        return InputFailure(f"{file.label}/{url}", str(error), article_id=page_id)


FORMAT = Format("warc", (".warc",), read)
