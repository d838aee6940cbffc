"""How clauses hang together: antecedents of relative pronouns, unspoken subjects, shared parts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from depesche.clauses.drafts import ChunkDraft, ClauseDraft
from depesche.clauses.units import Units
from depesche.clauses.words import Words
from depesche.lexicon.agreement import FEMININE, MASCULINE, NEUTER, NOMINATIVE, SINGULAR, genders
from depesche.readings import ClauseKind, Function

_DISTANCE_COST = 0.35
_EXACT, _LIKELY, _POSSIBLE = 2.0, 1.6, 0.6
_RARE_DATIVE, _TIME, _BARE = 1.2, 1.0, 0.3
"""What speaks against an antecedent: "der" as a feminine dative, a time, a noun without determiner."""
_FARTHEST = 8


def find_antecedent(
    clause: ClauseDraft, before: Sequence[ChunkDraft], units: Units, number: str | None
) -> ChunkDraft | None:
    """The chunk a relative pronoun stands for, among those before it, by agreement and nearness.

    ``number`` is that of the finite verb, "s" or "p": it tells what a pronoun that must be the subject
    stands for ("eine Reihe von Firmen, die … sind").
    """
    pronoun = clause.relative_chunk
    if clause.kind is not ClauseKind.RELATIVE or pronoun is None:
        return None
    low = units.low[pronoun.start if pronoun.prep is None else pronoun.head]
    if low == "was":
        # "…, was abgelehnt wurde" means the clause; "alles, was" the pronoun right before.
        close = [c for c in before[-1:] if c.pronoun in {"PIS", "PDS"} and c.end >= pronoun.start - 1]
        return close[0] if close else None
    wanted = genders(pronoun.mask if pronoun.prep is None else pronoun.mask & ~NOMINATIVE) or SINGULAR
    if units.tag[pronoun.head] == "NN" or pronoun.pronoun is None:
        wanted = _possessor_genders(low)
    if number is not None and pronoun.prep is None and wanted & 0xF000 and _must_be_subject(clause, pronoun):
        wanted &= 0xF000 if number == "p" else SINGULAR
    best: tuple[float, ChunkDraft] | None = None
    for distance, chunk in enumerate(_nearest_first(before, pronoun.start)):
        if distance >= _FARTHEST:
            break
        score = _agreement(chunk, wanted, low)
        if score is None:
            continue
        score -= _DISTANCE_COST * distance
        if best is None or score > best[0]:
            best = (score, chunk)
    return best[1] if best else None


def _must_be_subject(clause: ClauseDraft, pronoun: ChunkDraft) -> bool:
    return pronoun.mask & NOMINATIVE != 0 and not any(
        c.prep is None and not c.time and c is not pronoun and c.mask & NOMINATIVE for c in clause.chunks()
    )


def _possessor_genders(low: str) -> int:
    return (FEMININE | 0xF000) if low == "deren" else (MASCULINE | NEUTER)


def _nearest_first(before: Sequence[ChunkDraft], start: int) -> Iterator[ChunkDraft]:
    """Chunks that end before a unit, right to left, what hangs on a chunk before the chunk itself."""
    for chunk in reversed(before):
        if chunk.start >= start:
            continue
        inner = [c for c in chunk.inner() if c.start < start]
        yield from sorted(inner, key=lambda c: (-c.head, c.end))


def _agreement(chunk: ChunkDraft, wanted: int, low: str) -> float | None:
    """How well a chunk fits a pronoun of the wanted genders; None when it cannot."""
    if chunk.pronoun in {"PRF", "PRELS", "PWS", "PPER"}:
        return None
    have = genders(chunk.mask) & wanted
    if not have:
        return None
    if chunk.name is not None and not chunk.determined and chunk.sort != "thing":
        if chunk.sort == "person":
            return _LIKELY if wanted & (MASCULINE | FEMININE) else None
        return _EXACT if wanted & NEUTER else _POSSIBLE
    score = _EXACT if genders(chunk.mask) == have else _LIKELY
    if low == "der" and not have & MASCULINE:
        score -= _RARE_DATIVE
    if chunk.time:
        score -= _TIME
    if not chunk.determined:
        score -= _BARE
    return score


def share_subject(clause: ClauseDraft, words: Words, units: Units) -> None:
    """Lend a clause without subject that of the clause it is coordinated with or depends on."""
    if any(c.function is Function.SUBJECT for c in clause.chunks()):
        return
    if clause.conjunct_of is not None and clause.kind is not ClauseKind.INFINITIVE:
        lender = _subject_of(clause.conjunct_of)
        if lender is not None and clause.verb is not None:
            clause.shared.append(_lent(lender, Function.SUBJECT))
            if lender is clause.conjunct_of.relative_chunk:
                clause.relative_chunk = clause.shared[-1]
        return
    if clause.kind in (ClauseKind.INFINITIVE, ClauseKind.PARTICIPIAL):
        controller = _controller(clause, words, units)
        if controller is not None:
            clause.shared.append(_lent(controller, Function.SUBJECT))


def _lent(chunk: ChunkDraft, function: Function) -> ChunkDraft:
    return replace(chunk, function=function)


def _subject_of(clause: ClauseDraft) -> ChunkDraft | None:
    for chunk in (*clause.chunks(), *clause.shared):
        if chunk.function is Function.SUBJECT:
            return chunk
    return None


def _controller(clause: ClauseDraft, words: Words, units: Units) -> ChunkDraft | None:
    """Whose act an infinitive is: the owner of a noun like "Plan", the object of "bitten", else the subject."""
    if clause.conjunct_of is not None:
        return _subject_of(clause.conjunct_of)
    parent = clause.parent
    if parent is None:
        return None
    if clause.connector is None:
        owner = _noun_owner(parent, clause, words, units)
        if owner is not None:
            return owner
    verb = parent.verb
    if (
        verb is not None
        and clause.connector is None
        and verb.lemma in words.object_control
        and not verb.passive
    ):
        objects = [
            c
            for c in parent.chunks()
            if c.function in (Function.OBJECT, Function.DATIVE) and c.start < _start(clause)
        ]
        animate = [c for c in objects if c.sort in {"person", "company", "group"} or c.pronoun]
        if animate or objects:
            return (animate or objects)[0]
    return _subject_of(parent)


def _noun_owner(parent: ClauseDraft, clause: ClauseDraft, words: Words, units: Units) -> ChunkDraft | None:
    start = _start(clause)
    before = [c for c in parent.chunks() if c.start < start]
    if not before:
        return None
    for part in before[-1].inner():
        if words.noun_lemma(units.form[part.head]) in words.control_nouns:
            for owner in part.attached:
                if owner.function is Function.GENITIVE or (owner.prep == "von" and not owner.amount):
                    return owner
    return None


def _start(clause: ClauseDraft) -> int:
    first = clause.elements[0]
    return first if isinstance(first, int) else first.start


def share_object(clause: ClauseDraft) -> None:
    """ "kauft und integriert X": the first verb shares the object behind the second."""
    first = clause.conjunct_of
    if first is None or first.verb is None or clause.verb is None:
        return
    last = first.elements[-1] if first.elements else None
    if last != first.finite or any(c.function is Function.OBJECT for c in first.chunks()):
        return
    if any(c.function is Function.SUBJECT for c in clause.chunks()):
        return
    for chunk in clause.chunks():
        if chunk.function is Function.OBJECT:
            first.shared.append(_lent(chunk, Function.OBJECT))
            return
