"""Which chunk is the subject: case and number veto, order proposes, animacy decides where order is weak."""

from __future__ import annotations

from depesche.clauses.drafts import ChunkDraft, ClauseDraft
from depesche.clauses.fields import ANIMATE
from depesche.clauses.units import Units
from depesche.clauses.words import Words
from depesche.lexicon.agreement import ACCUSATIVE, DATIVE, NOMINATIVE, PLURAL, SINGULAR
from depesche.readings import ClauseKind, Field

_NUMBER = {"s": SINGULAR, "p": PLURAL}
_ANY_NUMBER = frozenset({"PIS", "PWS", "PDS"})
_ADVERBS = frozenset({"ADV", "PAV", "PROAV", "ADJD"})

_LATER, _LATER_IN_RELATIVE = 1.5, 0.5
"""What each noun chunk further back costs; behind a relative pronoun order says little."""
_ONLY_NOMINATIVE = 10.0
_PERSONAL, _PERSONAL_BEHIND_NOUN = 3.0, -2.0
"""Pronouns lead the Mittelfeld: one behind a full noun phrase is no subject."""
_INDEFINITE, _INDEFINITE_IN_RELATIVE = 0.5, 2.5
_RELATIVE, _OF_A_THING, _FREE = 0.8, -0.5, -1.0
_MUST_ACT, _IS_BODY = 3.0, 0.5
_IS_ANIMATE, _IS_AMOUNT, _BEHIND_VERB = 1.0, -3.0, 0.5


def find_subject(
    clause: ClauseDraft, nominal: list[ChunkDraft], units: Units, words: Words
) -> ChunkDraft | None:
    """The subject among the noun chunks of a clause, or None when it is unspoken."""
    if clause.kind in (ClauseKind.INFINITIVE, ClauseKind.PARTICIPIAL):
        return None
    number = verb_number(clause, units, words)
    lemma = clause.verb.lemma if clause.verb is not None else ""
    given = [c for c in nominal if not c.mask & ~ACCUSATIVE]
    receives = bool(given) and lemma in words.ditransitive  # one of the others is the dative: order tells
    scored = [
        (
            _score(chunk, order, clause, units, words) - receives * _animacy(chunk, clause, units, words),
            -order,
            chunk,
        )
        for order, chunk in enumerate(nominal)
        if chunk.mask & NOMINATIVE and _agrees(chunk, number, clause)
    ]
    scored.sort(key=lambda s: (s[0], s[1]), reverse=True)
    if not scored:
        return None
    best = scored[0][2]
    if len(scored) > 1 and units.low[best.head] in words.expletives and _is_intransitive(lemma, words):
        best = scored[1][2]
    verb_first = clause.vorfeld_end is not None
    if clause.conjunct_of is not None and (verb_first or len(nominal) == 1):
        return None if _is_gap(clause, best, units, words) else best
    return best


def verb_number(clause: ClauseDraft, units: Units, words: Words) -> str | None:
    """ "s" or "p" when the finite verb's form tells, else None."""
    unit = clause.finite if clause.finite is not None else clause.shared_finite
    if unit is None:
        return None
    return words.lexicon.verb_number(units.low[unit])


def _is_intransitive(lemma: str, words: Words) -> bool:
    """Whether "es" before the verb only holds the place of a subject that follows ("Es kam ein Angebot")."""
    if lemma in words.intransitive:
        return True
    is_copula = lemma in words.copula or lemma in words.impersonal
    return words.lexicon.perfect_with_sein(lemma) and not is_copula


def _is_gap(clause: ClauseDraft, chunk: ChunkDraft, units: Units, words: Words) -> bool:
    """ "… und ernannte ihn": the only noun chunk is an object, the subject stands in the clause before."""
    verb = clause.verb
    if chunk.amount and (clause.vorfeld_end is None or chunk.place is not Field.VORFELD):
        return True
    if chunk.mask & (ACCUSATIVE | DATIVE) == 0 or (verb is not None and verb.passive):
        return False
    if verb is not None and (verb.lemma in words.intransitive or words.lexicon.perfect_with_sein(verb.lemma)):
        return False
    if clause.vorfeld_end is None:
        if clause.shared_finite is not None or clause.finite is None or clause.relative_chunk is not None:
            return True
        return chunk.name is None and not (chunk.determined and chunk.sort in ANIMATE)
    return not any(_fills_vorfeld(e, units, words) for e in clause.elements[: clause.vorfeld_end])


