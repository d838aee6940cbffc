"""Which period an expression names, where it stands."""

from __future__ import annotations

from datetime import date, timedelta

from depesche.dates.choice import around, by_which, nearest
from depesche.dates.expressions import (
    Anaphor,
    Block,
    Calendar,
    DayPart,
    Expression,
    Feast,
    NthWeekday,
    Share,
    Shifted,
    TurnOfYear,
    Weekday,
    Weekend,
)
from depesche.dates.kinds import CLOCK_UNITS, unit_of
from depesche.dates.periods import (
    Period,
    century_of,
    containing,
    day,
    decade_of,
    millennium_of,
    of_day,
    step,
    weekend_at,
)
from depesche.dates.place import Place
from depesche.dates.relative import moment, moved
from depesche.dates.tense import Direction
from depesche.dates.yearly import Yearly, in_year, options, told_year

_SIZES = (
    "second", "minute", "hour", "day", "weekend", "week", "month", "quarter", "season", "share", "half",
    "year", "fiscal_year", "decade", "century", "millennium",
)  # fmt: skip

_DAY_AND_MONTH = frozenset({"day", "month"})


def period_of(expression: Expression, place: Place) -> Period | None:
    """Give the period an expression names, None where it cannot be known."""
    found: Period | None = None
    match expression:
        case Calendar() | Feast() | NthWeekday() | Share():
            found = _yearly(expression, place)
        case Block():
            found = _block(expression, place)
        case Anaphor():
            found = _anaphor(expression, place)
        case DayPart():
            found = _day_told(place, timed=expression.clock is not None)
        case TurnOfYear(year):
            found = _turn_of_year(year, place)
        case Weekday() | Weekend() | Shifted() if place.today is not None:
            found = _near(expression, place.today, place)
    return found


def _day_told(place: Place, *, timed: bool) -> Period | None:
    """Give the day a part of a day belongs to; a time goes with the day told last, in any sentence."""
    days = [period for period in place.said if period.unit == "day"]
    if days:
        return days[-1]
    told = place.earlier[-1:] if timed and not place.said else ()
    return next((period for period in told if period.unit == "day"), containing("day", place.today))


def _yearly(expression: Yearly, place: Place) -> Period | None:
    year = told_year(expression, place)
    if year is not None:
        return in_year(expression, year, place)
    today, hint = place.today, None if isinstance(expression, Share) else place.year_hint
    which = None if isinstance(expression, Share) else expression.which
    if today is None:
        return None if hint is None or which is not None else in_year(expression, hint, place)
    if which is not None:
        return (
            by_which(options(expression, today, place), today, which)
            if which
            else in_year(expression, today.year, place)
        )
    if hint is not None and hint != today.year:
        return in_year(expression, hint, place)
    told = _continued(expression, today, place)
    if told is not None:
        return told
    return nearest(options(expression, today, place), today, place.direction())


def _continued(expression: Yearly, today: date, place: Place) -> Period | None:
    """Give a day or month that goes on from the entry before, or from a past date of a year long gone."""
    if place.entry is not None:
        year = place.entry.first.year
        same = in_year(expression, year, place)
        return same if same and same.first >= place.entry.first else in_year(expression, year + 1, place)
    last = (*place.earlier, *place.said)[-1:]
    if not last or last[0].unit not in _DAY_AND_MONTH or last[0].first.year >= today.year - 1:
        return None
    if not isinstance(expression, Calendar) or expression.unit not in _DAY_AND_MONTH or expression.weekday:
        return None
    found = in_year(expression, last[0].first.year, place)
    is_next = found is not None and found.first >= last[0].first
    return found if is_next and place.direction() is Direction.PAST else None


def _block(expression: Block, place: Place) -> Period | None:
    if expression.unit == "decade":
        past = expression.ambiguous and place.direction() is Direction.PAST
        return decade_of(expression.number - 100 if past else expression.number)
    if expression.unit == "century":
        return century_of(expression.number // 100 + 1)
    return millennium_of(expression.number // 1000 + 1)


def _near(expression: Weekday | Weekend | Shifted, today: date, place: Place) -> Period | None:
    match expression:
        case Weekday():
            return _weekday(expression, today, place)
        case Weekend(which):
            return _weekend(which, today, place)
        case Shifted():
            return _shifted(expression, today, place)


def _turn_of_year(year: int | None, place: Place) -> Period | None:
    last_day = day(year, 12, 31) if year is not None else None
    if year is None and place.today is not None:
        last_day = nearest(around(place.today.year, lambda y: day(y, 12, 31)), place.today, place.direction())
    if last_day is None:
        return None
    return Period("day", last_day.first, last_day.first + timedelta(days=1), last_day.edtf)


def weekdays(number: int, today: date, reach: int = 2) -> list[Period | None]:
    """Give a day of the week in the weeks around a day."""
    monday = today - timedelta(days=today.isoweekday() - 1)
    days = [step("day", monday, number - 1 + 7 * week) for week in range(-reach, reach + 1)]
    return [of_day(when) for when in days if when]


def _weekday(expression: Weekday, today: date, place: Place) -> Period | None:
    if expression.week is not None:
        when = step("week", today - timedelta(days=today.isoweekday() - expression.number), expression.week)
        return containing("day", when)
    days = weekdays(expression.number, today, 3)
    if expression.which:
        return by_which(days, today, expression.which)
    return nearest(days, today, place.direction())


def _weekend(which: int | None, today: date, place: Place) -> Period | None:
    weekends: list[Period | None] = [
        weekend_at(when) for week in range(-3, 4) if (when := step("week", today, week)) is not None
    ]
    if which:
        return by_which(weekends, today, which)
    if which == 0:
        return weekend_at(today)
    return nearest(weekends, today, place.direction())


def _shifted(expression: Shifted, today: date, place: Place) -> Period | None:
    unit = unit_of(expression)
    if not expression.counted:
        when = step(unit, today, int(expression.count))
    else:
        found = moved(place.phrases, expression.unit, expression.count, moment(today))
        when = found.date() if found else None
        unit = "day" if unit == "week" else unit
    return containing(unit, when)


def _anaphor(expression: Anaphor, place: Place) -> Period | None:
    told = [p for p in (*place.earlier, *place.said) if not _coarser(p.unit, expression.unit)]
    if expression.or_published:
        told = [p for p in place.said if p in told and _has_begun(p, place)]
    base = told[-1] if told else None
    if base is None and (
        expression.or_published or (expression.count < 0 and not place.earlier and not place.said)
    ):
        base = containing("day", place.today)
    if base is None:
        return None
    unit = expression.unit
    if expression.count == int(expression.count) and unit not in CLOCK_UNITS:
        when = step(unit, base.first, int(expression.count))
    else:
        found = moved(place.phrases, unit, expression.count, moment(base.first))
        when = found.date() if found else None
    return containing("day" if unit in CLOCK_UNITS or _counts_weeks(expression) else unit, when)


def _counts_weeks(expression: Anaphor) -> bool:
    return expression.unit == "week" and expression.counted


def _has_begun(period: Period, place: Place) -> bool:
    return place.today is None or period.first <= place.today


def _coarser(unit: str, than: str) -> bool:
    return _SIZES.index(unit) > max(_SIZES.index(than), _SIZES.index("day"))
