"""Readers of dates that count from elsewhere, and of dates made of other dates."""

from __future__ import annotations

from dataclasses import replace

from depesche.dates.expressions import (
    Anaphor,
    Calendar,
    DayPart,
    Expression,
    Modified,
    Nothing,
    Range,
    Share,
    Shifted,
    Vague,
    Weekday,
    Weekend,
    Window,
)
from depesche.dates.match import (
    Match,
    as_int,
    clock_time,
    count_number,
    numerals,
    spoken_clock_time,
    told_clock_time,
    unit_name,
    which_shift,
    year_of_match,
)


def read_weekday(match: Match) -> Expression:
    """Read a day of the week, with the week or time said."""
    number = as_int(match.value("weekday", "weekday_part", "weekday_short", "weekday_genitive")) or 1
    week_noun = match.index("week_noun")
    if week_noun is not None:
        return Weekday(number, week=which_shift(match, before=week_noun) or 0, clock=clock_time(match))
    before = as_int(match.value("week_before"))
    if before is not None:
        return Weekday(number, week=before, clock=clock_time(match))
    return Weekday(number, which=which_shift(match), clock=clock_time(match))


def read_weekdays(match: Match) -> Expression | None:
    """Read "von Dienstag auf Mittwoch": two days in a row."""
    first, last = (as_int(value) or 1 for value in match.values("weekday", "weekday_part"))
    return Range(Weekday(first), Weekday(last)) if first % 7 + 1 == last else None


def read_relative_day(match: Match) -> Expression:
    """Read "heute", "gestern Abend", "morgen um 15 Uhr"."""
    shift = as_int(match.value("rel_day", "morgen", "morgen_capital", "rel_day_attribute", "yesterdays")) or 0
    return Shifted("day", shift, counted=True, clock=clock_time(match))


def read_today_distance(match: Match) -> Expression | None:
    """Read "heute vor zehn Jahren", "morgen in einer Woche"."""
    unit, count = unit_name(match), count_number(match)
    if unit is None or count is None:
        return None
    sign = -1 if match.modifier == "ago" else 1
    return Shifted(unit, sign * count, counted=True, exact_day=True)


def read_distance(match: Match) -> Expression | None:
    """Read "vor zwei Wochen" (modifier ago) and "in drei Monaten" (modifier ahead)."""
    unit, count = unit_name(match), count_number(match)
    if unit is None or count is None or count <= 0:
        return None
    about = match.value("about", "comparing") is not None
    ago = match.modifier == "ago"
    return Shifted(unit, -count if ago else count, counted=True, about=about, only_ahead=not ago)


def read_distances(match: Match) -> Expression | None:
    """Read "vor zwei bis drei Jahren" and "in zwei oder drei Wochen"."""
    unit = unit_name(match)
    one, two = (count_number(Match(match.items, (capture,))) for capture in numerals(match))
    if unit is None or one is None or two is None or not 0 < one < two:
        return None
    first, last = (-two, -one) if match.modifier == "ago" else (one, two)
    ahead = match.modifier == "ahead"
    return Range(
        Shifted(unit, first, counted=True, only_ahead=ahead),
        Shifted(unit, last, counted=True, only_ahead=ahead),
    )


def read_shift(match: Match) -> Expression | None:
    """Read "vergangenes Jahr", "dieser Woche", "nächsten Monat"."""
    which, unit = which_shift(match), unit_name(match)
    if which is None or unit is None:
        return None
    return Weekend(which) if unit == "weekend" else Shifted(unit, which)


def read_weekend(match: Match) -> Expression:
    """Read a weekend."""
    return Weekend(which_shift(match))


def read_window(match: Match) -> Expression | None:
    """Read "in den vergangenen zwölf Monaten", "binnen eines Jahres", "seit zwei Jahren"."""
    unit, count = unit_name(match), count_number(match)
    if unit is None:
        return None
    if count is None:
        return Vague()
    which = which_shift(match) or 0
    told_ahead = match.modifier == "ahead"
    ahead = told_ahead or (match.modifier is None and which > 0)
    if match.modifier is None and which == 0:
        return None
    return Window(
        unit,
        count,
        ahead,
        only_ahead=told_ahead,
        opened=match.modifier == "since",
        about=match.value("about", "comparing") is not None,
    )


def read_share(match: Match) -> Expression | None:
    """Read "die ersten neun Monate 2025", "die letzten drei Monate des Jahres"."""
    unit, count = unit_name(match), count_number(match)
    if unit not in {"month", "quarter", "week"} or count is None or count != int(count):
        return None
    if not 1 <= count <= {"month": 12, "quarter": 4, "week": 52}[unit]:
        return None
    return Share(unit, int(count), year_of_match(match), last=match.modifier == "last")


