"""What a clause borrows: the noun a relative pronoun stands for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from depesche.clauses.drafts import ChunkDraft, ClauseDraft
from depesche.clauses.units import Units
from depesche.clauses.words import Words
from depesche.lexicon.agreement import (
    ACCUSATIVE,
    FEMININE,
    MASCULINE,
    NEUTER,
    NOMINATIVE,
    PLURAL,
    SINGULAR,
    genders,
)
from depesche.readings import ClauseKind

_NO_ANTECEDENT = frozenset({"PRF", "PRELS", "PWS", "PPER"})
_DISTANCE_COST = 0.35
_EXACT, _LIKELY, _POSSIBLE = 2.0, 1.6, 0.6
_RARE_DATIVE, _TIME, _BARE = 1.2, 1.0, 0.3
"""What speaks against an antecedent: "der" as a feminine dative, a time, a noun without determiner."""
_FARTHEST = 8


def find_antecedent(
    clause: ClauseDraft, before: Sequence[ChunkDraft], units: Units, words: Words, number: str | None
) -> ChunkDraft | None:
    """The chunk a relative pronoun stands for, among those before it, by agreement and nearness.

    ``number`` is that of the finite verb, "s" or "p": it tells what a pronoun that must be the subject
    stands for ("eine Reihe von Firmen, die … sind").
    """
    pronoun = clause.relative_chunk
    if clause.kind is not ClauseKind.RELATIVE or pronoun is None:
        return None
    word = _pronoun_word(pronoun, units)
    if word in words.free_relatives:
        # "…, was abgelehnt wurde" means the clause; "alles, was" the pronoun right before.
        close = [c for c in before[-1:] if c.pronoun in {"PIS", "PDS"} and c.end >= pronoun.start - 1]
        return close[0] if close else None
    wanted = _wanted(clause, pronoun, words.lexicon.agreement.relatives.get(word, 0), number)
    best: tuple[float, ChunkDraft] | None = None
    for distance, chunk in enumerate(_nearest_first(before, pronoun.start)):
        if distance >= _FARTHEST:
            break
        score = _agreement(chunk, wanted)
        if score is not None and (best is None or score - _DISTANCE_COST * distance > best[0]):
            best = (score - _DISTANCE_COST * distance, chunk)
    return best[1] if best else None


def agree_with_antecedent(clause: ClauseDraft) -> None:
    """Narrow a relative pronoun to its antecedent's gender; "der" is a dative only of a feminine."""
    pronoun, antecedent = clause.relative_chunk, clause.antecedent
    if pronoun is None or antecedent is None or pronoun.prep is not None or pronoun.head != pronoun.start:
        return
    pronoun.mask = pronoun.mask & genders(antecedent.mask) or pronoun.mask
    if not pronoun.mask & ACCUSATIVE and pronoun.mask & NOMINATIVE:
        pronoun.mask &= NOMINATIVE


def _pronoun_word(chunk: ChunkDraft, units: Units) -> str:
    """The pronoun itself: "deren" in "deren Chef", "dem" in "mit dem"."""
    is_possessive = chunk.head > chunk.start and units.tag[chunk.head] not in {"PRELS", "PWS", "PDS"}
    at = chunk.start + (1 if chunk.prep is not None else 0) if is_possessive else chunk.head
    return units.low[min(at, chunk.head)]


def _wanted(clause: ClauseDraft, pronoun: ChunkDraft, allowed: int, number: str | None) -> int:
    """The genders and number that the antecedent may have."""
    cells = allowed or pronoun.mask
    if pronoun.prep is not None and cells & ~NOMINATIVE:
        cells &= ~NOMINATIVE
    wanted = genders(cells) or SINGULAR
    if number is not None and pronoun.prep is None and wanted & PLURAL and _must_be_subject(clause, pronoun):
        wanted &= PLURAL if number == "p" else SINGULAR
    if cells & NOMINATIVE & MASCULINE and wanted & FEMININE:
        # "der": the nominative is masculine, the feminine only a dative.
        wanted |= _DATIVE_ONLY
    return wanted


_DATIVE_ONLY = 1 << 16
"""Marks in a wanted mask that its feminine comes from a dative."""


def _must_be_subject(clause: ClauseDraft, pronoun: ChunkDraft) -> bool:
    others = (c for c in clause.chunks() if c is not pronoun and c.prep is None and not (c.time or c.amount))
    return pronoun.mask & NOMINATIVE != 0 and not any(c.mask & NOMINATIVE for c in others)


def _nearest_first(before: Sequence[ChunkDraft], start: int) -> Iterator[ChunkDraft]:
    """Chunks that begin before a unit, right to left, what hangs on a chunk before the chunk itself."""
    for chunk in reversed(before):
        if chunk.start < start:
            inner = [c for c in chunk.inner() if c.start < start]
            yield from sorted(inner, key=lambda c: (-c.head, c.end))


def _agreement(chunk: ChunkDraft, wanted: int) -> float | None:
    """How well a chunk fits the wanted genders; None when it cannot."""
    have = genders(chunk.mask) & wanted
    if chunk.pronoun in _NO_ANTECEDENT or not have:
        return None
    if chunk.name is not None and not chunk.determined and chunk.sort != "thing":
        if chunk.sort == "person":
            return _LIKELY if wanted & (MASCULINE | FEMININE) else None
        return _EXACT if wanted & NEUTER else _POSSIBLE
    score = _EXACT if genders(chunk.mask) == have else _LIKELY
    if wanted & _DATIVE_ONLY and not have & MASCULINE:
        score -= _RARE_DATIVE
    if chunk.time:
        score -= _TIME
    if not chunk.determined:
        score -= _BARE
    return score
