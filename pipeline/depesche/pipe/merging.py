"""Puts a value into a JSON object without touching anything else in it, not even a blank."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

_BLANK = re.compile(r"[ \t\r\n]*")
_DECODER = json.JSONDecoder()


def merged(source: str, key: str, value: str) -> str:
    """The JSON object ``source`` with the JSON ``value`` under ``key``, in the place of an older one.

    All other characters stay as they were: numbers keep their digits, keys their order, escapes their form.
    """
    source = source.strip()
    places = list(_members(source))
    for name, start, end in reversed(places):
        if name == key:
            return f"{source[:start]}{value}{source[end:]}"
    comma = "," if places else ""
    return f"{source[:-1]}{comma}{json.dumps(key, ensure_ascii=False)}:{value}}}"


def _members(source: str) -> Iterator[tuple[str, int, int]]:
    """The members of a valid JSON object: name, start and end of the value."""
    at = _skip(source, 1)
    while source[at] != "}":
        name, at = _DECODER.raw_decode(source, at)
        start = _skip(source, _skip(source, at) + 1)
        _, end = _DECODER.raw_decode(source, start)
        yield name, start, end
        at = _skip(source, end)
        if source[at] == ",":
            at = _skip(source, at + 1)


def _skip(source: str, at: int) -> int:
    blank = _BLANK.match(source, at)
    return blank.end() if blank else at
