"""Resolves counted distances ("vor zwei Wochen", "übermorgen") against a day, by dateparser.

dateparser reads a plain form of the phrase, not the article's words: it is eager and slow on running
text, but exact on these. It is imported on first use, and asked for every phrase once: how far it moves a
moment is kept, and holds for any other.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, datetime, timedelta
from functools import lru_cache
from typing import Any

from depesche.dates.pack import PhrasePack

_PARTS = {"quarter": ("month", 3), "half": ("month", 6), "decade": ("year", 10), "century": ("year", 100)}
_SMALLER = {
    "month": ("day", 30),
    "year": ("month", 12),
    "week": ("day", 7),
    "day": ("hour", 24),
    "hour": ("minute", 60),
}
_LARGEST_COUNT = 9999
_LATE, _EARLY = datetime(9998, 6, 15, 12), datetime(1000, 6, 15, 12)
"""The moments dateparser is asked about."""


@dataclass(frozen=True, slots=True)
class Phrases:
    """The templates of the phrase packs, the last pack's on top."""

    ago: str
    ahead: str
    units: Mapping[str, str]
    days: Mapping[str, str]


def compile_phrases(packs: Iterable[PhrasePack]) -> Phrases:
    """Join the phrase packs; there is at least the shipped one."""
    *_, last = packs
    return Phrases(last.ago, last.ahead, last.units, last.days)


def moved(phrases: Phrases, unit: str, count: float, base: datetime) -> datetime | None:
    """Give the moment ``count`` units after ``base``, before it if negative; None where there is none."""
    if unit == "day" and str(count) in phrases.days:
        return _after(base, _distance(phrases.days[str(count)], in_months=False, is_past=count < 0))
    while unit in _PARTS or count != int(count):
        if unit in _PARTS:
            unit, factor = _PARTS[unit]
        elif unit in _SMALLER:
            unit, factor = _SMALLER[unit]
        else:
            return None
        count *= factor
        if unit == "month" and count != int(count):
            count = round(count)
    if unit not in phrases.units or abs(count) > _LARGEST_COUNT:
        return None
    template = phrases.ago if count < 0 else phrases.ahead
    phrase = template.format(count=abs(int(count)), unit=phrases.units[unit])
    return _after(base, _distance(phrase, in_months=unit in {"year", "month"}, is_past=count < 0))


def moment(published: date) -> datetime:
    """Give the moment relative dates are counted from; a bare day counts from noon."""
    if isinstance(published, datetime):
        return published.replace(tzinfo=None)
    return datetime(published.year, published.month, published.day, 12)


def _after(base: datetime, distance: tuple[int, timedelta] | None) -> datetime | None:
    """Give the moment so many months and days after another; the 31st of a short month is its last day."""
    if distance is None:
        return None
    months, rest = distance
    year, month = divmod(base.year * 12 + base.month - 1 + months, 12)
    if not MINYEAR <= year <= MAXYEAR:
        return None
    day = min(base.day, monthrange(year, month + 1)[1])
    try:
        return base.replace(year=year, month=month + 1, day=day) + rest
    except OverflowError:
        return None


@lru_cache(maxsize=4096)
def _distance(phrase: str, *, in_months: bool, is_past: bool) -> tuple[int, timedelta] | None:
    """Give how far dateparser moves a moment for a phrase: in months, or in days and smaller units.

    It is asked once a phrase, about a moment that has room on the side the phrase looks to.
    """
    base = _LATE if is_past else _EARLY
    parser, settings = _dateparser()
    try:
        found = parser(phrase, languages=["de"], settings={**settings, "RELATIVE_BASE": base})
    except (ValueError, OverflowError):
        return None
    if found is None:
        return None
    there: datetime = found.replace(tzinfo=None)
    if in_months:
        return (there.year - base.year) * 12 + there.month - base.month, timedelta()
    return 0, there - base


@lru_cache(maxsize=1)
def _dateparser() -> tuple[Any, dict[str, Any]]:
    import dateparser  # noqa: PLC0415 - its import is slow, and many articles need none of it

    return dateparser.parse, {
        "DATE_ORDER": "DMY",
        "PARSERS": ["relative-time"],
        "RETURN_AS_TIMEZONE_AWARE": False,
    }
