"""Sentences as the clause reader sees them: units, that is words and whole mentions, in plain lists.

A name, an amount or a date is one unit whatever the tagger made of its words, so that no border of a
chunk or clause can cut it. Token attributes are read once for the whole article.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, NamedTuple

from depesche.clauses.words import Words
from depesche.readings import Name, Span
from depesche.tokens import Tokens

UnitKind = Literal["word", "name", "amount", "time"]

_NOMINAL = frozenset({"NN", "NE", "FM", "XY", "TRUNC"})
_ADVERBS = frozenset({"ADV", "ADJD", "APPR", "APPRART", "PTKA", "PIS"})
_LEADING = frozenset({"APPR", "APPRART"})


@dataclass(slots=True)
class Units:
    """One sentence; all lists run in parallel. ``head`` is the token that stands for the unit."""

    low: list[str] = field(default_factory=list)
    form: list[str] = field(default_factory=list)
    tag: list[str] = field(default_factory=list)
    first: list[int] = field(default_factory=list)
    last: list[int] = field(default_factory=list)
    head: list[int] = field(default_factory=list)
    kind: list[UnitKind] = field(default_factory=list)
    name: list[Name | None] = field(default_factory=list)
    genitive: list[bool] = field(default_factory=list)
    size: int = 0

    def add_words(self, tokens: Tokens, first: int, last: int) -> None:
        """Append a stretch of tokens, each a unit of its own."""
        count = last - first
        self.size += count
        form = tokens.words[first:last]
        self.low.extend(tokens.small[first:last])
        self.form.extend(form)
        self.tag.extend(tokens.tags[first:last])
        self.first.extend(range(first, last))
        self.last.extend(range(first + 1, last + 1))
        self.head.extend(range(first, last))
        self.kind.extend(["word"] * count)
        self.name.extend([None] * count)
        self.genitive.extend([False] * count)

    def add(
        self,
        form: str,
        tag: str,
        tokens: tuple[int, int, int],
        *,
        kind: UnitKind = "word",
        name: Name | None = None,
        genitive: bool = False,
    ) -> None:
        """Append a unit; ``tokens`` are its first, last (exclusive) and head token."""
        self.size += 1
        self.low.append(form.lower())
        self.form.append(form)
        self.tag.append(tag)
        self.first.append(tokens[0])
        self.last.append(tokens[1])
        self.head.append(tokens[2])
        self.kind.append(kind)
        self.name.append(name)
        self.genitive.append(genitive)


class _Mention(NamedTuple):
    first: int
    last: int
    name: Name | None
    genitive: bool = False


def with_tags(tokens: Tokens) -> Tokens:
    """The tokens as the clause reader needs them: each with a tag."""
    if "" not in tokens.tags:
        return tokens
    return replace(tokens, tags=[tag or "XY" for tag in tokens.tags])


def sentences(
    tokens: Tokens,
    names: Sequence[Name],
    taken: Sequence[Span],
    words: Words,
    wanted: Callable[[int, int], bool] | None = None,
) -> list[Units | None]:
    """Cut an article into the units of its sentences; a sentence end inside a mention is none.

    White space between them is left out; None for an empty sentence and for one that is not ``wanted``.
    """
    result: list[Units | None] = []
    for parts in _parts(tokens, names, taken):
        units = None
        if parts and (wanted is None or wanted(parts[0][0], parts[-1][1])):
            units = Units()
            for first, last, mention in parts:
                if mention is None:
                    units.add_words(tokens, first, last)
                else:
                    _add_mention(units, tokens, mention, words)
        result.append(units)
    return result


_Part = tuple[int, int, "_Mention | None"]
"""A stretch of words or a mention: its first and last token (exclusive)."""


def _parts(tokens: Tokens, names: Sequence[Name], taken: Sequence[Span]) -> Iterator[list[_Part]]:
    """The stretches of words and the mentions of each sentence."""
    blanks = {at for at, word in enumerate(tokens.words) if word.isspace()}
    wholes = [*_mentions(tokens, names, taken), *(_Mention(at, at + 1, None) for at in blanks)]
    wholes.sort(key=lambda mention: mention.first)
    at, size = 0, len(wholes)
    parts: list[_Part] = []
    for first, last in tokens.sentences:
        token = max(first, parts[-1][1]) if parts else first
        while at < size and wholes[at].first < last:
            mention = wholes[at]
            at += 1
            if mention.first < token:
                continue
            if mention.first > token:
                parts.append((token, mention.first, None))
            if mention.first not in blanks:
                parts.append((mention.first, mention.last, mention))
            token = mention.last
        if last > token:
            parts.append((token, last, None))
        if token <= last:
            yield parts
            parts = []
    if parts:
        yield parts


def _mentions(tokens: Tokens, names: Sequence[Name], taken: Sequence[Span]) -> list[_Mention]:
    """The mentions that cover whole tokens, in text order; a name wins over a number."""
    found: list[_Mention] = []
    for name in names:
        if name.in_compound:
            continue
        mention = _covering(tokens, name.span, name)
        if mention is not None and (not found or found[-1].last <= mention.first):
            found.append(mention)
    firsts = [mention.first for mention in found]
    numbers: list[_Mention] = []
    for span in taken:
        mention = _covering(tokens, span, None)
        if mention is None or (numbers and numbers[-1].last > mention.first):
            continue
        at = bisect_left(firsts, mention.last)
        if at == 0 or found[at - 1].last <= mention.first:
            numbers.append(mention)
    return sorted([*found, *numbers], key=lambda m: m.first)


def _covering(tokens: Tokens, span: Span, name: Name | None) -> _Mention | None:
    """The tokens a span covers, or None when it begins or ends inside one (a genitive-s excepted)."""
    first = bisect_right(tokens.starts, span.start) - 1
    last = bisect_left(tokens.starts, span.end)
    if first < 0 or last <= first or tokens.starts[first] != span.start:
        return None
    rest = tokens.words[last - 1][len(tokens.words[last - 1]) - max(0, tokens.ends[last - 1] - span.end) :]
    if rest == "":
        following = tokens.words[last] if last < len(tokens.words) else ""
        genitive = name is not None and following in {"'", "’"} and tokens.starts[last] == span.end
        return _Mention(first, last + 1 if genitive else last, name, genitive)
    if name is not None and rest == ".":
        return _Mention(first, last, name)  # "Merck & Co.": the dot may end the sentence
    if name is not None and rest in {"s", "'s", "’s", "'", "’"}:
        return _Mention(first, last, name, genitive=True)
    return None


def _add_mention(units: Units, tokens: Tokens, mention: _Mention, words: Words) -> None:
    first, last = mention.first, mention.last
    form = " ".join(tokens.words[first:last])
    if mention.name is not None:
        units.add(
            form, "NE", (first, last, last - 1), kind="name", name=mention.name, genitive=mention.genitive
        )
        return
    nouns = [
        t
        for t in range(first, last)
        if not _is_adverb(tokens, t, words) and (tokens.tags[t] in _NOMINAL or tokens.words[t][:1].isupper())
    ]
    if not _is_time(tokens, first, last, words):
        units.add(form, "NN", (first, last, nouns[-1] if nouns else last - 1), kind="amount")
        return
    while first < last - 1 and tokens.tags[first] in _LEADING:
        units.add(tokens.words[first], tokens.tags[first], (first, first + 1, first))
        first += 1
    head = nouns[-1] if nouns and nouns[-1] >= first else last - 1
    tag = "NN" if nouns or any(c.isdigit() for c in form) else "ADV"
    units.add(" ".join(tokens.words[first:last]), tag, (first, last, head), kind="time")


def _is_adverb(tokens: Tokens, token: int, words: Words) -> bool:
    """Whether a word is an adverb although a capital makes it look like a noun: "Kürzlich"."""
    return tokens.tags[token] in _ADVERBS or tokens.words[token].lower() in words.sentence_adverbs


def _is_time(tokens: Tokens, first: int, last: int, words: Words) -> bool:
    """Whether a number span says when: no measure, but a time noun, an adverb, a year or a date in digits."""
    nominal = (t for t in range(first, last) if not _is_adverb(tokens, t, words))
    capitals = [tokens.words[t] for t in nominal if tokens.words[t][:1].isupper()]
    lemmas = [words.noun_lemma(word) for word in capitals]
    if any(lemma in words.measure_nouns for lemma in lemmas):
        return False
    if lemmas:
        return any(lemma in words.time_nouns for lemma in lemmas)
    form = "".join(tokens.words[first:last])
    if _THOUSANDS.fullmatch(form):
        return False
    return (
        (not form.isdigit() and form.translate(_DIGITS_AND_SIGNS) == form)
        or len(form) == _YEAR
        or "." in form
    )


_YEAR = 4
_THOUSANDS = re.compile(r"\d{1,3}(?:[.'’]\d{3})+")
_DIGITS_AND_SIGNS = str.maketrans("", "", "0123456789%€$£")
