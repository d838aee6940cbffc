"""Conjugation: from a verb's principal parts to its forms.

Forms of the second person are made as far as news needs them; rare Konjunktiv I forms of the second
person are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from depesche.lexicon.forms import Inflection, VerbKind
from depesche.lexicon.pack import IrregularVerb
from depesche.readings import Mood, Tense

INSEPARABLE = ("be", "emp", "ent", "er", "ge", "miss", "ver", "zer")
"""Prefixes that are never stressed: a participle after them has no ge-."""

_IND = frozenset({Mood.INDICATIVE})
_REPORTED = frozenset({Mood.REPORTED})
_UNREAL = frozenset({Mood.UNREAL})


def _finite(tense: Tense, moods: frozenset[Mood], *persons: str) -> Inflection:
    return Inflection(VerbKind.FINITE, tense, moods, frozenset(persons))


INFINITIVE = Inflection(VerbKind.INFINITIVE)
ZU_INFINITIVE = Inflection(VerbKind.ZU_INFINITIVE)
PARTICIPLE = Inflection(VerbKind.PARTICIPLE)
PRESENT_PARTICIPLE = Inflection(VerbKind.PRESENT_PARTICIPLE)
UNKNOWN_FINITE = Inflection(VerbKind.FINITE)

_PRESENT_1S = _finite(Tense.PRESENT, _IND | {Mood.IMPERATIVE}, "1s")
_PRESENT_1S_IND = _finite(Tense.PRESENT, _IND, "1s")
_PRESENT_2S = _finite(Tense.PRESENT, _IND, "2s")
_PRESENT_3S = _finite(Tense.PRESENT, _IND, "3s")
_PRESENT_13S = _finite(Tense.PRESENT, _IND, "1s", "3s")
_PRESENT_3S_2P = _finite(Tense.PRESENT, _IND | {Mood.IMPERATIVE}, "3s", "2p")
_PRESENT_2P = _finite(Tense.PRESENT, _IND | {Mood.IMPERATIVE}, "2p")
_PRESENT_PL = _finite(Tense.PRESENT, _IND | _REPORTED, "1p", "3p")
_PRESENT_PL_IND = _finite(Tense.PRESENT, _IND, "1p", "3p")
_REPORTED_S = _finite(Tense.PRESENT, _REPORTED, "1s", "3s")
_REPORTED_PL = _finite(Tense.PRESENT, _REPORTED, "1p", "3p")
_PAST_S = _finite(Tense.PAST, _IND, "1s", "3s")
_PAST_2S = _finite(Tense.PAST, _IND, "2s")
_PAST_PL = _finite(Tense.PAST, _IND, "1p", "3p")
_WEAK_PAST_S = _finite(Tense.PAST, _IND | _UNREAL, "1s", "3s")
_WEAK_PAST_PL = _finite(Tense.PAST, _IND | _UNREAL, "1p", "3p")
_UNREAL_S = _finite(Tense.PAST, _UNREAL, "1s", "3s")
_UNREAL_PL = _finite(Tense.PAST, _UNREAL, "1p", "3p")

WEAK_ENDINGS: tuple[tuple[str, Inflection], ...] = (
    ("eten", _WEAK_PAST_PL),
    ("ete", _WEAK_PAST_S),
    ("ten", _WEAK_PAST_PL),
    ("te", _WEAK_PAST_S),
    ("et", _PRESENT_3S_2P),
    ("t", _PRESENT_3S_2P),
    ("en", _PRESENT_PL),
    ("e", _REPORTED_S),
)
"""Endings of a weak verb in the third person, longest first, for guessing an unknown verb's lemma."""

_NEEDS_E = re.compile(r"(?:[td]|[^aeiouäöüylrhmn][mn]|ch[mn])$")
_SIBILANT = re.compile(r"[sßxz]$")
_LAST_VOWEL = re.compile(r"([aou])([^aeiouäöü]*)$")
_UMLAUT = {"a": "ä", "o": "ö", "u": "ü"}

Form = tuple[str, Inflection]


@dataclass(frozen=True, slots=True)
class PrincipalParts:
    """``third``, ``past``, ``unreal`` and ``participle`` may each hold several variants."""

    lemma: str
    third: tuple[str, ...]
    past: tuple[str, ...]
    unreal: tuple[str, ...]
    participle: tuple[str, ...]
    perfect_with_sein: bool = False

    def prefixed(self, prefix: str) -> PrincipalParts:
        """The parts of the verb with an inseparable prefix: "übernehmen" from "nehmen"."""

        def put(forms: tuple[str, ...]) -> tuple[str, ...]:
            return tuple(prefix + form for form in forms)

        participles = tuple(
            prefix + (form[2:] if form.startswith("ge") and not self.lemma.startswith("ge") else form)
            for form in self.participle
        )
        return PrincipalParts(
            prefix + self.lemma, put(self.third), put(self.past), put(self.unreal), participles
        )


def parse_parts(lemma: str, parts: str) -> PrincipalParts:
    """Read "steigt, stieg, ist gestiegen"; raises ValueError when it has not three or four parts."""
    fields = [part.strip() for part in parts.split(",")]
    if len(fields) not in (3, 4):
        raise ValueError(f"{lemma}: principal parts are three or four, separated by commas: {parts!r}")
    participle = fields[-1]
    with_sein = participle.startswith("ist ")
    past = tuple(fields[1].split("/"))
    unreal = tuple(fields[2].split("/")) if len(fields) == 4 else tuple(_unreal(form) for form in past)
    return PrincipalParts(
        lemma,
        tuple(fields[0].split("/")),
        past,
        unreal,
        tuple(participle.removeprefix("ist ").split("/")),
        with_sein,
    )