def _fills_vorfeld(element: ChunkDraft | int, units: Units, words: Words) -> bool:
    """Whether an element takes the place before the verb, so that the subject must come behind it."""
    if isinstance(element, ChunkDraft):
        return True
    return units.tag[element] in _ADVERBS and units.low[element] not in words.adverbial_particles


def _score(chunk: ChunkDraft, order: int, clause: ClauseDraft, units: Units, words: Words) -> float:
    """How much speaks for a chunk as subject."""
    relative = clause.relative_chunk is not None
    score = -order * (_LATER_IN_RELATIVE if relative else _LATER)
    is_copula = clause.verb is not None and clause.verb.lemma in words.copula
    if not chunk.mask & (ACCUSATIVE | DATIVE) and not (is_copula and not chunk.pronoun):
        score += _ONLY_NOMINATIVE
    elif chunk.pronoun == "PPER":
        score += _PERSONAL_BEHIND_NOUN if order > 0 and _noun_before(chunk, clause) else _PERSONAL
    elif chunk.pronoun == "PIS" and units.low[chunk.head] not in words.floating:
        score += _INDEFINITE_IN_RELATIVE if relative else _INDEFINITE
    elif chunk.pronoun == "PWS" and units.low[chunk.head] in words.free_relatives:
        score += _FREE
    elif chunk.relative:
        is_thing = clause.antecedent is not None and clause.antecedent.sort not in ANIMATE
        score += _RELATIVE + (_OF_A_THING if is_thing else 0)
    score += _animacy(chunk, clause, units, words)
    if chunk.amount:
        score += _IS_AMOUNT
    if clause.vorfeld_end is not None and clause.elements.index(chunk) == clause.vorfeld_end + 1:
        score += _BEHIND_VERB
    return score


def _animacy(chunk: ChunkDraft, clause: ClauseDraft, units: Units, words: Words) -> float:
    """What speaks for a chunk because it stands for who can act."""
    if not _can_act(chunk, clause, units, words):
        return 0.0
    if clause.verb is not None and clause.verb.lemma in words.acting:
        return _MUST_ACT
    return _IS_BODY if chunk.sort == "group" else _IS_ANIMATE


def _can_act(chunk: ChunkDraft, clause: ClauseDraft, units: Units, words: Words) -> bool:
    """Whether a chunk stands for who can act; a relative pronoun for what its antecedent stands for."""
    if chunk.relative and clause.antecedent is not None:
        return clause.antecedent.sort in ANIMATE
    low = units.low[chunk.head]
    return chunk.sort in ANIMATE or low in words.person_pronouns or low in words.lexicon.agreement.persons


def _noun_before(chunk: ChunkDraft, clause: ClauseDraft) -> bool:
    """Whether a noun phrase stands before a pronoun in the Mittelfeld."""
    if chunk.place is not Field.MITTELFELD:
        return False
    first = 0 if clause.vorfeld_end is None else clause.vorfeld_end
    before = clause.elements[first : clause.elements.index(chunk)]
    return any(isinstance(e, ChunkDraft) and e.prep is None and not e.pronoun and not e.time for e in before)


def _agrees(chunk: ChunkDraft, number: str | None, clause: ClauseDraft) -> bool:
    """Whether a chunk can be the subject of a verb in this number; lists and sums can be of both."""
    if number is None or chunk.amount or chunk.members:
        return True
    if chunk is clause.relative_chunk and clause.antecedent is not None and chunk.pronoun == "PRELS":
        antecedent = clause.antecedent
        if antecedent.amount or antecedent.members or chunk.head != chunk.start:
            return True
        return antecedent.mask & _NUMBER[number] != 0
    return chunk.mask & NOMINATIVE & _NUMBER[number] != 0 or chunk.pronoun in _ANY_NUMBER
