"""What an expression tells about itself, before it is resolved."""

from __future__ import annotations

from depesche.dates.expressions import (
    Anaphor,
    Block,
    Calendar,
    DayPart,
    Expression,
    Feast,
    Modified,
    NthWeekday,
    Range,
    Share,
    Shifted,
    TurnOfYear,
    Vague,
    Weekday,
    Weekend,
    Window,
)

CLOCK_UNITS = frozenset({"hour", "minute", "second"})
_DEPENDENT = (Shifted, Weekday, Weekend, Window, Anaphor, DayPart, Vague)
_FRACTIONS = {
    "year": "month",
    "month": "day",
    "week": "day",
    "decade": "year",
    "quarter": "month",
    "half": "month",
}
"""The granularity of half a unit: "vor anderthalb Jahren" names a month."""


def unit_of(expression: Expression) -> str:
    """Give the granularity of what an expression names."""
    unit = "day"
    match expression:
        case Calendar(unit=own) | Block(unit=own) | Share(unit=own) | Window(unit=own):
            unit = own
        case Shifted(unit=own, exact_day=False, count=count) if own != "weekend":
            unit = own if count == int(count) else _FRACTIONS.get(own, own)
        case Anaphor(unit=own) if own not in CLOCK_UNITS:
            unit = own
        case Range(first=inner) | Modified(inner=inner):
            unit = unit_of(inner)
        case DayPart(clock=str()):
            unit = "time"
    return unit


def is_relative(expression: Expression) -> bool:
    """Whether an expression needs the day of publication, or another date, to be resolved."""
    match expression:
        case Calendar(year=year) | Feast(year=year) | NthWeekday(year=year) | Share(year=year):
            return year is None or year.number is None
        case Modified(inner=inner):
            return is_relative(inner)
        case Range(first, last):
            return is_relative(first) and is_relative(last)
    if isinstance(expression, TurnOfYear):
        return expression.year is None
    return isinstance(expression, _DEPENDENT)


def is_anchored(expression: Expression) -> bool:
    """Whether an expression says by itself where it stands, without the other end of a range."""
    match expression:
        case (
            Calendar(year=None, which=None)
            | Feast(year=None, which=None)
            | NthWeekday(year=None)
            | Share(year=None)
        ):
            return False
        case Weekday(which=None, week=None):
            return False
    return True


def stripped(expression: Expression) -> Expression:
    """Give the date without what modifies it."""
    return stripped(expression.inner) if isinstance(expression, Modified) else expression
