"""When holidays and other named days fall."""

from __future__ import annotations

from datetime import date, timedelta

from depesche.dates.pack import Holiday
from depesche.dates.periods import MAX_YEAR, MIN_YEAR, Period, easter


def feast_of(holiday: Holiday, year: int) -> Period | None:
    """Give the days of a holiday in a year."""
    if not MIN_YEAR <= year < MAX_YEAR:
        return None
    first = _first_day(holiday, year) + timedelta(days=holiday.plus)
    last = first + timedelta(days=holiday.days - 1)
    return Period("day", first, last, first.isoformat())


def _first_day(holiday: Holiday, year: int) -> date:
    if holiday.easter is not None:
        return easter(year) + timedelta(days=holiday.easter)
    if holiday.fixed is not None:
        return _fixed(holiday.fixed, year)
    weekday = holiday.weekday or 7
    if holiday.before is not None:
        limit = _fixed(holiday.before, year)
        return limit - timedelta(days=(limit.isoweekday() - weekday - 1) % 7 + 1)
    first = date(year, holiday.month or 1, 1)
    return first + timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * ((holiday.nth or 1) - 1))


def _fixed(month_day: str, year: int) -> date:
    month, number = month_day.split("-")
    return date(year, int(month), int(number))
