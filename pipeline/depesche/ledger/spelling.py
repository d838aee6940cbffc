"""Spellings of a name in a form that can be compared: case, umlauts, hyphens and legal forms set apart."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from depesche.ledger.pack import LedgerRules

_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "æ": "ae", "å": "aa", "ł": "l"})
_NO_WORD = re.compile(r"[\W_]+")
_CACHED = 200_000


@dataclass(frozen=True, slots=True)
class Spelling:
    """``core``: the folded words without the legal form; ``form``: the folded legal form, "" without one."""

    core: str
    form: str

    @property
    def key(self) -> str:
        """The core without blanks: "Pro Sieben" and "ProSieben" share it."""
        return self.core.replace(" ", "")


def fold(text: str) -> str:
    """Small letters and digits, words parted by one blank; "Müller" and "Mueller" become the same."""
    text = unicodedata.normalize("NFKC", text).casefold().translate(_UMLAUTS)
    if not text.isascii():
        text = unicodedata.normalize("NFD", text)
        text = "".join(c for c in text if not unicodedata.combining(c))
    return _NO_WORD.sub(" ", text).strip()


@lru_cache(maxsize=_CACHED)
def _folded(text: str) -> str:
    return fold(text)


def read_spelling(name: str, rules: LedgerRules, *, legal: bool = True) -> Spelling:
    """Take a name apart; ``legal``: whether it may end in a legal form, as those of companies do."""
    bare = rules.legal_form.sub("", name).strip(" ,") if legal else name
    form = _folded(name[len(bare) :]) if bare and len(bare) < len(name) else ""
    words = _folded(bare or name).split()
    kept = [word for word in words if word not in rules.silent_words]
    return Spelling(" ".join(kept or words) or name.strip(), form)


def without_tail(core: str, tails: Collection[str]) -> str:
    """A core without the words at its end that do not tell one house from another; never empty."""
    words = core.split()
    while len(words) > 1 and words[-1] in tails:
        words.pop()
    return " ".join(words)


def is_common(core: str, rules: LedgerRules) -> bool:
    """Whether a core is nothing but words that stand in many names ("Deutsche", "Energy")."""
    return all(word in rules.weak_words or word in rules.empty_tails for word in core.split())
