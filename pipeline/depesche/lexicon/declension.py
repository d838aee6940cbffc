"""Declension: from a noun's pattern to its forms, and the guess by the ending."""

from __future__ import annotations

from collections.abc import Iterator

from depesche.lexicon.forms import Gender

NOM, ACC, DAT, GEN = "Nom", "Acc", "Dat", "Gen"
ALL_CASES = frozenset({NOM, ACC, DAT, GEN})
_NOT_GEN = frozenset({NOM, ACC, DAT})
_NOT_DAT = frozenset({NOM, ACC, GEN})

Declined = tuple[str, bool, frozenset[str]]
"""A form, whether it is plural, and the cases it allows."""

_SIBILANTS = ("s", "ß", "x", "z", "sch")


def decline(lemma: str, gender: Gender, pattern: str) -> Iterator[Declined]:
    """All forms of a noun. ``pattern`` is "plural" or "plural/genitive".

    The plural is an ending ("n", "en", "e", "er", "s"), "-" for none of its own, "0" for no plural, or
    the whole form ("Käufe"). The genitive is "s" (also -es), "es", "n", "en" or "-"; left out it is
    "-" for feminines and "s" for the others. Raises ValueError for anything else.
    """
    plural, _, genitive = pattern.partition("/")
    genitive = genitive or ("-" if gender is Gender.FEMININE else "s")
    if genitive in ("n", "en"):
        yield lemma, False, frozenset({NOM})
        yield lemma + genitive, False, frozenset({ACC, DAT, GEN})
    elif genitive == "-":
        yield lemma, False, ALL_CASES
    elif genitive in ("s", "es"):
        yield lemma, False, _NOT_GEN
        if not lemma.endswith(_SIBILANTS):
            yield lemma + "s", False, frozenset({GEN})
        if not lemma.endswith(("el", "en", "er", "chen", "lein")):
            yield lemma + "es", False, frozenset({GEN})
    else:
        raise ValueError(f"{lemma}: unknown genitive {genitive!r} in pattern {pattern!r}")
    if plural == "0":
        return
    form = _plural(lemma, plural)
    if form.endswith(("n", "s")):
        yield form, True, ALL_CASES
    else:
        yield form, True, _NOT_DAT
        yield form + "n", True, frozenset({DAT})


def _plural(lemma: str, plural: str) -> str:
    if plural == "-":
        return lemma
    if plural[0].isupper():
        return plural
    if plural in ("n", "en", "nen", "e", "er", "s", "se"):
        return lemma + plural
    raise ValueError(f"{lemma}: unknown plural {plural!r}")
