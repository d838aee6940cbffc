"""Evidence of being unknown: a capitalised word that is neither German nor a known name is likely a name,
in business news of a company: "die Gespräche mit *Arkhouse*", "der Kauf von *TRW*"."""

from __future__ import annotations

from collections.abc import Sequence

from depesche.names.evidence import Board, is_capital, run_from
from depesche.names.hints import Hints
from depesche.names.rules import NameRules

_DETERMINERS = frozenset({"ART", "PPOSAT", "PDAT", "PIAT", "ADJA", "CARD"})
_NAME_TAGS = frozenset({"NE", "NN", "FM", "XY", "ADJA", ""})
_FINITE = frozenset({"VVFIN", "VAFIN", "VMFIN"})
_DOUBTED = frozenset({"PER", "LOC"})
"""What the model calls a single unknown word without being sure of it."""
_MARKUP = frozenset("@#/_.=")
"""Before parts of addresses and of names in social media."""
_SIGNS = str.maketrans("", "", "&.'’+")
_SURE = 2.0
_FEWEST_LETTERS = 2


def has_company(board: Board) -> bool:
    """Whether the article surely names a company: only there an unknown name is likely another one."""
    return any(one.points.get("company", 0.0) >= _SURE for one in board.spellings.values())


def from_unknown(board: Board, hints: Sequence[Hints], index: int) -> int:
    """Note an unknown name that begins at an atom; gives the atom behind what was looked at.

    ``hints``: of each atom.
    """
    atoms, rules = board.atoms, board.rules
    if not _is_unknown(board, hints, index) or (index and atoms.glue[index] == "-"):
        return index + 1
    last = run_from(board, index)
    if last == index or not all(_is_unknown(board, hints, at) for at in range(index + 1, last)):
        return max(last, index + 1)
    labels = {atoms.labels[at] for at in range(index, last)}
    guessed = labels - {""}
    titled = last < len(atoms) and atoms.words[last] in rules.title_words
    if titled or (guessed and (not guessed <= _DOUBTED or last > index + 1)):
        return last
    if guessed and not _may_be_company(board, (index, last), guessed):
        return last
    before = atoms.words[index - 1].lower() if index else ""
    cut = _genitive(board, last - 1)
    bare = _is_bare(board, index, last)
    if bare and before in rules.place_prepositions and not atoms.words[index].isupper():
        board.add(index, last, "location", "unknown_place", cut=cut, fallback=True)
        return last
    board.add(index, last, "company", "unknown", cut=cut, fallback=True)
    if bare:
        board.add(index, last, "company", "unknown_bare", cut=cut, fallback=True)
    if before in rules.agent_prepositions or _is_national(board, index - 1):
        board.add(index, last, "company", "unknown_agent", cut=cut, fallback=True)
    if any(atoms.tags[at] == "NE" for at in range(index, last)):
        board.add(index, last, "company", "tagged_as_name", cut=cut, fallback=True)
    return last


def _may_be_company(board: Board, at: tuple[int, int], guessed: set[str]) -> bool:
    """Whether what stands beside a word that the model takes for a place or person fits a company."""
    atoms, rules = board.atoms, board.rules
    index, last = at
    after = atoms.words[last].lower() if last < len(atoms) else ""
    before = atoms.words[index - 1].lower() if index else ""
    if guessed == {"PER"}:
        titled = index > 0 and rules.person_heads.has(atoms.words[index - 1])
        return not titled and after not in rules.person_verbs and before not in rules.person_verbs
    if not index:
        return False
    if before == "bei" and guessed == {"LOC"}:
        return index > 1 and not is_capital(atoms.words[index - 2])
    return before in rules.agent_prepositions or before in rules.naming_words


def _is_bare(board: Board, index: int, last: int) -> bool:
    """Whether a name stands where a German noun would have an article; one of a country is none."""
    atoms = board.atoms
    if atoms.starts[index]:
        opening = atoms.words[index].lower().endswith(board.rules.opening_endings)
        return not opening and last < len(atoms) and atoms.tags[last] in _FINITE
    return _is_national(board, index - 1) or atoms.tags[index - 1] not in _DETERMINERS


def _is_national(board: Board, index: int) -> bool:
    """Whether an atom is an adjective of a country: "die *tschechische* EPH"."""
    atoms, endings = board.atoms, board.rules.national_endings
    return index >= 0 and atoms.tags[index] == "ADJA" and atoms.words[index].endswith(endings)


def is_unknown(word: str, rules: NameRules) -> bool:
    """Whether no list of words or names has a word, and it is written as a name may be."""
    if len(word) < _FEWEST_LETTERS or not is_capital(word) or word in rules.never:
        return False
    if not word.translate(_SIGNS).isalpha():
        return False
    forms = {word, word.removesuffix("s")}
    return not (
        forms & rules.first_names
        or forms & rules.surnames
        or any(map(rules.table.entries, forms))
        or word in rules.legal_forms
        or word in rules.company_words
        or rules.person_heads.has(word)
        or rules.is_ordinary(word)
        or rules.german.knows(word)
    )


def _is_unknown(board: Board, hints: Sequence[Hints], index: int) -> bool:
    """Whether an atom is an unknown word that stands where a name may stand."""
    atoms = board.atoms
    if not hints[index].unknown or atoms.taken[index] or atoms.tags[index] not in _NAME_TAGS:
        return False
    before = atoms.text[atoms.begins[index] - 1 : atoms.begins[index]]
    return before not in _MARKUP and atoms.words[index - 1] != "#"


def _genitive(board: Board, index: int) -> int:
    """1 where the word stands elsewhere in the article without its -s."""
    word = board.atoms.words[index]
    return 1 if word.endswith("s") and word[:-1] in board.atoms.words else 0
