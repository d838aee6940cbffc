"""What each chunk is to its verb: subject, object, dative, predicative or prepositional.

Case and number veto; among what is left order proposes, and animacy decides where order is weak.
"""

from __future__ import annotations

from depesche.clauses.drafts import ChunkDraft, ClauseDraft
from depesche.clauses.units import Units
from depesche.clauses.words import Words
from depesche.lexicon import VerbKind
from depesche.lexicon.agreement import (
    ACCUSATIVE,
    DATIVE,
    GENITIVE,
    NOMINATIVE,
    PLURAL,
    SINGULAR,
)
from depesche.readings import ClauseKind, Field, Function

_ANIMATE = frozenset({"person", "company", "group"})


def set_fields(clause: ClauseDraft) -> None:
    """Say for each chunk which field it stands in."""
    if clause.vorfeld_end is None and clause.finite is None:
        return
    verb_at = -1
    elements = clause.elements
    if clause.vorfeld_end is None:
        verb_at = max(
            (
                i
                for i, e in enumerate(elements)
                if isinstance(e, int) and (e == clause.finite or e in clause.nonfinite)
            ),
            default=-1,
        )
    else:
        closing = [u for u in (*clause.nonfinite, clause.particle) if u is not None]
        verb_at = max(
            (i for i, e in enumerate(elements) if isinstance(e, int) and e in closing), default=len(elements)
        )
    for i, element in enumerate(elements):
        if isinstance(element, int):
            continue
        if clause.vorfeld_end is not None and i < clause.vorfeld_end:
            element.place = Field.VORFELD
        elif verb_at >= 0 and i > verb_at:
            element.place = Field.NACHFELD


def gather_vorfeld(clause: ClauseDraft) -> None:
    """The Vorfeld of a main clause is one phrase: what follows its first chunk hangs on that chunk."""
    if clause.vorfeld_end is None or clause.kind is not ClauseKind.MAIN:
        return
    host: ChunkDraft | None = None
    kept = []
    for i, element in enumerate(clause.elements):
        if i < clause.vorfeld_end and isinstance(element, ChunkDraft):
            if (
                host is not None
                and host.end == element.start
                and element.prep is not None
                and not host.pronoun
            ):
                element.function = Function.PREPOSITIONAL
                host.attached.append(element)
                host.end = element.end
                continue
            host = element
        kept.append(element)
    removed = len(clause.elements) - len(kept)
    clause.elements = kept
    clause.vorfeld_end -= removed


def release_agent(clause: ClauseDraft, units: Units) -> None:
    """In a passive a loosely attached von-phrase with an animate head is who acts, unless one stands free."""
    verb = clause.verb
    if verb is None or not verb.passive:
        return
    chunks = clause.chunks()
    if any(c.prep in {"von", "durch"} and _can_act(c, units) for c in chunks):
        return
    for chunk in reversed(chunks):
        for host in [c for c in chunk.inner() if c.attached]:
            last = host.attached[-1]
            if last.loose and last.end == chunk.end and _can_act(last, units) and not _relational(host):
                host.attached.remove(last)
                at = clause.elements.index(chunk)
                for part in chunk.inner():
                    if part.end == last.end and part is not last and part.start < last.start:
                        part.end = last.start
                last.loose = False
                clause.elements.insert(at + 1, last)
                return


def _relational(chunk: ChunkDraft) -> bool:
    """Whether a noun calls for a von-phrase itself: a person is "of" a company ("Gründer von …")."""
    return chunk.sort == "person" and chunk.name is None


def _can_act(chunk: ChunkDraft, units: Units) -> bool:
    return chunk.sort in _ANIMATE or (chunk.name is not None) or chunk.pronoun is not None


def assign(clause: ClauseDraft, units: Units, words: Words) -> None:
    """Set the function of every chunk of a clause."""
    nominal: list[ChunkDraft] = []
    topic = clause.elements[: clause.topic]
    for chunk in clause.chunks():
        if chunk.prep is not None:
            chunk.function = Function.PREPOSITIONAL
        elif chunk.time or chunk.pronoun == "PRF" or _is_insertion(chunk, clause) or chunk in topic:
            chunk.function = Function.OTHER
        else:
            nominal.append(chunk)
    verb = clause.verb
    lemma = verb.lemma if verb else ""
    subject = _subject(clause, nominal, units, words, lemma)
    if subject is None and verb is not None and clause.conjunct_of is None:
        late = [c for c in clause.chunks() if c.counted or (c.time and c.prep is None and c.determined)]
        subject = _subject(clause, late, units, words, lemma)
        if subject is not None:
            subject.prep = None
            nominal.append(subject)
    if subject is not None:
        subject.function = Function.SUBJECT
        nominal.remove(subject)
    if verb is None:
        for chunk in nominal:
            chunk.function = Function.OTHER
        return
    _complements(clause, nominal, words, lemma, subject)


