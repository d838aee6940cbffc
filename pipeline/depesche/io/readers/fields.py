"""From the fields of a JSON object or front matter to an article, by the names people give them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Literal

from depesche.errors import InputError
from depesche.io.markup import has_markup, plain_text
from depesche.io.published import parse_published
from depesche.io.readers.protocol import require_text
from depesche.io.source import InputFile, Limits
from depesche.records import Article, ArticleWarning

ArticleField = Literal["id", "text", "title", "published", "url", "source"]

FIELD_NAMES: Mapping[ArticleField, tuple[str, ...]] = {
    "id": ("id", "_id", "article_id", "doc_id", "uuid", "guid"),
    "text": (
        "text",
        "body",
        "content",
        "article_body",
        "body_text",
        "full_text",
        "body_html",
        "content_html",
    ),
    "title": ("title", "headline", "headlines", "name"),
    "published": (
        "published",
        "published_at",
        "date_published",
        "publication_date",
        "publish_date",
        "pub_date",
        "date",
        "datetime",
        "first_created",
        "version_created",
        "created_at",
        "timestamp",
    ),
    "url": ("url", "link", "canonical_url", "main_entity_of_page", "uri"),
    "source": ("source", "medium", "publisher", "site_name", "outlet"),
}
"""The names a field goes by, best first; case, "_", "-" and blanks do not matter (datePublished)."""

_SURROGATES = re.compile("[\ud800-\udfff]")


def article_from(
    fields: Mapping[str, object],
    *,
    file: InputFile,
    fallback_id: str,
    limits: Limits,
    warnings: tuple[ArticleWarning, ...] = (),
) -> Article:
    """Make an article; raises InputError, with the reason alone, where there is no usable text."""
    named = {_plain_name(name): value for name, value in fields.items()}
    notes = list(warnings)
    text = _clean(_text_of(named, fields), notes)
    if has_markup(text):
        text = plain_text(text)
        notes.append(ArticleWarning(code="markup_removed", message="HTML tags were taken out of the text"))
    require_text(text, limits)
    return Article(
        id=_clean(_word(named, "id"), notes) or fallback_id,
        text=text,
        title=_clean(_word(named, "title"), notes) or None,
        published=_published(named, notes),
        url=_clean(_word(named, "url"), notes) or None,
        source=_clean(_word(named, "source"), notes) or None,
        path=file.label,
        warnings=tuple(notes),
    )


def same_field(name: object, field: ArticleField) -> bool:
    """Whether a field of this name is one of those that are taken for ``field``."""
    return _plain_name(name) in {_plain_name(known) for known in FIELD_NAMES[field]}


def _plain_name(name: object) -> str:
    return re.sub(r"[_\s-]", "", str(name)).lower()


def _values(named: Mapping[str, object], field: ArticleField) -> Iterator[object]:
    for name in FIELD_NAMES[field]:
        value = named.get(_plain_name(name))
        if value not in (None, "", [], {}):
            yield value


def _text_of(named: Mapping[str, object], fields: Mapping[str, object]) -> str:
    wrong: object = None
    for value in _values(named, "text"):
        if isinstance(value, str):
            return value
        if isinstance(value, list) and all(isinstance(part, str) for part in value):
            return "\n\n".join(value)
        wrong = wrong or value
    if wrong is not None:
        raise InputError(f"its text is a {type(wrong).__name__}, not a string")
    found = ", ".join(repr(str(name)) for name in list(fields)[:8]) or "none at all"
    raise InputError(f"has no text: 'text', 'body' or 'content' is needed; its fields are {found}")


def _word(named: Mapping[str, object], field: ArticleField) -> str:
    """The field as a string: a number as its digits, an object by its name, a list by its first."""
    for value in _values(named, field):
        here = value
        if isinstance(here, list):
            here = here[0]
        if isinstance(here, Mapping):
            here = here.get("name") or here.get("@id") or here.get("main")
        if isinstance(here, bool):
            continue
        if isinstance(here, (str, int)) and str(here).strip():
            return str(here).strip()
    return ""


def _published(named: Mapping[str, object], notes: list[ArticleWarning]) -> date | datetime | None:
    unreadable = ""
    for value in _values(named, "published"):
        try:
            return parse_published(value)
        except InputError as error:
            unreadable = unreadable or str(error)
    if unreadable:
        notes.append(ArticleWarning(code="published_unreadable", message=f"published: {unreadable}"))
    return None


def _clean(text: str, notes: list[ArticleWarning]) -> str:
    """Replace halves of surrogate pairs, which JSON escapes can bring in and UTF-8 cannot hold."""
    clean = _SURROGATES.sub("\ufffd", text)
    if clean != text and all(note.code != "lone_surrogates" for note in notes):
        message = "halves of surrogate pairs were read as U+FFFD"
        notes.append(ArticleWarning(code="lone_surrogates", message=message))
    return clean
