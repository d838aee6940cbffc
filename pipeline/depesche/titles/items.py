"""The article as a sequence of items: names, titles, words and marks, each with its labels.

Patterns read items, not tokens: a name is one item whatever its tokens, a compound such as
"OpenAI-Chef" is the name and, joined to it, the title, and "Chief Executive Officer" is one title.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from depesche.readings import Name, Span
from depesche.records import TitleStatus
from depesche.titles.vocabulary import TitleWord
from depesche.titles.wording import LINE_END, WordReading, Words, title_labels
from depesche.tokens import Tokens

_GENITIVE = re.compile(r"^(?:s|'s|’s|'|’)$")


class Item(NamedTuple):
    """A name, title, word or mark, or a group of them read as one; ``labels`` are what patterns see.

    ``name`` and ``title`` are set for names and titles, ``persons`` for groups of people, ``phrase`` for
    noun phrases around titles. ``start`` and ``end`` as in :class:`Span`.
    """

    start: int
    end: int
    text: str
    labels: frozenset[str]
    name: Name | None = None
    title: TitleWord | None = None
    persons: tuple[Name, ...] = ()
    phrase: NounPhrase | None = None

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class TitleUse:
    """A title in its noun phrase; ``companies`` are those the phrase itself names for it."""

    item: Item
    normalized: str
    status: TitleStatus | None
    companies: tuple[Name, ...]
    numbers: frozenset[str]

    @property
    def may_be_plural(self) -> bool:
        """Whether several people can hold it."""
        return "pl" in self.numbers


@dataclass(frozen=True, slots=True)
class NounPhrase:
    """Titles with what belongs to them. ``possessive``: "dessen"; ``generic``: "des Unternehmens"."""

    titles: tuple[TitleUse, ...]
    possessive: Item | None
    generic: Item | None


_Piece = tuple[int, int, str, Name | None, bool]
"""A stretch of text between the borders of tokens and names: start, end, tag, the name it is and whether a
hyphen joins it to what is before. A plain tuple, since there is one for every word."""


def build_items(tokens: Tokens, names: Sequence[Name], words: Words) -> list[Item]:
    """Turn a document into items, in text order; white space leaves none but a stop at a line end."""
    text = tokens.text
    pieces = _pieces(tokens, names)
    items: list[Item] = []
    at, size = 0, len(pieces)
    while at < size:
        start, end, tag, name, joined = pieces[at]
        if name is not None:
            taken, item = _name_item(pieces, at, name, text)
            items.append(item)
            at += taken
            continue
        raw = text[start:end]
        if raw.isspace():
            if "\n" in raw:
                items.append(Item(start, end, "\n", LINE_END))
            at += 1
            continue
        reading = words.read(raw, tag, joined)
        if reading.title is None and not reading.phrases:
            items.append(Item(end - len(reading.word), end, reading.word, reading.labels))
            at += 1
            continue
        taken, item = _word_item(pieces, at, reading, text)
        items.append(item)
        at += taken
    return items


def _pieces(tokens: Tokens, names: Sequence[Name]) -> list[_Piece]:
    text = tokens.text
    pieces: list[_Piece] = []
    add = pieces.append
    queue = iter(names)
    name = next(queue, None)
    at = 0
    for start, end, tag in zip(tokens.starts, tokens.ends, tokens.tags, strict=True):
        at = max(at, start)
        while name is not None and name.span.start < end:
            if name.span.start > at:
                add((at, name.span.start, tag, None, at > start))
            if name.span.end > at:
                add((name.span.start, name.span.end, tag, name, name.span.start > start))
                at = name.span.end
            name = next(queue, None)
        if at < end:
            after_hyphen = text[at] == "-" and text[at - 1 : at] not in ("", " ")
            add((at, end, tag, None, at > start or after_hyphen))
            at = end
    return pieces


def _word_item(pieces: list[_Piece], at: int, reading: WordReading, text: str) -> tuple[int, Item]:
    """A word or a title of one or several words; gives how many pieces it takes."""
    _, stop, _, _, joined = pieces[at]
    start = stop - len(reading.word)
    for words, title in reading.phrases:
        rest = pieces[at + 1 : at + len(words)]
        if len(rest) == len(words) - 1 and all(
            name is None and _is_word(text[first:last], word)
            for (first, last, _, name, _), word in zip(rest, words[1:], strict=True)
        ):
            end = rest[-1][1] if rest else stop
            return len(words), Item(start, end, text[start:end], title_labels(title, joined), None, title)
    if reading.title is None:
        return 1, Item(start, stop, reading.word, reading.labels)
    start += reading.title.cut
    return 1, Item(start, stop, text[start:stop], reading.labels, None, reading.title)


def _is_word(text: str, word: str) -> bool:
    """Whether a piece of text is a word of a phrase; "*" is any word with a capital."""
    return text[:1].isupper() if word == "*" else text.lower() == word


def _name_item(pieces: list[_Piece], at: int, name: Name, text: str) -> tuple[int, Item]:
    """A name; a genitive ending behind it in the same token goes with it."""
    _, end, _, _, joined = pieces[at]
    found = {name.type, "name"}
    if name.type == "organization":
        found.add("company")
    if joined:
        found.add("joined")
    taken = 1
    start, stop, _, following, _ = pieces[at + 1] if at + 1 < len(pieces) else (-1, -1, "", None, False)
    if following is None and start == end:
        rest = text[start:stop]
        if _GENITIVE.match(rest):
            found.add("genitive")
            taken = 2
        elif rest == "-":
            found.add("truncated")
            taken = 2
    return taken, Item(name.span.start, name.span.end, name.base, frozenset(found), name)
