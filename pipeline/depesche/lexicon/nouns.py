"""The noun table: known nouns in all forms, compounds by their head, the rest by its ending."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from depesche.lexicon.declension import ALL_CASES, decline
from depesche.lexicon.forms import Gender, NounForm
from depesche.lexicon.pack import NounPack, NounSort, words

_MIN_HEAD = 3
"""Shorter nouns ("Art", "Amt" excepted by length) are no heads: too many words end like them."""
_MIN_MODIFIER = 2

Entry = tuple[str, Gender | None, bool | None, frozenset[str], NounSort | None]


@dataclass(slots=True)
class NounTable:
    """Filled once by :func:`build_nouns`, read-only from then on.

    ``forms``: lower-cased form -> (lemma, gender, plural, cases, sort). ``suffixes``: ending -> the
    same for words not in the table.
    """

    forms: dict[str, Entry] = field(default_factory=dict)
    suffixes: dict[str, Entry] = field(default_factory=dict)
    longest_suffix: int = 0

    def add(self, lemma: str, gender: Gender, pattern: str, sort: NounSort | None) -> None:
        """Enter all forms of a noun; a form that is singular and plural gets ``plural`` None."""
        for form, plural, cases in decline(lemma, gender, pattern):
            _merge(self.forms, form.lower(), (lemma, gender, plural, cases, sort))


def _merge(table: dict[str, Entry], form: str, entry: Entry) -> None:
    lemma, gender, plural, cases, sort = entry
    known = table.get(form)
    if known is not None:
        if known[0] != lemma:
            return
        plural = plural if known[2] == plural else None
        gender = gender if known[1] == gender else None
        cases |= known[3]
        sort = known[4]
    table[form] = (lemma, gender, plural, cases, sort)


def build_nouns(packs: Iterable[NounPack], extra: Iterable[str]) -> NounTable:
    """Decline all nouns of the packs and the lemmas named elsewhere; raises ValueError on a bad pattern."""
    table = NounTable()
    for pack in packs:
        for gender, nouns in (
            (Gender.FEMININE, pack.feminine),
            (Gender.MASCULINE, pack.masculine),
            (Gender.NEUTER, pack.neuter),
        ):
            for pattern, listed in nouns.items():
                for word in words(listed):
                    lemma, _, own_plural = word.partition(":")
                    table.add(lemma, gender, pattern.replace("own", own_plural), pack.sort)
        for lemma in words(pack.plural):
            _merge(table.forms, lemma.lower(), (lemma, None, True, ALL_CASES, pack.sort))
        for suffix, spec in pack.suffixes.items():
            _add_suffix(table, suffix, spec, pack.sort if pack.sort == "person" else None)
    table.longest_suffix = max((len(s) for s in table.suffixes), default=0)
    for lemma in sorted(set(extra)):
        _add_extra(table, lemma)
    return table


def _add_suffix(table: NounTable, suffix: str, spec: str, sort: NounSort | None) -> None:
    name, _, pattern = spec.partition(" ")
    gender = Gender(name[:1])
    for form, plural, cases in decline(suffix, gender, pattern):
        _merge(table.suffixes, form, (suffix, gender, plural, cases, sort))


def _add_extra(table: NounTable, lemma: str) -> None:
    """A noun that another pack names: declined like its head or by its ending."""
    known = lookup(table, lemma)
    if known is None:
        _merge(table.forms, lemma.lower(), (lemma, None, None, ALL_CASES, None))
        return
    if known.modifier is None and not known.guessed:
        return
    head = known.lemma.lower() if not known.guessed else _suffix(table, lemma.lower())
    forms = table.suffixes if known.guessed else table.forms
    stem = lemma[: len(lemma) - len(head)].lower()
    derived = {
        stem + form: (lemma, gender, plural, cases, sort)
        for form, (base, gender, plural, cases, sort) in forms.items()
        if base.lower() == head
    }
    table.forms.update(derived)


def _suffix(table: NounTable, form: str) -> str:
    for length in range(min(table.longest_suffix, len(form) - 2), 1, -1):
        entry = table.suffixes.get(form[-length:])
        if entry is not None:
            return entry[0]
    return ""


def lookup(table: NounTable, form: str) -> NounForm | None:
    """The analysis of a noun form: known, compound with a known head, or guessed by its ending."""
    lower = form.lower()
    entry = table.forms.get(lower)
    if entry is not None:
        return _form(entry, None)
    for cut in range(_MIN_MODIFIER, len(lower) - _MIN_HEAD + 1):
        entry = table.forms.get(lower[cut:])
        if entry is not None and _is_compound(form, lower, cut):
            return _form(entry, form[:cut].rstrip("-–"))
    for length in range(min(table.longest_suffix, len(lower) - 2), 1, -1):
        entry = table.suffixes.get(lower[-length:])
        if entry is not None:
            _, gender, plural, cases, sort = entry
            return NounForm(form, None, gender, plural, cases, sort, guessed=True)
    return None


def _is_compound(form: str, lower: str, cut: int) -> bool:
    """Whether a cut can be a joint: at a hyphen, or the modifier has a vowel and the head is long."""
    if form[cut - 1] in "-–":
        return cut > 1
    modifier = lower[:cut]
    return len(lower) - cut >= 4 and len(modifier) >= 3 and any(v in modifier for v in "aeiouäöüy")


def _form(entry: Entry, modifier: str | None) -> NounForm:
    lemma, gender, plural, cases, sort = entry
    return NounForm(lemma, modifier, gender, plural, cases, sort)
