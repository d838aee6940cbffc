"""Participles before a noun told as clauses: "die *von Google übernommene* Firma"."""

from __future__ import annotations

from collections.abc import Iterator

from depesche.deals.fillers import heads
from depesche.deals.view import View
from depesche.readings import Chunk, Clause, ClauseKind, Function, Mood, Tense, VerbComplex


def attributive_clauses(clause: Clause, view: View) -> Iterator[Clause]:
    """A clause for each participle that stands as an attribute in a chunk of a clause.

    The chunk is its subject; what stands before the participle ("von Google") belongs to it.
    """
    if view.participles.keys().isdisjoint(range(clause.first, clause.last)):
        return
    seen: set[int] = set()
    for whole in clause.chunks:
        if whole in clause.shared:
            continue
        for part in heads(whole):
            for token in range(part.first, part.head):
                if token in view.participles and token not in seen and _is_of(part, token):
                    seen.add(token)
                    yield _clause(clause, part, token, view)


def _is_of(chunk: Chunk, token: int) -> bool:
    """Whether a participle is the chunk's own, not that of an attribute inside it."""
    return not any(inner.first <= token < inner.last for inner in (*chunk.attached, *chunk.members))


def _clause(clause: Clause, chunk: Chunk, token: int, view: View) -> Clause:
    participle = view.participles[token]
    before = tuple(part for part in chunk.attached if part.last <= token)
    bearer = chunk._replace(
        function=Function.SUBJECT,
        prep=None,
        attached=tuple(part for part in chunk.attached if part not in before),
    )
    return Clause(
        span=chunk.span,
        sentence=clause.sentence,
        first=chunk.first,
        last=chunk.last,
        kind=ClauseKind.PARTICIPIAL,
        verb=VerbComplex(
            lemma=participle.lemma,
            head=token,
            tokens=(token,),
            tense=Tense.PERFECT,
            mood=Mood.INDICATIVE,
            passive=participle.passive,
        ),
        chunks=(*before, bearer),
        parent=None,
    )
