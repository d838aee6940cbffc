"""Makes expressions from what a rule matched. A reader is named in the rule's ``reads``.

A reader gives None where the words do not fit after all (another rule may), and :class:`Nothing` where
they are a date that does not exist ("30. Februar"), so that no part of it is read either.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from depesche.dates.expressions import (
    Anaphor,
    Block,
    Calendar,
    DayPart,
    Expression,
    Feast,
    Fixed,
    Modified,
    Nothing,
    Range,
    Share,
    Shifted,
    TurnOfYear,
    Vague,
    Weekday,
    Weekend,
    Window,
    Year,
)
from depesche.dates.line import Value, Values
from depesche.dates.pattern import Captures
from depesche.dates.periods import day as day_period
from depesche.dates.periods import week_of

_CENTURY_TURN = 50
_WHICH = ("past_which", "this_which", "current_which", "next_which")
_UNITS = (
    "year_noun", "month_noun", "week_noun", "day_noun", "hour_noun", "quarter_noun", "half_noun", "decade_noun",
    "century_noun", "century_short", "millennium_noun", "weekend", "fiscal_noun", "years", "months", "weeks", "days", "hours",
    "quarters", "decades", "centuries", "weekends",
)  # fmt: skip
_NUMBERS = ("count", "one", "dozen", "small", "figures", "half")
_LEAP_YEAR = 2024


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


Reader: TypeAlias = Callable[[Match], Expression | None]


def _full_year(match: Match, *names: str) -> int | None:
    year = match.part("year", *names)
    if year is not None:
        return year
    short = match.part("short_year", *names)
    return short if short is None else short + (1900 if short >= _CENTURY_TURN else 2000)


def _year(match: Match) -> Year | None:
    number = _full_year(match, "year4", "short_year", "full_date", "short_date", "quarter_code", "half_code", "month_year")
    if number is not None:
        return Year(number)
    relative = match.value("rel_year")
    if isinstance(relative, int):
        return Year(shift=relative)
    noun = match.index("year_noun")
    if noun is None:
        return None
    return Year(shift=_which(match, before=noun) or 0)


def _which(match: Match, *, before: int | None = None, not_before: int | None = None) -> int | None:
    """Give the shift of "vergangen", "dies", "kommend": of the one right before an item, or of another one."""
    for name, at in match.captures:
        if name in _WHICH and (before is None or at == before - 1) and (not_before is None or at != not_before - 1):
            return _int(match.items[at][name])
    return None


def _int(value: Value | None) -> int | None:
    return int(value) if isinstance(value, (int, float)) else None


def _month(match: Match) -> int | None:
    month = match.part("month", "full_date", "short_date", "day_month", "month_year")
    return month if month is not None else _int(match.value("month", "month_short", "month_half"))


def _clock(match: Match) -> str | None:
    hour = match.part("hour", "clock", "bare_clock", "dotted_clock", "full_date")
    if hour is None:
        midnight = match.value("midnight")
        return midnight if isinstance(midnight, str) else None
    minute = match.part("minute", "clock", "bare_clock", "dotted_clock", "full_date") or match.part("late_minute", "clock") or 0
    return f"{hour:02}:{minute:02}"


def _nth(match: Match) -> int | None:
    number = match.part("number", "nth", "small")
    return number if number is not None else _int(match.value("ordinal"))


def _number(match: Match) -> float | None:
    total: float | None = None
    for value in match.values(*_NUMBERS):
        if isinstance(value, dict):
            if "number" not in value and "year" not in value:
                return None
            value = float((value.get("number") or value["year"]).replace(",", "."))  # noqa: PLW2901
        if isinstance(value, (int, float)):
            total = float(value) if total is None else total * value
    return None if total is None else (int(total) if total == int(total) else total)


def _numerals(match: Match) -> list[tuple[str, int]]:
    return [capture for capture in match.captures if capture[0] in _NUMBERS]


def _unit(match: Match) -> str | None:
    unit = match.value(*_UNITS)
    return unit if isinstance(unit, str) else None


def _calendar_day(match: Match, number: int | None, month: int | None, year: Year | None) -> Calendar | Nothing:
    known = year.number if year and year.number else _LEAP_YEAR
    if number is None or month is None or day_period(known, month, number) is None:
        return Nothing()
    clock = _clock(match)
    return Calendar("day", year, month, number, clock=clock)


def read_day(match: Match) -> Expression:
    """Read a day of a month, with or without its year and time."""
    number = match.part("day", "full_date", "short_date", "day_month")
    return _calendar_day(match, number if number is not None else _nth(match), _month(match), _year(match))


def read_day_span(match: Match) -> Expression:
    """Read two days of one month: "3. bis 5. Juli"."""
    names = ("nth", "small", "nth_span", "full_day_span")
    numbers = [int(v[k]) for v in match.values(*names) if isinstance(v, dict) for k in ("number", "day") if k in v]
    last = match.part("last_number", "nth_span") or match.part("last_day", "full_day_span")
    numbers += [last] if last is not None else []
    month = _month(match) or match.part("month", "full_day_span")
    year = _year(match)
    if year is None and match.part("year", "full_day_span"):
        year = Year(match.part("year", "full_day_span"))
    days = [_calendar_day(match, number, month, year) for number in numbers]
    first, second = days[0], days[-1]
    if len(days) != 2 or isinstance(first, Nothing) or isinstance(second, Nothing) or numbers[0] >= numbers[1]:
        return Nothing()
    return Range(first, second)


def read_date_span(match: Match) -> Expression:
    """Read two days in figures: "12.06.-15.07.2025"."""
    parts = match.value("date_span")
    if not isinstance(parts, dict):
        return Nothing()
    last_year = Year(int(parts["last_year"]))
    first = _calendar_day(
        match, int(parts["day"]), int(parts["month"]), Year(int(parts["year"])) if "year" in parts else last_year
    )
    last = _calendar_day(match, int(parts["last_day"]), int(parts["last_month"]), last_year)
    return Nothing() if isinstance(first, Nothing) or isinstance(last, Nothing) else Range(first, last)


def read_part(match: Match) -> Expression | None:
    """Read a month, quarter, half, season, week or year; ``unit`` of the rule says which."""
    unit = match.unit or "month"
    year = _year(match)
    year_noun = match.index("year_noun")
    which = _which(match, not_before=year_noun) if year_noun is not None or unit != "year" else None
    index = _nth(match)
    match unit:
        case "month":
            return Calendar("month", year, _month(match), which=which)
        case "quarter":
            index = match.part("quarter", "quarter_code") or _int(match.value("quarter_compound")) or index
        case "half":
            index = match.part("half", "half_code") or index
        case "season":
            index = _int(match.value("season"))
        case "year":
            return Calendar("year", year) if year else None
    span = match.value("double_year")
    if isinstance(span, dict):
        return _double_year(span, unit, index)
    if index is not None and not _fits(unit, index, year):
        return Nothing()
    if unit == "quarter" and index is None and which == -1 and year:
        index = 4
    return Calendar(unit, year, index=index, which=which)


def _fits(unit: str, index: int, year: Year | None) -> bool:
    if unit == "week":
        return 1 <= index <= 53 and (year is None or year.number is None or week_of(year.number, index) is not None)
    return 1 <= index <= {"quarter": 4, "half": 2}.get(unit, 99)


def _double_year(parts: dict[str, str], unit: str, index: int | None = None) -> Expression | None:
    first = int(parts["year"])
    last = int(parts["last_year"]) if "last_year" in parts else first - first % 100 + int(parts["last_short"])
    if last < first and "last_short" in parts:
        last += 100
    if last != first + 1:
        return None
    if unit in {"quarter", "half"}:
        return Calendar("fiscal_year", Year(first), last_year=last)
    if unit == "season":
        return Calendar("season", Year(first), index=index)
    return Calendar("fiscal_year", Year(first), last_year=last)


def read_fiscal_year(match: Match) -> Expression | None:
    """Read a business, school or sporting year: "Geschäftsjahr 2025/26", "2024/25", "laufenden Geschäftsjahr"."""
    span = match.value("double_year", "year_span")
    if isinstance(span, dict):
        return _double_year(span, "fiscal_year")
    year = _full_year(match, "year4")
    return Calendar("fiscal_year", Year(year) if year else None, which=_which(match))


def read_year_span(match: Match) -> Expression | None:
    """Read "2019-2023" in one piece."""
    parts = match.value("year_span")
    if not isinstance(parts, dict):
        return None
    first = int(parts["year"])
    last = int(parts["last_year"]) if "last_year" in parts else first - first % 100 + int(parts["last_short"])
    return Range(Calendar("year", Year(first)), Calendar("year", Year(last))) if first < last else None


def read_years(match: Match) -> Expression | None:
    """Read "1815 bis 1946"."""
    first, last = (int(v["year"]) for v in match.values("year4") if isinstance(v, dict))
    return Range(Calendar("year", Year(first)), Calendar("year", Year(last))) if first < last else None


def read_decade(match: Match) -> Expression | None:
    """Read "1990er Jahre", "Neunzigerjahre", "90er"."""
    number = match.part("decade", "decade_figures")
    if number is None:
        number = _int(match.value("decade_word", "decade_compound"))
    if number is None:
        return None
    if number >= 1000:
        return Block("decade", number)
    century = match.part("number", "nth")
    if century is not None:
        return Block("decade", 100 * (century - 1) + number)
    return Block("decade", (2000 if number < 30 else 1900) + number, ambiguous=number == 20)


def read_century(match: Match) -> Expression | None:
    """Read "19. Jahrhundert" and "drittes Jahrtausend"."""
    number = _nth(match)
    unit = match.unit or _unit(match)
    if number is None or unit is None or not 1 <= number <= (21 if unit == "century" else 3):
        return None
    return Block(unit, (number - 1) * (100 if unit == "century" else 1000))


def read_before_christ(match: Match) -> Expression | None:
    """Read years and centuries before Christ; EDTF counts 1 BC as year 0."""
    century = _nth(match) if match.index("century_noun", "century_short") is not None else None
    if century is not None:
        return Fixed("century", f"-{century - 1:02}XX")
    number = _number(match)
    return None if number is None or number < 1 else Fixed("year", f"-{int(number) - 1:04}")


def read_weekday(match: Match) -> Expression:
    """Read a day of the week, with the week or time said."""
    number = _int(match.value("weekday", "weekday_part", "weekday_short", "weekday_genitive")) or 1
    week_noun = match.index("week_noun")
    if week_noun is not None:
        return Weekday(number, week=_which(match, before=week_noun) or 0, clock=_clock(match))
    return Weekday(number, which=_which(match), clock=_clock(match))


def read_relative_day(match: Match) -> Expression:
    """Read "heute", "gestern Abend", "morgen um 15 Uhr"."""
    shift = _int(match.value("rel_day", "morgen", "morgen_capital")) or 0
    return Shifted("day", shift, counted=True, clock=_clock(match))


def read_today_distance(match: Match) -> Expression | None:
    """Read "heute vor zehn Jahren", "morgen in einer Woche"."""
    unit, count = _unit(match), _number(match)
    if unit is None or count is None:
        return None
    sign = -1 if match.modifier == "ago" else 1
    return Shifted(unit, sign * count, counted=True, exact_day=True)


def read_distance(match: Match) -> Expression | None:
    """Read "vor zwei Wochen" (modifier ago) and "in drei Monaten" (modifier ahead)."""
    unit, count = _unit(match), _number(match)
    if unit is None or count is None or count <= 0:
        return None
    about = match.value("about", "comparing") is not None
    ago = match.modifier == "ago"
    return Shifted(unit, -count if ago else count, counted=True, about=about, only_ahead=not ago)


def read_distances(match: Match) -> Expression | None:
    """Read "vor zwei bis drei Jahren" and "in zwei oder drei Wochen"."""
    unit = _unit(match)
    one, two = (_number(Match(match.items, (capture,))) for capture in _numerals(match))
    if unit is None or one is None or two is None or not 0 < one < two:
        return None
    first, last = (-two, -one) if match.modifier == "ago" else (one, two)
    ahead = match.modifier == "ahead"
    return Range(
        Shifted(unit, first, counted=True, only_ahead=ahead), Shifted(unit, last, counted=True, only_ahead=ahead)
    )


def read_shift(match: Match) -> Expression | None:
    """Read "vergangenes Jahr", "dieser Woche", "nächsten Monat"."""
    which, unit = _which(match), _unit(match)
    if which is None or unit is None:
        return None
    return Weekend(which) if unit == "weekend" else Shifted(unit, which)


def read_weekend(match: Match) -> Expression:
    """Read a weekend."""
    return Weekend(_which(match))


def read_window(match: Match) -> Expression | None:
    """Read "in den vergangenen zwölf Monaten", "binnen eines Jahres", "seit zwei Jahren"."""
    unit, count = _unit(match), _number(match)
    if unit is None:
        return None
    if count is None:
        return Vague()
    which = _which(match) or 0
    ahead = match.modifier == "ahead" or (match.modifier is None and which > 0)
    if match.modifier is None and which == 0:
        return None
    return Window(unit, count, ahead, opened=match.modifier == "since", about=match.value("about", "comparing") is not None)


def read_share(match: Match) -> Expression | None:
    """Read "die ersten neun Monate 2025", "die letzten drei Monate des Jahres"."""
    unit, count = _unit(match), _number(match)
    if unit not in {"month", "quarter", "week"} or count is None or count != int(count):
        return None
    if not 1 <= count <= {"month": 12, "quarter": 4, "week": 52}[unit]:
        return None
    return Share(unit, int(count), _year(match), last=match.modifier == "last")


def read_feast(match: Match) -> Expression | None:
    """Read a holiday."""
    index = _int(match.value("holiday_word"))
    if index is None:
        index = next((int(name[8:]) for name, _ in match.captures if name[:8] == "holiday_"), None)
    if index is None:
        return None
    year_noun = match.index("year_noun")
    return Feast(index, _year(match), _which(match, not_before=year_noun))


def read_anaphor(match: Match) -> Expression | None:
    """Read "zwei Tage später", "im selben Jahr", "im Vorjahr"."""
    compound = match.value("prior", "follower")
    if isinstance(compound, str):
        unit, count = compound.split()
        return Anaphor(unit, int(count), or_published=match.value("prior") is not None)
    named = _unit(match)
    same = _int(match.value("same", "next_which", "past_which"))
    if named and same is not None:
        return Anaphor(named, same)
    direction = _int(match.value("later", "earlier"))
    number = _number(match)
    if named is None or direction is None:
        return None
    return Anaphor(named, direction * (1 if number is None else number))


def read_bound(match: Match) -> Expression | None:
    """Read "Anfang des Jahres", "Jahresende 2025", "Ende Juni": a date with its beginning, middle or end."""
    inner = match.value("period")
    bound = match.value("bound")
    compound = match.value("bound_compound")
    if isinstance(compound, str):
        unit, bound = compound.split()
        year = _year(match)
        if year and unit == "year":
            inner = Calendar("year", year)
        else:
            inner = Shifted(unit, _which(match) or 0)
    seasonal = match.value("bound_season")
    if isinstance(seasonal, str):
        index, bound = seasonal.split()
        inner = Calendar("season", _year(match), index=int(index))
    if inner is None:
        unit_here = _unit(match)
        year = _year(match)
        inner = Calendar("year", year) if year and year.number else Shifted(unit_here or "year", 0)
    if not isinstance(bound, str) or isinstance(inner, (int, float, str, dict)):
        return None
    return Modified(inner, bound)  # type: ignore[arg-type]


def read_course(match: Match) -> Expression:
    """Read "im Laufe des Jahres": the whole unit."""
    year = _year(match)
    if year and year.number:
        return Calendar("year", year)
    return Shifted(_unit(match) or "year", 0)


def read_inner(match: Match) -> Expression | None:
    """Read the date that the words stand around: "Mitte bis Ende 2026", "Nacht zum 3. Juli"."""
    inner = match.value("period", "day_date")
    return None if inner is None or isinstance(inner, (int, float, str, dict)) else inner  # type: ignore[return-value]


def read_night(match: Match) -> Expression | None:
    """Read "Nacht von Donnerstag auf Freitag": the day it ends on."""
    last = match.values("day_date")[-1]
    return None if isinstance(last, (int, float, str, dict)) else last  # type: ignore[return-value]


def read_clock_span(match: Match) -> Expression | None:
    """Read "10 bis 12 Uhr"."""
    times = [_clock(Match(match.items, (capture,))) for capture in match.captures if capture[0][0] != "'"]
    hour = match.part("number", "small")
    first = f"{hour:02}:00" if hour is not None and hour <= 24 else times[0]
    return Range(DayPart(first), DayPart(times[-1])) if first and times[-1] else None


def read_clock(match: Match) -> Expression:
    """Read "15 Uhr" and "15 Uhr am Dienstag"."""
    weekday = _int(match.value("weekday", "weekday_part"))
    return DayPart(_clock(match)) if weekday is None else Weekday(weekday, clock=_clock(match))


def read_modified(match: Match) -> Expression | None:
    """Put the rule's ``modifier`` on a date found before."""
    inner = match.value("date", "year_date")
    if inner is None or match.modifier is None or isinstance(inner, (int, float, str, dict)):
        return None
    return Modified(inner, match.modifier, match.tense)  # type: ignore[arg-type]


