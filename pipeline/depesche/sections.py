"""Where the items of a survey begin: what one item speaks of is not meant in another."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from depesche.readings import Name

_MARKS = re.compile(r"[*►•#\s]*")
_TICKER = re.compile(r"^\+\+\+", re.MULTILINE)
"""The line that opens an item of a ticker: "+++ Orbit geht an die Börse +++"."""
_BEHIND_NAME = re.compile(r"\s*(?:$|:\s)")


def sections_of(text: str, names: Sequence[Name]) -> tuple[int, ...]:
    """The offsets where items begin: at lines of a ticker, or that are a company's name, with a colon or not.

    One such line makes no survey. ``names`` in text order.
    """
    found = {match.start() for match in _TICKER.finditer(text)}
    for name in names:
        begin = text.rfind("\n", 0, name.span.start) + 1
        end = text.find("\n", name.span.end)
        opens = name.type == "company" and _MARKS.fullmatch(text[begin : name.span.start])
        if opens and end >= 0 and _BEHIND_NAME.match(text[name.span.end : end]):
            found.add(begin)
    return tuple(sorted(found)) if len(found) > 1 else ()


def section_at(offset: int, sections: Sequence[int]) -> int:
    """Where the section around an offset begins, 0 in an article without sections."""
    at = bisect_right(sections, offset)
    return sections[at - 1] if at else 0
