"""Evidence of a name's own form: legal forms, compounds, brackets, offices, inner capitals."""

from __future__ import annotations

from depesche.names.atoms import Atoms
from depesche.names.evidence import Board, has_shape, is_capital
from depesche.names.rules import NameRules
from depesche.names.table import Clarity, Entry
from depesche.readings import NameType

_SHORTEST_TICKER = 4
_LIKE_A_PERSON = 2.4


def has_form(word: str, rules: NameRules) -> bool:
    """Whether a word, joined to nothing, has a form that tells of a name."""
    if word == "(" or word in rules.legal_forms or rules.office_heads.has(word):
        return True
    return has_shape(word) or (word.isupper() and len(word) >= _SHORTEST_TICKER)


def from_form(board: Board, index: int, word: str) -> None:
    """Legal forms, compounds ("X-Aktie"), acronyms and agencies in brackets, the shape of a word."""
    atoms, rules = board.atoms, board.rules
    size = len(atoms)
    if word in rules.legal_forms and index and atoms.glue[index] == " ":
        _legal_name(board, index)
    compound = index + 1 < size and atoms.glue[index + 1] == "-" and _is_tail(atoms.words[index + 1], rules)
    if compound and is_capital(word) and atoms.glue[index] != "-" and _is_first_part(board, index):
        board.add(index, index + 1, "company", "compound")
    if has_shape(word) and not word[0].isdigit() and not rules.is_ordinary(word):
        board.add(index, index + 1, "company", "shape")
    if rules.office_heads.has(word):
        _office(board, index, word)
    headed = index + 1 < size and atoms.words[index + 1] == ":" and atoms.starts[index]
    told = word in rules.never or word.title() in rules.never or word.title() in rules.ordinary
    if headed and word.isupper() and len(word) >= _SHORTEST_TICKER and not told:
        board.add(index, index + 1, "company", "ticker")
    if word == "(" and 0 < index < size - 2:
        _in_brackets(board, index)


def _is_first_part(board: Board, index: int) -> bool:
    """Whether a word with something joined to it may be a company's name, not a German word."""
    rules, word = board.rules, board.atoms.words[index]
    usual = board.atoms.words[index + 1].lower() in rules.compound_tails
    listed = any(entry.type == "company" for entry in rules.table.entries(word))
    told = rules.is_ordinary(word) or word in rules.loan_words
    plain = not listed and (told or (not usual and rules.german.knows(word)))
    return not plain or _is_begun(board, word)


def _is_tail(word: str, rules: NameRules) -> bool:
    """Whether a word makes a compound with a company's name: "-Aktie", "-Finanzchef"."""
    return word.lower() in rules.compound_tails or rules.person_heads.has(word)


def _is_begun(board: Board, word: str) -> bool:
    """Whether a company of several words begins with a word: "Pollen" of "Pollen Robotics"."""
    return any(
        text.startswith(f"{word} ") and spelling.points.get("company", 0.0) >= board.rules.threshold
        for text, spelling in board.spellings.items()
    )


def _office(board: Board, index: int, word: str) -> None:
    """ "Justizministerium", "Amtsgericht Augsburg": a compound of a head for authorities, with its place."""
    atoms, rules = board.atoms, board.rules
    if not word[:1].isupper():
        return
    lower = word.lower()
    head = next((head for head in rules.offices if lower.endswith((head, head + "s", head + "es"))), None)
    if head is None or lower.startswith(head):
        return
    last = index + 1
    if last < len(atoms) and atoms.glue[last] == " " and rules.is_place(atoms.words[last]):
        last += 1
    cut = 0
    if last == index + 1 and not lower.endswith(head):
        cut = len(lower) - lower.rindex(head) - len(head)
    board.add(index, last, "organization", "office", cut=cut)


def _legal_name(board: Board, index: int) -> None:
    atoms, rules = board.atoms, board.rules
    words = atoms.words
    first = index
    while (
        first
        and atoms.glue[first] in {" ", "-"}
        and (is_capital(words[first - 1]) or words[first - 1] == "&")
    ):
        if atoms.tags[first - 1] in {"ART", "APPR", "APPRART"} or words[first - 1] in rules.never:
            break
        if first < index and _only_describes(atoms, rules, first - 1):
            break
        first -= 1
    last = index + 1
    while last < len(atoms) and (words[last] in rules.legal_forms or words[last] in {"&", "Co"}):
        last += 1
    while words[last - 1] == "&":
        last -= 1
    if first < index:
        board.add(first, last, "company", "legal_form")
        # "Software" of "Software AG" goes on being a German word.
        entries = rules.table.entries(words[first])
        clear = any(entry.clarity is not Clarity.EVERYDAY for entry in entries)
        if index - first > 1 or clear or not rules.german.lists(words[first]):
            # A house that is named like a person is meant by the name alone, too.
            share = _LIKE_A_PERSON if index - first > 1 and words[first] in rules.first_names else 1.0
            board.add(first, index, "company", "without_legal_form", share=share)


def _only_describes(atoms: Atoms, rules: NameRules, index: int) -> bool:
    """Whether a word before a name tells what or where it is: "Autozulieferer", "Kölner", "Norwegens"."""
    word = atoms.words[index]
    noun = rules.only_describes(word)
    foreign = not rules.german.knows(atoms.words[index + 1])
    of_place = atoms.tags[index] == "ADJA" or rules.is_place(word[:-2])
    adjective = word.endswith("er") and of_place and foreign
    place = word.endswith("s") and rules.is_place(word[:-1])
    return (noun or adjective or place) and atoms.glue[index + 1] == " "


def _in_brackets(board: Board, index: int) -> None:
    """ "Safe Superintelligence (SSI)", "Berlin (dpa)"."""
    atoms, rules = board.atoms, board.rules
    close = next((i for i in range(index + 1, min(index + 5, len(atoms))) if atoms.words[i] == ")"), None)
    if close is None or close == index + 1:
        return
    inside = atoms.written(index + 1, close)
    if inside in rules.agencies:
        entry = Entry(inside, inside, "company", "medium", Clarity.CLEAR)
        board.add(index + 1, close, "company", "agency", entry=entry)
        return
    acronym = atoms.words[index + 1]
    if close != index + 2 or not acronym.isupper() or not 2 <= len(acronym) <= 6 or acronym in rules.never:
        return
    first = index
    while (
        first and is_capital(atoms.words[first - 1]) and (first == index or atoms.glue[first] in {" ", "-"})
    ):
        first -= 1
    if first == index or atoms.words[first][0].lower() != acronym[0].lower():
        return
    full = board.spellings.get(atoms.written(first, index))
    kind: NameType = max(full.points, key=lambda k: full.points[k]) if full else "company"
    board.add(index + 1, close, "company" if kind == "person" else kind, "bracket")
