"""Dates of publication as files and people write them."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

import pytest

from depesche.errors import InputError
from depesche.io.published import parse_published

UTC = timezone.utc
SUMMER = timezone(timedelta(hours=2))


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2025-07-01", date(2025, 7, 1)),
        (" 2025-07-01\n", date(2025, 7, 1)),
        ("20250701", date(2025, 7, 1)),
        (20250701, date(2025, 7, 1)),
        ("2025-07-01T14:30", datetime(2025, 7, 1, 14, 30)),
        ("2025-07-01 14:30:15", datetime(2025, 7, 1, 14, 30, 15)),
        ("2025-07-01T14:30:15Z", datetime(2025, 7, 1, 14, 30, 15, tzinfo=UTC)),
        ("2025-07-01T14:30:15.25+0200", datetime(2025, 7, 1, 14, 30, 15, 250000, SUMMER)),
        ("2025-07-01T14:30:15.123456789+02:00", datetime(2025, 7, 1, 14, 30, 15, 123456, SUMMER)),
        ("01.11.2019", date(2019, 11, 1)),
        ("1. 11. 2019", date(2019, 11, 1)),
        ("03.07.2025, 14:30 Uhr", datetime(2025, 7, 3, 14, 30)),
        ("1. Juli 2025", date(2025, 7, 1)),
        ("Dienstag, 1. Juli 2025", date(2025, 7, 1)),
        ("1 March 2025", date(2025, 3, 1)),
        ("Tue, 01 Jul 2025 12:00:00 GMT", datetime(2025, 7, 1, 12, tzinfo=UTC)),
        (1751371200, datetime(2025, 7, 1, 12, tzinfo=UTC)),
        ("1751371200", datetime(2025, 7, 1, 12, tzinfo=UTC)),
        (1751371200000, datetime(2025, 7, 1, 12, tzinfo=UTC)),
        (date(2025, 7, 1), date(2025, 7, 1)),
    ],
)
def test_dates(value: object, expected: date | datetime) -> None:
    found = parse_published(value)
    assert found == expected
    assert type(found) is type(expected)


@pytest.mark.parametrize(
    "value",
    [
        "morgen",
        "",
        "2025-13-01",
        "31.02.2025",
        "0001-01-01",
        "99999999999999999999",
        True,
        None,
        [],
        1e300,
        "x" * 5000,
    ],
)
def test_no_dates(value: object) -> None:
    with pytest.raises(InputError, match="is not a date"):
        parse_published(value)
