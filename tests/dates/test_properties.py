from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from depesche.readings import Span

MONTHS = (
    "Januar", "Februar", "März", "April", "Mai", "Juni",
    "Juli", "August", "September", "Oktober", "November", "Dezember",
)  # fmt: skip
SHORT_MONTHS = (
    "Jan.",
    "Feb.",
    "März",
    "Apr.",
    "Mai",
    "Juni",
    "Juli",
    "Aug.",
    "Sept.",
    "Okt.",
    "Nov.",
    "Dez.",
)
WEEKDAYS = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")
PUBLISHED = date(2025, 7, 3)

NOTATIONS: dict[str, Callable[[date], str]] = {
    "iso": lambda d: d.isoformat(),
    "figures": lambda d: f"{d.day}.{d.month}.{d.year}",
    "padded figures": lambda d: f"{d:%d.%m.%Y}",
    "spaced figures": lambda d: f"{d.day}. {d.month}. {d.year}",
    "month name": lambda d: f"{d.day}. {MONTHS[d.month - 1]} {d.year}",
    "padded day": lambda d: f"{d:%d}. {MONTHS[d.month - 1]} {d.year}",
    "short month": lambda d: f"{d.day}. {SHORT_MONTHS[d.month - 1]} {d.year}",
    "capitals": lambda d: f"{d.day}. {MONTHS[d.month - 1].upper()} {d.year}",
    "weekday": lambda d: f"{WEEKDAYS[d.weekday()]}, {d.day}. {MONTHS[d.month - 1]} {d.year}",
    "weekday, dem": lambda d: f"{WEEKDAYS[d.weekday()]}, dem {d.day}. {MONTHS[d.month - 1]} {d.year}",
    "weekday, figures": lambda d: f"{WEEKDAYS[d.weekday()]}, {d:%d.%m.%Y}",
}
SHORT_YEARS: dict[str, Callable[[date], str]] = {
    "figures": lambda d: f"{d.day}.{d.month}.{d:%y}",
    "padded figures": lambda d: f"{d:%d.%m.%y}",
}
FRAMES = (
    "Am {} kam er.",
    "({})",
    "{}",
    "Bonn, {}: Nichts Neues.",
    "vom {} her",
    "Die Frist endete am {}; dann war Ruhe.",
)
days = st.dates(date(1000, 1, 1), date(2199, 12, 31))
recent_days = st.dates(date(1950, 1, 1), date(2049, 12, 31))
relaxed = settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
Read = Callable[..., Any]


@relaxed
@given(day=days, notation=st.sampled_from(sorted(NOTATIONS)), frame=st.sampled_from(FRAMES))
def test_a_day_is_read_back(day: date, notation: str, frame: str, read: Read) -> None:
    written = NOTATIONS[notation](day)
    text = frame.format(written)
    (reading,) = read(text)
    assert text[reading.span.start : reading.span.end] == written
    assert (reading.value, reading.end, reading.granularity, reading.relative) == (
        day.isoformat(),
        None,
        "day",
        False,
    )


@relaxed
@given(day=recent_days, notation=st.sampled_from(sorted(SHORT_YEARS)), frame=st.sampled_from(FRAMES))
def test_a_day_with_a_short_year_is_read_back(day: date, notation: str, frame: str, read: Read) -> None:
    (reading,) = read(frame.format(SHORT_YEARS[notation](day)))
    assert reading.value == day.isoformat()


@relaxed
@given(day=days, hour=st.integers(0, 23), minute=st.integers(0, 59), sign=st.sampled_from(".:"))
def test_a_moment_is_read_back(day: date, hour: int, minute: int, sign: str, read: Read) -> None:
    (reading,) = read(
        f"Am {day.day}. {MONTHS[day.month - 1]} {day.year} um {hour}{sign}{minute:02} Uhr kam er."
    )
    assert reading.value == f"{day.isoformat()}T{hour:02}:{minute:02}"
    assert reading.granularity == "time"


@relaxed
@given(year=st.integers(1500, 2100), month=st.integers(1, 12))
def test_a_month_is_read_back(year: int, month: int, read: Read) -> None:
    (reading,) = read(f"Im {MONTHS[month - 1]} {year} kam er.")
    assert (reading.value, reading.granularity) == (f"{year:04}-{month:02}", "month")


@relaxed
@given(
    year=st.integers(1900, 2099),
    quarter=st.integers(1, 4),
    form=st.sampled_from(("{q}. Quartal {y}", "Q{q} {y}")),
)
def test_a_quarter_is_read_back(year: int, quarter: int, form: str, read: Read) -> None:
    if form.startswith("Q") and year < 2000:
        form = "{q}. Quartal {y}"
    (reading,) = read(f"Im {form.format(q=quarter, y=year)} stieg er.")
    assert (reading.value, reading.granularity) == (f"{year}-{32 + quarter}", "quarter")


@relaxed
@given(
    year=st.integers(1901, 2099),
    frame=st.sampled_from(("Im Jahr {}", "Seit {} schon", "Bis {} noch", "Ende {}")),
)
def test_a_year_is_read_back(year: int, frame: str, read: Read) -> None:
    (reading,) = read(frame.format(year))
    assert reading.value == str(year)


