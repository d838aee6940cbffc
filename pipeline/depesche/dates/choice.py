"""Which of several possible periods is meant, by tense and nearness to the day of publication."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta

from depesche.dates.periods import Period
from depesche.dates.tense import Direction

_REPORTED_BEFORE_ITS_END = timedelta(days=31)
"""Quarters and halves are told of in the past when they are over, or nearly so."""

_LOOK_AHEAD = timedelta(days=245)
"""A present tense points to what is at most about eight months ahead; beyond that it tells history."""

_JUST_BEEN = timedelta(days=14)
"""A yearless day that is to come ("ab 1.7.") and was only days ago is that one, not next year's."""

_WHOLE_UNITS = frozenset({"quarter", "half", "share"})


def nearest(periods: Iterable[Period | None], published: date, direction: Direction) -> Period | None:
    """Choose among the periods of neighbouring years or weeks."""
    known = sorted((p for p in periods if p is not None), key=lambda p: p.first)
    past = [p for p in known if _is_past(p, published)]
    ahead = [p for p in known if p.last >= published]
    match direction:
        case Direction.PAST if past:
            return past[-1]
        case Direction.FUTURE if ahead:
            return past[-1] if past and _has_just_been(past[-1], ahead[0], published) else ahead[0]
        case Direction.PRESENT | Direction.UNKNOWN if past and past[-1].unit == "share":
            return past[-1]
        case Direction.PRESENT if ahead and ahead[0].first - published <= _LOOK_AHEAD:
            return ahead[0]
    return min(known, key=lambda p: (_distance(p, published), p.first), default=None)


def by_which(periods: Iterable[Period | None], published: date, which: int) -> Period | None:
    """Choose the last one before (-1) or the first one after (+1) the day of publication."""
    known = sorted((p for p in periods if p is not None), key=lambda p: p.first)
    if which < 0:
        past = [p for p in known if p.last < published]
        return past[which] if len(past) >= -which else None
    ahead = [p for p in known if p.first > published]
    return ahead[which - 1] if len(ahead) >= which else None


def last_until(periods: Iterable[Period | None], limit: date) -> Period | None:
    """Choose the last period that begins no later than a day."""
    return max(
        (p for p in periods if p is not None and p.first <= limit), key=lambda p: p.first, default=None
    )


def first_from(periods: Iterable[Period | None], base: date) -> Period | None:
    """Choose the first period that ends no earlier than a day."""
    return min((p for p in periods if p is not None and p.last >= base), key=lambda p: p.first, default=None)


def around(year: int, build: Callable[[int], Period | None], reach: int = 2) -> list[Period | None]:
    """Build a yearless period in the years around one."""
    return [build(other) for other in range(year - reach, year + reach + 1)]


def _is_past(period: Period, published: date) -> bool:
    if period.unit in _WHOLE_UNITS:
        return period.last <= published + _REPORTED_BEFORE_ITS_END
    return period.first <= published


def _has_just_been(last: Period, next_one: Period, published: date) -> bool:
    """Whether a day without its year was days ago, and would else be almost a year away."""
    just = published - last.last <= _JUST_BEEN
    return last.unit == "day" and just and next_one.first - published > _LOOK_AHEAD


def _distance(period: Period, published: date) -> int:
    if period.first <= published <= period.last:
        return 0
    return abs((period.last if period.last < published else period.first) - published).days
