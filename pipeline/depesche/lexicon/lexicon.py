"""The lexicon: what a word form can be."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from depesche.errors import RuleError
from depesche.lexicon import conjugation as c
from depesche.lexicon.agreement import Agreement, build_agreement
from depesche.lexicon.forms import Inflection, NounForm, VerbForm, VerbKind
from depesche.lexicon.nouns import NounTable, build_nouns, lookup
from depesche.lexicon.pack import AgreementPack, NounPack, VerbPack, WordClassPack, words
from depesche.lexicon.verbs import VerbTable, analyse, build_verbs
from depesche.memory import remember
from depesche.readings import Mood
from depesche.ruleset import RuleSet

_MEMO_LIMIT = 200_000
"""Analyses remembered of each kind: the vocabulary of some ten thousand articles."""

_ADJECTIVE_ENDINGS = ("en", "em", "er", "es", "e")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Verb and noun inflection and word classes; build with :func:`compile_lexicon`.

    Analyses are remembered, so asking for a form again costs a dictionary lookup.
    """

    verbs: VerbTable
    nouns: NounTable
    agreement: Agreement
    classes: dict[str, frozenset[str]]
    _verb_memo: dict[str, tuple[VerbForm, ...]] = field(default_factory=dict)
    _finite_memo: dict[tuple[str, str, str | None], VerbForm] = field(default_factory=dict)
    _number_memo: dict[str, str | None] = field(default_factory=dict)
    _kinds_memo: dict[str, frozenset[VerbKind]] = field(default_factory=dict)
    _noun_memo: dict[str, NounForm | None] = field(default_factory=dict)

    def verb_forms(self, form: str) -> tuple[VerbForm, ...]:
        """All analyses of a form by the known verbs, upper or lower case; empty when there is none."""
        lower = form.lower()
        found = self._verb_memo.get(lower)
        if found is None:
            found = analyse(self.verbs, lower)
            if not found:
                found = next(
                    (f for other in _other_spellings(lower) if (f := analyse(self.verbs, other))), ()
                )
            remember(self._verb_memo, lower, found, _MEMO_LIMIT)
        return found

    def verb_kinds(self, form: str) -> frozenset[VerbKind]:
        """What a form can be as a verb; empty when there is no analysis."""
        kinds = self._kinds_memo.get(form)
        if kinds is None:
            kinds = frozenset(found.kind for found in self.verb_forms(form))
            remember(self._kinds_memo, form, kinds, _MEMO_LIMIT)
        return kinds

    def verb(self, form: str, kind: VerbKind) -> VerbForm:
        """The analysis of a form of a given kind; a verb not in the lexicon is read as a weak one."""
        analyses = self.verb_forms(form)
        for analysis in analyses:
            if analysis.inflection.kind is kind:
                return analysis
        return guess_verb(self, form.lower(), kind)

    def finite(self, form: str, person: str, particle: str | None = None) -> VerbForm:
        """The finite reading of a lower-cased form that fits a person ("1s" … "3p", "3" for either number).

        The indicative goes before the Konjunktiv, and a verb that is listed with the separated particle
        before others.
        """
        key = (form, person, particle)
        found = self._finite_memo.get(key)
        if found is None:
            found = _choose_finite(self, form, person, particle)
            remember(self._finite_memo, key, found, _MEMO_LIMIT)
        return found

    def verb_number(self, form: str) -> str | None:
        """ "s" or "p" when a finite form is of one number only, leaving out the second person, else None."""
        if form not in self._number_memo:
            finite = (f.inflection for f in self.verb_forms(form) if f.kind is VerbKind.FINITE)
            numbers = {person[1] for i in finite for person in i.persons if person[0] != "2"}
            remember(self._number_memo, form, numbers.pop() if len(numbers) == 1 else None, _MEMO_LIMIT)
        return self._number_memo[form]

    def attributive_participle(self, form: str) -> VerbForm | None:
        """The verb of a participle with adjective ending: "gegründeten" -> gründen, "führende" -> führen."""
        lower = form.lower()
        for ending in _ADJECTIVE_ENDINGS:
            if lower.endswith(ending):
                for analysis in self.verb_forms(lower.removesuffix(ending)):
                    if analysis.kind in (VerbKind.PARTICIPLE, VerbKind.PRESENT_PARTICIPLE):
                        return analysis
        return None

    def rejoin(self, stem: str, particle: str) -> str | None:
        """The verb of a stem's lemma and a separated particle; None when that is no particle at all."""
        lemma = particle + stem
        if lemma in self.verbs.particle_verbs or particle in self.verbs.particles:
            return lemma
        return None

    def knows_particle_verb(self, stem: str, particle: str) -> bool:
        """Whether the packs list particle and stem as one verb."""
        return particle + stem in self.verbs.particle_verbs

    def perfect_with_sein(self, lemma: str) -> bool:
        """Whether the verb builds its perfect with sein, so that "ist" + participle is no passive."""
        return lemma in self.verbs.with_sein

    def noun(self, form: str) -> NounForm | None:
        """The analysis of a noun form: a known noun, a compound of one, or a guess by the ending."""
        try:
            return self._noun_memo[form]
        except KeyError:
            found = lookup(self.nouns, form)
            if found is None or found.guessed:
                known = [lookup(self.nouns, other) for other in _other_spellings(form)]
                found = next((noun for noun in known if noun is not None and not noun.guessed), found)
            remember(self._noun_memo, form, found, _MEMO_LIMIT)
            return found

    def words(self, name: str) -> frozenset[str]:
        """The words of a class; empty for a class no pack defines."""
        return self.classes.get(name, frozenset())


