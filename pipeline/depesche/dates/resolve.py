"""Resolves expressions against the day of publication, the tense and the dates named before."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import partial

from depesche.dates.choice import around, by_which, first_from, last_until, nearest
from depesche.dates.expressions import (
    Anaphor,
    Block,
    Calendar,
    DayPart,
    Expression,
    Feast,
    Fixed,
    Modified,
    Range,
    Share,
    Shifted,
    TurnOfYear,
    Vague,
    Weekday,
    Weekend,
    Window,
)
from depesche.dates.feasts import feast_of
from depesche.dates.pack import Holiday
from depesche.dates.periods import (
    Period,
    century_of,
    containing,
    day,
    decade_of,
    half_of,
    millennium_of,
    month_of,
    of_day,
    quarter_of,
    season_of,
    step,
    week_of,
    weekend_at,
    year_of,
)
from depesche.dates.relative import Phrases, moment, moved
from depesche.dates.tense import Direction

OPEN = ".."
_APPROXIMATE = "~"
_CLOCK_UNITS = frozenset({"hour", "minute", "second"})
_FRACTIONS = {"year": "month", "month": "day", "week": "day", "decade": "year", "quarter": "month", "half": "month"}
"""The granularity of half a unit: "vor anderthalb Jahren" names a month."""
_DEPENDENT = (Shifted, Weekday, Weekend, Window, Anaphor, DayPart, TurnOfYear, Vague)


@dataclass(frozen=True, slots=True)
class Resolved:
    """A date with its value; ``first``/``last`` are the periods it was made of, for what follows in the text."""

    value: str | None
    end: str | None
    granularity: str
    relative: bool
    modifier: str | None = None
    first: Period | None = None
    last: Period | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """What is known where a date stands.

    ``direction`` asks for the tense; ``said``: the periods named before in this sentence, ``year_hint`` the
    year named before in this clause, ``earlier``: the last period named in the text at all.
    """

    published: date | None
    phrases: Phrases
    holidays: Sequence[Holiday]
    direction: Callable[[], Direction]
    said: Sequence[Period] = field(default=())
    year_hint: int | None = None
    earlier: Period | None = None

    @property
    def today(self) -> date | None:
        """Give the day of publication without its time."""
        if self.published is None:
            return None
        return date(self.published.year, self.published.month, self.published.day)


def resolve(expression: Expression, place: Place) -> Resolved | None:
    """Give the value of an expression; None where it turns out to be no date after all."""
    match expression:
        case Modified(inner, modifier, tense):
            told = place if tense is None else replace(place, direction=partial(Direction, tense))
            return _modified(resolve(inner, told), modifier)
        case Range(first, last):
            return _range(first, last, place)
        case Vague():
            return Resolved(None, None, "vague", relative=True)
        case Fixed(unit, edtf):
            return Resolved(edtf, None, unit, relative=False)
        case Window():
            return _window(expression, place)
        case Shifted(only_ahead=True) if place.direction() is Direction.PAST:
            return None
        case Shifted(unit=unit) if unit in _CLOCK_UNITS:
            return _moment(expression, place)
    period = _period(expression, place)
    return _from_period(period, expression)


def _from_period(period: Period | None, expression: Expression) -> Resolved:
    relative = _is_relative(expression)
    unit = _unit_of(expression)
    if period is None:
        return Resolved(None, None, unit, relative)
    value, end = period.edtf, None
    clock = getattr(expression, "clock", None)
    if clock and period.unit == "day":
        value, unit = f"{value}T{clock}", "time"
    elif period.unit in {"day", "weekend"} and period.last > period.first:
        end = period.last.isoformat()
    elif isinstance(expression, Share):
        end = _share_end(expression, period)
    elif isinstance(expression, Calendar) and expression.last_year is not None:
        end = f"{expression.last_year:04}"
    if getattr(expression, "about", False):
        value += _APPROXIMATE
    return Resolved(value, end, unit, relative, first=period, last=period)


def _unit_of(expression: Expression) -> str:
    match expression:
        case Calendar(unit=unit) | Block(unit=unit) | Share(unit=unit) | Window(unit=unit):
            return unit
        case Shifted(unit=unit, exact_day=exact, count=count):
            if exact or unit == "weekend":
                return "day"
            return unit if count == int(count) else _FRACTIONS.get(unit, unit)
        case Anaphor(unit=unit):
            return "day" if unit in _CLOCK_UNITS else unit
        case Range(first, _):
            return _unit_of(first)
        case Modified(inner=inner):
            return _unit_of(inner)
        case DayPart(clock=str()):
            return "time"
    return "day"


def _is_relative(expression: Expression) -> bool:
    match expression:
        case Calendar(year=year) | Feast(year=year) | Share(year=year):
            return year is None or year.number is None
        case Modified(inner=inner):
            return _is_relative(inner)
        case Range(first, last):
            return _is_relative(first) and _is_relative(last)
    return isinstance(expression, _DEPENDENT)


def _period(expression: Expression, place: Place) -> Period | None:
    """Give the period an expression names, None where it cannot be known."""
    match expression:
        case Block(unit="decade", number=number, ambiguous=ambiguous):
            past = ambiguous and place.direction() is Direction.PAST
            return decade_of(number - 100 if past else number)
        case Block(unit="century", number=number):
            return century_of(number // 100 + 1)
        case Block(number=number):
            return millennium_of(number // 1000 + 1)
        case Anaphor():
            return _anaphor(expression, place)
        case DayPart():
            return next((p for p in reversed(place.said) if p.unit == "day"), containing("day", place.today))
    known = _known_year(expression, place)
    if known is not None:
        return _in_year(expression, known, place)
    today = place.today
    if today is None:
        hint = place.year_hint if isinstance(expression, (Calendar, Feast)) else None
        return None if hint is None else _in_year(expression, hint, place)
    match expression:
        case Calendar(which=int(which)) | Feast(which=int(which)):
            options = _options(expression, today, place)
            return _in_year(expression, today.year, place) if which == 0 else by_which(options, today, which)
        case Calendar() | Feast() | Share():
            if place.year_hint is not None and place.year_hint != today.year:
                return _in_year(expression, place.year_hint, place)
            return nearest(_options(expression, today, place), today, place.direction())
        case Weekday():
            return _weekday(expression, today, place)
        case Weekend(which):
            return _weekend(which, today, place)
        case TurnOfYear():
            ends = around(today.year, lambda year: day(year, 12, 31))
            found = nearest(ends, today, place.direction())
            return Period("day", found.first, found.first + timedelta(days=1), found.edtf) if found else None
        case Shifted():
            return _shifted(expression, today, place)
    return None


def _known_year(expression: Expression, place: Place) -> int | None:
    match expression:
        case Calendar(year=year) | Feast(year=year) | Share(year=year) if year is not None:
            if year.number is not None:
                return year.number
            return None if place.today is None or year.shift is None else place.today.year + year.shift
        case Calendar(unit="fiscal_year", which=int(which)) if place.today is not None:
            return place.today.year + which
    return None


def _in_year(expression: Expression, year: int, place: Place) -> Period | None:
    match expression:
        case Feast(index=index):
            return feast_of(place.holidays[index], year)
        case Share(unit, count, _, last):
            return _share(unit, count, year, last=last)
        case Calendar(unit=unit, month=month, day=number, index=index):
            match unit:
                case "day":
                    return day(year, month or 0, number or 0)
                case "month":
                    return month_of(year, month or 0)
                case "quarter":
                    return quarter_of(year, index or 0)
                case "half":
                    return half_of(year, index or 0)
                case "season":
                    return season_of(year, index or 0)
                case "week":
                    return week_of(year, index or 0)
                case "fiscal_year":
                    return containing("fiscal_year", date(year, 1, 1)) if year_of(year) else None
            return year_of(year)
    return None


def _options(expression: Expression, today: date, place: Place) -> list[Period | None]:
    """Give what a yearless expression can mean: the neighbouring years, for a bare quarter the neighbouring ones."""
    if isinstance(expression, Calendar) and expression.index is None and expression.unit in {"quarter", "half"}:
        moments = [step(expression.unit, today, count) for count in range(-3, 4)]
        return [containing(expression.unit, when) for when in moments if when]
    reach = 8 if isinstance(expression, Calendar) and (expression.month, expression.day) == (2, 29) else 2
    return around(today.year, lambda year: _in_year(expression, year, place), reach)


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


def _share_end(expression: Share, period: Period) -> str | None:
    last = containing(expression.unit, period.last)
    return last.edtf if last and last.edtf != period.edtf else None


def _weekdays(number: int, today: date, reach: int = 2) -> list[Period | None]:
    monday = today - timedelta(days=today.isoweekday() - 1)
    days = [step("day", monday, number - 1 + 7 * week) for week in range(-reach, reach + 1)]
    return [of_day(when) for when in days if when]


def _weekday(expression: Weekday, today: date, place: Place) -> Period | None:
    if expression.week is not None:
        when = step("week", today - timedelta(days=today.isoweekday() - expression.number), expression.week)
        return containing("day", when)
    days = _weekdays(expression.number, today, 3)
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
    unit = _unit_of(expression)
    if not expression.counted:
        when = step(unit, today, int(expression.count))
    else:
        found = moved(place.phrases, expression.unit, expression.count, moment(today))
        when = found.date() if found else None
    return containing(unit, when)


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


def _anaphor(expression: Anaphor, place: Place) -> Period | None:
    if expression.or_published:
        told = [p for p in place.said if not _coarser(p.unit, expression.unit) and _has_begun(p, place)]
        base = told[-1] if told else containing("day", place.today)
    else:
        base = place.said[-1] if place.said else place.earlier
    if base is None or _coarser(base.unit, expression.unit):
        return None
    unit = expression.unit
    if expression.count == int(expression.count) and unit not in _CLOCK_UNITS:
        when = step(unit, base.first, int(expression.count))
    else:
        found = moved(place.phrases, unit, expression.count, moment(base.first))
        when = found.date() if found else None
        unit = "day" if unit in _CLOCK_UNITS else unit
    return containing(unit, when)


def _has_begun(period: Period, place: Place) -> bool:
    return place.today is None or period.first <= place.today


_SIZES = ("second", "minute", "hour", "day", "weekend", "week", "month", "quarter", "season", "share", "half", "year",
          "fiscal_year", "decade", "century", "millennium")  # fmt: skip


def _coarser(unit: str, than: str) -> bool:
    return _SIZES.index(unit) > max(_SIZES.index(than), _SIZES.index("day"))


def _window(expression: Window, place: Place) -> Resolved:
    unit = "day" if expression.unit in _CLOCK_UNITS else "week" if expression.unit == "weekend" else expression.unit
    today = place.today
    if today is None:
        return Resolved(None, None, unit, relative=True)
    count = expression.count if expression.ahead else -expression.count
    found = moved(place.phrases, expression.unit, count, moment(today))
    far = containing(unit, found.date()) if found else None
    here = containing(unit, today)
    if far is None or here is None:
        return Resolved(None, None, unit, relative=True)
    sign = _APPROXIMATE if expression.about else ""
    if expression.opened:
        return Resolved(far.edtf + sign, OPEN, unit, relative=True, modifier="since", first=far, last=here)
    first, last = (here, far) if expression.ahead else (far, here)
    end = None if last.edtf == first.edtf else last.edtf
    return Resolved(first.edtf, end, unit, relative=True, first=first, last=last)


def _modified(inner: Resolved | None, modifier: str) -> Resolved | None:
    if inner is None or inner.granularity == "vague":
        return inner
    if modifier == "about":
        if inner.value is None or inner.value.endswith(_APPROXIMATE):
            return inner
        return replace(inner, value=inner.value + _APPROXIMATE)
    if modifier == "since" and inner.value is not None and inner.end is None:
        return replace(inner, modifier=inner.modifier or modifier, end=OPEN)
    return replace(inner, modifier=inner.modifier or modifier)


def _range(first: Expression, last: Expression, place: Place) -> Resolved | None:
    begin, end = _stripped(first), _stripped(last)
    one = _period(begin, place) if _is_anchored(begin) else None
    two = _period(end, place) if _is_anchored(end) else None
    if one is None and two is None:
        one = _period(begin, place)
    if one is not None and two is None:
        two = first_from(_choices(end, one.first, place), one.first)
    elif two is not None and one is None:
        one = last_until(_choices(begin, two.last, place), two.last)
    relative = _is_relative(begin) and _is_relative(end)
    if one is None or two is None:
        return Resolved(None, None, _unit_of(begin), relative)
    if one.first > two.last:
        return None
    value, end_value = _from_period(one, begin), _from_period(two, end)
    return Resolved(value.value, end_value.end or end_value.value, value.granularity, relative, first=one, last=two)


def _stripped(expression: Expression) -> Expression:
    return _stripped(expression.inner) if isinstance(expression, Modified) else expression


def _is_anchored(expression: Expression) -> bool:
    """Whether an expression says by itself where it stands, without the other end of a range."""
    match expression:
        case Calendar(year=None, which=None) | Feast(year=None, which=None) | Share(year=None):
            return False
        case Weekday(which=None, week=None):
            return False
    return True


def _choices(expression: Expression, base: date, place: Place) -> list[Period | None]:
    if isinstance(expression, Weekday):
        return _weekdays(expression.number, base)
    if isinstance(expression, (Calendar, Feast, Share)):
        return _options(expression, base, place)
    return [_period(expression, place)]
