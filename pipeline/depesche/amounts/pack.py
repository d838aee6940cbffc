"""The models of the packs this stage reads (kinds ``amounts_*``)."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from pydantic import Field

from depesche.records import AmountKind, Modifier
from depesche.ruleset import Pack, Rule, Schema


class Magnitude(Schema):
    """A power of ten by name. ``plural`` may stand alone as a vague number ("Millionen Euro")."""

    forms: tuple[str, ...]
    power: int
    plural: bool = False
    abbreviation: bool = False


class ShortMagnitude(Schema):
    """A letter glued to a number; ``behind`` is its power when the sign follows ("12 T€")."""

    forms: tuple[str, ...]
    power: int
    behind: int | None = None


class NumbersPack(Pack):
    """Number words; every mapping is form -> value."""

    ones: dict[str, int]
    teens: dict[str, int]
    tens: dict[str, int]
    hundred: str
    thousand: str
    joiner: str
    inflected: dict[str, int]
    halves: dict[str, Decimal]
    half_endings: dict[str, Decimal]
    one: tuple[str, ...]
    magnitudes: tuple[Magnitude, ...]
    dozens: tuple[str, ...]
    thousands: dict[str, int]
    short_magnitudes: tuple[ShortMagnitude, ...]
    plenty: tuple[str, ...]
    some: tuple[str, ...]
    many: tuple[str, ...]
    halves_of: dict[str, str]
    adjective_endings: tuple[str, ...]
    half_compounds: dict[str, str]
    fractions: dict[str, int]
    ordinals: dict[str, int]
    each: tuple[str, ...]
    digits: tuple[str, ...]
    minus: tuple[str, ...]
    comma: tuple[str, ...]


class Governed(Schema):
    """A word that is no modifier behind one of these noun endings or verb stems."""

    word: str
    after: tuple[str, ...] = ()
    verbs: tuple[str, ...] = ()


class ModifiersPack(Pack):
    """Modifier phrases before and behind a number, and words that may stand between.

    ``never_of_fractions``: modifiers that are none before a fraction.
    """

    modifiers: dict[Modifier, tuple[str, ...]]
    behind: dict[Modifier, tuple[str, ...]]
    never_of_fractions: tuple[str, ...] = ()
    governed: tuple[Governed, ...]
    fillers: tuple[str, ...]
    grades: tuple[str, ...]


class Jobs(Schema):
    """Nouns of people at work. ``public``: heads that in large numbers are a public, not a staff."""

    heads: tuple[str, ...]
    endings: tuple[str, ...]
    words: tuple[str, ...]
    never: tuple[str, ...]
    public: tuple[str, ...]
    headed: tuple[str, ...]


class Places(Schema):
    """Nouns that are places as well, and what stands before or behind them then."""

    words: tuple[str, ...]
    after: tuple[str, ...]
    before: tuple[str, ...]


class People(Schema):
    """Nouns that count as staff only where one of ``near`` stands in the sentence."""

    words: tuple[str, ...]
    near: tuple[str, ...]


class Majority(Schema):
    """Nouns of vague shares: of a company by themselves, or only where the text says of what."""

    own: tuple[str, ...]
    open: tuple[str, ...]


class OfOne(Schema):
    """Genitive articles and noun endings that tell one person or thing."""

    articles: tuple[str, ...]
    endings: tuple[str, ...]


class UnitsPack(Pack):
    """Units other than currencies, periods, and the nouns and small words the forms need."""

    percent: tuple[str, ...]
    percent_adjective: str
    points: tuple[str, ...]
    basis_points: tuple[str, ...]
    point_parts: dict[str, Decimal]
    permille: tuple[str, ...]
    jobs: Jobs
    places: Places
    people: People
    majority: Majority
    staff: tuple[str, ...]
    periods: dict[str, tuple[str, ...]]
    sums: tuple[str, ...]
    percent_sums: tuple[str, ...]
    weighty: tuple[str, ...]
    bearers: tuple[str, ...]
    bearer_endings: tuple[str, ...]
    counted: tuple[str, ...]
    of: tuple[str, ...]
    of_one: OfOne
    by: tuple[str, ...]
    from_: tuple[str, ...] = Field(alias="from")
    onto: tuple[str, ...]
    and_: tuple[str, ...] = Field(alias="and")
    or_: tuple[str, ...] = Field(alias="or")
    instead: tuple[str, ...]
    between: tuple[str, ...]
    to: tuple[str, ...]
    focus: tuple[str, ...]
    unit_notice: tuple[str, ...]
    times: tuple[str, ...]
    halves_of_time: tuple[str, ...]
    whole_articles: tuple[str, ...]
    bare_points: tuple[str, ...]
    headed_nouns: tuple[str, ...]
    rates: tuple[str, ...]
    no_attributes: tuple[str, ...]
    count_subjects: tuple[str, ...]
    dated: tuple[str, ...]
    dated_jobs: tuple[str, ...]
    own_sums: tuple[str, ...]
    conversion: tuple[str, ...]
    between_conversion: tuple[str, ...]
    set_phrases: tuple[str, ...]


class CurrencyNoun(Schema):
    """A bare noun; ``hints`` decide by words of the article where the noun alone means no one currency."""

    forms: tuple[str, ...]
    currency: str | None = None
    guarded: bool = False
    hints: dict[str, tuple[str, ...]] = Field(default_factory=dict)


class CentNoun(Schema):
    """A fractional unit; ``also``: currencies that have the same name for theirs."""

    forms: tuple[str, ...]
    currency: str
    per: int
    also: tuple[str, ...] = ()
    dotted: bool = False


class ScaledCode(Schema):
    """Magnitude and currency in one word ("TEUR")."""

    forms: tuple[str, ...]
    currency: str
    power: int


class CurrenciesPack(Pack):
    """Currencies beyond the list in ``currencies.csv`` beside this pack."""

    nouns: tuple[CurrencyNoun, ...]
    adjective_endings: tuple[str, ...]
    invariable: tuple[str, ...]
    cents: tuple[CentNoun, ...]
    scaled: tuple[ScaledCode, ...]
    crypto: tuple[str, ...]
    crypto_singular: dict[str, str]
    weighed: tuple[str, ...]


class FormRule(Rule):
    """How number and unit stand together; the language of ``form`` is described in ``forms.py``.

    ``reads``: single (one value), range (two values, one reading), each (a reading for each value),
    joined (whole and fractional unit), bare (a number whose unit only the context can give),
    fraction, nth, half, majority (shares in words), digits (a sum by its number of digits), order (a sum
    by its magnitude only).
    """

    form: str
    reads: Literal[
        "single",
        "range",
        "each",
        "bracketed",
        "joined",
        "bare",
        "fraction",
        "nth",
        "out_of",
        "majority",
        "digits",
        "order",
        "staff",
    ]


class FormsPack(Pack):
    """``macros`` are named pieces of forms; rules are tried in their order at each place."""

    macros: dict[str, str]
    rules: tuple[FormRule, ...]


class KindRule(Rule):
    """Cue words for what a sum is for.

    ``nouns`` match as words and as heads of compounds, ``stems`` at the start of a word, ``phrases`` as
    they stand. ``side``: where the cue stands seen from the sum. ``reach``: how many words away at most.
    ``weight``: distance in words that this cue is moved away, so that a lesser cue loses. ``measures``: a
    bare number right before one of the nouns is a sum ("vier Millionen Umsatz"). ``below``: only sums
    smaller than this are of this kind.
    """

    kind: AmountKind
    nouns: tuple[str, ...] = ()
    stems: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    side: Literal["before", "behind", "both"] = "both"
    reach: int = 12
    weight: int = 0
    measures: bool = False
    below: int | None = None


class KindsPack(Pack):
    """Which words tell what a sum is for."""

    rules: tuple[KindRule, ...]


class StakeRule(Rule):
    """A context in which a percentage is a share of a company; ``before``/``behind`` are words or stems."""

    before: tuple[str, ...] = ()
    behind: tuple[str, ...] = ()
    never_behind: tuple[str, ...] = ()


class StakesPack(Pack):
    """Which percentages are shares of a company."""

    rules: tuple[StakeRule, ...]
