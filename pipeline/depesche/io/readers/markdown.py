"""Markdown with optional front matter; the article's text is the rendered text.

Offsets point into that text, as with every format that has markup: emphasis, links and escapes are
gone, paragraphs stand apart by blank lines. Front matter fields go by the names of ``fields``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from io import BufferedReader

import yaml

from depesche.io.markup import plain_text
from depesche.io.readers.fields import article_from
from depesche.io.readers.protocol import Format, read_text, require_text
from depesche.io.source import InputFailure, InputFile, Limits
from depesche.records import Article, ArticleWarning
from depesche.ruleset.yaml import load_yaml

_FRONT_MATTER = re.compile(
    r"\ufeff?---[ \t]*\r?\n(?P<yaml>.*?\r?\n)?(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL
)
_SIMPLE_FIELD = re.compile(r"^([A-Za-z][\w -]*):[ \t]*(.*?)[ \t]*$", re.MULTILINE)
_HEADING = re.compile(r"<h1>(.*?)</h1>", re.DOTALL)


def read(file: InputFile, stream: BufferedReader, limits: Limits) -> Iterator[Article | InputFailure]:
    """Read one article; without a title in the front matter the first top heading is one."""
    decoded = read_text(stream, limits)
    fields, body, notes = _split(decoded.text)
    html = _render(body)
    heading = _HEADING.search(html)
    text = plain_text(html)
    require_text(text, limits)
    title = {"title": plain_text(heading.group(1))} if heading else {}
    yield article_from(
        {**title, **fields, "text": text},
        file=file,
        fallback_id=file.id,
        limits=limits,
        warnings=(*decoded.warnings, *notes),
    )


def _split(text: str) -> tuple[Mapping[str, object], str, tuple[ArticleWarning, ...]]:
    """Take the front matter off; what YAML refuses is read as plain "name: value" lines."""
    front = _FRONT_MATTER.match(text)
    if not front:
        return {}, text, ()
    source = front["yaml"] or ""
    body = text[front.end() :]
    try:
        fields = load_yaml(source)
    except yaml.YAMLError as error:
        simple = {name: value.strip("\"'") for name, value in _SIMPLE_FIELD.findall(source)}
        if not simple:
            return {}, text, ()
        reason = getattr(error, "problem", None) or "not valid YAML"
        note = ArticleWarning(code="front_matter", message=f"front matter read line by line: {reason}")
        return simple, body, (note,)
    if fields is None:
        return {}, body, ()
    if not isinstance(fields, dict):
        return {}, text, ()
    return fields, body, ()


def _render(markdown: str) -> str:
    from markdown_it import MarkdownIt  # noqa: PLC0415 - only Markdown needs it

    # An indented paragraph of an article is a paragraph, not a listing.
    return str(MarkdownIt("commonmark").enable("table").disable("code").render(markdown))


FORMAT = Format("md", (".md", ".markdown"), read)
