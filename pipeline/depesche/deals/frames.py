"""Fills the roles of a rule from the clause its trigger stands in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from depesche.deals.compile import CompiledRule, CompiledSlot, DealRules
from depesche.deals.fillers import chunk_fillers, compound_names, heads, names_listed_after, possessor
from depesche.deals.pack import StatusCue
from depesche.deals.view import View
from depesche.readings import Chunk, Clause, ClauseKind, Filler, Function, Span
from depesche.records import Role

_AGENT_PREPOSITIONS = ("von", "durch")
_NEAR_TOKENS = 5
"""How far behind a trigger noun its "durch" may stand; farther off it belongs to something else."""
_FUNCTIONS = {
    "subject": Function.SUBJECT,
    "object": Function.OBJECT,
    "dative": Function.DATIVE,
    "predicative": Function.PREDICATIVE,
}


@dataclass(frozen=True, slots=True)
class Scene:
    """What the triggers of an article are read against."""

    clauses: Sequence[Clause]
    view: View
    rules: DealRules
    _cues: dict[int, tuple[StatusCue, ...]] = field(default_factory=dict)

    def cues(self, index: int) -> tuple[StatusCue, ...]:
        """The status cues that the sentence of a clause could hold, the strongest first."""
        sentence = self.clauses[index].sentence
        known = self._cues.get(sentence)
        if known is None:
            clauses = list(self.of_sentence(index))
            first, last = min(one.first for one in clauses), max(one.last for one in clauses)
            words, participles = self.view.span(first, last), self.view.participles
            verbs = [one.verb for one in clauses if one.verb is not None]
            lemmas = {verb.lemma for verb in verbs} | {verb.modal for verb in verbs if verb.modal is not None}
            # Attributes are told as clauses, too: "der *geplante* Kauf".
            lemmas |= {participles[token].lemma for token in participles.keys() & set(range(first, last))}
            known = self.rules.cues.possible(self.view.low[words.start : words.end], lemmas)
            self._cues[sentence] = known
        return known

    def of_sentence(self, index: int) -> Iterator[Clause]:
        """The clauses of the sentence that a clause stands in, that one too, in text order."""
        sentence = self.clauses[index].sentence
        while index and self.clauses[index - 1].sentence == sentence:
            index -= 1
        while index < len(self.clauses) and self.clauses[index].sentence == sentence:
            yield self.clauses[index]
            index += 1


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A trigger of a rule in a clause.

    ``chunk``: for a trigger noun the chunk it heads, else None. ``subject_is``: what the subject of
    the verb beside a trigger noun is in the deal, None when that verb says nothing about it.
    ``siblings``: the conjuncts behind the trigger noun's chunk, which may go with its attribute
    instead ("die Fusion von Honda *und Nissan*"). ``aside``: the trigger noun only says on what occasion
    something else is told ("machte im Zuge *des Verkaufs* Zusagen"), so the subject need not take part.
    """

    rule: CompiledRule
    token: int
    index: int
    clause: Clause
    chunk: Chunk | None
    subject_is: str | None = None
    siblings: tuple[Chunk, ...] = ()
    aside: bool = False


def fill(occurrence: Occurrence, scene: Scene) -> tuple[tuple[Role, Filler], ...]:
    """Fill every role of the rule's frame; a span fills one role only, earlier roles first.

    A name at a later place of a role comes before a pronoun or description at an earlier one.
    """
    filled: list[tuple[Role, Filler]] = []
    taken: set[Span] = set()
    for role, slots in occurrence.rule.frame:
        chosen: list[Filler] = []
        for slot in slots:
            found = [f for f in _at_slot(occurrence, slot, scene) if f.span not in taken]
            if role in occurrence.rule.collects:
                chosen += [filler for filler in found if filler not in chosen]
                continue
            if found and not (chosen and _refers(found)):
                chosen = found
            if chosen and not _refers(chosen):
                break
        filled.extend((role, filler) for filler in chosen)
        taken.update(filler.span for filler in chosen)
    return tuple(filled)


def _refers(fillers: Sequence[Filler]) -> bool:
    """Whether fillers only stand for a name that has to be looked up."""
    return all(filler.kind in {"pronoun", "description"} for filler in fillers)


