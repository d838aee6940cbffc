"""What a date says before it is resolved: the meaning of its words, without a calendar."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Year:
    """A year: its ``number``, or ``shift`` years from the year of publication ("vergangenen Jahres")."""

    number: int | None = None
    shift: int | None = None


@dataclass(frozen=True, slots=True)
class Calendar:
    """A named part of the calendar of ``unit``: day, month, quarter, half, season, year, week, fiscal_year.

    ``index`` is the number of the quarter, half, season or week. ``which``: -1 "vergangenen", 0 "diesen",
    1 "kommenden". ``clock`` is "HH:MM". ``last_year`` ends a fiscal year that spans two.
    """

    unit: str
    year: Year | None = None
    month: int | None = None
    day: int | None = None
    index: int | None = None
    which: int | None = None
    weekday: int | None = None
    clock: str | None = None
    last_year: int | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """A decade, century or millennium by its first year; ``ambiguous``: its century is not said."""

    unit: str
    number: int
    ambiguous: bool = False


@dataclass(frozen=True, slots=True)
class Shifted:
    """So many units from the day of publication: "gestern", "vor zwei Wochen", "nächsten Monat".

    ``counted``: told by a number, so it is resolved by dateparser. ``exact_day``: of day granularity
    whatever the unit ("heute vor zehn Jahren").
    """

    unit: str
    count: float
    counted: bool = False
    about: bool = False
    exact_day: bool = False
    clock: str | None = None
    only_ahead: bool = False


@dataclass(frozen=True, slots=True)
class Weekday:
    """A day of the week; ``which`` as in :class:`Calendar`, ``week``: the week it lies in, from this one."""

    number: int
    which: int | None = None
    week: int | None = None
    clock: str | None = None


@dataclass(frozen=True, slots=True)
class Weekend:
    """The nearest weekend by tense, or the one ``which`` names."""

    which: int | None = None


@dataclass(frozen=True, slots=True)
class Feast:
    """A named day of a year; ``index`` into the grammar's holidays."""

    index: int
    year: Year | None = None
    which: int | None = None


@dataclass(frozen=True, slots=True)
class NthWeekday:
    """The ``nth`` such weekday of a month, counted from its end where negative; 0 is the weekend."""

    weekday: int
    nth: int
    month: int
    year: Year | None = None
    which: int | None = None


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of ``count`` units that ends (past) or begins (``ahead``) on the day of publication.

    ``opened``: it goes on ("seit zwei Jahren"). ``only_ahead``: a duration where the clause tells the past.
    """

    unit: str
    count: float
    ahead: bool
    opened: bool = False
    only_ahead: bool = False
    about: bool = False


@dataclass(frozen=True, slots=True)
class Share:
    """The first or last ``count`` units of a year ("die ersten neun Monate 2025")."""

    unit: str
    count: int
    year: Year | None
    last: bool = False


@dataclass(frozen=True, slots=True)
class Anaphor:
    """So many units from the date the text named before ("zwei Tage später", "im selben Jahr").

    ``or_published``: counts from publication where no date was named in the sentence ("Vorjahr").
    ``counted``: told by a number ("zwei Wochen später").
    """

    unit: str
    count: float
    counted: bool = False
    or_published: bool = False


@dataclass(frozen=True, slots=True)
class DayPart:
    """A part of a day or a time of day alone ("am Abend", "15 Uhr"): the day comes from the context."""

    clock: str | None = None


@dataclass(frozen=True, slots=True)
class TurnOfYear:
    """The night between two years; ``year`` is the one that ends, if it is told."""

    year: int | None = None


@dataclass(frozen=True, slots=True)
class Fixed:
    """A value that needs no resolving (years before Christ)."""

    unit: str
    edtf: str
    about: bool = False


@dataclass(frozen=True, slots=True)
class Vague:
    """A time that no calendar fixes ("kürzlich", "in den vergangenen Jahren")."""


@dataclass(frozen=True, slots=True)
class Nothing:
    """Words that look like a date and are none; they are kept from other rules."""


@dataclass(frozen=True, slots=True)
class Modified:
    """A date with a relation to it: start, mid, end, since, until, before, after or about.

    ``tense``: past or future where the relation tells it, whatever the verb says ("seit Montag").
    """

    inner: Expression
    modifier: str | None
    tense: str | None = None


@dataclass(frozen=True, slots=True)
class Range:
    """From one date to another; what the first leaves out comes from the second."""

    first: Expression
    last: Expression


Expression: TypeAlias = (
    Calendar
    | Block
    | Shifted
    | Weekday
    | Weekend
    | Feast
    | NthWeekday
    | Window
    | Share
    | Anaphor
    | DayPart
    | TurnOfYear
    | Fixed
    | Vague
    | Nothing
    | Modified
    | Range
)
