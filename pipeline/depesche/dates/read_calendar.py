"""Readers of dates of the calendar: what a rule matched becomes an expression."""

from __future__ import annotations

from depesche.dates.expressions import (
    Block,
    Calendar,
    Expression,
    Feast,
    Fixed,
    Nothing,
    NthWeekday,
    Range,
    Share,
    TurnOfYear,
    Year,
)
from depesche.dates.match import (
    Match,
    as_int,
    clock_time,
    count_number,
    full_year,
    full_year_of,
    month_number,
    ordinal_number,
    unit_name,
    which_shift,
    year_of_match,
)
from depesche.dates.periods import day as day_period
from depesche.dates.periods import week_of

_LEAP_YEAR = 2024
_MOST_WEEKDAYS = 5


def _calendar_day(
    match: Match, number: int | None, month: int | None, year: Year | None
) -> Calendar | Nothing:
    known = year.number if year and year.number else _LEAP_YEAR
    if number is None or month is None or day_period(known, month, number) is None:
        return Nothing()
    weekday = as_int(match.value("weekday", "weekday_part", "weekday_short"))
    return Calendar("day", year, month, number, weekday=weekday, clock=clock_time(match))


def _fits(unit: str, index: int, year: Year | None) -> bool:
    if unit == "week":
        return 1 <= index <= 53 and (
            year is None or year.number is None or week_of(year.number, index) is not None
        )
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


def read_day(match: Match) -> Expression:
    """Read a day of a month, with or without its year and time."""
    number = match.part("day", "full_date", "short_date", "day_month")
    return _calendar_day(
        match,
        number if number is not None else ordinal_number(match),
        month_number(match),
        year_of_match(match),
    )


def read_day_span(match: Match) -> Expression:
    """Read two days of one month: "3. bis 5. Juli"."""
    names = ("nth", "small", "nth_span", "full_day_span", "day_month", "full_date", "short_date")
    numbers = [
        int(v[k]) for v in match.values(*names) if isinstance(v, dict) for k in ("number", "day") if k in v
    ]
    last = match.part("last_number", "nth_span") or match.part("last_day", "full_day_span")
    numbers += [last] if last is not None else []
    month = month_number(match) or match.part("month", "full_day_span")
    year = year_of_match(match)
    if year is None and match.part("year", "full_day_span"):
        year = Year(match.part("year", "full_day_span"))
    days = [_calendar_day(match, number, month, year) for number in numbers]
    first, second = days[0], days[-1]
    if (
        len(days) != 2
        or isinstance(first, Nothing)
        or isinstance(second, Nothing)
        or numbers[0] >= numbers[1]
    ):
        return Nothing()
    return Range(first, second)


def read_date_span(match: Match) -> Expression:
    """Read two days in figures: "12.06.-15.07.2025"."""
    parts = match.value("date_span")
    if not isinstance(parts, dict):
        return Nothing()
    last_year = Year(full_year_of(int(parts["last_year"])))
    first = _calendar_day(
        match,
        int(parts["day"]),
        int(parts["month"]),
        Year(int(parts["year"])) if "year" in parts else last_year,
    )
    last = _calendar_day(match, int(parts["last_day"]), int(parts["last_month"]), last_year)
    return Nothing() if isinstance(first, Nothing) or isinstance(last, Nothing) else Range(first, last)


def read_part(match: Match) -> Expression | None:
    """Read a month, quarter, half, season, week or year; ``unit`` of the rule says which."""
    unit = match.unit or "month"
    year = year_of_match(match)
    year_noun = match.index("year_noun")
    which = which_shift(match, not_before=year_noun) if year_noun is not None or unit != "year" else None
    index = ordinal_number(match)
    match unit:
        case "month":
            return Calendar("month", year, month_number(match), which=which)
        case "quarter":
            index = match.part("quarter", "quarter_code") or as_int(match.value("quarter_compound")) or index
        case "half":
            index = match.part("half", "half_code") or index
        case "season":
            index = as_int(match.value("season"))
        case "week":
            index = match.part("month", "month_year") or index
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


def read_quarter_span(match: Match) -> Expression | None:
    """Read "Q1-Q3 2025"."""
    first, last = match.part("quarter", "quarter_span"), match.part("last_quarter", "quarter_span")
    if first is None or last is None or first >= last:
        return None
    year = year_of_match(match)
    return Range(Calendar("quarter", year, index=first), Calendar("quarter", year, index=last))


