"""Tells what a single word is to the number grammar, compounds included."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any

from depesche.amounts import elements as kind
from depesche.amounts.currencies import CurrencyTable
from depesche.amounts.elements import Unit
from depesche.amounts.endings import Affixes, merged, suffixes
from depesche.amounts.pack import NumbersPack, UnitsPack
from depesche.amounts.words import NumberWords, WordNumber

Meaning = tuple[str, Any]
"""Kind and payload."""
Piece = tuple[str, Any, int]
"""Kind, payload and length of a part of a word."""

OWN, OPEN = "own", "open"
"""A vague share that is one of a company by itself, or only in a context that says so."""
MANY = "many"
"""The payload of words that say a number is large ("viele"), not how large."""
STAFF, PUBLIC, PEOPLE = "staff", "public", "people"
"""What a noun of people is: always at work; at work unless they are millions; at work near certain words."""

_MAX_WORD = 80
"""Longer runs of letters are no words."""
_CACHED_WORDS = 1 << 17
_GENDER = re.compile(r"[:*·_’]in(?:nen)?$")
_ADJECTIVE_ENDINGS = ("e", "en", "er", "es", "em")


@dataclass(frozen=True, slots=True)
class Phrase:
    """The rest of a phrase behind its first lexeme, each with whether a space stands before it."""

    rest: tuple[tuple[str, bool], ...]
    meaning: Meaning


@dataclass(frozen=True, slots=True)
class Terms:
    """Words and phrases with a meaning of their own: as they stand, without regard to case, by first word."""

    exact: dict[str, Meaning]
    lower: dict[str, Meaning]
    phrases: dict[str, tuple[Phrase, ...]]


WordMeaning = tuple[tuple[Piece, ...], tuple[Phrase, ...] | None]
"""The pieces of a word (compounds have two), and the phrases it may begin, longest first."""


@dataclass(frozen=True, slots=True)
class _Words:
    """The tables a word is looked up in, in this order."""

    exact: dict[str, Meaning]
    lower: dict[str, Meaning]
    numbers: NumberWords
    orders: dict[str, Decimal]
    order_compound: re.Pattern[str]
    weighty: frozenset[str]
    unit_compound: re.Pattern[str]
    unit_starts: dict[str, Meaning]
    numeral_adjective: re.Pattern[str]
    whole: dict[str, Meaning]
    never: frozenset[str]
    heads: Affixes[Meaning]


def compile_classifier(
    terms: Terms, numbers: NumberWords, pack: NumbersPack, units: UnitsPack, currencies: CurrencyTable
) -> Callable[[str], WordMeaning]:
    """The function that tells what a word is; it remembers the words it has seen."""
    words = _tables(terms, numbers, pack, units, currencies)

    @lru_cache(maxsize=_CACHED_WORDS)
    def classify(word: str) -> WordMeaning:
        return _pieces(word, words), terms.phrases.get(word.lower())

    return classify


def _tables(
    terms: Terms, numbers: NumberWords, pack: NumbersPack, units: UnitsPack, currencies: CurrencyTable
) -> _Words:
    jobs = units.jobs
    public = suffixes(((head, True) for head in jobs.public), jobs.endings)
    job_heads = [(head, (kind.JOB, PUBLIC if public.longest(head) else STAFF)) for head in jobs.heads]
    sums = "|".join(sorted(units.sums, key=len, reverse=True))
    weighty = "|".join(sorted(units.weighty, key=len, reverse=True))
    orders = {
        form.lower(): Decimal(10) ** magnitude.power
        for magnitude in pack.magnitudes
        if magnitude.plural
        for form in magnitude.forms
    }
    unit_starts: dict[str, Meaning] = {
        name: (kind.CURRENCY, unit) for name, unit in currencies.plain_units.items()
    }
    unit_starts["prozent"] = (kind.PERCENT, Unit(None))
    adjectives = "|".join((units.percent_adjective, *pack.digits, *jobs.headed))
    return _Words(
        exact=terms.exact,
        lower=terms.lower,
        numbers=numbers,
        orders=orders,
        order_compound=re.compile(rf"({'|'.join(orders)})({sums}|{weighty})$"),
        weighty=frozenset(units.weighty),
        unit_compound=re.compile(
            rf"({'|'.join(sorted(unit_starts, key=len, reverse=True))})({sums})$"
            rf"|(prozent)({'|'.join(units.percent_sums)})$"
        ),
        unit_starts=unit_starts,
        numeral_adjective=re.compile(rf"([a-zäöüß]+?)({adjectives})(?:e[nrsm]?)?$"),
        whole={
            **dict.fromkeys(units.majority.open, (kind.MAJORITY, OPEN)),
            **dict.fromkeys(units.people.words, (kind.JOB, PEOPLE)),
            **dict.fromkeys(jobs.words, (kind.JOB, STAFF)),
        },
        never=frozenset(jobs.never),
        heads=merged(
            (
                suffixes(((head, (kind.MAJORITY, OWN)) for head in units.majority.own), ("", "en", "n", "s")),
                suffixes(job_heads, jobs.endings),
                suffixes((head, (kind.SUM_NOUN, None)) for head in units.sums),
                suffixes(
                    ((head, (kind.COUNTED, None)) for head in (*units.counted, *units.count_subjects)),
                    ("", "n", "s", "en"),
                ),
                suffixes(((head, (kind.BEARER, None)) for head in units.bearers), units.bearer_endings),
            )
        ),
    )


def _pieces(word: str, words: _Words) -> tuple[Piece, ...]:
    """The pieces of a word, in order."""
    size = len(word)
    low = word.lower()
    meaning = words.exact.get(word) or words.lower.get(low)
    if meaning is None and size > _MAX_WORD:
        meaning = (kind.OTHER, None)
    if meaning is not None:
        return ((*meaning, size),)
    number = words.numbers.read(low)
    if number is not None:
        return ((kind.WORD_NUMBER, number, size),)
    compound = _compound(low, words)
    if compound is not None:
        return compound
    return ((*(_noun(word, low, words) if word[0].isupper() else _lower(low)), size),)


def _compound(low: str, words: _Words) -> tuple[Piece, ...] | None:
    """ "fünfprozentige", "zweistellig", "Millionenbetrag", "Eurobetrag"; None for any other word."""
    size = len(low)
    found = words.numeral_adjective.match(low)
    number = words.numbers.read(found[1]) if found else None
    if found and number:
        name, payload = words.lower[found[2]]
        if name == kind.DIGIT_ENDING:
            return ((kind.DIGITS, int(number.value), size),)
        first = len(found[1])
        return (
            (kind.WORD_NUMBER, WordNumber(number.value, Decimal(1)), first),
            (name, payload, size - first),
        )
    found = words.order_compound.match(low)
    if found:
        name = kind.WEIGHTY if found[2] in words.weighty else kind.SUM_OF_ORDER
        return ((name, words.orders[found[1]], size),)
    found = words.unit_compound.match(low)
    if found:
        unit, noun = (part for part in found.groups() if part)
        name, payload = words.unit_starts[unit]
        return ((name, payload, len(unit)), (kind.SUM_NOUN, None, len(noun)))
    return None


def _noun(word: str, low: str, words: _Words) -> Meaning:
    bare = _GENDER.sub("", low)
    if word in words.whole:
        return words.whole[word]
    if bare in words.never:
        return kind.NOUN, None
    return words.heads.longest(low) or words.heads.longest(bare) or (kind.NOUN, None)


def _lower(low: str) -> Meaning:
    return (kind.ADJECTIVE if low.endswith(_ADJECTIVE_ENDINGS) and len(low) > 3 else kind.LOWER), None
