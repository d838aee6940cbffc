"""The analysis text: the article with its encoding accidents evened out, and the way back.

Every stage reads the analysis text. It is NFC, has no soft hyphens or zero-width characters, plain
spaces for no-break and thin ones, ``\\n`` for line ends, no line breaks inside hard-wrapped paragraphs, and
no very long runs of signs. :meth:`AnalysisText.to_source` maps its offsets to the article as it was read.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from dataclasses import dataclass

_DROPPED = (
    "\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
_SPACES = (
    "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t\v\f"
)
_LINE_ENDS = "\u2028\u2029\u0085\r"
_SAME_LENGTH = str.maketrans({**dict.fromkeys(_SPACES, " "), **dict.fromkeys(_LINE_ENDS, "\n")})
_DROP = str.maketrans(dict.fromkeys(_DROPPED))

_LENGTH_CHANGES = re.compile(f"[{_DROPPED}\ud800-\udfff]")

_SIGNS = re.compile(r"[^\w\s]{100,}")
"""A run of signs says nothing; a tokenizer takes them off one by one, each time looking at all the others."""

_DATELINE = re.compile(r"(?<=\))--(?=\w)")
"""Two hyphens between an agency's sign and the first word: "(Dow Jones)--Der Konzern"."""

_WRAP_MIN, _WRAP_MAX, _WRAP_SPREAD = 45, 110, 25
"""A paragraph is hard-wrapped when all its lines but the last are about equally long and one breaks
before a lower-case word."""


@dataclass(frozen=True, slots=True)
class AnalysisText:
    """``text`` is what the stages read, ``source`` the article as it was read.

    ``starts[i]`` and ``ends[i]`` are the source offsets of character ``i`` of ``text``; both are None
    when the two texts are of the same length and every offset is its own.
    """

    text: str
    source: str
    starts: array[int] | None
    ends: array[int] | None

    def to_source(self, start: int, end: int) -> tuple[int, int]:
        """Map a non-empty half-open range of ``text`` to the range of ``source`` it was made from."""
        if self.starts is None or self.ends is None:
            return start, end
        return self.starts[start], self.ends[end - 1]


def analysis_text(source: str) -> AnalysisText:
    """Normalise an article's text for the stages; never raises, lone surrogates become U+FFFD."""
    if _keeps_offsets(source):
        return AnalysisText(_evened(source.translate(_SAME_LENGTH)), source, None, None)
    chars: list[str] = []
    starts: array[int] = array("q")
    ends: array[int] = array("q")
    at = 0
    size = len(source)
    while at < size:
        stop = at + 1
        while stop < size and unicodedata.combining(source[stop]):
            stop += 1
        if source[at] == "\r" and stop < size and source[stop] == "\n":
            stop += 1
            cluster = "\n"
        else:
            cluster = unicodedata.normalize("NFC", source[at:stop].translate(_DROP)).translate(_SAME_LENGTH)
        for char in cluster:
            chars.append("\ufffd" if "\ud800" <= char <= "\udfff" else char)
            starts.append(at)
            ends.append(stop)
        at = stop
    return AnalysisText(_evened("".join(chars)), source, starts, ends)


def _keeps_offsets(source: str) -> bool:
    """Whether normalising replaces characters one by one only."""
    if source.isascii():
        return "\r\n" not in source
    return (
        "\r\n" not in source
        and unicodedata.is_normalized("NFC", source)
        and not _LENGTH_CHANGES.search(source)
    )


def _evened(text: str) -> str:
    """Space for long runs of signs, datelines set off, paragraphs unwrapped; the length stays the same."""
    return _unwrap(_DATELINE.sub("– ", _SIGNS.sub(lambda run: " " * len(run[0]), text)))


def _unwrap(text: str) -> str:
    """Turn the line breaks inside hard-wrapped paragraphs into spaces; the length stays the same."""
    if text.count("\n") < 2:
        return text
    paragraphs = text.split("\n\n")
    return "\n\n".join(p.replace("\n", " ") if _is_wrapped(p) else p for p in paragraphs)


def _is_wrapped(paragraph: str) -> bool:
    lines = paragraph.strip("\n").split("\n")
    widths = [len(line.rstrip()) for line in lines[:-1]]
    if not widths or not any(line[:1].islower() for line in lines[1:]):
        return False
    return min(widths) >= _WRAP_MIN and max(widths) <= _WRAP_MAX and max(widths) - min(widths) <= _WRAP_SPREAD
