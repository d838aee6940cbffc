"""The verb complex of a clause: full verb with its particle, tense, mood, voice, modal."""

from __future__ import annotations

from dataclasses import dataclass

from depesche.clauses.drafts import ChunkDraft, ClauseDraft
from depesche.clauses.tags import FINITE
from depesche.clauses.units import Units
from depesche.clauses.words import Words
from depesche.lexicon import VerbForm, VerbKind
from depesche.readings import ClauseKind, Mood, Tense, VerbComplex

_KINDS = {
    "VVPP": VerbKind.PARTICIPLE,
    "VAPP": VerbKind.PARTICIPLE,
    "VMPP": VerbKind.PARTICIPLE,
    "VVIZU": VerbKind.ZU_INFINITIVE,
}


def complete_verbs(clause: ClauseDraft, units: Units, words: Words, governs: bool) -> None:
    """Find a finite verb that the tagger took for another form, and a particle it missed.

    ``governs``: a subordinate clause follows that depends on this one ("AIbase analysiert, dass …").
    """
    if clause.finite is None and clause.shared_finite is None and clause.kind is not ClauseKind.INFINITIVE:
        _find_finite(clause, units, words, governs)
    if (
        clause.finite is not None
        and clause.particle is None
        and clause.kind is ClauseKind.MAIN
        and not clause.nonfinite
    ):
        _find_particle(clause, units, words)


def _find_finite(clause: ClauseDraft, units: Units, words: Words, governs: bool) -> None:
    verb_final = clause.kind in (ClauseKind.SUBORDINATE, ClauseKind.RELATIVE)
    if not clause.nonfinite or clause.kind is ClauseKind.PARTICIPIAL or clause.zu is not None:
        return
    unit = clause.nonfinite[-1] if verb_final else clause.nonfinite[0]
    at = clause.elements.index(unit)
    is_last = not any(isinstance(e, ChunkDraft) or units.tag[e][0] != "$" for e in clause.elements[at + 1 :])
    if VerbKind.FINITE not in words.kinds(units.low[unit]):
        return
    if is_last and not verb_final and not governs and units.tag[unit] == "VVPP":
        return
    units.tag[unit] = units.tag[unit][:2] + "FIN"
    clause.nonfinite.remove(unit)
    clause.finite = unit
    if not verb_final:
        clause.vorfeld_end = at


def _find_particle(clause: ClauseDraft, units: Units, words: Words) -> None:
    """The last word before the clause's end or a border, if it and the verb make a known particle verb."""
    assert clause.finite is not None
    stem = words.lexicon.verb(units.low[clause.finite], VerbKind.FINITE).stem
    after = clause.elements[(clause.vorfeld_end or 0) + 1 :]
    for position, element in enumerate(after):
        if isinstance(element, ChunkDraft) or units.kind[element] != "word":
            continue
        low = units.low[element]
        if not words.lexicon.knows_particle_verb(stem, low):
            continue
        following = after[position + 1] if position + 1 < len(after) else None
        if following is None or not isinstance(following, ChunkDraft):
            units.tag[element] = "PTKVZ"
            clause.particle = element
            return


@dataclass(frozen=True, slots=True)
class _Verbs:
    """The verbs of a clause by their place in the complex: ``outer`` from the finite verb inwards."""

    finite: VerbForm | None
    full: VerbForm
    full_unit: int
    outer: tuple[VerbForm, ...]


def verb_complex(clause: ClauseDraft, units: Units, words: Words) -> VerbComplex | None:
    """Read the complex of a clause; None when it has no verb."""
    finite_unit = clause.finite if clause.finite is not None else clause.shared_finite
    members = [u for u in (finite_unit, *clause.nonfinite) if u is not None]
    if not members:
        return None
    verbs = _verbs(clause, finite_unit, units, words)
    lemma = _with_particle(verbs, clause, finite_unit, units, words)
    tense, passive = _tense_and_voice(verbs, lemma, words, is_zu=clause.zu is not None)
    mood = _mood(verbs.finite, clause)
    if mood is Mood.UNREAL and tense is Tense.PAST:
        tense = Tense.PRESENT
    tokens = set()
    extra = [clause.particle] if clause.particle is not None else []
    if clause.zu is not None and clause.zu > 0 and units.tag[clause.zu - 1] == "PTKZU":
        extra.append(clause.zu - 1)
    for unit in (*members, *extra):
        tokens.add(units.head[unit])
    return VerbComplex(
        lemma=lemma,
        head=units.head[verbs.full_unit],
        tokens=tuple(sorted(tokens)),
        tense=tense,
        mood=mood,
        passive=passive,
        modal=_modal(verbs, clause, words),
        reflexive=_reflexive(clause, units, words),
    )


