"""Deals of a record against lines such as "acquisition buyer=Orbit target=Halden Bank"."""

from __future__ import annotations

from collections.abc import Sequence

from depesche.records import Extraction
from tests.extractor.facts import roles


def assert_told(record: Extraction, lines: Sequence[str]) -> None:
    """Assert that each line has a deal of its own; there may be others, but none where no line is given."""
    told = [
        (deal.type.value, {f"{role}={name}" for role, names in roles(record, deal).items() for name in names})
        for deal in record.deals
    ]
    for kind, parties in map(_parsed, lines):
        match = next((one for one in told if one[0] == kind and parties <= one[1]), None)
        assert match is not None, told
        told.remove(match)
    if not lines:
        assert told == []


def _parsed(line: str) -> tuple[str, set[str]]:
    """A type and its parties: "type role=name with blanks role=name"."""
    kind, *rest = line.split()
    parts: list[str] = []
    for word in rest:
        if "=" in word:
            parts.append(word)
        else:
            parts[-1] += f" {word}"
    return kind, set(parts)