def patient_chunks(occurrence: Occurrence, scene: Scene) -> tuple[Chunk, ...]:
    """The chunks of who or what the trigger acts on."""
    return tuple(_chunks_at(occurrence, "patient", scene))


def agent_chunks(occurrence: Occurrence, scene: Scene) -> tuple[Chunk, ...]:
    """The chunks of who acts."""
    return tuple(_chunks_at(occurrence, "agent", scene))


def _at_slot(occurrence: Occurrence, slot: CompiledSlot, scene: Scene) -> tuple[Filler, ...]:
    for position in slot.at:
        if slot.noun:
            found = _of_noun(occurrence, position, slot, scene)
        else:
            found = _at_position(occurrence, position, slot, scene)
        if found:
            return _picked(found, slot)
    return ()


def _picked(found: tuple[Filler, ...], slot: CompiledSlot) -> tuple[Filler, ...]:
    match slot.pick:
        case "first":
            return found[:1]
        case "rest":
            return found[1:]
        case _:
            return found


def _at_position(
    occurrence: Occurrence, position: str, slot: CompiledSlot, scene: Scene
) -> tuple[Filler, ...]:
    if position == "speaker":
        return _speaker(occurrence, slot, scene)
    if position == "among":
        sentence = scene.view.sentence_of(occurrence.token)
        return names_listed_after(scene.rules.among, sentence, slot.types, scene.view)
    if position == "undergoer":
        return _undergoer(occurrence, slot, scene)
    if position == "bearer":
        return _first(_bearers(occurrence), occurrence, slot, scene)
    if occurrence.chunk is not None and position in {"agent", "patient", "compound", "possessive"}:
        return _noun_position(occurrence, position, slot, scene)
    return _first(_chunks_at(occurrence, position, scene), occurrence, slot, scene)


def _undergoer(occurrence: Occurrence, slot: CompiledSlot, scene: Scene) -> tuple[Filler, ...]:
    """Whom an event befalls: what a verb acts on if that has a name, else who acts.

    "X bringt *Y* an die Börse", "*Y* geht an die Börse", "*Y* wird an die Börse gebracht".
    """
    acted_on = _first(_chunks_at(occurrence, "patient", scene), occurrence, slot, scene)
    if acted_on and acted_on[0].kind in {"name", "unit"}:
        return acted_on
    return _first(_chunks_at(occurrence, "agent", scene), occurrence, slot, scene) or acted_on


def _bearers(occurrence: Occurrence) -> Iterator[Chunk]:
    """Whom an adjective describes: the chunk it stands in, else the subject or a fragment's first chunk."""
    if occurrence.chunk is not None and occurrence.chunk.function is not Function.PREDICATIVE:
        yield occurrence.chunk
        return
    yield from _with_function(occurrence.clause, Function.SUBJECT)
    if occurrence.clause.kind is ClauseKind.FRAGMENT:
        yield from occurrence.clause.chunks


def _noun_position(
    occurrence: Occurrence, position: str, slot: CompiledSlot, scene: Scene
) -> tuple[Filler, ...]:
    """Agent, patient, compound and possessor of a trigger noun."""
    chunk, view = occurrence.chunk, scene.view
    assert chunk is not None
    before = possessor(chunk, slot.types, view)
    in_compound = compound_names(occurrence.token, slot.types, view)
    if position in {"compound", "possessive"}:
        return in_compound if position == "compound" else before
    by_agent = [c for c in _behind(occurrence) if c.prep == "durch" and c.first - chunk.last <= _NEAR_TOKENS]
    of_patient = [c for c in _attributes(chunk) if c.function is Function.GENITIVE or c.prep == "von"]
    if position == "patient":
        return in_compound or _first(of_patient, occurrence, slot, scene) or (before if by_agent else ())
    if by_agent:
        return _first(by_agent, occurrence, slot, scene)
    subject = _subject_of_noun(occurrence, slot, scene)
    if before and before[0].kind == "name":
        return before
    # "seine Übernahme" is the subject's own; only without one the pronoun has to be looked up.
    return subject or before


