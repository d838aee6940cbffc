"""The verb table: every form of every simple or inseparable verb, particles split off on lookup."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from depesche.lexicon import conjugation as c
from depesche.lexicon.forms import Inflection, VerbForm, VerbKind
from depesche.lexicon.pack import VerbPack, words

Analysis = tuple[str, Inflection]


@dataclass(slots=True)
class VerbTable:
    """Filled once by :func:`build_verbs`, read-only from then on.

    ``forms``: form -> (lemma, inflection) of verbs without particle; ``particle_verbs``: lemma with
    particle -> (particle, stem lemma); ``with_sein``: lemmas whose perfect is built with sein.
    """

    forms: dict[str, list[Analysis]] = field(default_factory=dict)
    lemmas: set[str] = field(default_factory=set)
    particle_verbs: dict[str, tuple[str, str]] = field(default_factory=dict)
    particles: set[str] = field(default_factory=set)
    with_sein: set[str] = field(default_factory=set)
    auxiliaries: frozenset[str] = frozenset()
    modals: frozenset[str] = frozenset()

    def add(self, lemma: str, forms: Iterable[c.Form]) -> None:
        """Enter the forms of a verb without particle."""
        self.lemmas.add(lemma)
        table = self.forms
        for form, inflection in forms:
            analyses = table.setdefault(form, [])
            entry = (lemma, inflection)
            if entry not in analyses:
                analyses.append(entry)

    def add_particle_verb(self, particle: str, stem: str, with_sein: bool) -> None:
        """Enter a separable verb over a stem that is in the table."""
        lemma = particle + stem
        self.particle_verbs[lemma] = (particle, stem)
        self.particles.add(particle)
        if with_sein:
            self.with_sein.add(lemma)

    def splits(self, form: str) -> Iterator[tuple[str, str]]:
        """The ways to cut a known particle off the front of a form, longest particle first."""
        for cut in range(min(len(form) - 2, _LONGEST_PARTICLE), 1, -1):
            if form[:cut] in self.particles:
                yield form[:cut], form[cut:]


_LONGEST_PARTICLE = 12


def build_verbs(packs: Iterable[VerbPack], extra: Iterable[str]) -> VerbTable:
    """Conjugate all verbs of the packs and the lemmas named elsewhere; raises ValueError on bad parts."""
    table = VerbTable()
    packs = tuple(packs)
    for pack in packs:
        for lemma, verb in pack.strong.items():
            parts, _, prefixes = verb.partition(";")
            _enter(table, c.parse_parts(lemma, parts), prefixes.split())
        for lemma, irregular in pack.irregular.items():
            table.add(lemma, c.irregular_forms(lemma, irregular))
            with_sein = irregular.participle.startswith("ist ")
            if with_sein:
                table.with_sein.add(lemma)
            for prefix in irregular.prefixed.split():
                if prefix.endswith("|"):
                    table.add_particle_verb(prefix[:-1], lemma, with_sein)
                else:
                    _enter_irregular_prefix(table, prefix[:-1], lemma)
        for lemma, prefixes in pack.weak.items():
            _enter_weak(table, lemma, prefixes.split())
        for listed in words(pack.simple):
            _enter_listed(table, listed)
        table.auxiliaries |= frozenset(words(pack.auxiliaries))
        table.modals |= frozenset(words(pack.modals))
    for lemma in sorted(set(extra)):
        _enter_extra(table, lemma)
    for pack in packs:
        table.with_sein |= set(words(pack.perfect_with_sein))
        table.with_sein -= set(words(pack.perfect_with_haben))
    return table


def _enter(table: VerbTable, parts: c.PrincipalParts, prefixes: Iterable[str]) -> None:
    table.add(parts.lemma, c.strong_forms(parts))
    if parts.perfect_with_sein:
        table.with_sein.add(parts.lemma)
    for prefix in prefixes:
        particle, _, inseparable = prefix.rpartition("|")
        stem = parts.lemma
        if inseparable:
            derived = parts.prefixed(inseparable.removesuffix("-"))
            stem = derived.lemma
            if stem not in table.lemmas:
                table.add(stem, c.strong_forms(derived))
        if particle:
            table.add_particle_verb(particle, stem, parts.perfect_with_sein and not inseparable)


def _enter_irregular_prefix(table: VerbTable, prefix: str, lemma: str) -> None:
    derived = [
        (
            prefix + form.removeprefix("ge") if inflection.kind is VerbKind.PARTICIPLE else prefix + form,
            inflection,
        )
        for form, analyses in list(table.forms.items())
        for stem, inflection in analyses
        if stem == lemma
    ]
    table.add(prefix + lemma, derived)


def _enter_weak(table: VerbTable, lemma: str, prefixes: Iterable[str]) -> None:
    table.add(lemma, c.weak_forms(lemma, c.has_inseparable_prefix(lemma)))
    for prefix in prefixes:
        particle, _, inseparable = prefix.rpartition("|")
        stem = inseparable.removesuffix("-") + lemma
        if inseparable and stem not in table.lemmas:
            table.add(stem, c.weak_forms(stem, inseparable=True))
        if particle:
            table.add_particle_verb(particle, stem, with_sein=False)


def _enter_listed(table: VerbTable, listed: str) -> None:
    """A weak verb as a dictionary cuts it: "aus|loten" separable, "über-zeugen" not, "kaufen" plain."""
    particle, _, rest = listed.rpartition("|")
    stem = rest.replace("-", "")
    if stem not in table.lemmas or not particle:
        table.add(stem, c.weak_forms(stem, "-" in rest or c.has_inseparable_prefix(stem)))
    if particle:
        table.add_particle_verb(particle, stem, with_sein=False)


def _enter_extra(table: VerbTable, lemma: str) -> None:
    """A lemma that another pack names: known, particle and known stem, or a weak verb."""
    if lemma in table.lemmas or lemma in table.particle_verbs:
        return
    for particle, stem in table.splits(lemma):
        if stem in table.lemmas:
            table.add_particle_verb(particle, stem, stem in table.with_sein)
            return
    table.add(lemma, c.weak_forms(lemma, c.has_inseparable_prefix(lemma)))


def analyse(table: VerbTable, form: str) -> tuple[VerbForm, ...]:
    """All analyses of a lower-cased form by the table alone."""
    found = [VerbForm(lemma, lemma, inflection) for lemma, inflection in table.forms.get(form, ())]
    for particle, rest in table.splits(form):
        inner = rest[2:] if rest.startswith("zu") else ""
        for lemma, inflection in table.forms.get(inner, ()):
            if inflection.kind is VerbKind.INFINITIVE and (found_lemma := _joined(table, particle, lemma)):
                found.append(VerbForm(found_lemma, lemma, c.ZU_INFINITIVE, particle))
        if found:
            # "unterstützt" is unterstützen, not unter + stützen, unless the latter is listed too.
            rest_forms = [a for a in table.forms.get(rest, ()) if particle + a[0] in table.particle_verbs]
        else:
            rest_forms = table.forms.get(rest, [])
        for lemma, inflection in rest_forms:
            if found_lemma := _joined(table, particle, lemma):
                found.append(VerbForm(found_lemma, lemma, inflection, particle))
    return tuple(found)


def _joined(table: VerbTable, particle: str, stem: str) -> str | None:
    """The particle verb; for a combination the packs do not list, stems of three letters up."""
    lemma = particle + stem
    return lemma if lemma in table.particle_verbs or len(stem) > 4 else None
