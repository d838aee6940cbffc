"""Text out of HTML: paragraphs apart by blank lines, no scripts, no tags."""

from __future__ import annotations

import re
from html.parser import HTMLParser

_SILENT = frozenset({"script", "style", "head", "template", "noscript", "svg", "iframe", "object", "math"})
_BLOCKS = frozenset(
    (
        *(
            "address",
            "article",
            "aside",
            "blockquote",
            "body",
            "dd",
            "details",
            "div",
            "dl",
            "dt",
            "fieldset",
        ),
        *(
            "figcaption",
            "figure",
            "footer",
            "form",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "header",
            "hr",
            "html",
        ),
        *(
            "html",
            "li",
            "main",
            "nav",
            "ol",
            "p",
            "pre",
            "section",
            "summary",
            "table",
            "tbody",
            "td",
            "tfoot",
        ),
        *("html", "th", "thead", "tr", "ul"),
    )
)
_BLANK = re.compile(r"[ \t\r\n\f]+")
_TAG = re.compile(r"</(?:p|div|span|a|b|i|em|strong|h[1-6]|li|ul|article)>|<br ?/?>|<p[ >]", re.IGNORECASE)


def has_markup(text: str) -> bool:
    """Whether a text that should be plain holds HTML tags."""
    return _TAG.search(text) is not None


def plain_text(html: str) -> str:
    """Flatten HTML to text; never raises on bad markup."""
    flattener = _Flattener()
    flattener.feed(html)
    flattener.close()
    return flattener.text()


class _Flattener(HTMLParser):
    """Collects the text of a document block by block."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._blocks: list[list[str]] = [[]]
        self._silent: str | None = None
        self._silent_depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        if self._silent:
            self._silent_depth += tag == self._silent
        elif tag in _SILENT:
            self._silent, self._silent_depth = tag, 1
        elif tag == "br":
            self._blocks[-1].append("\n")
        elif tag in _BLOCKS:
            self._blocks.append([])

    def handle_endtag(self, tag: str) -> None:
        if self._silent:
            self._silent_depth -= tag == self._silent
            if not self._silent_depth:
                self._silent = None
        elif tag in _BLOCKS:
            self._blocks.append([])

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self._blocks[-1].append(_BLANK.sub(" ", data))

    def text(self) -> str:
        """The blocks that hold text, apart by blank lines."""
        blocks = (re.sub(r" *\n *| {2,}", _one_blank, "".join(block)).strip() for block in self._blocks)
        return "\n\n".join(block for block in blocks if block)


def _one_blank(blank: re.Match[str]) -> str:
    return "\n" if "\n" in blank.group() else " "
