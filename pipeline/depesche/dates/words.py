"""Compiles the lexicons of the word packs into one table from written form to classes and values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from depesche.dates.line import Value
from depesche.dates.pack import Compound, Lexicon, NumberWords, WordPack, WordValue

Table = dict[str, dict[str, Value]]


def word_table(packs: Iterable[WordPack], holidays: Mapping[str, int], literals: Iterable[str]) -> Table:
    """Give for every written form the classes it belongs to and its value in each.

    ``holidays`` maps one-word names to their index, ``literals`` are words that rules name themselves;
    a literal's class is the word in quotes.
    """
    table: Table = {}
    for pack in packs:
        lexicons = [*pack.lexicons, *_number_lexicon(pack.number_words)]
        for lexicon in lexicons:
            for form, value in _inflected(lexicon):
                _add(table, _spellings(form, lexicon.case), lexicon.name, value)
        for compound in pack.compounds:
            for form, value in _compounds(compound, lexicons):
                _add(table, _spellings(form, "noun"), compound.name, value)
    for name, index in holidays.items():
        _add(table, _spellings(name, "noun"), "holiday_word", index)
    for literal in literals:
        word = literal.strip("'")
        _add(table, _spellings(word, "word" if word.islower() else "noun"), literal, 0)
    return table


def _add(table: Table, forms: Iterable[str], name: str, value: Value) -> None:
    for form in forms:
        table.setdefault(form, {}).setdefault(name, value)


def _spellings(form: str, case: str) -> set[str]:
    match case:
        case "noun":
            return {form, form.upper()}
        case "word":
            return {form, form[:1].upper() + form[1:], form.upper()}
    return {form}


def _inflected(lexicon: Lexicon) -> Iterator[tuple[str, WordValue]]:
    for form, value in lexicon.forms.items():
        for ending in lexicon.endings:
            yield form + ending, value


def _number_lexicon(words: NumberWords | None) -> list[Lexicon]:
    if words is None:
        return []
    numbers = {**words.ones, **words.teens, **words.tens}
    units = {words.unit_in_compound: 1, **words.ones}
    for unit, one in units.items():
        for tens, ten in words.tens.items():
            numbers[unit + words.joint + tens] = ten + one
    return [Lexicon(name="count", case="word", forms=dict(numbers))]


def _compounds(compound: Compound, lexicons: Iterable[Lexicon]) -> Iterator[tuple[str, WordValue]]:
    lexicons = list(lexicons)
    seconds = [
        form.lower()
        for lexicon in lexicons
        if lexicon.name in compound.second
        for form, _ in _inflected(lexicon)
    ]
    for lexicon in lexicons:
        if lexicon.name == compound.first:
            for form, value in lexicon.forms.items():
                for second in (*seconds, *compound.also):
                    yield form + second, value
