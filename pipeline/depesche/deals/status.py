"""How real a deal is, by the clause that tells it and the clauses that govern it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from depesche.deals.compile import DealRules
from depesche.deals.frames import Occurrence, Scene
from depesche.deals.pack import StatusCue
from depesche.deals.view import View, within
from depesche.readings import AttributionReading, Chunk, Clause, ClauseKind, Function, Mood, Span, Tense
from depesche.records import DealStatus

TENSE_STRENGTH = 1
"""Of the tense of a trigger verb."""
_FIXED_STRENGTH = 2
NOUN_STRENGTH = 0
"""Of a trigger noun that nothing is said of."""
_CONTENT_CONNECTORS = frozenset({"dass", "ob", "daß"})
_MAX_DEPTH = 3
_REFERRING_TAGS = frozenset({"PDS", "PRELS", "PWS", "PROAV", "PAV", "PWAV", "ADJA"})
CAME_TO_NOTHING = frozenset({DealStatus.FAILED, DealStatus.REJECTED})
_SUM_REACH = 80
_BEFORE_SUM = 12
"""How many characters a word may stand before the sum it belongs to ("für angeblich *rund* 3 Millionen")."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The status of a reading: ``cue`` is the word that decided, None when the tense did."""

    status: DealStatus
    cue: Span | None
    strength: int
    unreal: bool


def judge(occurrence: Occurrence, scene: Scene, said: AttributionReading | None) -> Verdict:
    """Decide by the strongest cue; without one, by the trigger's own status and tense.

    ``said``: the source of what the clause tells.
    """
    chain = tuple(_governing(occurrence.clause, scene.clauses))
    unreal = False
    status, strength = _by_tense(occurrence)
    span: Span | None = None
    shielded = False
    about = _is_about(occurrence, scene)
    for cue in scene.cues(occurrence.index):
        if cue.strength <= max(strength, TENSE_STRENGTH):
            break
        if shielded and cue.negated is not None:
            continue
        if (cue.types and occurrence.rule.type not in cue.types) or (
            cue.prep and not _behind(cue, occurrence)
        ):
            continue
        if cue.heard is not None and (said is not None and said.heard) is not cue.heard:
            continue
        if cue.conditional is not None and _under_condition(occurrence, scene) is not cue.conditional:
            continue
        if cue.drop and (cue.mood or cue.negated or cue.words) and cue.scope[0] == "clause" and not about:
            continue
        found = _match(cue, occurrence, chain, scene, about=about)
        if found is None:
            continue
        if cue.status is not None:
            status, span, strength = cue.status, found, cue.strength
        elif cue.drop:
            unreal = True
        else:
            # A cue without an effect of its own shields from a seeming negation: "nicht nur".
            shielded = True
    return Verdict(status, span, strength, unreal)


def _behind(cue: StatusCue, occurrence: Occurrence) -> bool:
    """Whether a trigger noun stands behind one of the cue's prepositions: "*nach* der Übernahme"."""
    return occurrence.chunk is not None and occurrence.chunk.prep in cue.prep


def _under_condition(occurrence: Occurrence, scene: Scene) -> bool:
    """Whether another clause of the trigger's sentence is a condition: "wenn …", "Würde er …, könnte"."""
    own = scene.clauses[occurrence.index]
    for clause in scene.of_sentence(occurrence.index):
        if clause is own or clause.verb is None:
            continue
        verb_first = min(clause.verb.tokens) == clause.first and not clause.question
        if clause.connector in scene.rules.conditions or (verb_first and clause.verb.mood is Mood.UNREAL):
            return True
    return False


def support_subject(clause: Clause, rules: DealRules) -> str | None:
    """What the subject of the verb beside a trigger noun is in the deal: agent, patient or none."""
    return rules.supports.get(clause.verb.lemma) if clause.verb is not None else None


