"""The words of the number grammar, compiled from the packs into look-up tables."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any

from depesche.amounts import elements as kind
from depesche.amounts.currencies import CurrencyTable
from depesche.amounts.elements import Power, Unit
from depesche.amounts.pack import ModifiersPack, NumbersPack, UnitsPack
from depesche.amounts.words import NumberWords, spellings
from depesche.records import Modifier

Meaning = tuple[str, Any]
Pieces = tuple[tuple[str, Any, int], ...]
"""What a word is: kind, payload and length of each of its pieces (compounds have more than one)."""

LEXEME = re.compile(
    r"(?P<number>(?<![0-9])(?:[0-9]{1,3}(?: [0-9]{3})+(?![0-9])(?:,[0-9]+)?"
    r"|[0-9]+(?:[.,'’][0-9]+)*[½¼¾⅓⅔⅛]?(?:[.,](?:--|[-–—])(?![\w-]))?|[½¼¾⅓⅔⅛]))"
    r"|(?P<word>[^\W\d_]+(?:[:*·_’][iI]n(?:nen)?(?![^\W\d_]))?)"
    r"|(?P<space>\s+)"
    r"|(?P<mark>.)",
    re.DOTALL,
)
"""Cuts a text into numbers, words, white space and single marks; every character is in one of them."""

_GENDER = re.compile(r"[:*·_’]in(?:nen)?$|(?<=\w)innen$")


@dataclass(frozen=True, slots=True)
class Phrase:
    """The rest of a phrase behind its first lexeme, each with whether a space stands before it."""

    rest: tuple[tuple[str, bool], ...]
    meaning: Meaning


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """``classify`` tells what a word is; ``phrases`` holds, by first lexeme, longest first."""

    classify: Callable[[str], Pieces]
    marks: dict[str, Meaning]
    phrases: dict[str, tuple[Phrase, ...]]


class VocabularyBuilder:
    """Collects words and phrases; the first meaning a form is given stays."""

    def __init__(self) -> None:
        self.lower: dict[str, Meaning] = {}
        self.exact: dict[str, Meaning] = {}
        self.phrases: dict[str, list[Phrase]] = {}

    def add(self, forms: Iterable[str], name: str, payload: Any = None, *, exact: bool = False) -> None:
        """Give forms a meaning; ``exact``: upper and lower case matter."""
        for form in forms:
            lexemes = [m for m in LEXEME.finditer(form) if m.lastgroup != "space"]
            if len(lexemes) > 1:
                rest = tuple((m.group().lower(), form[m.start() - 1] == " ") for m in lexemes[1:])
                self.phrases.setdefault(lexemes[0].group().lower(), []).append(Phrase(rest, (name, payload)))
            elif exact:
                self.exact.setdefault(form, (name, payload))
            else:
                for spelling in spellings(form.lower()):
                    self.lower.setdefault(spelling, (name, payload))


def compile_vocabulary(
    words: NumberWords, numbers: NumbersPack, modifiers: ModifiersPack, units: UnitsPack, currencies: CurrencyTable
) -> Vocabulary:
    """Build the tables; where a form means several things, what is added first wins."""
    builder = VocabularyBuilder()
    for name, payload, forms in currencies.terms:
        builder.add(forms, name, payload, exact=True)
    _add_numbers(builder, numbers)
    _add_modifiers(builder, modifiers)
    _add_units(builder, units)
    phrases = {
        first: tuple(sorted(options, key=lambda p: -len(p.rest))) for first, options in builder.phrases.items()
    }
    marks = {form: meaning for form, meaning in (*builder.lower.items(), *builder.exact.items()) if not form[0].isalpha()}
    return Vocabulary(_classifier(builder, words, numbers, units, currencies), marks, phrases)


def _add_numbers(builder: VocabularyBuilder, pack: NumbersPack) -> None:
    builder.add(pack.one, kind.ONE)
    for magnitude in pack.magnitudes:
        factor = Decimal(10) ** magnitude.power
        power = Power(factor, magnitude.plural, magnitude.abbreviation)
        builder.add(magnitude.forms, kind.MAGNITUDE, power)
        for start, share in pack.half_compounds.items():
            part = Power(_portion(share, factor))
            builder.add((f"{start}{form.lower()}" for form in magnitude.forms if not magnitude.abbreviation), kind.MAGNITUDE, part)
    builder.add(pack.dozens, kind.MAGNITUDE, Power(Decimal(12)))
    for form, exponent in pack.thousands.items():
        builder.add((form,), kind.THOUSAND, Power(Decimal(10) ** exponent))
    for short in pack.short_magnitudes:
        behind = None if short.behind is None else Decimal(10) ** short.behind
        builder.add(short.forms, kind.SHORT, Power(Decimal(10) ** short.power, behind=behind), exact=True)
    builder.add(pack.plenty, kind.PLENTY)
    builder.add(pack.some, kind.SOME)
    for stem, share in pack.halves_of.items():
        builder.add((stem + ending for ending in pack.adjective_endings), kind.HALF, share)
    for form, denominator in pack.fractions.items():
        builder.add((form, f"{form}n", f"{form}s"), kind.FRACTION, denominator)
    for form, value in pack.ordinals.items():
        builder.add((form, f"{form}r", f"{form}n", f"{form}s", f"{form}m"), kind.ORDINAL, value)
    builder.add(pack.each, kind.EACH)
    builder.add(pack.minus, kind.MINUS)
    for third, stems in enumerate((pack.levels.low, pack.levels.middle, pack.levels.high)):
        builder.add((s + ending for s in stems for ending in pack.level_endings), kind.LEVEL, third)
    for stem in pack.digits:
        builder.add((stem + ending for ending in pack.adjective_endings), kind.DIGIT_ENDING)


def _portion(share: str, factor: Decimal) -> Decimal:
    numerator, _, denominator = share.partition("/")
    if not denominator:
        return Decimal(share) * factor
    return (Decimal(numerator) * factor / Decimal(denominator)).quantize(Decimal(1))


def _add_modifiers(builder: VocabularyBuilder, pack: ModifiersPack) -> None:
    builder.add(("bis zu",), kind.UP_TO, Modifier.AT_MOST)
    builder.add(pack.grades, kind.GRADE)
    for modifier, phrases in pack.behind.items():
        builder.add((p for p in phrases if " " in p), kind.BEHIND, modifier)
    for modifier, phrases in pack.modifiers.items():
        builder.add((p for p in phrases if p != "bis"), kind.MODIFIER, modifier)
    builder.add(pack.fillers, kind.FILLER)


def _add_units(builder: VocabularyBuilder, pack: UnitsPack) -> None:
    builder.add(pack.percent, kind.PERCENT, Unit(None))
    builder.add(pack.permille, kind.PERCENT, Unit(None, Decimal("0.1")))
    builder.add(pack.points, kind.POINTS, Unit(None))
    builder.add(pack.basis_points, kind.POINTS, Unit(None, Decimal("0.01")))
    builder.add((pack.percent_adjective + e for e in ("", "e", "en", "er", "es", "em")), kind.PERCENT, Unit(None))
    for head in pack.jobs.headed:
        builder.add((head + e for e in ("", "e", "en", "er", "es", "em")), kind.HEADED, Unit(None))
    for forms, name in (
        (pack.of, kind.OF), (pack.by, kind.BY), (pack.from_, kind.FROM), (pack.onto, kind.ONTO),
        (pack.and_, kind.AND), (pack.or_, kind.OR), (pack.instead, kind.INSTEAD), (pack.between, kind.BETWEEN),
        (pack.to, kind.TO),
    ):  # fmt: skip
        builder.add(forms, name)
    for mark, name in ((",", kind.COMMA), ("(", kind.OPEN), ("[", kind.OPEN), (")", kind.CLOSE), ("]", kind.CLOSE)):
        builder.add((mark,), name)
    builder.add((".", "!", "?", ";", ":", "…"), kind.STOP)


def _classifier(
    builder: VocabularyBuilder, words: NumberWords, numbers: NumbersPack, units: UnitsPack, currencies: CurrencyTable
) -> Callable[[str], Pieces]:
    """The function that tells what a word is; it remembers the words it has seen."""
    exact, lower = builder.exact, builder.lower
    jobs = _heads(units.jobs.heads, units.jobs.endings)
    public = re.compile(rf"(?:{'|'.join(units.jobs.public)})\w*$")
    never = re.compile(rf"(?:{'|'.join(units.jobs.never)})$")
    job_words = frozenset(units.jobs.words)
    people = frozenset(units.people.words)
    counted = _heads(units.counted, ("", "n", "s", "en"))
    bearers = _heads(units.bearers, units.bearer_endings)
    sums = _heads(units.sums, ("",))
    orders = {
        form.lower(): Decimal(10) ** magnitude.power for magnitude in numbers.magnitudes if magnitude.plural for form in magnitude.forms
    }
    order = re.compile(rf"({'|'.join(orders)})-?({'|'.join(units.sums)}|{'|'.join(sorted(units.weighty, key=len, reverse=True))})$")
    weighty = frozenset(units.weighty)
    money_start = re.compile(rf"({'|'.join(sorted(map(str.lower, currencies.plain), key=len, reverse=True))})({'|'.join(units.sums)})$")
    percent_start = re.compile(rf"(prozent)({'|'.join(units.sums)})$")
    endings = rf"({units.percent_adjective}|{'|'.join(numbers.digits)}|{'|'.join(units.jobs.headed)})(?:e[nrsm]?)?$"
    numeral_adjective = re.compile(rf"(.+?){endings}")

    @lru_cache(maxsize=1 << 16)
    def classify(word: str) -> Pieces:
        size = len(word)
        low = word.lower()
        meaning = exact.get(word) or lower.get(low)
        if meaning:
            return ((*meaning, size),)
        if size > MAX_CLASSIFIED:
            return ((kind.OTHER, None, size),)
        number = words.read(low)
        if number:
            return ((kind.WORD_NUMBER, number, size),)
        found = numeral_adjective.match(low)
        number = words.read(found[1]) if found else None
        if found and number:
            return _numeral_adjective(number.value, found, lower, size)
        found = order.match(low)
        if found:
            factor = orders[found[1]]
            return ((kind.WEIGHTY if found[2] in weighty else kind.SUM_OF_ORDER, factor, size),)
        if word[0].isupper():
            found = money_start.match(low)
            if found:
                unit = currencies.plain_units[found[1]]
                return ((kind.CURRENCY, unit, len(found[1])), (kind.SUM_NOUN, None, len(found[2])))
            found = percent_start.match(low)
            if found:
                return ((kind.PERCENT, Unit(None), len(found[1])), (kind.SUM_NOUN, None, len(found[2])))
            bare = _GENDER.sub("", low)
            if word in job_words or ((jobs.search(bare) or jobs.search(low)) and not never.search(low)):
                return ((kind.JOB, "public" if public.search(bare) else "staff", size),)
            if word in people:
                return ((kind.JOB, "people", size),)
            for pattern, name in ((sums, kind.SUM_NOUN), (counted, kind.COUNTED), (bearers, kind.BEARER)):
                if pattern.search(low):
                    return ((name, None, size),)
            return ((kind.NOUN, None, size),)
        if low.endswith(("e", "en", "er", "es", "em")) and size > 3:
            return ((kind.ADJECTIVE, None, size),)
        return ((kind.LOWER, None, size),)

    return classify


MAX_CLASSIFIED = 80
"""Longer runs of letters are no words."""


def _numeral_adjective(value: Decimal, found: re.Match[str], lower: dict[str, Meaning], size: int) -> Pieces:
    """Cut "fünfprozentige" in two; "zweistellig" stays one element with the number of digits."""
    name, payload = lower[found[2]]
    if name == kind.DIGIT_ENDING:
        return ((kind.DIGITS, int(value), size),)
    first = len(found[1])
    from depesche.amounts.words import WordNumber  # noqa: PLC0415

    return ((kind.WORD_NUMBER, WordNumber(value, Decimal(1)), first), (name, payload, size - first))


def _heads(heads: Iterable[str], endings: Iterable[str]) -> re.Pattern[str]:
    """A pattern for words that are one of ``heads`` or end in it."""
    longest_first = sorted(heads, key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(longest_first)})(?:{'|'.join(endings)})$")
