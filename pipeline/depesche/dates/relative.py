"""Resolves counted distances ("vor zwei Wochen", "übermorgen") against a day, by dateparser.

dateparser reads a plain form of the phrase, not the article's words: it is eager and slow on running
text, but exact on these. It is imported on first use and every answer is kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from depesche.dates.pack import PhrasePack

_PARTS = {"quarter": ("month", 3), "half": ("month", 6), "decade": ("year", 10), "century": ("year", 100)}
_SMALLER = {"year": ("month", 12), "week": ("day", 7), "day": ("hour", 24), "hour": ("minute", 60)}
_LARGEST_COUNT = 9999


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
        return _parse(phrases.days[str(count)], base)
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
    return _parse(template.format(count=abs(int(count)), unit=phrases.units[unit]), base)


def moment(published: date) -> datetime:
    """Give the moment relative dates are counted from; a bare day counts from noon."""
    if isinstance(published, datetime):
        return published.replace(tzinfo=None)
    return datetime(published.year, published.month, published.day, 12)


@lru_cache(maxsize=4096)
def _parse(phrase: str, base: datetime) -> datetime | None:
    parser, settings = _dateparser()
    try:
        found: datetime | None = parser(
            phrase, languages=["de"], settings={**settings, "RELATIVE_BASE": base}
        )
    except (ValueError, OverflowError):
        return None
    return found.replace(tzinfo=None) if found else None


@lru_cache(maxsize=1)
def _dateparser() -> tuple[Any, dict[str, Any]]:
    import dateparser  # noqa: PLC0415 - its import is slow, and many articles need none of it

    return dateparser.parse, {
        "DATE_ORDER": "DMY",
        "PARSERS": ["relative-time"],
        "RETURN_AS_TIMEZONE_AWARE": False,
    }
