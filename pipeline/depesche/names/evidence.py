"""What speaks for each spelling being a name, and of which type: the board that evidence is noted on."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from depesche.names.atoms import Atoms
from depesche.names.pack import Evidence
from depesche.names.rules import NameRules
from depesche.names.table import Clarity, Entry
from depesche.readings import NameType

_SHAPE = re.compile(r"[a-z]+[A-Z]|[A-Z][a-z]+[A-Z]|\d+[A-Z]|[A-Z]+[a-z]*\d|.*\.(?:ai|AI|com|io|de)$|.*:ai$")
_REPEATS = 3


@dataclass(slots=True)
class Spelling:
    """What was found for one spelling: points for each type, the strongest rule, the lists' entries by type.

    ``fallback``: points that only count where nothing else decides.
    """

    points: dict[NameType, float] = field(default_factory=dict)
    fallback: dict[NameType, float] = field(default_factory=dict)
    rule: str = ""
    strongest: float = 0.0
    entries: dict[NameType, Entry] = field(default_factory=dict)

    @property
    def by_model_only(self) -> bool:
        """Whether nothing but the language model speaks for it."""
        return self.rule.startswith("model:")


class Board:
    """Spelling -> evidence, filled while an article is read."""

    def __init__(self, atoms: Atoms, rules: NameRules) -> None:
        self.atoms = atoms
        self.rules = rules
        self.spellings: dict[str, Spelling] = {}
        self._counts: dict[tuple[str, NameType, Evidence], int] = {}

    def _only_describes(self, at: int) -> bool:
        """Whether an atom is a noun of its own before a name: "*Autobauer* Geely", "*Lernplattform* Sdui"."""
        rules, word, after = self.rules, self.atoms.words[at], self.atoms.words[at + 1]
        if self.atoms.glue[at + 1] != " ":
            return False
        told = rules.tells_kind(word) and not rules.german.knows(after) and not rules.is_place(after)
        return told or rules.describing(word)

    def _is_any(self, at: int) -> bool:
        """Whether an atom is one house of its kind, no name: "einem *Softwareunternehmen*"."""
        if not at or self.atoms.words[at - 1].lower() not in self.rules.indefinite_articles:
            return False
        word = self.atoms.words[at]
        return self.rules.tells_kind(word) and not self.rules.table.entries(word)

    def _is_owner(self, first: int, last: int) -> bool:
        """Whether a name begins with the genitive of another one: "*Googles* DeepMind"."""
        word, table = self.atoms.words[first], self.rules.table
        if self.atoms.glue[first + 1] != " " or not word.endswith("s"):
            return False
        if table.entries(word) or table.entries(self.atoms.key(first, last)):
            return False
        return any(
            entry.type == "company" and entry.clarity is not Clarity.EVERYDAY
            for entry in table.entries(word[:-1])
        )

    def add(
        self,
        first: int,
        last: int,
        kind: NameType,
        evidence: Evidence,
        *,
        cut: int = 0,
        share: float = 1.0,
        entry: Entry | None = None,
        rule: str = "",
        fallback: bool = False,
    ) -> None:
        """Note evidence for atoms first..last (exclusive), ``cut`` characters of the last left out.

        ``fallback``: it only counts where nothing else decides. Atoms of numbers and dates are never part
        of a name; the same evidence counts a few times only.
        """
        atoms = self.atoms
        while (
            entry is None
            and first + 1 < last
            and (self._only_describes(first) or self._is_owner(first, last))
        ):
            first += 1
        if first >= last or any(atoms.taken[first:last]):
            return
        if first + 1 == last and entry is None and self._is_any(first):
            return
        key = atoms.written(first, last, cut)
        if not key or key in self.rules.never:
            return
        counted = (key, kind, evidence)
        count = self._counts.get(counted, 0)
        if count == _REPEATS:
            return
        self._counts[counted] = count + 1
        spelling = self.spellings.get(key)
        if spelling is None:
            spelling = self.spellings[key] = Spelling()
        weight = self.rules.weights.get(evidence, 0.0) * share
        points = spelling.fallback if fallback else spelling.points
        points[kind] = points.get(kind, 0.0) + weight
        if entry is not None:
            spelling.entries.setdefault(entry.type, entry)
        if not fallback and weight > spelling.strongest:
            spelling.rule, spelling.strongest = rule or f"names.{evidence}", weight


def is_capital(word: str) -> bool:
    """Whether a word is written as a name may be: "Meta", "xAI", "1X"."""
    return word[:1].isupper() or has_shape(word) or (word[0].isdigit() and not word.isdigit())


def has_shape(word: str) -> bool:
    """Whether a word begins like no German word is written: "xAI", "OpenAI", "3M", "Run:ai"."""
    # Most words are letters of which at most the first is a capital; no such word has the shape.
    plain = word.isalpha() and (len(word) == 1 or word[1:].islower())
    return not plain and bool(_SHAPE.match(word))


def run_from(board: Board, index: int) -> int:
    """Where a run of name-like atoms that begins at ``index`` ends (exclusive)."""
    atoms, rules = board.atoms, board.rules
    last = index
    while last < len(atoms) and is_capital(atoms.words[last]) and not atoms.taken[last]:
        word, glue = atoms.words[last], atoms.glue[last]
        if last > index:
            tail = (
                word.lower() in rules.compound_tails
                or rules.company_heads.has(word)
                or rules.person_heads.has(word)
            )
            plain = rules.is_ordinary(word) and word not in rules.company_words and glue != "-"
            joined = glue == "-" and (tail or rules.is_compound(atoms.key(index, last), word))
            if glue == "\n" or plain or joined:
                break
        last += 1
    return last