def _unreal(past: str) -> str:
    """Konjunktiv II of a strong preterite: "nahm" -> "nähme", "ging" -> "ginge", "wusste" -> "wüsste"."""
    if past.endswith("te"):
        return past
    return _LAST_VOWEL.sub(lambda m: _UMLAUT[m[1]] + m[2], past, count=1) + "e"


def stem_of(lemma: str) -> str:
    """The infinitive without its ending: "kaufen" -> "kauf", "liefern" -> "liefer"."""
    if lemma.endswith("en"):
        return lemma[:-2]
    return lemma.removesuffix("n")


def strong_forms(parts: PrincipalParts) -> Iterator[Form]:
    """All forms of a strong or mixed verb."""
    lemma, stem = parts.lemma, stem_of(parts.lemma)
    yield from _common(lemma, stem)
    for third in parts.third:
        yield third, _PRESENT_3S_2P if third in (stem + "t", stem + "et") else _PRESENT_3S
        yield _second_singular(third, stem), _PRESENT_2S
    second_plural = stem + ("et" if _NEEDS_E.search(stem) else "t")
    if second_plural not in parts.third:
        yield second_plural, _PRESENT_2P
    for past in parts.past:
        if past.endswith("te"):
            yield past, _WEAK_PAST_S if past in parts.unreal else _PAST_S
            yield past + "n", _WEAK_PAST_PL if past in parts.unreal else _PAST_PL
            continue
        yield past, _PAST_S
        yield past + "st", _PAST_2S
        plural = past + "en"
        yield plural, _WEAK_PAST_PL if plural in [form + "n" for form in parts.unreal] else _PAST_PL
    for unreal in parts.unreal:
        if unreal not in parts.past:
            yield unreal, _UNREAL_S
            yield unreal + "n", _UNREAL_PL
    for participle in parts.participle:
        yield participle, PARTICIPLE


def _second_singular(third: str, stem: str) -> str:
    if third.endswith("et"):
        return third[:-2] + "est"
    core = third[:-1] if third.endswith("t") and third != stem else third
    return core + ("t" if _SIBILANT.search(core) else "st")


def weak_forms(lemma: str, inseparable: bool) -> Iterator[Form]:
    """All forms of a weak verb; ``inseparable``: its participle has no ge-."""
    stem = stem_of(lemma)
    e = "e" if _NEEDS_E.search(stem) and not lemma.endswith(("eln", "ern")) else ""
    yield from _common(lemma, stem)
    yield f"{stem}{e}t", _PRESENT_3S_2P
    yield f"{stem}{e}{'t' if _SIBILANT.search(stem) else 'st'}", _PRESENT_2S
    yield f"{stem}{e}te", _WEAK_PAST_S
    yield f"{stem}{e}ten", _WEAK_PAST_PL
    no_ge = inseparable or lemma.endswith("ieren")
    yield f"{'' if no_ge else 'ge'}{stem}{e}t", PARTICIPLE


def has_inseparable_prefix(lemma: str) -> bool:
    """Whether the infinitive begins with an unstressed prefix and has a stem of its own behind it."""
    for prefix in INSEPARABLE:
        if lemma.startswith(prefix):
            rest = stem_of(lemma[len(prefix) :])
            return len(rest) >= 3 and bool(re.search("[aeiouäöü]", rest))
    return False


def irregular_forms(lemma: str, verb: IrregularVerb) -> Iterator[Form]:
    """All forms of a verb whose present is listed in full."""
    present = [form.strip() for form in verb.present.split(",")]
    if len(present) != 6:
        raise ValueError(f"{lemma}: the present lists six persons: {verb.present!r}")
    yield lemma, INFINITIVE
    yield lemma + ("end" if lemma.endswith("sei") else "d"), PRESENT_PARTICIPLE
    first, second, third, first_plural, second_plural, _ = present
    yield first, _PRESENT_13S if first == third else _PRESENT_1S_IND
    yield second, _PRESENT_2S
    if first != third:
        yield third, _PRESENT_3S
    yield first_plural, _PRESENT_PL if verb.reported_plural is None else _PRESENT_PL_IND
    yield second_plural, _PRESENT_2P
    yield verb.reported or stem_of(lemma) + "e", _REPORTED_S
    if verb.reported_plural:
        yield verb.reported_plural, _REPORTED_PL
    past_plural = verb.past + ("n" if verb.past.endswith("e") else "en")
    both = verb.past == verb.unreal
    yield verb.past, _WEAK_PAST_S if both else _PAST_S
    yield past_plural, _WEAK_PAST_PL if both else _PAST_PL
    if not both:
        yield verb.unreal, _UNREAL_S
        yield verb.unreal + "n", _UNREAL_PL
    for participle in verb.participle.removeprefix("ist ").split("/"):
        yield participle, PARTICIPLE


def _common(lemma: str, stem: str) -> Iterator[Form]:
    """What all regular verbs share: infinitive, first person, Konjunktiv I, plural, present participle."""
    yield lemma, INFINITIVE
    yield lemma, _PRESENT_PL
    yield f"{lemma}d", PRESENT_PARTICIPLE
    yield f"{stem}e", _PRESENT_1S
    yield f"{stem}e", _REPORTED_S
    if lemma.endswith("eln"):
        yield f"{stem[:-2]}le", _REPORTED_S
