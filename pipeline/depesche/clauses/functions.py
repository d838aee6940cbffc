"""What each chunk is to its verb: subject, object, dative, predicative or prepositional."""

from __future__ import annotations

from depesche.clauses.drafts import ChunkDraft, ClauseDraft
from depesche.clauses.fields import ANIMATE
from depesche.clauses.subjects import find_subject
from depesche.clauses.units import Units
from depesche.clauses.words import Words
from depesche.lexicon.agreement import ACCUSATIVE, DATIVE, GENITIVE, NOMINATIVE
from depesche.readings import Field, Function, VerbComplex

_RESTATING = frozenset({"ADV", "ADJD", "VVPP", "PAV", "PROAV"})


def assign(clause: ClauseDraft, units: Units, words: Words) -> None:
    """Set the function of every chunk of a clause."""
    nominal: list[ChunkDraft] = []
    topic = clause.elements[: clause.topic]
    for chunk in clause.chunks():
        if chunk.prep is not None:
            chunk.function = Function.PREPOSITIONAL
        elif chunk.time or chunk.pronoun == "PRF" or chunk in topic or _is_insertion(chunk, clause, units):
            chunk.function = Function.OTHER
        else:
            nominal.append(chunk)
    subject = find_subject(clause, nominal, units, words)
    if subject is None and clause.verb is not None and clause.conjunct_of is None:
        subject = _late_subject(clause, units, words)
    if subject is not None:
        subject.function = Function.SUBJECT
    rest = [chunk for chunk in nominal if chunk is not subject]
    if clause.verb is None:
        for chunk in rest:
            chunk.function = Function.OTHER
    else:
        _complements(clause.verb, rest, words)


def _is_insertion(chunk: ChunkDraft, clause: ClauseDraft, units: Units) -> bool:
    """A further noun chunk in the Vorfeld, between commas: "Die Gruppe, vor allem ihr Chef, …"."""
    if clause.vorfeld_end is None or chunk.place is not Field.VORFELD:
        return chunk.amount and _is_restated(chunk, clause, units)
    before = clause.elements[: clause.elements.index(chunk)]
    return any(isinstance(e, ChunkDraft) and e.prep is None and not e.time for e in before)


def _is_restated(chunk: ChunkDraft, clause: ClauseDraft, units: Units) -> bool:
    """A sum given once more behind a comma: ", umgerechnet knapp 1,3 Milliarden Euro"."""
    at = clause.elements.index(chunk)
    before = chunk.start
    while at > 0 and clause.elements[at - 1] == before - 1 and units.tag[before - 1] in _RESTATING:
        at, before = at - 1, before - 1
    return at > 0 and before < chunk.start and units.tag[before - 1] == "$,"


def _late_subject(clause: ClauseDraft, units: Units, words: Words) -> ChunkDraft | None:
    """Where no other chunk can be the subject: "über 300 Stellen", "die Woche"."""
    late = [c for c in clause.chunks() if c.counted or (c.time and c.prep is None and c.determined)]
    subject = find_subject(clause, late, units, words)
    if subject is not None:
        subject.prep = None
    return subject


def _complements(verb: VerbComplex, nominal: list[ChunkDraft], words: Words) -> None:
    """Tell apart what is left beside the subject, first by case, then by the verb."""
    is_copula = verb.lemma in words.copula and not verb.passive
    rest = []
    for chunk in nominal:
        function = _by_case(chunk, is_copula)
        if function is None:
            rest.append(chunk)
        else:
            chunk.function = function
    if not rest:
        return
    if verb.passive or (words.lexicon.perfect_with_sein(verb.lemma) and not is_copula):
        for chunk in rest:
            chunk.function = _without_object(chunk, verb.passive)
    elif len(rest) == 1 and _wants_dative(verb.lemma, rest[0], words):
        rest[0].function = Function.DATIVE
    else:
        has_dative = any(chunk.function is Function.DATIVE for chunk in nominal)
        _objects(rest, has_dative, verb.lemma in words.ditransitive)


def _by_case(chunk: ChunkDraft, is_copula: bool) -> Function | None:
    """The function that a chunk's form leaves it, None where it can be an object."""
    mask = chunk.mask
    if is_copula and mask & NOMINATIVE and mask & ~DATIVE:
        return Function.PREDICATIVE
    if mask & ACCUSATIVE:
        return None
    if mask & DATIVE:
        return Function.DATIVE
    return Function.GENITIVE if mask & GENITIVE and not mask & NOMINATIVE else Function.OTHER


def _without_object(chunk: ChunkDraft, passive: bool) -> Function:
    """Beside a passive or a verb of motion: a dative where the chunk can be one, no object unless marked."""
    if not passive and chunk.mask & ~ACCUSATIVE == 0:
        return Function.OBJECT
    can_receive = chunk.sort in ANIMATE or (chunk.pronoun == "PPER" and not passive)
    return Function.DATIVE if chunk.mask & DATIVE and can_receive else Function.OTHER


def _wants_dative(lemma: str, chunk: ChunkDraft, words: Words) -> bool:
    """ "hilft Meta"; "untersagt Meta, … zu kaufen"."""
    if not chunk.mask & DATIVE:
        return False
    return lemma in words.dative_object or (chunk.sort in ANIMATE and lemma in words.allowing)


def _objects(rest: list[ChunkDraft], has_dative: bool, ditransitive: bool) -> None:
    """The object, and the dative where two chunks could be either: the animate one receives."""
    if len(rest) >= 2 and not has_dative:
        animate = [c for c in rest if (c.sort in ANIMATE or c.pronoun == "PPER") and c.mask & DATIVE]
        things = [c for c in rest if c not in animate]
        if animate and things and (ditransitive or animate[0].start < things[0].start):
            animate[0].function = Function.DATIVE
            rest = [c for c in rest if c is not animate[0]]
    rest[0].function = Function.OBJECT
    for chunk in rest[1:]:
        chunk.function = Function.OBJECT if chunk.mask & ~ACCUSATIVE == 0 else Function.OTHER
