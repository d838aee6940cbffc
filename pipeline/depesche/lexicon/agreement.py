"""Gender and case of determiners, pronouns and adjective endings, as sets of cells of one table.

A set is a bit mask over the sixteen cells gender (m, f, n, p for plural) by case (N, A, D, G), so that
agreement inside a noun chunk is the intersection of its words' sets.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from depesche.lexicon.forms import NounForm
from depesche.lexicon.pack import AgreementPack

GENDERS = "mfnp"
CASES = ("Nom", "Acc", "Dat", "Gen")
_LETTERS = "NADG"

ANY = (1 << 16) - 1
PLURAL = 0xF000
SINGULAR = 0x0FFF
NOMINATIVE = 0x1111
ACCUSATIVE = 0x2222
DATIVE = 0x4444
GENITIVE = 0x8888
MASCULINE, FEMININE, NEUTER = 0x000F, 0x00F0, 0x0F00
_CASE_SETS = tuple(
    frozenset(case for bit, case in enumerate(CASES) if cases >> bit & 1) if cases != 0xF else frozenset()
    for cases in range(16)
)
_COLUMNS = {
    frozenset(case for bit, case in enumerate(CASES) if cases >> bit & 1): cases * NOMINATIVE
    for cases in range(16)
}
"""The cells of each set of cases."""
_GENDER_MASKS = {"f": FEMININE, "m": MASCULINE, "n": NEUTER}


def parse_cells(cells: str) -> int:
    """The mask of "mN fDG pG"; raises ValueError for an unknown letter."""
    mask = 0
    for cell in cells.split():
        for letter in cell[1:]:
            mask |= 1 << (GENDERS.index(cell[0]) * 4 + _LETTERS.index(letter))
    return mask


def cases_of(mask: int) -> frozenset[str]:
    """The cases a mask allows; empty when it allows all four, which says nothing."""
    return _CASE_SETS[(mask | mask >> 4 | mask >> 8 | mask >> 12) & 0xF]


def number_of(mask: int) -> bool | None:
    """True for plural, False for singular, None when the mask allows both."""
    if mask & PLURAL and mask & SINGULAR:
        return None
    return bool(mask & PLURAL) if mask else None


def genders(mask: int) -> int:
    """The same mask with every case open: the genders and numbers alone."""
    rows = 0
    for row in (MASCULINE, FEMININE, NEUTER, PLURAL):
        if mask & row:
            rows |= row
    return rows


def noun_mask(noun: NounForm) -> int:
    """The cells a noun form allows."""
    rows = _GENDER_MASKS[noun.gender] if noun.gender else SINGULAR
    if noun.plural is True:
        rows = PLURAL
    elif noun.plural is None:
        rows |= PLURAL
    return rows & _COLUMNS[noun.cases]


@dataclass(frozen=True, slots=True)
class Agreement:
    """Masks by lower-cased form; ``adjectives`` by ending, longest first.

    ``contractions``: "im" -> "in". ``endingless``: determiners like "ein", behind which the adjective
    shows gender and case.
    """

    determiners: dict[str, int] = field(default_factory=dict)
    pronouns: dict[str, int] = field(default_factory=dict)
    relatives: dict[str, int] = field(default_factory=dict)
    adjectives: tuple[tuple[str, int], ...] = ()
    persons: dict[str, str] = field(default_factory=dict)
    contractions: dict[str, str] = field(default_factory=dict)
    endingless: frozenset[str] = frozenset()

    def adjective(self, form: str) -> int:
        """The cells an adjective's ending allows without a determiner; all for an unknown ending."""
        for ending, mask in self.adjectives:
            if form.endswith(ending):
                return mask
        return ANY


def build_agreement(packs: Iterable[AgreementPack]) -> Agreement:
    """Expand the packs; raises ValueError for a cell that cannot be read."""
    determiners: dict[str, int] = {}
    pronouns: dict[str, int] = {}
    relatives: dict[str, int] = {}
    adjectives: dict[str, int] = {}
    persons: dict[str, str] = {}
    endingless: set[str] = set()
    contractions: dict[str, str] = {}
    for pack in packs:
        for stems, endings in ((pack.der_stems, pack.der_words), (pack.ein_stems, pack.ein_words)):
            for stem in stems.split():
                for ending, cells in endings.items():
                    determiners[stem + ending] = parse_cells(cells)
        endingless.update(pack.ein_stems.split() if "" in pack.ein_words else ())
        determiners.update({form: parse_cells(cells) for form, cells in pack.determiners.items()})
        pronouns.update({form: parse_cells(cells) for form, cells in pack.pronouns.items()})
        relatives.update({form: parse_cells(cells) for form, cells in pack.relatives.items()})
        adjectives.update({ending: parse_cells(cells) for ending, cells in pack.adjectives.items()})
        persons.update(pack.persons)
        contractions.update(pack.contractions)
    by_length = tuple(sorted(adjectives.items(), key=lambda item: -len(item[0])))
    pronouns = {**determiners, **pronouns}
    return Agreement(
        determiners,
        pronouns,
        {**pronouns, **relatives},
        by_length,
        persons,
        contractions,
        frozenset(endingless),
    )
