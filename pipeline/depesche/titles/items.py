"""The article as a sequence of items: names, titles, words and marks, each with its labels.

Patterns read items, not tokens: a name is one item whatever its tokens, a compound such as
"OpenAI-Chef" is the name and, joined to it, the title, and "Mitglied des Vorstands" is one title.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from depesche.readings import Name, Span
from depesche.titles.company_nouns import CompanyNouns
from depesche.titles.labels import Labels
from depesche.titles.vocabulary import TitleWord, Vocabulary

_GENITIVE = re.compile(r"^(?:s|'s|’s|'|’)$")
_ADJECTIVE_SHAPE = re.compile(r"^[a-zäöüß0-9-]{2,}(?:e|en|er|es|em)$")
_TAG_LABELS = {
    "ADJA": "adj",
    "ADJD": "adv",
    "ADV": "adv",
    "CARD": "num",
    "NN": "noun",
    "NE": "noun",
    "TRUNC": "noun",
    "FM": "noun",
    "XY": "noun",
}
_MAX_BODY_GAP = 3


@dataclass(frozen=True, slots=True)
class Item:
    """``labels`` are what patterns see. ``name`` and ``title`` are set for names and titles."""

    span: Span
    text: str
    labels: frozenset[str]
    name: Name | None = None
    title: TitleWord | None = None


@dataclass(frozen=True, slots=True)
class Words:
    """The word knowledge items are made with."""

    vocabulary: Vocabulary
    labels: Labels
    company_nouns: CompanyNouns


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of text between the borders of tokens and names."""

    start: int
    end: int
    tag: str
    name: Name | None
    joined: bool


def build_items(doc: Doc, names: Sequence[Name], words: Words) -> list[Item]:
    """Turn a document into items, in text order; white space leaves none but a stop at a line end."""
    pieces = list(_pieces(doc, names))
    items: list[Item] = []
    text = doc.text
    at = 0
    while at < len(pieces):
        taken, item = _item(pieces, at, text, words)
        if item is not None:
            items.append(item)
        at += taken
    return items


def _pieces(doc: Doc, names: Sequence[Name]) -> Iterator[_Piece]:
    tagged = doc.has_annotation("TAG")
    text = doc.text
    queue = iter(names)
    name = next(queue, None)
    at = 0
    for token in doc:
        start, end = token.idx, token.idx + len(token)
        tag = token.tag_ if tagged else ""
        at = max(at, start)
        while name is not None and name.span.start < end:
            if name.span.start > at:
                yield _Piece(at, name.span.start, tag, None, at > start)
            if name.span.end > at:
                yield _Piece(name.span.start, name.span.end, tag, name, name.span.start > start)
                at = name.span.end
            name = next(queue, None)
        if at < end:
            yield _Piece(
                at, end, tag, None, at > start or (text[at] == "-" and text[at - 1 : at] not in ("", " "))
            )
            at = end


def _item(pieces: list[_Piece], at: int, text: str, words: Words) -> tuple[int, Item | None]:
    """Make the item that begins at piece ``at``; gives how many pieces it takes."""
    piece = pieces[at]
    if piece.name is not None:
        return _name_item(pieces, at, text)
    raw = text[piece.start : piece.end]
    if raw.isspace():
        return 1, Item(Span(piece.start, piece.end), "\n", frozenset({"stop"})) if "\n" in raw else None
    word = raw.lstrip("-") or raw
    start = piece.end - len(word)
    phrase = _phrase(pieces, at, text, words.vocabulary)
    if phrase is not None:
        taken, title = phrase
        span = Span(start, pieces[at + taken - 1].end)
        return taken, Item(span, text[span.start : span.end], _title_labels(title, piece.joined), None, title)
    known = words.vocabulary.word(word)
    taken = 1
    if known is not None and known.head.parts:
        taken, known = _with_body(pieces, at, text, known, words)
    if known is not None and known.normalized is not None:
        span = Span(start, pieces[at + taken - 1].end)
        return taken, Item(span, text[span.start : span.end], _title_labels(known, piece.joined), None, known)
    return 1, Item(Span(start, piece.end), word, _word_labels(word, piece, words))


def _word_labels(word: str, piece: _Piece, words: Words) -> frozenset[str]:
    """The labels of a word that is no title: its classes, or else its kind."""
    classes = words.labels.of(word)
    if classes:
        return classes
    shape = _shape(word, piece.tag)
    found = {shape, "joined"} if piece.joined else {shape}
    if shape == "noun" and word[0].isupper():
        if words.vocabulary.post(word) is not None:
            found.add("post")
        if word in words.vocabulary.bodies:
            found.add("body")
        if words.company_nouns.read(word) is not None:
            found.add("company_noun")
    return frozenset(found)


def _name_item(pieces: list[_Piece], at: int, text: str) -> tuple[int, Item]:
    """A name; a genitive ending behind it in the same token goes with it."""
    piece = pieces[at]
    name = piece.name
    assert name is not None
    found = {name.type, "name"}
    if name.type == "organization":
        found.add("company")
    if piece.joined:
        found.add("joined")
    taken = 1
    if at + 1 < len(pieces) and pieces[at + 1].name is None and pieces[at + 1].start == piece.end:
        rest = text[pieces[at + 1].start : pieces[at + 1].end]
        if _GENITIVE.match(rest):
            found.add("genitive")
            taken = 2
        elif rest == "-":
            found.add("truncated")
            taken = 2
    return taken, Item(name.span, name.base, frozenset(found), name)


def _phrase(pieces: list[_Piece], at: int, text: str, vocabulary: Vocabulary) -> tuple[int, TitleWord] | None:
    """The longest phrase of the vocabulary that begins here."""
    first = text[pieces[at].start : pieces[at].end].lstrip("-").lower()
    for words, title in vocabulary.phrases.get(first, ()):
        rest = pieces[at + 1 : at + len(words)]
        if len(rest) == len(words) - 1 and all(
            piece.name is None and text[piece.start : piece.end].lower() == word
            for piece, word in zip(rest, words[1:], strict=True)
        ):
            return len(words), title
    return None


def _with_body(
    pieces: list[_Piece], at: int, text: str, word: TitleWord, words: Words
) -> tuple[int, TitleWord]:
    """Read "Vorsitzende des Aufsichtsrats" as the compound "Aufsichtsratsvorsitzende"."""
    for taken in range(2, _MAX_BODY_GAP + 2):
        if at + taken > len(pieces):
            break
        piece = pieces[at + taken - 1]
        if piece.name is not None:
            break
        part = words.vocabulary.bodies.get(text[piece.start : piece.end])
        if part is not None and taken > 2:
            title = word.head.parts.get(part)
            if title is not None:
                body = TitleWord(word.lemma, title, word.gender, word.numbers, word.head, title, word.status)
                return taken, body
            break
        if "body_link" not in words.labels.of(text[piece.start : piece.end]):
            break
    return 1, word


def _title_labels(title: TitleWord, joined: bool) -> frozenset[str]:
    found = {"title", "joined"} if joined else {"title"}
    if title.head.alone:
        found.add("strong")
    if title.governs_unit:
        found.add("governs_unit")
    return frozenset(found)


def _shape(word: str, tag: str) -> str:
    """One label for what kind of word this is, by its tag or, without tags, its letters."""
    if not word[0].isalnum():
        return "mark"
    if tag:
        return "verb" if tag.startswith("V") else _TAG_LABELS.get(tag, "word")
    adjective = _ADJECTIVE_SHAPE.match(word) is not None
    if word[0].isdigit() and not adjective:
        return "num"
    if word[0].isupper():
        return "noun"
    return "adj" if adjective else "word"
