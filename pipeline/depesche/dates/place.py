"""Where a date stands, and what resolving it there gives."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

from depesche.dates.pack import Holiday
from depesche.dates.periods import Period
from depesche.dates.relative import Phrases
from depesche.dates.tense import Direction


class Resolved(NamedTuple):
    """A date with its value.

    ``first``/``last`` are the periods it was made of, for what follows in the text.
    """

    value: str | None
    end: str | None
    granularity: str
    relative: bool
    modifier: str | None = None
    first: Period | None = None
    last: Period | None = None


class Place(NamedTuple):
    """What is known where a date stands.

    ``direction`` asks for the tense; ``said``: the periods named before in this sentence, ``year_hint`` the
    year named before in this clause, ``earlier``: the last periods named in the sentences before. ``entry``:
    the day or month that heads the last entry of a chronicle, where the date heads the next one.
    """

    published: date | None
    phrases: Phrases
    holidays: Sequence[Holiday]
    direction: Callable[[], Direction]
    said: Sequence[Period] = ()
    year_hint: int | None = None
    earlier: Sequence[Period] = ()
    entry: Period | None = None

    @property
    def today(self) -> date | None:
        """Give the day of publication without its time."""
        if self.published is None:
            return None
        return date(self.published.year, self.published.month, self.published.day)
