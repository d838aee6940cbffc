"""What word forms are to the deal rules: nouns, participles, and the rules they may wake."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from depesche.deals.compile import CompiledRule, DealRules
from depesche.lexicon import Lexicon, VerbKind
from depesche.lexicon.lexicon import guess_verb
from depesche.memory import remember

_MOST_REMEMBERED = 100_000
_SHORTEST_HEAD = 4
_VERBAL = (VerbKind.FINITE, VerbKind.INFINITIVE, VerbKind.ZU_INFINITIVE, VerbKind.PARTICIPLE)


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun as the rules know it: ``lemma`` named by a rule if it or a head of it is, the rest before.

    ``plural``: None where the form is both or is not known.
    """

    lemma: str
    modifier: str
    plural: bool | None = None


@dataclass(frozen=True, slots=True)
class Participle:
    """The verb of a perfect participle before a noun; ``passive``: the noun is what was acted on."""

    lemma: str
    passive: bool


@dataclass(frozen=True, slots=True)
class Woken:
    """What a verb form may wake, if the word ``apart`` stands in the sentence too ("" where none is needed).

    ``rule`` is None for a status cue.
    """

    rule: CompiledRule | None
    apart: str


@dataclass(frozen=True, slots=True)
class DealForms:
    """The analyses of word forms, remembered; made by :func:`compile_forms`.

    ``verbs``: what is woken by a verb or, of one with a particle, by its stem alone. ``phrases``: those by
    which alone a sentence may change the status of a deal told before.
    """

    lexicon: Lexicon
    rules: DealRules
    verbs: Mapping[str, tuple[Woken, ...]]
    phrases: tuple[tuple[str, ...], ...]
    _nouns: dict[str, Noun | None] = field(default_factory=dict)
    _participles: dict[str, Participle | None] = field(default_factory=dict)
    _woken: dict[str, tuple[Woken, ...]] = field(default_factory=dict)

    def noun(self, word: str) -> Noun | None:
        """A noun down to the longest head that a rule names: Kaufangebot -> Angebot, "Kauf"."""
        if word not in self._nouns:
            remember(self._nouns, word, _noun(word, self.lexicon, self.rules), _MOST_REMEMBERED)
        return self._nouns[word]

    def participle(self, word: str) -> Participle | None:
        """The verb of an adjective made from the perfect participle of a trigger verb."""
        if word not in self._participles:
            remember(self._participles, word, _participle(word, self.lexicon, self.rules), _MOST_REMEMBERED)
        return self._participles[word]

    def woken(self, low: str) -> tuple[Woken, ...]:
        """What a lower-cased form may wake as the verb of a clause, or as a part of it."""
        if low not in self._woken:
            lemmas = dict.fromkeys(_lemmas(low, self.lexicon))
            woken = tuple(one for lemma in lemmas for one in self.verbs.get(lemma, ()))
            remember(self._woken, low, woken, _MOST_REMEMBERED)
        return self._woken[low]


def compile_forms(lexicon: Lexicon, rules: DealRules) -> DealForms:
    """The forms of a lexicon as the rules see them."""
    found: dict[str, list[Woken]] = {}
    triggers = [(verb, rule) for verb, triggered in rules.by_verb.items() for rule in triggered]
    changing = [cue for cue in rules.cues.all if "anaphor" in cue.scope and cue.status is not None]
    cues = [(verb, None) for cue in changing for verb in cue.verb]
    for verb, rule in (*triggers, *cues):
        found.setdefault(verb, []).append(Woken(rule, ""))
        for particle, stem in lexicon.verbs.splits(verb):
            # "fallen gelassen": what stands apart may be a verb, in whatever form.
            is_verb = bool(lexicon.verb_forms(particle))
            found.setdefault(stem, []).append(Woken(rule, "" if is_verb else particle))
    return DealForms(
        lexicon,
        rules,
        {lemma: tuple(woken) for lemma, woken in found.items()},
        tuple(cue.words for cue in changing if not cue.verb),
    )


def _lemmas(low: str, lexicon: Lexicon) -> Iterator[str]:
    """Every lemma that a form has in the lexicon or is guessed to have, with its particle and without."""
    forms = lexicon.verb_forms(low)
    kinds = {form.kind for form in forms}
    for form in (*forms, *(guess_verb(lexicon, low, kind) for kind in _VERBAL if kind not in kinds)):
        yield form.lemma
        yield form.stem


def _participle(word: str, lexicon: Lexicon, rules: DealRules) -> Participle | None:
    form = lexicon.attributive_participle(word)
    if form is None or form.kind is not VerbKind.PARTICIPLE or form.lemma not in rules.by_verb:
        return None
    return Participle(form.lemma, passive=not lexicon.perfect_with_sein(form.lemma))


def _noun(word: str, lexicon: Lexicon, rules: DealRules) -> Noun | None:
    form = lexicon.noun(word)
    if form is None:
        return None
    modifier = form.modifier or ""
    lower = form.lemma.lower()
    whole = rules.nouns.get(modifier.lower().rstrip("-") + lower) if modifier else None
    plural = None if form.guessed else form.plural
    if whole is not None:
        return Noun(whole, "", plural)
    if lower in rules.nouns:
        return Noun(rules.nouns[lower], modifier, plural)
    for start in range(1, len(lower) - _SHORTEST_HEAD + 1):
        if lower[start:] in rules.nouns:
            return Noun(rules.nouns[lower[start:]], modifier + form.lemma[:start], plural)
    return Noun(form.lemma, modifier, plural)
