"""The records of the lexicon: one analysis of a verb form, one of a noun form."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from depesche.lexicon.pack import NounSort
from depesche.readings import Mood, Tense


class VerbKind(str, Enum):
    """What a verb form is in the clause."""

    FINITE = "finite"
    INFINITIVE = "infinitive"
    ZU_INFINITIVE = "zu_infinitive"
    PARTICIPLE = "participle"
    PRESENT_PARTICIPLE = "present_participle"


@dataclass(frozen=True, slots=True)
class Inflection:
    """What an ending says: ``persons`` as "1s" … "3p", empty for a form that is not finite."""

    kind: VerbKind
    tense: Tense | None = None
    moods: frozenset[Mood] = frozenset()
    persons: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class VerbForm:
    """One analysis of a form. ``lemma`` has the particle ("einsteigen"), ``stem`` has not ("steigen").

    ``particle`` is set where the form itself contains it ("eingestiegen", "einzusteigen"). ``guessed``:
    the verb is not in the lexicon, the lemma was built by the rules of the weak verb.
    """

    lemma: str
    stem: str
    inflection: Inflection
    particle: str | None = None
    guessed: bool = False

    @property
    def kind(self) -> VerbKind:
        """Finite, infinitive or participle."""
        return self.inflection.kind


class Gender(str, Enum):
    """Grammatical gender of a noun."""

    FEMININE = "f"
    MASCULINE = "m"
    NEUTER = "n"


@dataclass(frozen=True, slots=True)
class NounForm:
    """One noun form. ``lemma`` is the known noun, of a compound its head (Milliardenübernahme: Übernahme).

    ``modifier``: what stands before the head, without the hyphen ("Milliarden", "OpenAI"), None for a
    simple noun. ``plural``: True, False, or None where the form is both. ``cases``: the cases the
    form allows. ``guessed``: read off the ending, ``lemma`` is the form itself then.
    """

    lemma: str
    modifier: str | None
    gender: Gender | None
    plural: bool | None
    cases: frozenset[str]
    sort: NounSort | None = None
    guessed: bool = False