def _verbs(clause: ClauseDraft, finite_unit: int | None, units: Units, words: Words) -> _Verbs:
    analysed = [
        (u, words.lexicon.verb(units.low[u], _KINDS.get(units.tag[u], VerbKind.INFINITIVE)))
        for u in clause.nonfinite
    ]
    finite = _finite_form(finite_unit, clause, units, words)
    if not analysed:
        assert finite is not None and finite_unit is not None
        return _Verbs(finite, finite, finite_unit, ())
    full_unit, full = next(
        ((u, v) for u, v in analysed if v.lemma not in words.auxiliaries | words.modals), analysed[0]
    )
    inner = [v for u, v in analysed if u != full_unit]
    outer = ([finite] if finite is not None else []) + inner
    return _Verbs(finite, full, full_unit, tuple(outer))


def _finite_form(unit: int | None, clause: ClauseDraft, units: Units, words: Words) -> VerbForm | None:
    """The analysis of the finite verb that fits: third person before first, indicative before Konjunktiv."""
    if unit is None:
        return None
    found = [f for f in words.lexicon.verb_forms(units.low[unit]) if f.kind is VerbKind.FINITE]
    if not found:
        return words.lexicon.verb(units.low[unit], VerbKind.FINITE)
    first_person = any(
        not isinstance(e, int) and e.pronoun == "PPER" and units.low[e.head] in {"ich"}
        for e in clause.elements
    )
    wanted = {"1s"} if first_person else {"3s", "3p"}
    if clause.particle is not None:
        low = units.low[clause.particle]
        listed = [f for f in found if words.lexicon.knows_particle_verb(f.stem, low)]
        found = listed or found
    fitting = [f for f in found if f.inflection.persons & wanted] or found
    return next((f for f in fitting if Mood.INDICATIVE in f.inflection.moods), fitting[0])


def _with_particle(
    verbs: _Verbs, clause: ClauseDraft, finite_unit: int | None, units: Units, words: Words
) -> str:
    if clause.particle is None or verbs.full_unit != finite_unit:
        return verbs.full.lemma
    return words.lexicon.rejoin(verbs.full.stem, units.low[clause.particle]) or verbs.full.lemma


def _tense_and_voice(verbs: _Verbs, lemma: str, words: Words, is_zu: bool) -> tuple[Tense, bool]:
    outer = [v.lemma for v in verbs.outer]
    finite = verbs.finite
    past = (
        finite is not None
        and finite.inflection.tense is Tense.PAST
        and Mood.INDICATIVE in finite.inflection.moods
    )
    simple = Tense.PAST if past else Tense.PRESENT
    is_participle = verbs.full.kind is VerbKind.PARTICIPLE
    if not outer:
        passive = is_participle and finite is None and not words.lexicon.perfect_with_sein(lemma)
        return (Tense.PERFECT if is_participle else simple), passive
    perfect = Tense.PLUPERFECT if past else Tense.PERFECT
    modal = any(lemma_ in words.modals for lemma_ in outer)
    if is_participle:
        werden = "werden" in outer
        sein = "sein" in outer
        haben = "haben" in outer
        if werden:
            done = (sein and not modal) or (modal and sein)
            return (perfect if done else simple), True
        if sein and not words.lexicon.perfect_with_sein(lemma):
            return simple, not words.lexicon.perfect_with_sein(lemma)
        if haben or sein:
            return (Tense.PERFECT if modal else perfect), False
        return simple, False
    if (
        finite is not None
        and finite.lemma == "werden"
        and not is_zu
        and Mood.UNREAL not in finite.inflection.moods
    ):
        return Tense.FUTURE, False
    if finite is not None and finite.lemma == "haben" and not is_zu and len(outer) > 1:
        return perfect, False
    return simple, False


def _mood(finite: VerbForm | None, clause: ClauseDraft) -> Mood:
    if finite is None:
        return Mood.INDICATIVE
    moods = finite.inflection.moods
    if clause.conditional and Mood.UNREAL in moods:
        return Mood.UNREAL
    if Mood.INDICATIVE in moods or not moods:
        return Mood.INDICATIVE
    for mood in (Mood.REPORTED, Mood.UNREAL):
        if mood in moods:
            return mood
    return Mood.IMPERATIVE


def _modal(verbs: _Verbs, clause: ClauseDraft, words: Words) -> str | None:
    """The modal over the full verb, or the verb that governs its infinitive."""
    for verb in verbs.outer:
        if verb.lemma in words.modals:
            return verb.lemma
    for verb in verbs.outer:
        if verb.lemma in words.modal_like and verb.lemma not in words.auxiliaries:
            return verb.lemma
    if clause.zu is not None and verbs.finite is not None:
        return verbs.finite.lemma
    parent = clause.parent
    if (
        clause.kind is ClauseKind.INFINITIVE
        and clause.connector is None
        and parent is not None
        and parent.verb
    ):
        lemma = parent.verb.lemma
        return lemma if lemma in words.modal_like and lemma not in words.auxiliaries else None
    return None


def _reflexive(clause: ClauseDraft, units: Units, words: Words) -> bool:
    for element in clause.elements:
        if not isinstance(element, int) and element.prep is None and element.pronoun in {"PRF", "PPER"}:
            if element.pronoun == "PRF" and units.low[element.head] in words.reflexives:
                return True
    return False


def is_finite(unit: int, units: Units) -> bool:
    """Whether a unit is tagged as a finite verb."""
    return units.tag[unit] in FINITE