def read_anaphor(match: Match) -> Expression | None:
    """Read "zwei Tage später", "im selben Jahr", "im Vorjahr"."""
    compound = match.value("prior", "follower")
    if isinstance(compound, str):
        unit, count = compound.split()
        return Anaphor(unit, int(count), or_published=match.value("prior") is not None)
    named = unit_name(match)
    same = as_int(match.value("same", "next_which", "past_which"))
    if named and same is not None:
        return Anaphor(named, same)
    direction = as_int(match.value("later", "earlier"))
    number = count_number(match)
    if named is None or direction is None:
        return None
    return Anaphor(named, direction * (1 if number is None else number), counted=number is not None)


def read_bound(match: Match) -> Expression | None:
    """Read "Anfang des Jahres", "Ende Juni": a date with its beginning, middle or end."""
    bound = match.value("bound")
    inner = match.value("period")
    if inner is None:
        year = year_of_match(match)
        inner = (
            Calendar("year", year)
            if year and year.number
            else Shifted(unit_name(match) or "year", which_shift(match) or 0)
        )
    if not isinstance(bound, str) or isinstance(inner, (int, float, str, dict)):
        return None
    return Modified(inner, bound)  # type: ignore[arg-type]


def read_bound_compound(match: Match) -> Expression | None:
    """Read "Jahresende 2025", "Monatsanfang", "Herbstbeginn"."""
    compound = match.value("bound_compound", "bound_season")
    if not isinstance(compound, str):
        return None
    unit, bound = compound.split()
    year = year_of_match(match)
    if unit.isdigit():
        return Modified(Calendar("season", year, index=int(unit)), bound)
    if year and unit == "year":
        return Modified(Calendar("year", year), bound)
    return Modified(Shifted(unit, which_shift(match) or 0), bound)


def read_course(match: Match) -> Expression:
    """Read "im Laufe des Jahres": the whole unit."""
    year = year_of_match(match)
    if year and year.number:
        return Calendar("year", year)
    return Shifted(unit_name(match) or "year", 0)


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
    times = [clock_time(Match(match.items, (capture,))) for capture in match.captures if capture[0][0] != "'"]
    hour = match.part("number", "small")
    first = f"{hour:02}:00" if hour is not None and hour <= 24 else times[0]
    return Range(DayPart(first), DayPart(times[-1])) if first and times[-1] else None


def read_clock(match: Match) -> Expression:
    """Read "15 Uhr" and "15 Uhr am Dienstag"."""
    weekday = as_int(match.value("weekday", "weekday_part"))
    return DayPart(clock_time(match)) if weekday is None else Weekday(weekday, clock=clock_time(match))


def read_clock_in_words(match: Match) -> Expression | None:
    """Read "sieben Uhr"."""
    clock = spoken_clock_time(match)
    return None if clock is None else DayPart(clock)


def read_spoken_clock(match: Match) -> Expression | None:
    """Read "halb drei", "Viertel nach acht", "fünf vor halb zwölf"."""
    clock = told_clock_time(match)
    return None if clock is None else DayPart(clock)


def read_day_part_anaphor(match: Match) -> Expression:
    """Read "am Abend zuvor"."""
    return Anaphor("day", as_int(match.value("later", "earlier")) or 0)


def read_modified(match: Match) -> Expression | None:
    """Put the rule's ``modifier`` on a date found before."""
    inner = match.value("date", "year_date", "day_date")
    if inner is None or isinstance(inner, (int, float, str, dict)):
        return None
    if isinstance(inner, Range) and match.modifier == "since":
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
    if (inner.month or 0, inner.day or 0, inner.index or 0) > (
        giver.month or 0,
        giver.day or 0,
        giver.index or 0,
    ):
        return None
    dated = replace(inner, year=giver.year)
    return Modified(dated, bound) if bound else dated


def read_timed(match: Match) -> Expression | None:
    """Put a time of day on a date found before: "15 Uhr am 3. Juli"."""
    inner, time = match.value("day_date"), match.value("clock_date")
    if isinstance(inner, (Calendar, Weekday, Shifted)) and isinstance(time, DayPart):
        return replace(inner, clock=time.clock)
    return None


def read_day_part(match: Match) -> Expression:
    """Read a part of a day or a time of day without its day."""
    return DayPart(clock_time(match))


def read_vague(match: Match) -> Expression:
    """Read a time that no calendar fixes."""
    del match
    return Vague()


def read_nothing(match: Match) -> Expression:
    """Keep words from being read as a date."""
    del match
    return Nothing()