def _subject_of_noun(occurrence: Occurrence, slot: CompiledSlot, scene: Scene) -> tuple[Filler, ...]:
    """The clause's subject, where it is who acts in a trigger noun.

    An organisation beside a deal's noun judges it ("die Kommission prüft die Übernahme").
    """
    if (occurrence.subject_is != "agent" or occurrence.aside) and not _reaches_to_subject(occurrence):
        return ()
    subjects = [c for c in _with_function(occurrence.clause, Function.SUBJECT) if c != occurrence.chunk]
    return _first(subjects, occurrence, replace(slot, types=slot.types - {"organization"}), scene)


def _first(
    chunks: Iterable[Chunk], occurrence: Occurrence, slot: CompiledSlot, scene: Scene
) -> tuple[Filler, ...]:
    """The fillers of the first chunk that has any."""
    for chunk in chunks:
        found = chunk_fillers(chunk, slot.types, occurrence.clause, scene.view, scene.rules)
        if found:
            return (*found, *_with_siblings(chunk, occurrence, slot, scene))
    return ()


def _with_siblings(
    chunk: Chunk, occurrence: Occurrence, slot: CompiledSlot, scene: Scene
) -> Iterator[Filler]:
    """Bare names in coordination with the trigger noun's last attribute: "die Fusion von A *und B*"."""
    if occurrence.chunk is None or chunk.last != occurrence.chunk.last:
        return
    yield from _bare_names(occurrence.siblings, slot, scene)


def _reaches_to_subject(occurrence: Occurrence) -> bool:
    """Whether the clause's subject is who acts in a trigger noun: "Nvidia vor Übernahme von Run:ai"."""
    chunk, clause = occurrence.chunk, occurrence.clause
    if chunk is None or occurrence.subject_is == "patient" or occurrence.aside:
        return False
    beside = chunk.prep is not None or chunk.function is Function.OBJECT
    return clause.kind is ClauseKind.FRAGMENT or (beside and occurrence.subject_is is None)


def _chunks_at(occurrence: Occurrence, position: str, scene: Scene) -> Iterator[Chunk]:
    """The chunks at a logical position, a grammatical one or behind a preposition."""
    clause, chunk, view, rules = occurrence.clause, occurrence.chunk, scene.view, scene.rules
    passive = clause.verb is not None and clause.verb.passive
    if chunk is None and position == "agent":
        if passive:
            yield from [c for c in clause.chunks if c.prep in _AGENT_PREPOSITIONS]
        else:
            yield from _with_function(clause, Function.SUBJECT)
    elif chunk is None and position == "patient":
        yield from _with_function(clause, Function.SUBJECT if passive else Function.OBJECT)
        if not passive:
            # What could not be told from an adverbial may be the object after all.
            others = [c for c in _with_function(clause, Function.OTHER) if c.prep is None]
            yield from [c for c in others if not _of_subject(c, clause, view)]
    elif position == "recipient" and occurrence.subject_is == "patient":
        yield from _with_function(clause, Function.SUBJECT)
    elif position in _FUNCTIONS and occurrence.aside:
        return
    elif position in _FUNCTIONS:
        yield from (c for c in _with_function(clause, _FUNCTIONS[position]) if c != chunk)
    elif chunk is not None and position in {"genitive", "agent", "patient"}:
        yield from (c for c in _attributes(chunk) if c.function is Function.GENITIVE)
    elif chunk is not None:
        yield from (c for c in _behind(occurrence) if _stands_behind(c, position))
    else:
        yield from (c for c in clause.chunks if _stands_behind(c, position))
        for whole in [c for c in clause.chunks if c.attached]:
            loose = position != "von" or rules.in_class(view.lemma(whole.head), "money")
            yield from (a for a in whole.attached if _stands_behind(a, position) and loose)


def _stands_behind(chunk: Chunk, position: str) -> bool:
    """Whether a chunk stands behind a preposition, in the case that the position asks for ("an:Acc").

    What shows no case may stand in any.
    """
    prep, _, case = position.partition(":")
    return chunk.prep == prep and (not case or not chunk.cases or case in chunk.cases)


def _of_subject(chunk: Chunk, clause: Clause, view: View) -> bool:
    """Whether a chunk is set behind the subject by a comma: "X, *zuvor Chef von Y*, übernimmt das Steuer"."""
    comma = chunk.first - 1 - (chunk.first > 0 and view.tags[chunk.first - 1] == "ADV")
    behind_subject = any(subject.last == comma for subject in _with_function(clause, Function.SUBJECT))
    return behind_subject and view.words[comma] == ","


