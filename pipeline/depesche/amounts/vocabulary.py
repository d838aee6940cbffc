"""The words of the number grammar, compiled from the packs into look-up tables."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from depesche.amounts import elements as kind
from depesche.amounts.classify import MANY, Meaning, Phrase, Terms, WordMeaning, compile_classifier
from depesche.amounts.currencies import CurrencyTable
from depesche.amounts.elements import Power, Unit
from depesche.amounts.hints import compile_hint
from depesche.amounts.pack import ModifiersPack, NumbersPack, UnitsPack
from depesche.amounts.words import NumberWords, spellings
from depesche.records import Modifier

LEXEME = re.compile(
    r"(?P<word>[^\W\d_½¼¾⅓⅔⅛]+(?:[:*·_’][iI]n(?:nen)?(?![^\W\d_]))?)"
    r"|(?P<number>(?<![0-9])(?:[0-9]{1,3}(?: [0-9]{3})+(?![0-9])(?:,[0-9]+)?"
    r"|[0-9]+(?:[.,'’][0-9]+)*(?: ?[½¼¾⅓⅔⅛])?(?:[.,](?:--|[-–—])(?![\w-]))?|[½¼¾⅓⅔⅛]))"
    r"|(?P<blank>\n[^\S\n]*\n\s*)"
    r"|(?P<mark>\S)"
)
"""Finds words, numbers, blank lines and single marks; other white space is in none of them."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """``classify`` tells what a word is and which phrases it begins; ``marks`` and ``mark_phrases`` the
    same for single characters; ``can_hold_number`` is the test of :mod:`depesche.amounts.hints`."""

    classify: Callable[[str], WordMeaning]
    marks: dict[str, Meaning]
    mark_phrases: dict[str, tuple[Phrase, ...]]
    can_hold_number: Callable[[str], bool]


class VocabularyBuilder:
    """Collects words and phrases; the first meaning a form is given stays."""

    def __init__(self) -> None:
        self.lower: dict[str, Meaning] = {}
        self.exact: dict[str, Meaning] = {}
        self.phrases: dict[str, list[Phrase]] = {}

    def add(self, forms: Iterable[str], name: str, payload: Any = None, *, exact: bool = False) -> None:
        """Give forms a meaning; ``exact``: upper and lower case matter."""
        for form in forms:
            lexemes = list(LEXEME.finditer(form))
            if len(lexemes) > 1:
                rest = tuple((m.group().lower(), form[m.start() - 1] == " ") for m in lexemes[1:])
                self.phrases.setdefault(lexemes[0].group().lower(), []).append(Phrase(rest, (name, payload)))
            elif exact:
                self.exact.setdefault(form, (name, payload))
            else:
                for spelling in spellings(form.lower()):
                    self.lower.setdefault(spelling, (name, payload))


def compile_vocabulary(
    words: NumberWords,
    numbers: NumbersPack,
    modifiers: ModifiersPack,
    units: UnitsPack,
    currencies: CurrencyTable,
) -> Vocabulary:
    """Build the tables; where a form means several things, what is added first wins."""
    builder = VocabularyBuilder()
    for name, payload, forms in currencies.terms:
        builder.add(forms, name, payload, exact=True)
    _add_numbers(builder, numbers)
    _add_modifiers(builder, modifiers)
    _add_units(builder, units)
    phrases = {
        first: tuple(sorted(options, key=lambda p: -len(p.rest)))
        for first, options in builder.phrases.items()
    }
    marks = {
        form: meaning
        for form, meaning in (*builder.lower.items(), *builder.exact.items())
        if not form[0].isalpha()
    }
    classify = compile_classifier(
        Terms(builder.exact, builder.lower, phrases), words, numbers, units, currencies
    )
    return Vocabulary(
        classify,
        marks,
        {form: options for form, options in phrases.items() if not form[0].isalpha()},
        compile_hint(classify, marks, units),
    )


def _add_numbers(builder: VocabularyBuilder, pack: NumbersPack) -> None:
    builder.add(pack.one, kind.ONE)
    for magnitude in pack.magnitudes:
        factor = Decimal(10) ** magnitude.power
        power = Power(factor, magnitude.plural, magnitude.abbreviation)
        builder.add(magnitude.forms, kind.MAGNITUDE, power)
        for start, share in pack.half_compounds.items():
            part = Power(_portion(share, factor))
            builder.add(
                (f"{start}{form.lower()}" for form in magnitude.forms if not magnitude.abbreviation),
                kind.MAGNITUDE,
                part,
            )
    builder.add(pack.dozens, kind.MAGNITUDE, Power(Decimal(12)))
    for form, exponent in pack.thousands.items():
        builder.add((form,), kind.THOUSAND, Power(Decimal(10) ** exponent))
    for short in pack.short_magnitudes:
        behind = None if short.behind is None else Decimal(10) ** short.behind
        builder.add(short.forms, kind.SHORT, Power(Decimal(10) ** short.power, behind=behind), exact=True)
    builder.add(pack.plenty, kind.PLENTY)
    builder.add(pack.some, kind.SOME)
    builder.add(pack.many, kind.SOME, MANY)
    for stem, share in pack.halves_of.items():
        builder.add((stem + ending for ending in pack.adjective_endings), kind.HALF, share)
    for form, denominator in pack.fractions.items():
        noun = form.capitalize()
        builder.add((noun, f"{noun}n", f"{noun}s"), kind.FRACTION, denominator, exact=True)
    for form, value in pack.ordinals.items():
        builder.add((form, f"{form}r", f"{form}n", f"{form}s", f"{form}m"), kind.ORDINAL, value)
    builder.add(pack.each, kind.EACH)
    builder.add(pack.minus, kind.MINUS)
    builder.add(pack.comma, kind.SPOKEN_COMMA)
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
        builder.add(phrases, kind.BEHIND, modifier)
    for modifier, phrases in pack.modifiers.items():
        builder.add((p for p in phrases if p != "bis"), kind.MODIFIER, modifier)
    builder.add(pack.fillers, kind.FILLER)


def _add_units(builder: VocabularyBuilder, pack: UnitsPack) -> None:
    builder.add(pack.percent, kind.PERCENT, Unit(None))
    builder.add(pack.permille, kind.PERCENT, Unit(None, Decimal("0.1")))
    builder.add(pack.points, kind.POINTS, Unit(None))
    builder.add(pack.bare_points, kind.BARE_POINT, Unit(None))
    builder.add(pack.basis_points, kind.POINTS, Unit(None, Decimal("0.01")))
    for form, share in pack.point_parts.items():
        builder.add((form,), kind.POINTS, Unit(None, share))
    builder.add(
        (pack.percent_adjective + e for e in ("", "e", "en", "er", "es", "em")), kind.PERCENT, Unit(None)
    )
    for head in pack.jobs.headed:
        builder.add((head + e for e in ("", "e", "en", "er", "es", "em")), kind.HEADED, Unit(None))
    for forms, name in (
        (pack.of, kind.OF), (pack.by, kind.BY), (pack.from_, kind.FROM), (pack.onto, kind.ONTO),
        (pack.and_, kind.AND), (pack.or_, kind.OR), (pack.instead, kind.INSTEAD),
        (pack.between, kind.BETWEEN),
        (pack.to, kind.TO), (pack.unit_notice, kind.NOTICE),
    ):  # fmt: skip
        builder.add(forms, name)
    for mark, name in (
        (",", kind.COMMA),
        ("(", kind.OPEN),
        ("[", kind.OPEN),
        (")", kind.CLOSE),
        ("]", kind.CLOSE),
    ):
        builder.add((mark,), name)
    builder.add(pack.no_attributes, kind.LOWER)
    builder.add((".", "!", "?", ";", ":", "…"), kind.STOP)
