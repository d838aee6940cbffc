"""Distances are asked of dateparser once; the answer holds for every day."""

from __future__ import annotations

from datetime import datetime

import dateparser
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from depesche.dates.pack import PhrasePack
from depesche.dates.relative import Phrases, compile_phrases, moved
from depesche.ruleset import load_ruleset

_SETTINGS = {"DATE_ORDER": "DMY", "PARSERS": ["relative-time"], "RETURN_AS_TIMEZONE_AWARE": False}


@pytest.fixture(scope="module")
def phrases() -> Phrases:
    return compile_phrases(load_ruleset().packs(PhrasePack, "date_phrases"))


@settings(max_examples=60)
@given(
    unit=st.sampled_from(["year", "month", "week", "day", "hour", "minute"]),
    count=st.integers(-400, 400).filter(bool),
    base=st.datetimes(datetime(1950, 1, 1), datetime(2050, 12, 31)),
)
def test_a_distance_is_dateparsers(unit: str, count: int, base: datetime, phrases: Phrases) -> None:
    phrase = (phrases.ago if count < 0 else phrases.ahead).format(count=abs(count), unit=phrases.units[unit])
    asked = dateparser.parse(phrase, languages=["de"], settings={**_SETTINGS, "RELATIVE_BASE": base})
    assert asked is not None
    assert moved(phrases, unit, count, base) == asked.replace(tzinfo=None)


@pytest.mark.parametrize(
    ("unit", "count", "base", "there"),
    [
        ("month", 1, "2025-01-31T12:00", "2025-02-28T12:00"),
        ("year", -1, "2024-02-29T12:00", "2023-02-28T12:00"),
        ("day", -31, "2025-07-03T12:00", "2025-06-02T12:00"),
        ("quarter", 1, "2025-11-30T12:00", "2026-02-28T12:00"),
        ("year", 1.5, "2025-07-03T12:00", "2027-01-03T12:00"),
        ("day", 0, "2025-07-03T12:00", "2025-07-03T12:00"),
    ],
)
def test_distances(unit: str, count: float, base: str, there: str, phrases: Phrases) -> None:
    assert moved(phrases, unit, count, datetime.fromisoformat(base)) == datetime.fromisoformat(there)


def test_what_lies_outside_the_calendar_is_none(phrases: Phrases) -> None:
    assert moved(phrases, "year", -9000, datetime(2025, 7, 3)) is None
    assert moved(phrases, "year", 8500, datetime(2025, 7, 3)) is None