def _attributes(chunk: Chunk) -> Iterator[Chunk]:
    """What hangs on a chunk's head behind it; a genitive before it is its possessor."""
    return (part for part in chunk.attached if part.first > chunk.head)


def _behind(occurrence: Occurrence) -> Iterator[Chunk]:
    """What hangs on a trigger noun, then the prepositional chunks of the clause behind it, then before.

    What stands before the noun belongs to its participle ("die von *Accel* angeführte Runde").
    """
    chunk, clause = occurrence.chunk, occurrence.clause
    assert chunk is not None
    for part in _attributes(chunk):
        yield from heads(part)
    yield from (c for c in clause.chunks if c.prep is not None and c.first >= chunk.last)
    yield from (c for c in clause.chunks if c.prep is not None and c.last <= chunk.first)


def _with_function(clause: Clause, function: Function) -> list[Chunk]:
    return [c for c in clause.chunks if c.function is function]


def _of_noun(occurrence: Occurrence, position: str, slot: CompiledSlot, scene: Scene) -> tuple[Filler, ...]:
    """Fillers that hang on a certain noun at the position: "Anteile *an Scale AI*"."""
    for chunk in _chunks_at(occurrence, position, scene):
        if chunk.members:
            listed = _of_first_member(occurrence, chunk, slot, scene)
            if listed:
                return listed
            # An attribute of one conjunct says nothing of the others.
            continue
        for part in heads(chunk):
            if scene.view.lemma(part.head) not in slot.noun:
                continue
            for where in slot.of:
                found = _hanging_on((part, chunk), where, occurrence, slot, scene)
                if found:
                    return found
    return ()


def _of_first_member(
    occurrence: Occurrence, chunk: Chunk, slot: CompiledSlot, scene: Scene
) -> tuple[Filler, ...]:
    """Fillers of a list that hangs on the first conjunct: "die Runde von *A, B und C*"."""
    first, rest = chunk.members[0], chunk.members[1:]
    listed = tuple(_bare_names(rest, slot, scene))
    if scene.view.lemma(first.head) not in slot.noun or len(listed) < len(rest):
        return ()
    for where in slot.of:
        found = _hanging_on((first, first), where, occurrence, slot, scene)
        if found:
            return (*found, *(filler for filler in listed if filler not in found))
    return ()


def _bare_names(chunks: Iterable[Chunk], slot: CompiledSlot, scene: Scene) -> Iterator[Filler]:
    """The names of conjuncts that are nothing but a name."""
    for chunk in chunks:
        names = scene.view.names_in(chunk.span)
        if names and names[0].span.start == chunk.span.start:
            yield from (Filler(n.span, "name", n.type) for n in names if n.type in slot.types)


def _hanging_on(
    noun: tuple[Chunk, Chunk], where: str, occurrence: Occurrence, slot: CompiledSlot, scene: Scene
) -> tuple[Filler, ...]:
    """Fillers at one place of a noun, given with the whole chunk it stands in.

    A phrase right behind the whole chunk may belong to the noun too.
    """
    part, whole = noun
    if where == "compound":
        return compound_names(part.head, slot.types, scene.view)
    if where == "possessive":
        return possessor(part, slot.types, scene.view)
    below = [c for c in heads(part) if c is not part]
    behind = [c for c in occurrence.clause.chunks if c.first >= whole.last]
    if where == "genitive":
        # A feminine genitive looks like a dative; right behind a noun it is its attribute.
        next_to = [c for c in behind if c.first == whole.last and c.prep is None and "Gen" in c.cases]
        genitives = [c for c in below if c.function is Function.GENITIVE]
        return _first([*genitives, *next_to], occurrence, slot, scene)
    return _first((c for c in (*below, *behind) if _stands_behind(c, where)), occurrence, slot, scene)


def _speaker(occurrence: Occurrence, slot: CompiledSlot, scene: Scene) -> tuple[Filler, ...]:
    """The subject of the clause that governs this one."""
    parent = occurrence.clause.parent
    if parent is None:
        return ()
    clause = scene.clauses[parent]
    for chunk in _with_function(clause, Function.SUBJECT):
        found = chunk_fillers(chunk, slot.types, clause, scene.view, scene.rules)
        if found:
            return found
    return ()
