"""Repairs text that was decoded twice ("fÃ¼r" for "für"), on request and with ftfy (``depesche[repair]``)."""

from __future__ import annotations

from collections.abc import Callable

from depesche.errors import DepescheError
from depesche.records import Article, ArticleWarning

Mend = Callable[[str], str]


def mender() -> Mend:
    """What repairs a text line by line; raises DepescheError where its library is not installed."""
    try:
        from ftfy import fix_encoding  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise DepescheError("--repair needs a library; pip install 'depesche[repair]'") from error

    def mend(text: str) -> str:
        return "".join(fix_encoding(line) for line in text.splitlines(keepends=True))

    return mend


def repaired(article: Article, mend: Mend) -> Article:
    """The article with its text and title repaired; offsets then point into the repaired text."""
    text, title = mend(article.text), mend(article.title) if article.title else article.title
    if (text, title) == (article.text, article.title):
        return article
    note = ArticleWarning(code="mojibake_repaired", message="letters that were decoded twice were repaired")
    others = tuple(warning for warning in article.warnings if warning.code != "mojibake")
    return article.model_copy(update={"text": text, "title": title, "warnings": (*others, note)})