def _is_insertion(chunk: ChunkDraft, clause: ClauseDraft) -> bool:
    """A further noun chunk in the Vorfeld, between commas: "Die Gruppe, vor allem ihr Chef, …"."""
    if clause.vorfeld_end is None or chunk.place is not Field.VORFELD:
        return False
    before = [e for e in clause.elements[: clause.elements.index(chunk)] if isinstance(e, ChunkDraft)]
    return any(c.prep is None and not c.time for c in before)


def _subject(
    clause: ClauseDraft, nominal: list[ChunkDraft], units: Units, words: Words, lemma: str
) -> ChunkDraft | None:
    if clause.kind in (ClauseKind.INFINITIVE,) or (clause.kind is ClauseKind.PARTICIPIAL):
        return None
    number = verb_number(clause, units, words)
    scored = []
    for order, chunk in enumerate(nominal):
        if not chunk.mask & NOMINATIVE or not _agrees(chunk, number, units, clause):
            continue
        scored.append((_subject_score(chunk, order, clause, units, lemma in words.copula), -order, chunk))
    if not scored:
        return None
    best = max(scored, key=lambda s: (s[0], s[1]))
    if len(scored) > 1 and units.low[best[2].head] == "es" and _is_intransitive(lemma, words):
        best = max((s for s in scored if s is not best), key=lambda s: (s[0], s[1]))
    passive = clause.verb is not None and clause.verb.passive
    if clause.conjunct_of is not None and len(nominal) == 1 and best[2].amount and clause.vorfeld_end is None:
        return None
    if (
        clause.conjunct_of is not None
        and not passive
        and len(nominal) == 1
        and _gap_before_object(clause, best[2], units, words)
    ):
        return None
    return best[2]


def _gap_before_object(clause: ClauseDraft, chunk: ChunkDraft, units: Units, words: Words) -> bool:
    """ "… und ernannte ihn": the verb right behind the conjunction has its subject in the clause before."""
    if chunk.mask & (ACCUSATIVE | DATIVE) == 0:
        return False
    lemma = clause.verb.lemma if clause.verb is not None else ""
    if lemma in words.intransitive or words.lexicon.perfect_with_sein(lemma):
        return False
    if clause.vorfeld_end is None:
        if clause.shared_finite is not None or clause.finite is None or clause.relative_chunk is not None:
            return True
        return chunk.name is None and not (chunk.determined and chunk.sort in _ANIMATE)
    return not any(
        isinstance(e, ChunkDraft)
        or (units.tag[e] in {"ADV", "PAV", "ADJD"} and units.low[e] not in {"auch", "nicht"})
        for e in clause.elements[: clause.vorfeld_end]
    )


def _noun_before(chunk: ChunkDraft, clause: ClauseDraft) -> bool:
    """Whether a noun phrase stands before a pronoun in the Mittelfeld."""
    first = 0 if clause.vorfeld_end is None else clause.vorfeld_end
    before = clause.elements[first : clause.elements.index(chunk)]
    return any(isinstance(e, ChunkDraft) and e.prep is None and not e.pronoun and not e.time for e in before)


def _is_intransitive(lemma: str, words: Words) -> bool:
    """Whether "es" before the verb only holds the place of a subject that follows ("Es kam ein Angebot")."""
    return lemma in words.intransitive or (
        words.lexicon.perfect_with_sein(lemma) and lemma not in words.copula and lemma != "gelingen"
    )


def _subject_score(chunk: ChunkDraft, order: int, clause: ClauseDraft, units: Units, copula: bool) -> float:
    """How much speaks for a chunk as subject; a relative pronoun comes first whatever it is."""
    relative = clause.relative_chunk is not None
    score = -0.5 * order if relative else -1.5 * order
    if chunk.mask & ~NOMINATIVE == 0 and not (copula and not chunk.pronoun):
        score += 10
    elif chunk.pronoun == "PPER":
        # Pronouns lead the Mittelfeld: one behind a full noun phrase is no subject.
        score += -2 if order > 0 and chunk.place is Field.MITTELFELD and _noun_before(chunk, clause) else 3
    elif chunk.pronoun == "PIS":
        score += 2.5 if relative and units.low[chunk.head] != "beide" else 0.5
    if chunk.pronoun == "PWS" and units.low[chunk.head] == "was":
        score -= 1
    elif chunk.relative:
        score += 0.8
        antecedent = clause.antecedent
        if antecedent is not None and antecedent.sort not in _ANIMATE:
            score -= 0.5
    if chunk.sort in _ANIMATE:
        score += 1
    if chunk.amount:
        score -= 3
    if (
        clause.vorfeld_end is not None
        and chunk.place is Field.MITTELFELD
        and clause.elements.index(chunk) == clause.vorfeld_end + 1
    ):
        score += 0.5
    return score


