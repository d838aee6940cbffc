"""The periods that come once a year: days and months, quarters, seasons, weeks, feasts, parts of a year."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import TypeAlias

from depesche.dates.choice import around
from depesche.dates.expressions import Calendar, Feast, NthWeekday, Share
from depesche.dates.feasts import feast_of
from depesche.dates.periods import (
    Period,
    containing,
    day,
    half_of,
    month_of,
    quarter_of,
    season_of,
    step,
    week_of,
    year_of,
)
from depesche.dates.place import Place

Yearly: TypeAlias = Calendar | Feast | NthWeekday | Share

_WEEKDAY_REACH = 6
_LEAP_REACH = 8
_SATURDAY = 6
_BUILDERS: dict[str, Callable[[int, Calendar], Period | None]] = {
    "day": lambda year, told: day(year, told.month or 0, told.day or 0),
    "month": lambda year, told: month_of(year, told.month or 0),
    "quarter": lambda year, told: quarter_of(year, told.index or 0),
    "half": lambda year, told: half_of(year, told.index or 0),
    "season": lambda year, told: season_of(year, told.index or 0),
    "week": lambda year, told: week_of(year, told.index or 0),
    "year": lambda year, _: year_of(year),
    "fiscal_year": lambda year, _: containing("fiscal_year", date(year, 1, 1)) if year_of(year) else None,
}


def in_year(expression: Yearly, year: int, place: Place) -> Period | None:
    """Give the period in a year, None where that year has none (29 February, week 53)."""
    if isinstance(expression, Feast):
        return feast_of(place.holidays[expression.index], year)
    if isinstance(expression, NthWeekday):
        return _nth_weekday(expression, year)
    if isinstance(expression, Share):
        return _share(expression.unit, expression.count, year, last=expression.last)
    return _BUILDERS[expression.unit](year, expression)


def told_year(expression: Yearly, place: Place) -> int | None:
    """Give the year that the words themselves tell."""
    year = expression.year
    if year is not None and year.number is not None:
        return year.number
    if place.today is None:
        return None
    if year is not None and year.shift is not None:
        return place.today.year + year.shift
    if isinstance(expression, Calendar) and expression.unit == "fiscal_year" and expression.which is not None:
        return place.today.year + expression.which
    return None


def options(expression: Yearly, today: date, place: Place) -> list[Period | None]:
    """Give what a yearless expression can mean: it in the neighbouring years.

    Of a bare quarter or half the neighbouring ones; of a day with its weekday only the years that fit.
    """
    reach = 2
    if isinstance(expression, Calendar):
        if expression.index is None and expression.unit in {"quarter", "half"}:
            moments = [step(expression.unit, today, count) for count in range(-3, 4)]
            return [containing(expression.unit, when) for when in moments]
        if (expression.month, expression.day) == (2, 29):
            reach = _LEAP_REACH
        elif expression.weekday is not None:
            wide = around(today.year, lambda year: in_year(expression, year, place), _WEEKDAY_REACH)
            fitting = [p for p in wide if p is not None and p.first.isoweekday() == expression.weekday]
            if fitting:
                return [min(fitting, key=lambda p: abs((p.first - today).days))]
    return around(today.year, lambda year: in_year(expression, year, place), reach)


def _nth_weekday(expression: NthWeekday, year: int) -> Period | None:
    month = month_of(year, expression.month)
    if month is None:
        return None
    weekday, days = (expression.weekday, 1) if expression.weekday else (_SATURDAY, 2)
    if expression.nth > 0:
        first = month.first + timedelta(
            days=(weekday - month.first.isoweekday()) % 7 + 7 * (expression.nth - 1)
        )
    else:
        last = month.last - timedelta(days=(month.last.isoweekday() - weekday) % 7)
        first = last + timedelta(days=7 * (expression.nth + 1))
    if not month.first <= first <= month.last:
        return None
    return Period("day", first, first + timedelta(days=days - 1), first.isoformat())


def _share(unit: str, count: int, year: int, *, last: bool) -> Period | None:
    whole = year_of(year)
    if whole is None:
        return None
    if not last:
        end = step(unit, whole.first, count)
        first = containing(unit, whole.first)
        return Period("share", whole.first, end - timedelta(days=1), first.edtf) if first and end else None
    begin = step(unit, date(year + 1, 1, 1), -count)
    first = containing(unit, begin)
    return Period("share", begin, whole.last, first.edtf) if first and begin else None


def share_end(expression: Share, period: Period) -> str | None:
    """Give how the last unit of a share is written, None if it is the only one."""
    last = containing(expression.unit, period.last)
    return last.edtf if last and last.edtf != period.edtf else None
