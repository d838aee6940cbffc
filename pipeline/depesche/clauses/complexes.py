"""The verb complex of a clause: full verb with its particle, tense, mood, voice, modal."""

from __future__ import annotations

from dataclasses import dataclass

from depesche.clauses.drafts import ChunkDraft, ClauseDraft
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


_APART = frozenset({"ADJD", "ADV", "PTKVZ"})


def complete_verbs(clause: ClauseDraft, units: Units, words: Words, governs: bool) -> None:
    """Find a finite verb that the tagger took for another form, and a particle it missed.

    ``governs``: a subordinate clause follows that depends on this one ("Sie analysiert, dass …").
    """
    if clause.finite is None and clause.shared_finite is None and clause.kind is not ClauseKind.INFINITIVE:
        _find_finite(clause, units, words, governs)
    if clause.kind is ClauseKind.MAIN and clause.particle is None and not clause.nonfinite:
        _find_particle(clause, units, words)


def _find_finite(clause: ClauseDraft, units: Units, words: Words, governs: bool) -> None:
    verb_final = clause.kind in (ClauseKind.SUBORDINATE, ClauseKind.RELATIVE)
    if not clause.nonfinite or clause.kind is ClauseKind.PARTICIPIAL or clause.zu is not None:
        return
    unit = clause.nonfinite[-1] if verb_final else clause.nonfinite[0]
    if VerbKind.FINITE not in words.kinds(units.low[unit]):
        return
    at = clause.elements.index(unit)
    if units.tag[unit] == "VVPP" and not verb_final and not governs:
        behind = clause.elements[at + 1 :]
        if not any(isinstance(e, ChunkDraft) or units.tag[e][:1] != "$" for e in behind):
            return
    units.tag[unit] = units.tag[unit][:2] + "FIN"
    clause.nonfinite.remove(unit)
    clause.finite = unit
    if not verb_final:
        clause.vorfeld_end = at


def _find_particle(clause: ClauseDraft, units: Units, words: Words) -> None:
    """A word before the clause's end or a border that makes a known particle verb with the finite verb."""
    if clause.finite is None:
        return
    lexicon = words.lexicon
    stem = lexicon.finite(units.low[clause.finite], "3").stem
    after = clause.elements[(clause.vorfeld_end or 0) + 1 :]
    for position, element in enumerate(after):
        if isinstance(element, ChunkDraft) or units.low[element] not in lexicon.verbs.particles:
            continue
        following = after[position + 1] if position + 1 < len(after) else None
        known = units.tag[element] == "PTKVZ" or lexicon.knows_particle_verb(stem, units.low[element])
        if known and not isinstance(following, ChunkDraft):
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

    def is_past(self) -> bool:
        """Whether the finite verb is a preterite."""
        if self.finite is None:
            return False
        inflection = self.finite.inflection
        return inflection.tense is Tense.PAST and Mood.INDICATIVE in inflection.moods


def verb_complex(clause: ClauseDraft, units: Units, words: Words) -> VerbComplex | None:
    """Read the complex of a clause; None when it has no verb."""
    finite_unit = clause.finite if clause.finite is not None else clause.shared_finite
    if finite_unit is None and not clause.nonfinite:
        return None
    verbs = _verbs(clause, finite_unit, units, words)
    lemma = verbs.full.lemma
    if clause.particle is not None and verbs.full_unit == finite_unit:
        lemma = words.lexicon.rejoin(verbs.full.stem, units.low[clause.particle]) or lemma
    elif verbs.full_unit > 0 and verbs.full_unit != finite_unit and units.tag[verbs.full_unit - 1] in _APART:
        apart = units.low[verbs.full_unit - 1]  # "bekannt gegeben"
        if words.lexicon.knows_particle_verb(verbs.full.lemma, apart):
            lemma = apart + verbs.full.lemma
    for outer in verbs.outer:  # "ließ … fallen", "lernte … kennen"
        if words.lexicon.knows_particle_verb(outer.lemma, verbs.full.lemma):
            lemma = verbs.full.lemma + outer.lemma
    with_zu = clause.zu is not None
    passive = _is_passive(verbs, lemma, words)
    mood = _mood(verbs.finite, clause.conditional)
    tense = _tense(verbs, lemma, words, with_zu)
    if mood is Mood.UNREAL and tense is Tense.PAST:
        tense = Tense.PRESENT
    return VerbComplex(
        lemma=lemma,
        head=units.head[verbs.full_unit],
        tokens=_tokens(clause, finite_unit, units),
        tense=tense,
        mood=mood,
        passive=passive,
        modal=_modal(verbs, clause, words),
        reflexive=_is_reflexive(clause, units, words),
    )


def _tokens(clause: ClauseDraft, finite_unit: int | None, units: Units) -> tuple[int, ...]:
    members = {*clause.nonfinite, finite_unit, clause.particle}
    if clause.zu is not None and clause.zu > 0 and units.tag[clause.zu - 1] == "PTKZU":
        members.add(clause.zu - 1)
    return tuple(sorted(units.head[unit] for unit in members if unit is not None))


