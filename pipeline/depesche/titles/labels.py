"""Word classes: which labels a word form has for the patterns, and what status it stands for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from depesche.errors import RuleError
from depesche.lexicon import Lexicon, VerbKind
from depesche.readings import Tense
from depesche.titles.pack import LabelPack, WordClass

NONE: frozenset[str] = frozenset()
_VerbForms = Mapping[str, Sequence[tuple[str, VerbKind, Tense | None]]]


@dataclass(frozen=True, slots=True)
class Labels:
    """Lower-case form -> labels; label -> what it does to a title it is an attribute of."""

    by_form: Mapping[str, frozenset[str]]
    effects: Mapping[str, WordClass]

    def of(self, word: str) -> frozenset[str]:
        """The labels of a word in its text form."""
        return self.by_form.get(word.lower(), NONE)


def compile_labels(packs: Sequence[LabelPack], lexicon: Lexicon) -> Labels:
    """Expand the classes of all packs; a form may be in several. Raises RuleError for an unknown verb."""
    by_form: dict[str, set[str]] = {}
    effects: dict[str, WordClass] = {}
    wanted = {verb for pack in packs for words in pack.classes.values() for verb in words.verbs}
    verb_forms = _verb_forms(lexicon, wanted)
    for pack in packs:
        for label, words in pack.classes.items():
            for form in _forms(words, pack, label, verb_forms):
                by_form.setdefault(form, set()).add(label)
            if words.status is not None or words.deputy or words.retitle or words.part_of_title:
                effects[label] = words
    return Labels({form: frozenset(found) for form, found in by_form.items()}, effects)


def _forms(words: WordClass, pack: LabelPack, label: str, verb_forms: _VerbForms) -> Iterator[str]:
    yield from words.words
    for stem in words.adjectives:
        for ending in pack.adjective_endings:
            yield f"{stem}{ending}"
    for verb in words.verbs:
        if verb not in verb_forms:
            raise RuleError(pack.pack, label, f"the lexicon does not know the verb {verb!r}")
        for form, kind, tense in verb_forms[verb]:
            if words.tense is None or words.tense == _time(kind, tense):
                yield form


def _time(kind: VerbKind, tense: Tense | None) -> str:
    """Whether a form tells of what is or will be, or of what was."""
    if kind is VerbKind.FINITE:
        return "past" if tense is Tense.PAST else "present"
    return "past" if kind is VerbKind.PARTICIPLE else "present"


def _verb_forms(lexicon: Lexicon, wanted: set[str]) -> _VerbForms:
    """All forms of the wanted verbs as one word, the particle in front."""
    stems: dict[str, list[tuple[str, str]]] = {}
    for verb in wanted:
        particle, stem = lexicon.verbs.particle_verbs.get(verb, ("", verb))
        stems.setdefault(stem, []).append((verb, particle))
    found: dict[str, list[tuple[str, VerbKind, Tense | None]]] = {}
    for form, analyses in lexicon.verbs.forms.items():
        for lemma, inflection in analyses:
            for verb, particle in stems.get(lemma, ()):
                found.setdefault(verb, []).append((particle + form, inflection.kind, inflection.tense))
    return found
