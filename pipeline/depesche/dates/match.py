"""What a rule matched, and how to take numbers, years and units out of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from depesche.dates.expressions import Year
from depesche.dates.line import Value, Values
from depesche.dates.pattern import Captures

_CENTURY_TURN = 50
_NOON = 12
_HOURS, _MINUTES = 24, 60
_WHICH = frozenset({"past_which", "this_which", "current_which", "next_which"})
_UNITS = (
    "year_noun", "month_noun", "week_noun", "day_noun", "day_adverb", "hour_noun", "quarter_noun",
    "half_noun", "decade_noun", "century_noun", "century_short", "millennium_noun", "weekend",
    "fiscal_noun", "semester", "term",
    "years", "months", "weeks", "days", "hours", "quarters", "decades", "centuries", "weekends",
)  # fmt: skip
_NUMBERS = frozenset({"count", "one", "dozen", "small", "figures", "half"})
_WITH_YEAR = ("year4", "short_year", "full_date", "short_date", "quarter_code", "half_code", "month_year",
              "week_of_year", "week_code", "quarter_span", "months_code")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Match:
    """The items a rule matched and the class each was matched as; the rest comes from the rule."""

    items: Sequence[Values]
    captures: Captures
    unit: str | None = None
    modifier: str | None = None
    tense: str | None = None

    def value(self, *names: str) -> Value | None:
        """Give the first captured value of one of the classes."""
        return next((self.items[at][name] for name, at in self.captures if name in names), None)

    def values(self, *names: str) -> list[Value]:
        """Give all captured values of the classes, in text order."""
        return [self.items[at][name] for name, at in self.captures if name in names]

    def index(self, *names: str) -> int | None:
        """Give the item index of the first capture of one of the classes."""
        return next((at for name, at in self.captures if name in names), None)

    def part(self, part: str, *names: str) -> int | None:
        """Give a part of a captured numeric notation as a number."""
        for value in self.values(*names):
            if isinstance(value, dict) and part in value:
                return int(value[part])
        return None


def full_year(match: Match, *names: str) -> int | None:
    """Give a year in four figures or two; two figures up to 49 are of this century."""
    year = match.part("year", *names)
    if year is not None:
        return year
    short = match.part("short_year", *names)
    return None if short is None else full_year_of(short)


def full_year_of(number: int) -> int:
    """Give a year of two figures its century, and any other as it is."""
    if number > 99:
        return number
    return number + (1900 if number >= _CENTURY_TURN else 2000)


def year_of_match(match: Match) -> Year | None:
    """Give the year told: by figures, or by "vergangenen Jahres", "des Jahres", "heuer"."""
    number = full_year(match, *_WITH_YEAR)
    if number is not None:
        return Year(number)
    relative = match.value("rel_year")
    if isinstance(relative, int):
        return Year(shift=relative)
    prior = match.value("prior")
    if isinstance(prior, str):
        return _prior_year(prior)
    noun = match.index("year_noun")
    if noun is None:
        return None
    return Year(shift=which_shift(match, before=noun) or 0)


def _prior_year(value: str) -> Year | None:
    unit, shift = value.split()
    return Year(shift=int(shift)) if unit == "year" else None


def which_shift(match: Match, *, before: int | None = None, not_before: int | None = None) -> int | None:
    """Give the shift of "vergangen", "dies", "kommend": of that right before an item, or another."""
    for name, at in match.captures:
        if (
            name in _WHICH
            and (before is None or at == before - 1)
            and (not_before is None or at != not_before - 1)
        ):
            return as_int(match.items[at][name])
    return None


def as_int(value: Value | None) -> int | None:
    """Give a lexicon value as a whole number."""
    return int(value) if isinstance(value, (int, float)) else None


def month_number(match: Match) -> int | None:
    """Give the month told by its name or in figures."""
    month = match.part("month", "full_date", "short_date", "day_month", "month_year")
    return (
        month
        if month is not None
        else as_int(match.value("month", "month_short", "month_half", "month_weekend"))
    )


def clock_time(match: Match) -> str | None:
    """Give the time of day as "HH:MM"; "5 Uhr nachmittags" is 17:00."""
    hour = match.part("hour", "clock", "bare_clock", "dotted_clock", "full_date")
    if hour is None:
        midnight = match.value("midnight")
        return midnight if isinstance(midnight, str) else None
    names = ("clock", "bare_clock", "dotted_clock", "full_date")
    minute = match.part("minute", *names) or match.part("late_minute", "clock") or 0
    return f"{_of_the_day(hour, match)}:{minute:02}"


def spoken_clock_time(match: Match) -> str | None:
    """Give the time of day told in words ("sieben Uhr abends") as "HH:MM"."""
    hour = count_number(match)
    return f"{_of_the_day(hour, match)}:00" if isinstance(hour, int) and 1 <= hour <= 24 else None


def told_clock_time(match: Match) -> str | None:
    """Give the time told by an hour and the minutes from it ("halb drei", "zehn nach fünf") as "HH:MM"."""
    *before, hour = [as_int(value) for value in match.values("count", "clock_one")]
    minutes = before[0] if before else match.part("number", "small") or as_int(match.value("clock_quarter"))
    if hour is None or not 1 <= hour <= _HOURS or not 0 <= (minutes or 0) < _MINUTES:
        return None
    side = as_int(match.value("clock_side")) or 0
    told = hour * _MINUTES + (as_int(match.value("clock_part")) or 0) + side * (minutes or 0)
    return f"{_of_the_day(told // _MINUTES % _HOURS, match)}:{told % _MINUTES:02}"


def _of_the_day(hour: int, match: Match) -> str:
    later = match.value("day_part") in {"afternoon", "evening"} and hour < _NOON
    return f"{hour + _NOON if later else hour:02}"


def ordinal_number(match: Match) -> int | None:
    """Give the ordinal told in figures or as a word."""
    number = match.part("number", "nth", "small", "week_of_year", "week_code")
    return number if number is not None else as_int(match.value("ordinal", "roman"))


def count_number(match: Match) -> float | None:
    """Give the number told; "ein halbes" is 0.5, a term ("Jahresfrist") one unit."""
    if match.index("term") is not None:
        return 1
    total: float | None = None
    for told in match.values(*_NUMBERS):
        value: Value = told
        if isinstance(value, dict):
            if "number" not in value and "year" not in value:
                return None
            value = float((value.get("number") or value["year"]).replace(",", "."))
        if isinstance(value, (int, float)):
            total = float(value) if total is None else total * value
    return None if total is None else (int(total) if total == int(total) else total)


def numerals(match: Match) -> list[tuple[str, int]]:
    """Give the captures that are numbers."""
    return [capture for capture in match.captures if capture[0] in _NUMBERS]


def unit_name(match: Match) -> str | None:
    """Give the unit of time told."""
    unit = match.value(*_UNITS)
    return unit if isinstance(unit, str) else None