def _choose_finite(lexicon: Lexicon, form: str, person: str, particle: str | None) -> VerbForm:
    found = [f for f in lexicon.verb_forms(form) if f.kind is VerbKind.FINITE]
    if not found:
        return lexicon.verb(form, VerbKind.FINITE)
    if particle is not None:
        found = [f for f in found if lexicon.knows_particle_verb(f.stem, particle)] or found
    fitting = [f for f in found if any(p.startswith(person) for p in f.inflection.persons)] or found
    return next((f for f in fitting if Mood.INDICATIVE in f.inflection.moods), fitting[0])


def _other_spellings(form: str) -> tuple[str, ...]:
    """The old spelling "muß" and the Swiss "heisst" as the lexicon writes them."""
    if "ß" in form:
        return (form.replace("ß", "ss"),)
    return (form.replace("ss", "ß"),) if "ss" in form else ()


def guess_verb(lexicon: Lexicon, form: str, kind: VerbKind) -> VerbForm:
    """Read a lower-cased unknown form as a weak verb, its known particle cut off."""
    for particle, rest in lexicon.verbs.splits(form):
        if kind is VerbKind.PARTICIPLE and rest.startswith("ge") and rest.endswith("t"):
            stem = _weak_lemma(rest, kind)
            return VerbForm(particle + stem, stem, c.PARTICIPLE, particle, guessed=True)
        if kind is VerbKind.ZU_INFINITIVE and rest.startswith("zu"):
            stem = rest[2:]
            return VerbForm(particle + stem, stem, c.ZU_INFINITIVE, particle, guessed=True)
    lemma = _weak_lemma(form, kind)
    return VerbForm(lemma, lemma, _weak_inflection(form, kind), guessed=True)


def _weak_inflection(form: str, kind: VerbKind) -> Inflection:
    if kind is VerbKind.FINITE:
        return next((i for ending, i in c.WEAK_ENDINGS if form.endswith(ending)), c.UNKNOWN_FINITE)
    return {
        VerbKind.INFINITIVE: c.INFINITIVE,
        VerbKind.ZU_INFINITIVE: c.ZU_INFINITIVE,
        VerbKind.PARTICIPLE: c.PARTICIPLE,
    }.get(kind, c.PRESENT_PARTICIPLE)


def _weak_lemma(form: str, kind: VerbKind) -> str:
    stem = form
    if kind is VerbKind.FINITE:
        for ending, _ in c.WEAK_ENDINGS:
            if form.endswith(ending) and len(form) - len(ending) >= 2:
                stem = form[: -len(ending)]
                break
    elif kind is VerbKind.PARTICIPLE:
        stem = form.removeprefix("ge") if len(form) > 5 else form
        stem = stem[:-2] if stem.endswith(("tet", "det", "net", "met", "en")) else stem.removesuffix("t")
    elif kind is VerbKind.PRESENT_PARTICIPLE:
        return form.removesuffix("d")
    else:
        return form
    return stem + ("n" if stem.endswith(("el", "er")) and len(stem) > 4 else "en")


def compile_lexicon(
    ruleset: RuleSet, extra_verbs: Iterable[str] = (), extra_nouns: Iterable[str] = ()
) -> Lexicon:
    """Build the lexicon from the packs of kind "verbs", "nouns" and "word_classes".

    ``extra_verbs`` and ``extra_nouns`` are lemmas that other packs name as triggers: an unknown verb is
    inflected like the known verb behind its particle or else as a weak one, an unknown noun like its
    head. Raises RuleError for a pattern that cannot be read.
    """
    classes: dict[str, set[str]] = {}
    for pack in ruleset.packs(WordClassPack, "word_classes"):
        for name, listed in pack.classes.items():
            classes.setdefault(name, set()).update(words(listed))
    try:
        verbs = build_verbs(ruleset.packs(VerbPack, "verbs"), extra_verbs)
    except ValueError as error:
        raise RuleError("packs of kind 'verbs'", None, str(error)) from error
    try:
        nouns = build_nouns(ruleset.packs(NounPack, "nouns"), extra_nouns)
    except ValueError as error:
        raise RuleError("packs of kind 'nouns'", None, str(error)) from error
    try:
        agreement = build_agreement(ruleset.packs(AgreementPack, "agreement"))
    except ValueError as error:
        raise RuleError(
            "packs of kind 'agreement'", None, f"not gender letters and case letters: {error}"
        ) from error
    return Lexicon(verbs, nouns, agreement, {name: frozenset(members) for name, members in classes.items()})
