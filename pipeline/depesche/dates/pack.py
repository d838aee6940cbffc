"""The packs of dates: words, numeric notations, holidays, tense forms and grammar rules."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from depesche.ruleset import Pack, Rule, Schema

WordValue = int | float | str


class Lexicon(Schema):
    """Words of one class. ``case``: noun = as written or in capitals, word = any case, exact = as written."""

    name: str
    case: Literal["noun", "word", "exact"]
    endings: tuple[str, ...] = ("",)
    forms: dict[str, WordValue]


class NumberWords(Schema):
    """The parts number words from 2 to 99 are made of ("fünf" + "und" + "zwanzig")."""

    ones: dict[str, int]
    teens: dict[str, int]
    tens: dict[str, int]
    joint: str
    unit_in_compound: str


class Compound(Schema):
    """Compounds of two lexicons ("Freitag" + "abend"); they carry the value of the first part.

    ``also`` lists further second parts that stand in no lexicon.
    """

    name: str
    first: str
    second: tuple[str, ...]
    also: tuple[str, ...] = ()


class WordPack(Pack):
    """Lexicons (kind ``date_words``).

    ``common`` names classes, and words in quotes, that stand in any text, so that they alone point at no
    date.
    """

    lexicons: tuple[Lexicon, ...]
    common: tuple[str, ...] = ()
    number_words: NumberWords | None = None
    compounds: tuple[Compound, ...] = ()


class Notation(Schema):
    """A numeric notation. ``pattern`` is a regex; its named groups are the parts that ``symbols`` get."""

    name: str
    pattern: str
    symbols: tuple[str, ...]


class NotationPack(Pack):
    """Numeric notations, tried in this order (kind ``date_notations``)."""

    notations: tuple[Notation, ...]


class Holiday(Schema):
    """A feast. One of: ``fixed`` "MM-DD"; ``easter`` days from Easter Sunday; ``weekday`` with ``before``
    or ``nth`` and ``month`` (nth weekday of the month), moved by ``plus`` days. ``days``: its length.
    """

    names: tuple[str, ...]
    fixed: str | None = Field(default=None, pattern=r"^\d\d-\d\d$")
    easter: int | None = None
    weekday: int | None = Field(default=None, ge=1, le=7)
    before: str | None = Field(default=None, pattern=r"^\d\d-\d\d$")
    nth: int | None = None
    month: int | None = Field(default=None, ge=1, le=12)
    plus: int = 0
    days: int = Field(default=1, ge=1)


class HolidayPack(Pack):
    """Feasts and other named days (kind ``date_holidays``)."""

    holidays: tuple[Holiday, ...]


class TensePack(Pack):
    """Verb forms that tell past from future (kind ``date_tense``)."""

    have_auxiliaries: tuple[str, ...]
    be_auxiliaries: tuple[str, ...]
    past_auxiliaries: tuple[str, ...]
    future_auxiliaries: tuple[str, ...]
    future_modals: tuple[str, ...]
    past_modals: tuple[str, ...]
    open_modals: tuple[str, ...]
    strong_past: tuple[str, ...]
    present_in_t: tuple[str, ...]
    prefixes: tuple[str, ...]
    future_participles: tuple[str, ...]
    future_verbs: tuple[str, ...]
    weak_past_endings: tuple[str, ...]
    dental_past_endings: tuple[str, ...]
    weak_past_plural: str
    strong_plural: str
    participle_endings: tuple[str, ...]
    participle_prefixes: tuple[str, ...]
    participle_inner: tuple[str, ...]


class PhrasePack(Pack):
    """The forms in which relative dates are handed to dateparser (kind ``date_phrases``)."""

    ago: str
    ahead: str
    units: dict[str, str]
    days: dict[str, str]


class DateRule(Rule):
    """A grammar rule over words (see docs/dates.md for the pattern language).

    ``match`` is the pattern; ``after``/``before`` must stand on its left/right, ``not_after``/
    ``not_before`` must not. ``reads`` names the reader that makes the expression, ``guard`` a test of the
    surroundings. ``tense``: what the rule says of past and future; open: rather not the past.
    Rules of a higher ``level`` see what those below found as one word of class ``date``.
    """

    match: str
    reads: str
    after: str | None = None
    not_after: str | None = None
    before: str | None = None
    not_before: str | None = None
    guard: str | None = None
    level: Literal[1, 2, 3] = 1
    unit: str | None = None
    modifier: str | None = None
    tense: Literal["past", "future", "open"] | None = None


class GrammarPack(Pack):
    """Rules and the named patterns they use (kind ``date_rules``)."""

    patterns: dict[str, str] = Field(default_factory=dict)
    rules: tuple[DateRule, ...] = ()
