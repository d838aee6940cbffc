"""What a description ("das Start-up") or a pronoun ("dessen") refers to."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from depesche.readings import Name, Span
from depesche.resolve.pack import EntityRules

if TYPE_CHECKING:
    from spacy.tokens import Doc

_FARTHEST = 3
"""How many sentences back an antecedent may stand."""
_LEAD = 60
"""Within how many characters of a sentence's begin a name is likely its subject."""
_BREAKS = ",;:–—()"


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The text, its names in text order and the character offsets where its sentences begin."""

    text: str
    names: tuple[Name, ...]
    sentences: tuple[int, ...]

    def sentence(self, offset: int) -> int:
        """The number of the sentence an offset lies in."""
        return max(0, bisect_right(self.sentences, offset) - 1)


def surroundings(doc: Doc, names: Sequence[Name]) -> Surroundings:
    """Read what :func:`find_referent` needs from a Doc once; ``names`` without those only cited."""
    return Surroundings(doc.text, tuple(names), tuple(doc[sent.start].idx for sent in doc.sents))


def find_referents(span: Span, kind: str, around: Surroundings, rules: EntityRules) -> tuple[Span, ...]:
    """The spans of the names that words at ``span`` stand for; ``kind`` company, person or any.

    "dessen" points to the name before it, a description inside a sentence to the last name of an
    earlier clause; everything else prefers the first name of the nearest sentence, its likely subject.
    "Beide Konzerne" are as many names as it says. Names in the words' own clause are other
    participants, not antecedents, unless the words are a possessive.
    """
    words = around.text[span.start : span.end].lower().split()
    word = words[-1] if words else ""
    before = [n for n in around.names if n.span.end <= span.start and _fits(n, kind) and not n.in_compound]
    here = around.sentence(span.start)
    before = [n for n in before if here - around.sentence(n.span.start) <= _FARTHEST]
    if before and word in rules.near:
        return (before[-1].span,)
    if word not in rules.far:
        start = _clause_start(span.start, around)
        before = [n for n in before if n.span.end <= start]
    if not before:
        return ()
    many = next((rules.numerals[w] for w in words if w in rules.numerals), 0)
    if many:
        return _last_different(before, many)
    if (
        around.sentence(before[-1].span.start) == here
        and word not in rules.far
        and word not in rules.personal
    ):
        return (before[-1].span,)
    return (_most_salient(before, here, around).span,)


def _most_salient(names: Sequence[Name], here: int, around: Surroundings) -> Name:
    """The name that a text is most likely about: recent, often named, first in its sentence."""
    counts: dict[str, int] = {}
    for name in names:
        counts[name.base] = counts.get(name.base, 0) + 1
    firsts: dict[int, int] = {}
    for name in names:
        firsts.setdefault(around.sentence(name.span.start), name.span.start)

    def weight(name: Name) -> tuple[float, int]:
        line = around.sentence(name.span.start)
        begin = around.sentences[line] if line < len(around.sentences) else 0
        is_first = firsts[line] == name.span.start
        leads = name.span.start - begin <= _LEAD
        return line - here + is_first + leads + min(counts[name.base], 4) / 2, -name.span.start

    return max(names, key=weight)


def find_salient(offset: int, around: Surroundings) -> Span | None:
    """The company that the text before an offset is about, None where none is near."""
    here = around.sentence(offset)
    before = [n for n in around.names if n.span.end <= offset and n.type == "company" and not n.in_compound]
    near = [n for n in before if here - around.sentence(n.span.start) <= _FARTHEST]
    return _most_salient(near, here, around).span if near else None


def _last_different(names: Sequence[Name], many: int) -> tuple[Span, ...]:
    """The last names with different bases, in text order; none if there are not that many."""
    found: dict[str, Span] = {}
    for name in reversed(names):
        found.setdefault(name.base, name.span)
        if len(found) == many:
            return tuple(sorted(found.values()))
    return ()


def _fits(name: Name, kind: str) -> bool:
    if kind == "any":
        return name.type in {"company", "person"}
    return name.type == kind


def _clause_start(offset: int, around: Surroundings) -> int:
    """Where the clause around an offset begins: behind the last break or at the sentence's begin."""
    begin = around.sentences[around.sentence(offset)] if around.sentences else 0
    last = max(around.text.rfind(mark, begin, offset) for mark in _BREAKS)
    return max(begin, last + 1)