def verb_number(clause: ClauseDraft, units: Units, words: Words) -> str | None:
    """ "s" or "p" when the finite verb's form tells, else None."""
    unit = clause.finite if clause.finite is not None else clause.shared_finite
    if unit is None:
        return None
    persons: set[str] = set()
    for found in words.lexicon.verb_forms(units.low[unit]):
        if found.kind is VerbKind.FINITE:
            persons |= found.inflection.persons
    numbers = {p[1] for p in persons if p[0] != "2"}
    return numbers.pop() if len(numbers) == 1 else None


def _agrees(chunk: ChunkDraft, number: str | None, units: Units, clause: ClauseDraft) -> bool:
    if number is None:
        return True
    if chunk is clause.relative_chunk and clause.antecedent is not None and chunk.pronoun == "PRELS":
        own = clause.antecedent.mask & (PLURAL | SINGULAR)
        wanted = PLURAL if number == "p" else SINGULAR
        return (
            own & wanted != 0
            or clause.antecedent.amount
            or bool(clause.antecedent.members)
            or chunk.head != chunk.start
        )
    if chunk.amount or chunk.members:
        return not chunk.members or number == "p" or chunk.mask & SINGULAR != 0 or units.low[chunk.head] != ""
    wanted = PLURAL if number == "p" else SINGULAR
    nominative = chunk.mask & NOMINATIVE
    return nominative & wanted != 0 or chunk.pronoun in {"PIS", "PWS", "PDS"}


def _complements(
    clause: ClauseDraft, nominal: list[ChunkDraft], words: Words, lemma: str, subject: ChunkDraft | None
) -> None:
    verb = clause.verb
    assert verb is not None
    copula = lemma in words.copula and not verb.passive
    rest: list[ChunkDraft] = []
    for chunk in nominal:
        cases = chunk.mask
        if copula and cases & NOMINATIVE and not (cases & ~DATIVE == 0):
            chunk.function = Function.PREDICATIVE
        elif cases & (NOMINATIVE | ACCUSATIVE | DATIVE) == 0 and cases & GENITIVE:
            chunk.function = Function.GENITIVE
        elif cases & ACCUSATIVE == 0 and cases & DATIVE:
            chunk.function = Function.DATIVE
        elif cases & ACCUSATIVE == 0:
            chunk.function = Function.OTHER
        else:
            rest.append(chunk)
    if not rest:
        return
    if words.lexicon.perfect_with_sein(lemma) and not copula:
        for chunk in rest:
            dative = chunk.mask & DATIVE and (chunk.sort in _ANIMATE or chunk.pronoun == "PPER")
            takes_object = chunk.mask & ~ACCUSATIVE == 0
            chunk.function = (
                Function.OBJECT if takes_object else Function.DATIVE if dative else Function.OTHER
            )
        return
    if verb.passive:
        for chunk in rest:
            chunk.function = (
                Function.DATIVE if chunk.mask & DATIVE and chunk.sort in _ANIMATE else Function.OTHER
            )
        return
    dative = lemma in words.dative_object or (
        lemma in words.ditransitive & words.object_control and rest[0].sort in _ANIMATE
    )
    if dative and len(rest) == 1 and rest[0].mask & DATIVE:
        rest[0].function = Function.DATIVE
        return
    has_dative = any(c.function is Function.DATIVE for c in nominal)
    if len(rest) >= 2 and not has_dative:
        animate = [c for c in rest if (c.sort in _ANIMATE or c.pronoun == "PPER") and c.mask & DATIVE]
        things = [c for c in rest if c not in animate]
        if animate and things and (lemma in words.ditransitive or animate[0].start < things[0].start):
            animate[0].function = Function.DATIVE
            rest.remove(animate[0])
    rest[0].function = Function.OBJECT
    for chunk in rest[1:]:
        chunk.function = Function.OBJECT if chunk.mask & ~ACCUSATIVE == 0 else Function.OTHER
