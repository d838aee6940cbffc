"""Reads German number words of any length: "fünfzehn", "hundertzwanzig", "zweieinhalb"."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from depesche.amounts.pack import NumbersPack

MAX_WORD = 80
"""The longest number word worth reading ("neunhundertneunundneunzigtausend…")."""


@dataclass(frozen=True, slots=True)
class WordNumber:
    """``tail`` is what the first part is multiplied with: 100 in "dreihundert", 1 in "drei"."""

    value: Decimal
    tail: Decimal


@dataclass(frozen=True, slots=True)
class NumberWords:
    """``below_thousand`` maps every word for 0…999 (and "fünfzehnhundert") to its value."""

    below_thousand: dict[str, WordNumber]
    halves: dict[str, Decimal]
    half_endings: dict[str, Decimal]
    thousand: str
    joiner: str
    starts: tuple[str, ...]

    def read(self, word: str) -> WordNumber | None:
        """The value of a lower-case word, None when it is no number word."""
        if len(word) > MAX_WORD or not word.startswith(self.starts):
            return None
        if word in self.halves:
            return WordNumber(self.halves[word], Decimal(1))
        for ending, part in self.half_endings.items():
            if word.endswith(ending) and len(word) > len(ending):
                whole = self._whole(word[: -len(ending)].removesuffix(self.joiner))
                return WordNumber(whole.value + part, Decimal(1)) if whole else None
        return self._whole(word)

    def _whole(self, word: str) -> WordNumber | None:
        if word in self.below_thousand:
            return self.below_thousand[word]
        before, thousand, behind = word.partition(self.thousand)
        if not thousand:
            return None
        behind = behind.removeprefix(self.joiner) if behind not in self.below_thousand else behind
        first = self.below_thousand.get(before) if before else WordNumber(Decimal(1), Decimal(1))
        rest = self.below_thousand.get(behind) if behind else WordNumber(Decimal(0), Decimal(1))
        if first is None or rest is None or first.value == 0 or first.value >= 1000 or rest.value >= 1000:
            return None
        return WordNumber(first.value * 1000 + rest.value, first.tail * 1000)


def compile_number_words(pack: NumbersPack) -> NumberWords:
    """Spell out all numbers below a thousand once; the rest is put together when it is read."""
    small = {**pack.ones, **pack.teens, **pack.tens}
    for ten, value in pack.tens.items():
        for one, unit in pack.ones.items():
            if unit:
                small[f"{one}{pack.joiner}{ten}"] = value + unit
    table = {
        word: WordNumber(Decimal(value), Decimal(1)) for word, value in {**small, **pack.inflected}.items()
    }
    hundreds = {"": 1, **pack.ones, **{w: v for w, v in pack.teens.items() if v > 10}}
    for word, value in hundreds.items():
        if value == 0 or word == "eins":
            continue
        start = f"{word}{pack.hundred}"
        table[start] = WordNumber(Decimal(value * 100), Decimal(100))
        for rest, extra in small.items():
            if extra:
                number = WordNumber(Decimal(value * 100 + extra), Decimal(100))
                table[f"{start}{rest}"] = number
                table.setdefault(f"{start}{pack.joiner}{rest}", number)
    table = {spelling: number for word, number in table.items() for spelling in spellings(word)}
    halves = {
        form: value
        for word, value in pack.halves.items()
        for form in (word, f"{word}e", f"{word}en", f"{word}er")
    }
    starts = tuple(
        sorted(
            {
                s[:4]
                for w in (*small, *pack.inflected, pack.hundred, pack.thousand, *halves)
                for s in spellings(w)
            }
        )
    )
    return NumberWords(table, halves, dict(pack.half_endings), pack.thousand, pack.joiner, starts)


def spellings(word: str) -> tuple[str, ...]:
    """A word as it is spelt with and without umlauts and ß ("fünf", "fuenf"; "dreißig", "dreissig")."""
    swiss = word.replace("ß", "ss")
    plain = swiss.replace("ä", "ae").replace("ö", "oe").replace("ü", "ue")
    return tuple(dict.fromkeys((word, swiss, plain)))