def read_months_code(match: Match) -> Expression | None:
    """Read "9M 2025": the first nine months of a year."""
    count = match.part("months", "months_code")
    return None if count is None else Share("month", count, year_of_match(match))


def read_fiscal_year(match: Match) -> Expression | None:
    """Read a business, school or sporting year: "Geschäftsjahr 2025/26", "laufenden Geschäftsjahr"."""
    span = match.value("double_year", "year_span")
    if isinstance(span, dict):
        return _double_year(span, "fiscal_year")
    span = match.value("short_double_year")
    if isinstance(span, dict):
        first = full_year_of(int(span["number"]))
        last = int(span.get("short_year", -1))
        return (
            Calendar("fiscal_year", Year(first), last_year=first + 1) if last == (first + 1) % 100 else None
        )
    year = full_year(match, "year4")
    return Calendar("fiscal_year", Year(year) if year else None, which=which_shift(match))


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
        number = as_int(match.value("decade_word", "decade_compound"))
    if number is None:
        return None
    if number >= 1000:
        return Block("decade", number)
    century = match.part("number", "nth")
    if century is not None:
        return Block("decade", 100 * (century - 1) + number)
    return Block("decade", (2000 if number < 30 else 1900) + number, ambiguous=number == 20)


def read_full_decade(match: Match) -> Expression | None:
    """Read "1960 Jahren", meant as a decade."""
    number = match.part("year", "year4")
    return Block("decade", number) if number is not None and number % 10 == 0 else None


def read_early_year(match: Match) -> Expression | None:
    """Read a year in three figures behind "Jahr"."""
    number = match.part("number", "small")
    return Calendar("year", Year(number)) if number is not None and number >= 100 else None


def read_century_span(match: Match) -> Expression | None:
    """Read "8./9. Jahrhundert"."""
    first, last = match.part("number", "nth_span"), match.part("last_number", "nth_span")
    if first is None or last is None or not 1 <= first < last <= 21:
        return None
    return Range(Block("century", 100 * (first - 1)), Block("century", 100 * (last - 1)))


def read_century(match: Match) -> Expression | None:
    """Read "19. Jahrhundert" and "drittes Jahrtausend"."""
    number = ordinal_number(match)
    unit = match.unit or unit_name(match)
    if number is None or unit is None or not 1 <= number <= (21 if unit == "century" else 3):
        return None
    return Block(unit, (number - 1) * (100 if unit == "century" else 1000))


def read_before_christ(match: Match) -> Expression | None:
    """Read years and centuries before Christ; EDTF counts 1 BC as year 0."""
    century = ordinal_number(match) if match.index("century_noun", "century_short") is not None else None
    if century is not None:
        return Fixed("century", f"-{century - 1:02}XX")
    number = count_number(match)
    return None if number is None or number < 1 else Fixed("year", f"-{int(number) - 1:04}")


def read_feast(match: Match) -> Expression | None:
    """Read a holiday."""
    index = as_int(match.value("holiday_word"))
    if index is None:
        index = next((int(name[8:]) for name, _ in match.captures if name[:8] == "holiday_"), None)
    if index is None:
        return None
    year_noun = match.index("year_noun")
    return Feast(index, year_of_match(match), which_shift(match, not_before=year_noun))


def read_nth_weekday(match: Match) -> Expression:
    """Read "ersten Samstag im August", "letzten Wochenende im Juli"."""
    nth = ordinal_number(match) or as_int(match.value("last_which"))
    month = month_number(match)
    if nth is None or month is None or not -2 <= nth <= _MOST_WEEKDAYS:
        return Nothing()
    return NthWeekday(as_int(match.value("weekday", "weekday_part")) or 0, nth, month, year_of_match(match))


def read_turn_of_year(match: Match) -> Expression:
    """Read "Jahreswechsel", "Jahreswechsel 2023/24"."""
    return TurnOfYear(match.part("year", "double_year", "year_span"))


def read_turn_of_century(match: Match) -> Expression:
    """Read "Jahrtausendwende"."""
    return Fixed("year", f"{as_int(match.value('turn_of_century')) or 2000}~", about=True)
