"""One article as the deals stage sees it: tokens as plain lists, and the readings found by position."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from depesche.deals.forms import DealForms, Noun, Participle
from depesche.readings import (
    AmountReading,
    DateReading,
    HeadcountReading,
    Name,
    PercentReading,
    Span,
    TitleReading,
)
from depesche.tokens import Tokens

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
class View:
    """Tokens of an article and what was read in it.

    ``low``: the text in small letters, of the same length; ``small``: so are the ``words``.
    ``starts[i]``/``ends[i]`` are the character offsets of token ``i``; ``nouns[i]`` its noun analysis
    or None, ``lemmas[i]`` that noun; ``participles`` the tokens that are an attribute and evoke a
    deal; ``sentences`` the token ranges of the sentences; ``name_starts`` where the names begin.
    """

    text: str
    low: str
    words: Sequence[str]
    small: Sequence[str]
    tags: Sequence[str]
    starts: Sequence[int]
    ends: Sequence[int]
    nouns: tuple[Noun | None, ...]
    lemmas: tuple[str | None, ...]
    participles: Mapping[int, Participle]
    sentences: Sequence[tuple[int, int]]
    readings: Readings
    name_starts: tuple[int, ...]

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
        return self.lemmas[token]

    def in_name(self, token: int) -> bool:
        """Whether a token is part of a name of several words."""
        start, end = self.starts[token], self.ends[token]
        names = self.readings.names
        at = bisect_right(self.name_starts, start) - 1
        if at < 0 or names[at].span.end < end:
            return False
        return names[at].span.end - names[at].span.start > end - start

    def names_in(self, span: Span) -> tuple[Name, ...]:
        """The names inside a range."""
        start, end = span
        low = bisect_left(self.name_starts, start)
        high = bisect_left(self.name_starts, end, low)
        return tuple([name for name in self.readings.names[low:high] if name.span.end <= end])


def within(readings: Sequence[ReadingT], span: Span) -> tuple[ReadingT, ...]:
    """The readings (in text order) that lie inside a range."""
    start, end = span
    low = bisect_left(readings, start, key=lambda r: r.span.start)
    high = bisect_left(readings, end, low, key=lambda r: r.span.start)
    return tuple([reading for reading in readings[low:high] if reading.span.end <= end])


def view_of(tokens: Tokens, forms: DealForms, readings: Readings) -> View:
    """The tokens with their analyses; those of nouns only for tokens that can be nouns."""
    words, tags = tokens.words, tokens.tags
    nouns = tuple([forms.noun(word) if word[:1].isupper() or "-" in word else None for word in words])
    return View(
        text=tokens.text,
        low=_small(tokens.text),
        words=words,
        small=tokens.small,
        tags=tags,
        starts=tokens.starts,
        ends=tokens.ends,
        nouns=nouns,
        lemmas=tuple([noun.lemma if noun is not None else None for noun in nouns]),
        participles={
            at: participle
            for at, (word, tag) in enumerate(zip(words, tags, strict=True))
            if tag == "ADJA" and (participle := forms.participle(word)) is not None
        },
        sentences=tokens.sentences,
        readings=readings,
        name_starts=tuple(name.span.start for name in readings.names),
    )


def _small(text: str) -> str:
    """A text in small letters, character by character where some letter would become several."""
    small = text.lower()
    if len(small) == len(text):
        return small
    return "".join(low if len(low := char.lower()) == 1 else char for char in text)
