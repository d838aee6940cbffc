"""Unspoken subjects and shared objects: what a clause borrows from the one it continues or depends on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from depesche.clauses.drafts import ChunkDraft, ClauseDraft
from depesche.clauses.fields import ANIMATE
from depesche.clauses.stack import first_unit
from depesche.clauses.units import Units
from depesche.clauses.words import Words
from depesche.readings import ClauseKind, Function


def share_subject(clause: ClauseDraft, words: Words, units: Units) -> None:
    """Lend a clause without subject that of the clause it is coordinated with or depends on."""
    if any(_with_function(clause, Function.SUBJECT)):
        return
    before = clause.conjunct_of
    if before is not None:
        lender = _subject_of(before)
        if lender is not None and clause.verb is not None:
            clause.shared.append(replace(lender, function=Function.SUBJECT))
            if lender is before.relative_chunk:
                clause.relative_chunk = clause.shared[-1]
    elif clause.kind in (ClauseKind.INFINITIVE, ClauseKind.PARTICIPIAL):
        controller = _controller(clause, words, units)
        if controller is not None:
            clause.shared.append(replace(controller, function=Function.SUBJECT))


def share_object(clause: ClauseDraft) -> None:
    """ "kauft und integriert X": the first verb shares the object behind the second."""
    first = clause.conjunct_of
    if first is None or first.verb is None or not first.elements or first.elements[-1] != first.finite:
        return
    if any(_with_function(first, Function.OBJECT)) or any(_with_function(clause, Function.SUBJECT)):
        return
    for chunk in _with_function(clause, Function.OBJECT):
        first.shared.append(replace(chunk, function=Function.OBJECT))
        return


def _with_function(clause: ClauseDraft, *functions: Function) -> Iterator[ChunkDraft]:
    return (chunk for chunk in clause.chunks() if chunk.function in functions)


def _subject_of(clause: ClauseDraft) -> ChunkDraft | None:
    chunks = (*clause.chunks(), *clause.shared)
    return next((chunk for chunk in chunks if chunk.function is Function.SUBJECT), None)


def _controller(clause: ClauseDraft, words: Words, units: Units) -> ChunkDraft | None:
    """Whose act an infinitive is: of the owner of a "Plan", of the object of "bitten", else the subject's."""
    parent = clause.parent
    if parent is None:
        return None
    if clause.connector is None:
        start = first_unit(clause.elements)
        before = [chunk for chunk in parent.chunks() if chunk.start < start]
        owner = _noun_owner(before, words, units)
        if owner is not None:
            return owner
        verb = parent.verb
        if verb is not None and verb.lemma in words.object_control and not verb.passive:
            objects = [c for c in before if c.function in (Function.OBJECT, Function.DATIVE)]
            animate = [c for c in objects if c.sort in ANIMATE or c.pronoun]
            if objects:
                return (animate or objects)[0]
    return _subject_of(parent)


def _noun_owner(before: list[ChunkDraft], words: Words, units: Units) -> ChunkDraft | None:
    """The owner of a noun right before an infinitive: "Metas Plan, … zu", "das Angebot von Meta, … zu"."""
    for part in before[-1].inner() if before else ():
        if words.noun_lemma(units.form[part.head]) not in words.control_nouns:
            continue
        for owner in part.attached:
            if owner.function is Function.GENITIVE or (owner.prep == "von" and not owner.amount):
                return owner
    return None
