"""Reads the date of publication as files and people write it."""

from __future__ import annotations

import re
from datetime import date, datetime, timezone
from email.utils import parsedate_to_datetime

from depesche.errors import InputError

_ISO = re.compile(
    r"(?P<day>\d{4}-\d\d-\d\d)"
    r"(?:[T ](?P<time>\d\d:\d\d(?::\d\d)?)(?:[.,](?P<fraction>\d+))?\s*(?P<zone>[Zz]|[+-]\d\d:?\d\d)?)?"
)
_GERMAN = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})(?:[, ]+(\d{1,2})[:.](\d\d)(?: Uhr)?)?")
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)")
_YEARS = range(1800, 2201)
_MILLISECONDS_FROM = 10_000_000_000
"""Epoch numbers from here on count milliseconds: as seconds they would lie past the year 2286."""


def parse_published(value: object) -> date | datetime:
    """Read ISO 8601, ``3.7.2025``, RFC 2822, seconds or milliseconds since 1970, or a written-out date.

    Raises InputError, with the reason alone, for anything else and for years outside 1800-2200.
    """
    try:
        found = _parse(value)
    except (ValueError, OverflowError, OSError):
        found = None
    if found is None or found.year not in _YEARS:
        raise InputError(f"{value!r} is not a date; write it as 2025-07-03 or 2025-07-03T14:30:00+02:00")
    return found


def _parse(value: object) -> date | datetime | None:
    match value:
        case datetime() | date():
            return value
        case bool():
            return None
        case int() | float():
            return _from_number(value)
        case str():
            return _from_text(value.strip())
        case _:
            return None


def _from_number(value: float) -> date | datetime:
    compact = _COMPACT.fullmatch(str(value))
    if compact:
        return date(*map(int, compact.groups()))
    seconds = value / 1000 if value >= _MILLISECONDS_FROM else value
    return datetime.fromtimestamp(seconds, tz=timezone.utc)


def _from_text(text: str) -> date | datetime | None:
    if text.isascii() and text.isdigit():
        return _from_number(int(text))
    if iso := _ISO.fullmatch(text):
        return _from_iso(iso)
    if german := _GERMAN.fullmatch(text):
        day, month, year, hour, minute = german.groups()
        if hour is None:
            return date(int(year), int(month), int(day))
        return datetime(int(year), int(month), int(day), int(hour), int(minute))
    if "," in text[:10]:
        try:
            return parsedate_to_datetime(text)
        except ValueError:
            pass
    return _written_out(text)


def _from_iso(iso: re.Match[str]) -> date | datetime:
    if iso["time"] is None:
        return date.fromisoformat(iso["day"])
    zone = (iso["zone"] or "").upper().replace("Z", "+00:00")
    if zone and ":" not in zone:
        zone = f"{zone[:3]}:{zone[3:]}"
    fraction = f".{iso['fraction'][:6]:0<6}" if iso["fraction"] and iso["time"].count(":") == 2 else ""
    return datetime.fromisoformat(f"{iso['day']}T{iso['time']}{fraction}{zone}")


def _written_out(text: str) -> date | datetime | None:
    if len(text) > 60 or not re.search(r"\d{4}", text):
        return None
    import dateparser  # noqa: PLC0415 - slow to import, rarely needed

    settings = {"DATE_ORDER": "DMY", "STRICT_PARSING": True, "PARSERS": ["absolute-time"]}
    found: datetime | None = dateparser.parse(text, languages=["de", "en"], settings=settings)
    if found is None:
        return None
    return found if re.search(r"\d:\d\d", text) else found.date()
