"""Resolves expressions against the day of publication, the tense and the dates named before."""

from __future__ import annotations

from datetime import date
from functools import partial

from depesche.dates.choice import first_from, last_until
from depesche.dates.expressions import (
    Calendar,
    Expression,
    Feast,
    Fixed,
    Modified,
    NthWeekday,
    Range,
    Share,
    Shifted,
    Vague,
    Weekday,
    Window,
)
from depesche.dates.kinds import CLOCK_UNITS, is_anchored, is_relative, stripped, unit_of
from depesche.dates.named import period_of, weekdays
from depesche.dates.periods import Period, containing, of_day
from depesche.dates.place import Place, Resolved
from depesche.dates.relative import moment, moved
from depesche.dates.tense import Direction
from depesche.dates.yearly import options, share_end

OPEN = ".."
_APPROXIMATE = "~"


def resolve(expression: Expression, place: Place) -> Resolved | None:
    """Give the value of an expression; None where it turns out to be no date after all."""
    resolved: Resolved | None = None
    match expression:
        case Modified(inner, modifier, tense):
            told = (
                place if tense is None else place._replace(direction=partial(_told_direction, tense, place))
            )
            resolved = _modified(resolve(inner, told), modifier)
        case Range(first, last):
            resolved = _range(first, last, place)
        case Vague():
            resolved = Resolved(None, None, "vague", relative=True)
        case Fixed(unit, edtf):
            resolved = Resolved(edtf, None, unit, relative=False)
        case Shifted(only_ahead=True) | Window(only_ahead=True) if _is_duration(expression, place):
            resolved = None
        case Window():
            resolved = _window(expression, place)
        case Shifted(unit=unit) if unit in CLOCK_UNITS:
            resolved = _moment(expression, place)
        case _:
            resolved = _from_period(period_of(expression, place), expression)
    return resolved


def _told_direction(tense: str, place: Place) -> Direction:
    """Give the direction that a rule tells; "open" leaves only the past to nearness."""
    if tense != "open":
        return Direction(tense)
    direction = place.direction()
    return Direction.UNKNOWN if direction is Direction.PAST else direction


def _is_duration(expression: Shifted | Window, place: Place) -> bool:
    """Whether "in zwei Jahren", "binnen drei Stunden" tells how long it took, not when it will be."""
    direction = place.direction()
    return direction is Direction.PAST or (
        expression.unit in CLOCK_UNITS and direction is not Direction.FUTURE
    )


def _from_period(period: Period | None, expression: Expression) -> Resolved:
    relative = is_relative(expression)
    unit = unit_of(expression)
    if period is None:
        return Resolved(None, None, unit, relative)
    value, end = period.edtf, None
    clock = getattr(expression, "clock", None)
    if clock and period.unit == "day":
        value, unit = f"{value}T{clock}", "time"
    elif period.unit in {"day", "weekend"} and period.last > period.first:
        end = period.last.isoformat()
    elif isinstance(expression, Share):
        end = share_end(expression, period)
    elif isinstance(expression, Calendar) and expression.last_year is not None:
        end = f"{expression.last_year:04}"
    if getattr(expression, "about", False):
        value += _APPROXIMATE
    return Resolved(value, end, unit, relative, first=period, last=period)


def _moment(expression: Shifted, place: Place) -> Resolved:
    if place.published is None:
        return Resolved(None, None, "time", relative=True)
    base = moment(place.published)
    found = moved(place.phrases, expression.unit, expression.count, base)
    if found is None:
        return Resolved(None, None, "time", relative=True)
    timed = hasattr(place.published, "hour")
    value = found.isoformat(timespec="minutes") if timed else found.date().isoformat()
    here = of_day(found.date())
    return Resolved(value, None, "time" if timed else "day", relative=True, first=here, last=here)


def _window(expression: Window, place: Place) -> Resolved:
    unit = (
        "day"
        if expression.unit in CLOCK_UNITS
        else "week"
        if expression.unit == "weekend"
        else expression.unit
    )
    told = "day" if unit == "week" else unit
    today = place.today
    if today is None:
        return Resolved(None, None, unit, relative=True)
    count = expression.count if expression.ahead else -expression.count
    found = moved(place.phrases, expression.unit, count, moment(today))
    far = containing(told, found.date()) if found else None
    here = containing(told, today)
    if far is None or here is None:
        return Resolved(None, None, unit, relative=True)
    sign = _APPROXIMATE if expression.about else ""
    if expression.opened:
        return Resolved(far.edtf + sign, OPEN, unit, relative=True, modifier="since", first=far, last=here)
    first, last = (here, far) if expression.ahead else (far, here)
    end = None if last.edtf == first.edtf else last.edtf
    return Resolved(first.edtf, end, unit, relative=True, first=first, last=last)


def _modified(inner: Resolved | None, modifier: str | None) -> Resolved | None:
    if inner is None or modifier is None or inner.granularity == "vague":
        return inner
    if modifier == "about":
        if inner.value is None or inner.value.endswith(_APPROXIMATE):
            return inner
        return inner._replace(value=inner.value + _APPROXIMATE)
    if modifier == "since" and inner.value is not None and inner.end is None:
        return inner._replace(modifier=inner.modifier or modifier, end=OPEN)
    return inner._replace(modifier=inner.modifier or modifier)


def _range(first: Expression, last: Expression, place: Place) -> Resolved | None:
    begin, end = stripped(first), stripped(last)
    one = period_of(begin, place) if is_anchored(begin) else None
    two = period_of(end, place) if is_anchored(end) else None
    if one is None and two is None:
        one = period_of(begin, place)
    if one is not None and two is None:
        two = first_from(_choices(end, one.first, place), one.first)
    elif two is not None and one is None:
        one = last_until(_choices(begin, two.last, place), two.last)
    relative = is_relative(begin) and is_relative(end)
    if one is None or two is None:
        return Resolved(None, None, unit_of(begin), relative)
    if one.first > two.last:
        return None
    value, end_value = _from_period(one, begin), _from_period(two, end)
    return Resolved(
        value.value, end_value.end or end_value.value, value.granularity, relative, first=one, last=two
    )


def _choices(expression: Expression, base: date, place: Place) -> list[Period | None]:
    if isinstance(expression, Weekday):
        return weekdays(expression.number, base)
    if isinstance(expression, (Calendar, Feast, NthWeekday, Share)):
        return options(expression, base, place)
    return [period_of(expression, place)]