def _by_tense(occurrence: Occurrence) -> tuple[DealStatus, int]:
    """What the trigger says by itself, and how strongly."""
    rule, verb = occurrence.rule, occurrence.clause.verb
    if rule.status is not None:
        # What a report says is intended is hearsay, talks and bids are what they are.
        return rule.status, TENSE_STRENGTH if rule.status is DealStatus.PLANNED else _FIXED_STRENGTH
    if occurrence.chunk is not None:
        return rule.noun, NOUN_STRENGTH
    if verb is None or occurrence.clause.kind in {ClauseKind.PARTICIPIAL, ClauseKind.FRAGMENT}:
        return rule.past, TENSE_STRENGTH
    if occurrence.clause.kind is ClauseKind.INFINITIVE:
        return DealStatus.PLANNED, TENSE_STRENGTH
    return (rule.present if verb.tense in {Tense.PRESENT, Tense.FUTURE} else rule.past), TENSE_STRENGTH


def _governing(clause: Clause, clauses: Sequence[Clause]) -> Iterator[Clause]:
    """The clauses whose verb says how real this one's content is, nearest first."""
    for _ in range(_MAX_DEPTH):
        depends = clause.kind is ClauseKind.INFINITIVE or clause.connector in _CONTENT_CONNECTORS
        if not depends or clause.parent is None:
            return
        clause = clauses[clause.parent]
        yield clause


def _match(
    cue: StatusCue, occurrence: Occurrence, chain: Sequence[Clause], scene: Scene, *, about: bool
) -> Span | None:
    """The span of the cue if all its conditions hold for the trigger, else None.

    ``about``: whether the trigger's clause says of the deal whether it is.
    """
    clause = occurrence.clause
    for scope in cue.scope:
        if (scope == "deal_noun" and occurrence.chunk is None) or (scope == "modal" and not about):
            continue
        places: Sequence[Clause] = (clause,)
        if scope == "governing":
            places = chain
        elif scope == "anaphor":
            places = tuple(_relatives(occurrence, scene))
        for place in places:
            span = _match_in(cue, place, scene.view, by_modal=scope == "modal")
            if span is not None:
                return span
    return None


def _is_about(occurrence: Occurrence, scene: Scene) -> bool:
    """Whether the clause says of the deal whether it is: what its modal, mood and negation then bear on.

    What a known deal could bring or did not bring ("die Übernahme könnte … sparen") says nothing of it.
    """
    chunk, verb = occurrence.chunk, occurrence.clause.verb
    if chunk is None or verb is None or not is_definite(chunk, scene.view):
        return True
    return verb.lemma in scene.rules.telling


def _relatives(occurrence: Occurrence, scene: Scene) -> Iterator[Clause]:
    """The relative clauses of a trigger noun: "ein Börsengang, *der nun vom Tisch ist*"."""
    if occurrence.chunk is None:
        return
    for clause in scene.of_sentence(occurrence.index):
        if (
            clause.kind is ClauseKind.RELATIVE
            and clause.antecedent is not None
            and clause.antecedent.head == occurrence.token
        ):
            yield clause


_DEFINITE_TAGS = frozenset({"PDAT", "PPOSAT", "APPRART", "PRELAT"})


def is_definite(chunk: Chunk, view: View) -> bool:
    """Whether article or pronoun show that a noun may take up what was told before."""
    return any(
        view.tags[t] in _DEFINITE_TAGS or (view.tags[t] == "ART" and view.words[t].lower().startswith("d"))
        for t in range(chunk.first, chunk.head)
    )


def _match_in(cue: StatusCue, clause: Clause, view: View, *, by_modal: bool = False) -> Span | None:
    """The span of the cue in a clause if all its conditions hold there; else None."""
    verb = clause.verb
    if not _conditions_hold(cue, clause):
        return None
    if cue.words:
        found = find_phrase(cue.words, clause, view)
        if found is not None and _of_a_sum(found, view):
            found = None
        if found is None or not cue.verb:
            return found
    if verb is None:
        return None if cue.verb else view.span(clause.first, clause.first + 1)
    if cue.verb and (verb.modal if by_modal else verb.lemma) not in cue.verb:
        return None
    token = min(verb.tokens) if by_modal else verb.head
    return view.span(token, token + 1)


