"""Puts the page together: its look, its script, its words, and the records as data that cannot act.

The page needs no other file and no network. Records stand in it as JSON in which "<" is escaped, so that no
text of an article can end the element; the script only ever makes text nodes of them; and the page's own
content security policy lets no other script run.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable, Iterator
from functools import cache
from html import escape
from importlib.resources import files
from string import Template
from typing import Any

from depesche.records import Extraction
from depesche.wording import LANGUAGES, Language, Wording, load_wording

_STYLES = ("look.css", "page.css")
_SCRIPTS = (
    "dom.js",
    "record.js",
    "article.js",
    "lists.js",
    "timeline.js",
    "network.js",
    "paste.js",
    "main.js",
)
_UNUSED: dict[str, Any] = {"text_sha256": True, "schema_version": True, "mentions": {"__all__": {"text"}}}
"""What the page does not show and so does not carry: words of mentions stand in the text."""

_RECORDS = "@records@"


def view_page(records: Iterable[Extraction], *, language: Language = LANGUAGES[0]) -> Iterator[str]:
    """The report on records as pieces of one HTML page, a record at a time.

    ``language`` is one of :data:`depesche.wording.LANGUAGES`.
    """
    before, after = _page(load_wording(language), paste="", policy="").split(_RECORDS)
    yield before
    for record in records:
        yield f"{_inert(record.model_dump(mode='json', exclude=_UNUSED, exclude_none=True))}\n"
    yield after


def extract_page(
    *, endpoint: str = "extract", needs_key: bool = False, language: Language = LANGUAGES[0]
) -> str:
    """The page of the server: a box whose text is POSTed as JSON to ``endpoint``.

    It sends ``{"text", "title", "published"}`` and shows the record that comes back; with ``needs_key`` it
    asks for a key and sends it as ``X-API-Key``. The reason of a refusal is read from ``detail``.
    """
    wording = load_wording(language)
    words = wording.sections["page"]
    key = f'<label>{escape(words["paste_key"])}<input type="password" name="key" autocomplete="off"></label>'
    fields = {name: escape(text) for name, text in words.items()}
    fields |= {"endpoint": escape(endpoint), "key": key if needs_key else ""}
    paste = Template(_asset("paste.html")).substitute(fields)
    return _page(wording, paste=paste, policy="; connect-src 'self'; form-action 'self'").replace(
        _RECORDS, ""
    )


def look() -> str:
    """The style sheet of colours and letters that all pages of Depesche share."""
    return _asset("look.css")


def _page(wording: Wording, *, paste: str, policy: str) -> str:
    css = "\n".join(map(_asset, _STYLES))
    js = "\n".join(map(_asset, _SCRIPTS))
    allowed = f"default-src 'none'; script-src {_source(js)}; style-src {_source(css)}; base-uri 'none'"
    fields = {name: escape(text) for name, text in wording.sections["page"].items()}
    fields |= {
        "language": wording.language,
        "policy": allowed + (policy or "; form-action 'none'"),
        "css": css,
        "js": js,
        "words": _inert({name: dict(words) for name, words in wording.sections.items()}),
        "paste": paste,
        "records": _RECORDS,
    }
    return Template(_asset("page.html")).substitute(fields)


def _source(content: str) -> str:
    """The content as the policy names it: by its digest."""
    digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
    return f"'sha256-{digest}'"


def _inert(data: Any) -> str:
    """JSON that can stand in a script element whatever its strings hold."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


@cache
def _asset(name: str) -> str:
    return files("depesche.view").joinpath("page").joinpath(name).read_text(encoding="utf-8")