def _verbs(clause: ClauseDraft, finite_unit: int | None, units: Units, words: Words) -> _Verbs:
    finite = None if finite_unit is None else _finite_form(finite_unit, clause, units, words)
    lexicon = words.lexicon
    inner = [
        (u, lexicon.verb(units.low[u], _KINDS.get(units.tag[u], VerbKind.INFINITIVE)))
        for u in clause.nonfinite
    ]
    if not inner:
        assert finite is not None and finite_unit is not None
        return _Verbs(finite, finite, finite_unit, ())
    heads = [(u, v) for u, v in inner if v.lemma not in words.helpers] or inner
    full = heads[0]
    if finite is not None and finite.lemma in words.modals and full[1].kind is VerbKind.PARTICIPLE:
        # "will konzentriert sprechen": without an auxiliary the participle is an adverb.
        bare = [(u, v) for u, v in heads if v.kind is VerbKind.INFINITIVE]
        full = bare[0] if bare and all(v.lemma not in words.auxiliaries for _, v in inner) else full
    outer = [v for u, v in inner if u != full[0]]
    return _Verbs(finite, full[1], full[0], tuple(outer if finite is None else [finite, *outer]))


def _finite_form(unit: int, clause: ClauseDraft, units: Units, words: Words) -> VerbForm:
    """The analysis of the finite verb that fits a first person if there is one, else the third."""
    persons, low = words.lexicon.agreement.persons, units.low
    person = next(
        (persons[low[c.head]] for c in clause.chunks() if c.pronoun and low[c.head] in persons), "3"
    )
    return words.lexicon.finite(low[unit], person, None if clause.particle is None else low[clause.particle])


def _is_passive(verbs: _Verbs, lemma: str, words: Words) -> bool:
    """A participle with werden, or with sein where that is not the perfect; alone, as a headline has it."""
    if verbs.full.kind is not VerbKind.PARTICIPLE:
        return False
    outer = {v.lemma for v in verbs.outer}
    if "werden" in outer:
        return True
    if outer and "sein" not in outer:
        return False
    return not words.lexicon.perfect_with_sein(lemma) and (bool(outer) or verbs.finite is None)


def _tense(verbs: _Verbs, lemma: str, words: Words, with_zu: bool) -> Tense:
    simple = Tense.PAST if verbs.is_past() else Tense.PRESENT
    perfect = Tense.PLUPERFECT if verbs.is_past() else Tense.PERFECT
    outer = {v.lemma for v in verbs.outer}
    if verbs.full.kind is not VerbKind.PARTICIPLE:
        return _tense_of_infinitive(verbs, simple, perfect, with_zu)
    if not outer:
        return Tense.PERFECT
    if outer & words.modals:
        perfect = Tense.PERFECT
    if "werden" in outer:
        return perfect if "sein" in outer else simple
    if "haben" in outer or ("sein" in outer and words.lexicon.perfect_with_sein(lemma)):
        return perfect
    return simple


def _tense_of_infinitive(verbs: _Verbs, simple: Tense, perfect: Tense, with_zu: bool) -> Tense:
    finite = verbs.finite
    if finite is None or not verbs.outer or with_zu:
        return simple
    if finite.lemma == "werden" and Mood.UNREAL not in finite.inflection.moods:
        return Tense.FUTURE
    return perfect if finite.lemma == "haben" and len(verbs.outer) > 1 else simple


def _mood(finite: VerbForm | None, conditional: bool) -> Mood:
    moods = frozenset() if finite is None else finite.inflection.moods
    if conditional and Mood.UNREAL in moods:
        return Mood.UNREAL
    if Mood.INDICATIVE in moods or not moods:
        return Mood.INDICATIVE
    return next((mood for mood in (Mood.REPORTED, Mood.UNREAL) if mood in moods), Mood.IMPERATIVE)


def _modal(verbs: _Verbs, clause: ClauseDraft, words: Words) -> str | None:
    """The modal over the full verb, or the verb that governs its infinitive."""
    outer = [v.lemma for v in verbs.outer]
    found = next((lemma for lemma in outer if lemma in words.modals), None)
    found = found or next((lemma for lemma in outer if lemma in words.governing), None)
    if found is not None or clause.kind is not ClauseKind.INFINITIVE:
        with_zu = found is None and clause.zu is not None and verbs.finite is not None
        return verbs.finite.lemma if with_zu and verbs.finite is not None else found
    governing = clause.parent.verb if clause.parent is not None and clause.connector is None else None
    return governing.lemma if governing is not None and governing.lemma in words.governing else None


def _is_reflexive(clause: ClauseDraft, units: Units, words: Words) -> bool:
    return any(
        chunk.prep is None and chunk.pronoun == "PRF" and units.low[chunk.head] in words.reflexives
        for chunk in clause.chunks()
    )
