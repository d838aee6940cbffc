"""Calendar arithmetic: periods, their EDTF notation, and how to step from one to another.

EDTF level 2 writes quarters as months 33 to 36, halves as 40 and 41, seasons as 21 to 24, decades as
``199X`` and centuries as ``19XX``; ISO 8601 writes weeks as ``2025-W27``.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

MIN_YEAR, MAX_YEAR = 1, 9990
"""Years that dates are computed in; there is room to step past them without an overflow."""

_SEASON_STARTS = {21: 3, 22: 6, 23: 9, 24: 12}
_MONTHS = {"month": 1, "quarter": 3, "season": 3, "half": 6, "year": 12, "fiscal_year": 12, "decade": 120}


class Period(NamedTuple):
    """A stretch of whole days, ``first`` to ``last``; ``edtf`` is how it is written."""

    unit: str
    first: date
    last: date
    edtf: str


def day(year: int, month: int, number: int) -> Period | None:
    """Give the day, None where the calendar has none (30 February)."""
    if (
        not MIN_YEAR <= year <= MAX_YEAR
        or not 1 <= month <= 12
        or not 1 <= number <= monthrange(year, month)[1]
    ):
        return None
    return of_day(date(year, month, number))


def of_day(when: date) -> Period:
    """Give the period of one day."""
    return Period("day", when, when, when.isoformat())


def year_of(year: int) -> Period | None:
    """Give a calendar year."""
    if not MIN_YEAR <= year <= MAX_YEAR:
        return None
    return Period("year", date(year, 1, 1), date(year, 12, 31), f"{year:04}")


def month_of(year: int, month: int) -> Period | None:
    """Give a month of a year."""
    return _months(year, month, 1, "month", f"{year:04}-{month:02}")


def quarter_of(year: int, quarter: int) -> Period | None:
    """Give a quarter (1 to 4) of a year."""
    if not 1 <= quarter <= 4:
        return None
    return _months(year, 3 * quarter - 2, 3, "quarter", f"{year:04}-{32 + quarter}")


def half_of(year: int, half: int) -> Period | None:
    """Give a half (1 or 2) of a year."""
    if not 1 <= half <= 2:
        return None
    return _months(year, 6 * half - 5, 6, "half", f"{year:04}-{39 + half}")


def season_of(year: int, season: int) -> Period | None:
    """Give a season (EDTF 21 spring to 24 winter); winter begins in December of its year."""
    if season not in _SEASON_STARTS:
        return None
    return _months(year, _SEASON_STARTS[season], 3, "season", f"{year:04}-{season}")


def week_of(year: int, week: int) -> Period | None:
    """Give an ISO week."""
    if not MIN_YEAR <= year <= MAX_YEAR or not 1 <= week <= date(year, 12, 28).isocalendar()[1]:
        return None
    first = date.fromisocalendar(year, week, 1)
    return Period("week", first, first + timedelta(days=6), f"{year:04}-W{week:02}")


def decade_of(year: int) -> Period | None:
    """Give the decade a year lies in."""
    first = year // 10 * 10
    return _years(first, first + 9, "decade", f"{year // 10:03}X")


def century_of(century: int) -> Period | None:
    """Give a century by its ordinal: the 20th is written 19XX."""
    first = 100 * (century - 1)
    return _years(first, first + 99, "century", f"{century - 1:02}XX")


def millennium_of(millennium: int) -> Period | None:
    """Give a millennium by its ordinal: the third is written 2XXX."""
    first = 1000 * (millennium - 1)
    return _years(first, first + 999, "millennium", f"{millennium - 1}XXX")


def weekend_at(when: date) -> Period:
    """Give the Saturday and Sunday of the ISO week of a day."""
    saturday = when + timedelta(days=6 - when.isoweekday())
    return Period("weekend", saturday, saturday + timedelta(days=1), saturday.isoformat())


def containing(unit: str, when: date | None) -> Period | None:
    """Give the period of a unit that a day lies in; None of no day or an unknown unit."""
    build = _CONTAINING.get(unit)
    return None if when is None or build is None else build(when)


def step(unit: str, when: date, count: int) -> date | None:
    """Move a day by a number of units, to the last day of the month where needed; None out of range."""
    if unit == "century":
        unit, count = "decade", 10 * count
    if unit == "millennium":
        unit, count = "decade", 100 * count
    if unit in _MONTHS:
        months = when.year * 12 + when.month - 1 + count * _MONTHS[unit]
        year, month = divmod(months, 12)
        if not MIN_YEAR <= year <= MAX_YEAR:
            return None
        return date(year, month + 1, min(when.day, monthrange(year, month + 1)[1]))
    days = count * (7 if unit in {"week", "weekend"} else 1)
    if not -3_000_000 < days < 3_000_000:
        return None
    try:
        moved = when + timedelta(days=days)
    except OverflowError:
        return None
    return moved if MIN_YEAR <= moved.year <= MAX_YEAR else None


def easter(year: int) -> date:
    """Give Easter Sunday of the Gregorian calendar (Meeus, Jones, Butcher)."""
    golden = year % 19
    century, rest = divmod(year, 100)
    skipped, left = divmod(century, 4)
    moon = (19 * golden + century - skipped - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * left + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * weekday) // 451
    month, number = divmod(moon + weekday - 7 * late + 114, 31)
    return date(year, month, number + 1)


def _months(year: int, month: int, count: int, unit: str, edtf: str) -> Period | None:
    if not MIN_YEAR <= year <= MAX_YEAR or not 1 <= month <= 12:
        return None
    first = date(year, month, 1)
    last = month + count - 1
    last_year, last_month = year + (last - 1) // 12, (last - 1) % 12 + 1
    return Period(unit, first, date(last_year, last_month, monthrange(last_year, last_month)[1]), edtf)


def _years(first: int, last: int, unit: str, edtf: str) -> Period | None:
    if first < 0 or last > MAX_YEAR:
        return None
    return Period(unit, date(max(first, MIN_YEAR), 1, 1), date(last, 12, 31), edtf)


def _week_containing(when: date) -> Period | None:
    year, week, _ = when.isocalendar()
    return week_of(year, week)


def _season_containing(when: date) -> Period | None:
    season = 24 if when.month in {12, 1, 2} else 20 + when.month // 3
    return season_of(when.year - (when.month < 3), season)


def _fiscal_year_containing(when: date) -> Period | None:
    found = year_of(when.year)
    return Period("fiscal_year", found.first, found.last, found.edtf) if found else None


_CONTAINING: dict[str, Callable[[date], Period | None]] = {
    "day": of_day,
    "week": _week_containing,
    "weekend": weekend_at,
    "month": lambda when: month_of(when.year, when.month),
    "quarter": lambda when: quarter_of(when.year, (when.month + 2) // 3),
    "half": lambda when: half_of(when.year, (when.month + 5) // 6),
    "season": _season_containing,
    "year": lambda when: year_of(when.year),
    "fiscal_year": _fiscal_year_containing,
    "decade": lambda when: decade_of(when.year),
    "century": lambda when: century_of(when.year // 100 + 1),
    "millennium": lambda when: millennium_of(when.year // 1000 + 1),
}