@relaxed
@given(first=st.dates(date(1000, 1, 1), date(2190, 1, 1)), length=st.integers(1, 400))
def test_an_interval_is_read_back(first: date, length: int, read: Read) -> None:
    last = first + timedelta(days=length)
    written = " bis ".join(f"{d.day}. {MONTHS[d.month - 1]} {d.year}" for d in (first, last))
    (reading,) = read(f"Vom {written} war zu.")
    assert (reading.value, reading.end) == (first.isoformat(), last.isoformat())


@relaxed
@given(published=st.dates(date(1900, 1, 1), date(2100, 1, 1)), count=st.integers(1, 400))
def test_days_ago_and_ahead(published: date, count: int, read: Read) -> None:
    (ago,) = read(f"Das war vor {count} Tagen.", published)
    assert ago.value == (published - timedelta(days=count)).isoformat()
    (ahead,) = read(f"Es beginnt in {count} Tagen.", published)
    assert ahead.value == (published + timedelta(days=count)).isoformat()


@relaxed
@given(published=st.dates(date(1900, 1, 1), date(2100, 1, 1)), number=st.integers(1, 7))
def test_a_weekday_is_the_nearest_in_its_direction(published: date, number: int, read: Read) -> None:
    tags = {"kam": "VVFIN", "wird": "VAFIN", "kommen": "VVINF"}
    name = WEEKDAYS[number - 1]
    (past,) = read(f"Am {name} kam er.", published, tags)
    (ahead,) = read(f"Am {name} wird er kommen.", published, tags)
    for reading, distance in ((past, -1), (ahead, 1)):
        day = date.fromisoformat(reading.value)
        assert day.isoweekday() == number
        assert 0 <= distance * (day - published).days < 7


@relaxed
@given(published=st.datetimes(datetime(1, 1, 1), datetime(9999, 12, 31)), data=st.data())
def test_the_ends_of_time_are_no_error(published: datetime, data: Any, read: Read) -> None:
    phrase = data.draw(
        st.sampled_from(
            (
                "vor {} Jahren", "in {} Jahrhunderten", "seit {} Wochen", "vor {} Stunden",
                "binnen {} Monaten", "im nächsten Jahr", "im vergangenen Jahrhundert", "am Freitag",
                "im Juni", "zu Ostern", "am Wochenende", "in den letzten {} Jahrzehnten", "am 29. Februar",
                "zum Jahreswechsel", "im Winter", "übernächste Woche", "im dritten Quartal",
                "in den ersten {} Monaten",
            )
        )
    )  # fmt: skip
    for reading in read(f"Das war {phrase.format(data.draw(st.integers(0, 10**12)))}.", published):
        assert reading.granularity


@relaxed
@given(text=st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=300))
def test_any_text_is_safe(text: str, read: Read) -> None:
    check_invariants(text, read(text, PUBLISHED))


DATE_WORDS = (
    "vor", "seit", "bis", "12.", "3", "2025", "Juni", "Montag", "den", "dem", "im", "letzten", "nächsten",
    "zwei", "Jahren", "Ende", "Anfang", "des", "Jahres", "und", "–", "/", "(", ")", ".", ",", "Uhr", "15",
    "Q3", "Quartal", "ersten", "zweiten", "Halbjahr", "2024/25", "90er", "Jahre", "heute", "Morgen", "Nacht",
    "zum", "auf", "Woche", "12.6.", "12.06.2025", "Ostern", "Tag", "danach", "später", "zuvor", "v.", "Chr.",
    "Jahrhundert", "1999-2003", "Winter", "kommenden",
)  # fmt: skip


@relaxed
@given(words=st.lists(st.sampled_from(DATE_WORDS), max_size=30))
def test_any_heap_of_date_words_is_safe(words: list[str], read: Read) -> None:
    text = " ".join(words)
    check_invariants(text, read(text, PUBLISHED))
    check_invariants(text, read(text))


def check_invariants(text: str, readings: tuple[Any, ...]) -> None:
    end = 0
    for reading in readings:
        assert end <= reading.span.start < reading.span.end <= len(text)
        assert (
            text[reading.span.start : reading.span.end].strip() == text[reading.span.start : reading.span.end]
        )
        end = reading.span.end


@relaxed
@given(start=st.integers(0, 60), length=st.integers(1, 20))
def test_taken_spans_never_overlap(start: int, length: int, read: Read) -> None:
    text = "Am 12. Juni 2025 kam er, ab Montag gilt es, 2019 bis 2023 war zu."
    taken = Span(min(start, len(text) - 1), min(start + length, len(text)))
    assert not any(reading.span.overlaps(taken) for reading in read(text, PUBLISHED, taken=(taken,)))


@pytest.mark.parametrize(
    "unit",
    [
        "Am 12. Juni 2025 kam er. ",
        "1.",
        "12.6.",
        "2024/",
        "vor zwei ",
        "Montag, ",
        "bis 2025 ",
        "Ende des ",
        "1-",
        "Mai/",
        "x-",
        "9" * 50,
        "\n \n",
    ],
)
def test_time_grows_with_the_length_of_the_text(unit: str, read: Read) -> None:
    def seconds(times: int) -> float:
        text = unit * times
        return min(timed(lambda: read(text, PUBLISHED)) for _ in range(3))

    seconds(50)
    short, long = seconds(200), seconds(1600)
    assert long < 8 * 4 * short + 0.05


def timed(run: Callable[[], Any]) -> float:
    start = time.process_time()
    run()
    return time.process_time() - start
