"""One article as the deals stage sees it: tokens as plain lists, and the readings found by position."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from depesche.deals.compile import DealRules
from depesche.lexicon import Lexicon, VerbKind
from depesche.readings import (
    AmountReading,
    DateReading,
    HeadcountReading,
    Name,
    PercentReading,
    Span,
    TitleReading,
)

if TYPE_CHECKING:
    from spacy.tokens import Doc

ReadingT = TypeVar(
    "ReadingT", Name, AmountReading, PercentReading, HeadcountReading, DateReading, TitleReading
)


@dataclass(frozen=True, slots=True)
class Readings:
    """What the earlier stages found in an article, each kind in text order."""

    names: tuple[Name, ...] = ()
    amounts: tuple[AmountReading, ...] = ()
    percents: tuple[PercentReading, ...] = ()
    headcounts: tuple[HeadcountReading, ...] = ()
    dates: tuple[DateReading, ...] = ()
    titles: tuple[TitleReading, ...] = ()


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun as the rules know it: ``lemma`` named by a rule if it or a head of it is, the rest before."""

    lemma: str
    modifier: str


@dataclass(frozen=True, slots=True)
class Participle:
    """The verb of a perfect participle before a noun; ``passive``: the noun is what was acted on."""

    lemma: str
    passive: bool


@dataclass(frozen=True, slots=True)
class View:
    """Tokens of an article and what was read in it.

    ``starts[i]``/``ends[i]`` are the character offsets of token ``i``; ``nouns[i]`` its noun analysis
    or None; ``participles`` the tokens that are an attribute and evoke a deal; ``sentences`` the token
    ranges of the sentences.
    """

    text: str
    words: tuple[str, ...]
    tags: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    nouns: tuple[Noun | None, ...]
    participles: Mapping[int, Participle]
    sentences: tuple[tuple[int, int], ...]
    readings: Readings

    def span(self, first: int, last: int) -> Span:
        """The characters of tokens ``first`` to ``last`` (exclusive)."""
        return Span(self.starts[first], self.ends[last - 1])

    def token_at(self, offset: int) -> int:
        """The index of the token that covers or precedes a character offset."""
        return max(0, bisect_right(self.starts, offset) - 1)

    def sentence_of(self, token: int) -> Span:
        """The characters of the sentence a token stands in."""
        first, last = self.sentences[self._sentence_number(token)]
        return self.span(first, last)

    def sentence_index(self, offset: int) -> int:
        """The number of the sentence that a character offset lies in."""
        return self._sentence_number(self.token_at(offset))

    def _sentence_number(self, token: int) -> int:
        return max(0, bisect_right(self.sentences, token, key=lambda s: s[0]) - 1)

    def lemma(self, token: int) -> str | None:
        """The lemma of a token's noun, or of its compound's head."""
        noun = self.nouns[token]
        return noun.lemma if noun else None

    def names_in(self, span: Span) -> tuple[Name, ...]:
        """The names inside a range."""
        return within(self.readings.names, span)


def within(readings: Sequence[ReadingT], span: Span) -> tuple[ReadingT, ...]:
    """The readings (in text order) that lie inside a range."""
    low = bisect_left(readings, span.start, key=lambda r: r.span.start)
    high = bisect_left(readings, span.end, low, key=lambda r: r.span.start)
    return tuple(reading for reading in readings[low:high] if reading.span.end <= span.end)


def view_of(doc: Doc, lexicon: Lexicon, rules: DealRules, readings: Readings) -> View:
    """Read a Doc's tokens once into plain tuples; noun analyses only for tokens that can be nouns."""
    words = tuple(token.text for token in doc)
    tags = tuple(token.tag_ for token in doc)
    starts = tuple(token.idx for token in doc)
    return View(
        text=doc.text,
        words=words,
        tags=tags,
        starts=starts,
        ends=tuple(start + len(word) for start, word in zip(starts, words, strict=True)),
        nouns=tuple(
            _noun(word, lexicon, rules) if word[:1].isupper() or "-" in word else None for word in words
        ),
        participles={
            at: participle
            for at, (word, tag) in enumerate(zip(words, tags, strict=True))
            if tag == "ADJA" and (participle := _participle(word, lexicon, rules)) is not None
        },
        sentences=tuple((sent.start, sent.end) for sent in doc.sents),
        readings=readings,
    )


def _participle(word: str, lexicon: Lexicon, rules: DealRules) -> Participle | None:
    form = lexicon.attributive_participle(word)
    if form is None or form.kind is not VerbKind.PARTICIPLE or form.lemma not in rules.by_verb:
        return None
    return Participle(form.lemma, passive=not lexicon.perfect_with_sein(form.lemma))


_SHORTEST_HEAD = 4


def _noun(word: str, lexicon: Lexicon, rules: DealRules) -> Noun | None:
    """Analyse a noun down to the longest head that a rule names: Kaufangebot -> Angebot, "Kauf"."""
    form = lexicon.noun(word)
    if form is None:
        return None
    modifier = form.modifier or ""
    lower = form.lemma.lower()
    whole = rules.nouns.get(modifier.lower().rstrip("-") + lower) if modifier else None
    if whole is not None:
        return Noun(whole, "")
    if lower in rules.nouns:
        return Noun(rules.nouns[lower], modifier)
    for start in range(1, len(lower) - _SHORTEST_HEAD + 1):
        if lower[start:] in rules.nouns:
            return Noun(rules.nouns[lower[start:]], modifier + form.lemma[:start])
    return Noun(form.lemma, modifier)
