"""Web pages: the article without navigation, teasers and scripts, by trafilatura (``depesche[html]``).

Offsets point into the extracted text, paragraphs apart by blank lines. Title, day, medium and address come
from the page's metadata.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from io import BufferedReader
from typing import Any

from depesche.errors import InputError
from depesche.io.decoding import Decoded, decode
from depesche.io.readers.fields import article_from
from depesche.io.readers.protocol import Format, too_long
from depesche.io.source import InputFailure, InputFile, Limits
from depesche.io.stream import read_limited
from depesche.records import Article

_DECLARED = re.compile(
    rb"<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE
)
_HEAD_BYTES = 4096


def read(file: InputFile, stream: BufferedReader, limits: Limits) -> Iterator[Article | InputFailure]:
    """Read the one article of a page; raises InputError for a page without one."""
    data = read_limited(stream, limits.max_text_bytes)
    if data is None:
        raise InputError(too_long(None, limits))
    if not data.strip():
        raise InputError("the file is empty")
    yield page_article(data, file=file, fallback_id=file.id, limits=limits)


def page_article(
    data: bytes, *, file: InputFile, fallback_id: str, limits: Limits, url: str | None = None
) -> Article:
    """The article of a page; raises InputError for a page without one. ``url``: where the page was found."""
    decoded = _decode(data)
    page = _extract(decoded.text, url)
    if page is None or not page.text:
        raise InputError("no article was found in this web page; save its text as .txt")
    fields = {
        "text": page.text.replace("\n", "\n\n"),
        "title": page.title,
        "date": page.date,
        "url": url or page.url,
        "source": page.sitename,
    }
    return article_from(fields, file=file, fallback_id=fallback_id, limits=limits, warnings=decoded.warnings)


def _decode(data: bytes) -> Decoded:
    """By the encoding the page declares, where it keeps to it."""
    declared = _DECLARED.search(data[:_HEAD_BYTES])
    if declared:
        try:
            encoding = codecs.lookup(declared.group(1).decode("ascii")).name
            return Decoded(data.decode("cp1252" if encoding == "iso8859-1" else encoding), encoding)
        except (LookupError, UnicodeDecodeError):
            pass
    return decode(data)


def _extract(html: str, url: str | None) -> Any:
    try:
        from trafilatura import bare_extraction  # noqa: PLC0415 - an extra, and slow to import
    except ImportError as error:
        raise InputError("web pages need a library; pip install 'depesche[html]'") from error
    return bare_extraction(html.replace("\x00", ""), url=url, with_metadata=True, include_comments=False)


FORMAT = Format("html", (".html", ".htm", ".xhtml"), read)
