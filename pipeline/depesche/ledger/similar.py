"""Pairs of names that may differ by a slip only: a genitive left on, a letter more, less or swapped.

Names are compared within blocks that share their first or their last letters, so that the work grows with
the number of names and not with its square.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from depesche.errors import OutputError
from depesche.ledger.merging import Identities
from depesche.ledger.pack import LedgerRules
from depesche.ledger.spelling import is_common

_SHARED_LETTERS = 4
_LARGEST_BLOCK = 1_000
_OVERLAP = 100
"""Larger blocks are cut into pieces in alphabetical order that overlap by so many names."""
_CUTOFF = 82
_SHORTEST = 5
_SURE_LENGTH = 9
"""Words this long that differ by one letter are the same word; shorter ones need a partner in common."""


@dataclass(frozen=True, slots=True)
class _Name:
    naming: int
    core: str
    form: str
    uses: int


def require_libraries() -> None:
    """Raise OutputError where the libraries of the extra are missing, so that no work is done in vain."""
    try:
        import numpy  # noqa: F401, PLC0415 - an extra
        import rapidfuzz  # noqa: F401, PLC0415 - an extra
    except ImportError as error:
        raise OutputError("the ledger needs a library; pip install 'depesche[ledger]'") from error


def similar_namings(
    store: sqlite3.Connection, names: Identities, rules: LedgerRules
) -> Iterator[tuple[int, int, bool]]:
    """Yield (naming, naming, sure) for names of companies that are alike and not yet one."""
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - an extra

    for block in _blocks(store):
        cores = [name.core for name in block]
        scores = process.cdist(cores, cores, scorer=fuzz.ratio, score_cutoff=_CUTOFF, dtype="uint8")
        for left, right in zip(*scores.nonzero(), strict=True):
            one, other = block[int(left)], block[int(right)]
            if left >= right or names.root(one.naming) == names.root(other.naming):
                continue
            if one.form and other.form and one.form != other.form:
                continue
            verdict = alike(one.core, other.core, rules)
            if verdict is not None:
                yield one.naming, other.naming, verdict


def _blocks(store: sqlite3.Connection) -> Iterator[Sequence[_Name]]:
    """Blocks by the first letters and by the last; a pair in both is compared twice, which is harmless."""
    for letters in (f"substr(key, 1, {_SHARED_LETTERS})", f"substr(key, -{_SHARED_LETTERS})"):
        rows = store.execute(
            f"SELECT {letters} AS block, naming, core, form, uses FROM naming"
            " WHERE family = 'org' AND length(key) >= ? ORDER BY block, key, naming",
            (_SHORTEST,),
        )
        for _, members in groupby(rows, key=itemgetter(0)):
            block = [_Name(*row[1:]) for row in members]
            step = _LARGEST_BLOCK - _OVERLAP
            for start in range(0, max(1, len(block) - _OVERLAP), step):
                piece = block[start : start + _LARGEST_BLOCK]
                if len(piece) > 1:
                    yield piece


def alike(one: str, other: str, rules: LedgerRules) -> bool | None:
    """Whether two folded names differ by a slip: True surely, False perhaps, None not."""
    from rapidfuzz.distance import OSA  # noqa: PLC0415 - an extra

    words, others = one.split(), other.split()
    if len(words) != len(others):
        return None
    differing = [(a, b) for a, b in zip(words, others, strict=True) if a != b]
    if len(differing) != 1:
        return None
    a, b = sorted(differing[0], key=len)
    common = is_common(a, rules) or is_common(b, rules)
    if common or len(a) < _SHORTEST or _digits(a) != _digits(b):
        return None
    if _bare_vowels(a) == _bare_vowels(b):
        return True
    slip = b == f"{a}s" or (len(a) > _SHORTEST and OSA.distance(a, b, score_cutoff=1) <= 1)
    if not slip:
        return None
    return b != f"{a}s" and len(a) >= _SURE_LENGTH and a[0] == b[0]


def _digits(word: str) -> str:
    return "".join(c for c in word if c.isdigit())


def _bare_vowels(word: str) -> str:
    """A word in which "Müller", "Mueller" and "Muller" are one."""
    for umlaut, vowel in (("ae", "a"), ("oe", "o"), ("ue", "u")):
        word = word.replace(umlaut, vowel)
    return word