def _of_a_sum(span: Span, view: View) -> bool:
    """Whether words belong to the sum right behind them: "für *angeblich* 408 Millionen Dollar"."""
    behind = within(view.readings.amounts, Span(span.end, span.end + _SUM_REACH))
    return any(
        amount.span.start - span.end <= _BEFORE_SUM and "," not in view.text[span.end : amount.span.start]
        for amount in behind
    )


def _conditions_hold(cue: StatusCue, clause: Clause) -> bool:
    """Whether connector, mood, tense, negation, question and modal are as the cue wants them."""
    verb = clause.verb
    return (
        (not cue.connector or clause.connector in cue.connector)
        and (cue.mood is None or (verb is not None and verb.mood == cue.mood))
        and (not cue.tense or (verb is not None and verb.tense in cue.tense))
        and (cue.negated is None or clause.negated is cue.negated)
        and (cue.question is None or clause.question is cue.question)
        and (cue.modal is None or (verb is not None and verb.modal is not None) is cue.modal)
    )


def find_phrase(phrases: Sequence[str], clause: Clause, view: View) -> Span | None:
    """The first of these phrases that stands in the clause as whole words, whatever its case."""
    return phrase_in(phrases, view.span(clause.first, clause.last), view.low)


def phrase_in(phrases: Sequence[str], span: Span, low: str) -> Span | None:
    """The first of these phrases, in small letters, that stands as whole words in a stretch of a text."""
    start, stop = span.start, span.end
    for phrase in phrases:
        at = low.find(phrase, start, stop)
        while at >= 0:
            end = at + len(phrase)
            opens = at == start or not low[at - 1].isalnum()
            if opens and (end == stop or not low[end].isalnum()):
                return Span(at, end)
            at = low.find(phrase, at + 1, stop)
    return None


def anaphor_cue(index: int, scene: Scene, *, goes_on: bool) -> tuple[StatusCue, Span] | None:
    """The strongest cue by which a clause changes the status of a deal told before, if it does.

    The clause must take that deal up by a noun ("das Angebot") or a pronoun ("was", "davon"), or, where
    it ``goes_on`` with the sentence that tells the deal, leave it unsaid ("…, zog sich aber zurück").
    """
    clause, view, rules = scene.clauses[index], scene.view, scene.rules
    verb = clause.verb
    if verb is None or clause.question or verb.mood is Mood.UNREAL or clause.connector in rules.conditions:
        return None
    taken_up = _takes_up(clause, view, rules)
    unsaid = goes_on and not any(
        c.function is Function.OBJECT and view.tags[c.head] not in _REFLEXIVE_TAGS for c in clause.chunks
    )
    if not taken_up and not unsaid:
        return None
    of_same = unsaid and not any(
        c.function is Function.SUBJECT and c not in clause.shared for c in clause.chunks
    )
    for cue in scene.cues(index):
        if "anaphor" not in cue.scope or cue.status is None:
            continue
        # The bidder gives up, or those whom the bid was made to say no.
        answers = unsaid and cue.subject == "patient"
        if not taken_up and not (cue.status in CAME_TO_NOTHING and (of_same or answers)):
            continue
        span = _match_in(cue, clause, view)
        if span is not None:
            return cue, span
    return None


_REFLEXIVE_TAGS = frozenset({"PRF"})


def _takes_up(clause: Clause, view: View, rules: DealRules) -> bool:
    if any(view.lemma(c.head) in rules.anaphor_nouns and is_definite(c, view) for c in clause.chunks):
        return True
    return any(
        view.tags[token] in _REFERRING_TAGS and view.words[token].lower() in rules.anaphor_pronouns
        for token in range(clause.first, clause.last)
    )