def read_range(match: Match) -> Expression | None:
    """Read from one date to another."""
    first, last = match.values("date")
    return Range(first, last)  # type: ignore[arg-type]


def read_borrowed_year(match: Match) -> Expression | None:
    """Give "Mai" the year of "Juni 2024" in "im Mai und Juni 2024"."""
    first, *_, last = match.values("date")
    bound = first.modifier if isinstance(first, Modified) else None
    inner = first.inner if isinstance(first, Modified) else first
    giver = last.inner if isinstance(last, Modified) else last
    if not isinstance(inner, Calendar) or not isinstance(giver, Calendar):
        return None
    if inner.year is not None or giver.year is None or inner.which is not None or inner.unit != giver.unit:
        return None
    if (inner.month or 0, inner.day or 0, inner.index or 0) > (giver.month or 0, giver.day or 0, giver.index or 0):
        return None
    dated = replace(inner, year=giver.year)
    return Modified(dated, bound) if bound else dated


def read_timed(match: Match) -> Expression | None:
    """Put a time of day on a date found before: "15 Uhr am 3. Juli"."""
    inner, time = match.value("day_date"), match.value("clock_date")
    if isinstance(inner, (Calendar, Weekday, Shifted)) and isinstance(time, DayPart):
        return replace(inner, clock=time.clock)
    return None


def read_turn_of_year(match: Match) -> Expression:
    """Read "Jahreswechsel"."""
    del match
    return TurnOfYear()


def read_turn_of_century(match: Match) -> Expression:
    """Read "Jahrtausendwende"."""
    return Fixed("year", f"{_int(match.value('turn_of_century')) or 2000}~", about=True)


def read_day_part(match: Match) -> Expression:
    """Read a part of a day or a time of day without its day."""
    return DayPart(_clock(match))


def read_vague(match: Match) -> Expression:
    """Read a time that no calendar fixes."""
    del match
    return Vague()


def read_nothing(match: Match) -> Expression:
    """Keep words from being read as a date."""
    del match
    return Nothing()


READERS: dict[str, Reader] = {
    name.removeprefix("read_"): reader for name, reader in list(globals().items()) if name.startswith("read_")
}
