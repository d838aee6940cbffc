"""Where the items of a survey begin."""

from __future__ import annotations

import pytest

from depesche.readings import Name, Span
from depesche.sections import section_at, sections_of


def _sections(text: str, *companies: str) -> tuple[int, ...]:
    found = [
        Name(Span(at, at + len(name)), "company", name, "test")
        for name in companies
        for at in range(len(text))
        if text.startswith(name, at)
    ]
    return sections_of(text, sorted(found, key=lambda name: name.span))


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("Orbit\nDie Firma wächst.\nHalden\nDie Bank wächst.", ["Orbit\nDie", "Halden\nDie"]),
        ("Orbit: Ein Neuer kommt\nText.\n• Halden: Stellen fallen weg\nText.", ["Orbit:", "• Halden:"]),
        ("+++ Neues +++\nText.\n+++ Halden wächst +++\nText.", ["+++ Neues", "+++ Halden"]),
        ("Orbit\nDie Firma wächst. Halden auch.", []),
        ("Orbit wächst.\nHalden wächst.\nText.", []),
    ],
)
def test_sections_begin_at_headings(text: str, begins: list[str]) -> None:
    assert _sections(text, "Orbit", "Halden") == tuple(text.index(begin) for begin in begins)


def test_section_of_an_offset() -> None:
    assert [section_at(offset, (10, 20)) for offset in (3, 10, 19, 25)] == [0, 10, 10, 20]
    assert section_at(5, ()) == 0
