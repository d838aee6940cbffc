"""Deals of a record against lines such as "acquisition buyer=Orbit target=Halden Bank"."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pytest

from depesche.records import Deal, Extraction
from tests.extractor.facts import roles


def assert_told(record: Extraction, lines: Sequence[str]) -> None:
    """Assert that each line has a deal of its own; there may be others, but none where no line is given."""
    told = [(deal.type.value, parties_of(record, deal)) for deal in record.deals]
    for kind, parties in map(_parsed, lines):
        match = next((one for one in told if one[0] == kind and parties <= one[1]), None)
        assert match is not None, told
        told.remove(match)
    if not lines:
        assert told == []


def parties_of(record: Extraction, deal: Deal) -> set[str]:
    """The parties of a deal, each as "role=name"."""
    return {f"{role}={name}" for role, names in roles(record, deal).items() for name in names}


def case_params(cases: Iterable[Mapping[str, Any]]) -> list[Any]:
    """A parameter a case; one that is ``known`` to be read wrong must fail, so that a mend is noticed."""
    return [pytest.param(c, marks=pytest.mark.xfail(strict=True) if c.get("known") else ()) for c in cases]


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
