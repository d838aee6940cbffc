"""Evidence of names of several words: "Peter Cremer Gruppe", "Simon & Schuster", "Universität Graz",
"Verband der Chemischen Industrie", "Deutscher Journalisten-Verband", "MAINZ/TÜBINGEN (dpa-AFX)"."""

from __future__ import annotations

from depesche.names.evidence import Board, is_capital
from depesche.names.rules import NameRules
from depesche.readings import NameType

_AMPERSANDS = frozenset("&+")
_MOST_WORDS = 6
_DASHES = frozenset("-–—:")
_DASH_REACH = 2
_OF = frozenset({"der", "des", "für"})
_JOINS = frozenset({"und", "&"})


def has_phrases(word: str, rules: NameRules) -> bool:
    """Whether a word, no hyphen before it, may begin or end a name of several words."""
    if word == "(" or word in _AMPERSANDS or word in rules.company_words or word in rules.daughter_words:
        return True
    if word in rules.english_organizations or word in rules.organization_adjectives:
        return True
    return is_capital(word) and (_heads_place(word, rules) or _heads_of(word, rules))


def from_phrases(board: Board, index: int, word: str) -> None:
    """Names that begin or end at an atom and are told by the words they are made of."""
    atoms, rules = board.atoms, board.rules
    if word in rules.company_words and index and atoms.glue[index] == " ":
        _company_tail(board, index)
    elif word in _AMPERSANDS and 0 < index < len(atoms) - 1:
        _ampersand(board, index)
    elif word == "(" and index and _is_agency(board, index + 1):
        _dateline(board, index)
    if index and atoms.glue[index] == "-":
        _hyphenated_organization(board, index, word)
    elif word in rules.daughter_words and index and atoms.glue[index] == " ":
        first = _listed_before(board, index)
        if first < index:
            board.add(first, index + 1, "company", "company_tail")
    if word in rules.english_organizations:
        _english_organization(board, index)
    if is_capital(word):
        _placed_organization(board, index, word)
        _organization_of(board, index, word)
        _national_organization(board, index, word)


def _company_tail(board: Board, index: int) -> None:
    """ "Peter Cremer Gruppe", "Alta Group": capitalised words, no German ones, before a company's word."""
    atoms, rules = board.atoms, board.rules
    first = index
    while first and index - first < _MOST_WORDS and atoms.glue[first] in {" ", "-"}:
        before = atoms.words[first - 1]
        personal = before in rules.first_names or before in rules.surnames
        foreign = is_capital(before) and not rules.german.knows(before) and not rules.is_ordinary(before)
        fits = personal or foreign or before in rules.loan_words or before in rules.company_words
        if not fits or atoms.tags[first - 1] == "ADJA" or rules.person_heads.has(before):
            break
        first -= 1
    if atoms.tags[index - 1] != "ADJA":
        first = min(first, _listed_before(board, index))
    while first < index and atoms.words[first] in rules.loan_words:
        first += 1
    before, word = atoms.words[first], atoms.words[index]
    opens = first == index - 1 and atoms.starts[first] and rules.is_ordinary(before)
    # "Oliver Bank" may be a house, but who is called "Tristan Post" and says something is a person.
    given = first == index - 1 and before in rules.first_names
    says = first > 0 and atoms.words[first - 1] in rules.person_verbs
    person = given and (says or word in rules.surnames or word in rules.rare_surnames)
    if first < index and not opens and not person:
        board.add(first, index + 1, "company", "company_tail")


def _listed_before(board: Board, index: int) -> int:
    """Where a company of the lists begins that ends before an atom, the atom itself if there is none."""
    atoms, table = board.atoms, board.rules.table
    for first in range(max(0, index - _MOST_WORDS), index):
        glued = all(glue in {" ", "-"} for glue in atoms.glue[first + 1 : index + 1])
        if glued and any(entry.type == "company" for entry in table.entries(atoms.key(first, index))):
            return first
    return index


def _hyphenated_organization(board: Board, index: int, word: str) -> None:
    """ "Heinz-Nixdorf-Museumsforum", "Bertelsmann-Stiftung": a name and, joined to it, what it is."""
    atoms, rules = board.atoms, board.rules
    if not word.lower().removesuffix("s").endswith(rules.hyphen_tails):
        return
    first = index
    while first and atoms.glue[first] == "-":
        first -= 1
    parts = atoms.words[first:index]
    if not is_capital(parts[0]) or any(part.isupper() for part in parts):
        return
    if len(parts) > 1 or not rules.german.knows(parts[0]):
        cut = 1 if word.endswith("s") else 0
        board.add(first, index + 1, "organization", "organization_phrase", cut=cut)


def _ampersand(board: Board, index: int) -> None:
    """ "Simon & Schuster", "Clayton Dubilier & Rice", "Giesecke + Devrient"."""
    atoms, rules = board.atoms, board.rules
    first = index
    while first and is_capital(atoms.words[first - 1]) and (first == index or atoms.glue[first] == " "):
        before = atoms.words[first - 1]
        if first < index and (rules.company_heads.has(before) or rules.person_heads.has(before)):
            break
        first -= 1
    if first == index or not is_capital(atoms.words[index + 1]) or atoms.glue[index + 1] not in {" ", ""}:
        return
    parts = [*atoms.words[first:index], atoms.words[index + 1]]
    headed = first > 0 and rules.company_heads.has(atoms.words[first - 1])
    if headed or not any(rules.german.knows(part) or rules.is_ordinary(part) for part in parts):
        board.add(first, index + 2, "company", "company_tail")


def _is_agency(board: Board, index: int) -> bool:
    atoms = board.atoms
    close = next((i for i in range(index, min(index + 4, len(atoms))) if atoms.words[i] == ")"), None)
    return close is not None and atoms.written(index, close) in board.rules.agencies


def _dateline(board: Board, index: int) -> None:
    """The places at the begin of a line before an agency: "MOUNTAIN VIEW/TEL AVIV (AFP) -"."""
    atoms, rules = board.atoms, board.rules
    first = index
    while first and index - first < _MOST_WORDS and atoms.glue[first] != "\n":
        first -= 1
    close = next(at for at in range(index, len(atoms)) if atoms.words[at] == ")")
    dashed = atoms.text[atoms.ends[close] : atoms.ends[close] + _DASH_REACH].strip()[:1] in _DASHES
    named = any(word in rules.first_names and not rules.is_place(word) for word in atoms.words[first:index])
    if (first and atoms.glue[first] != "\n") or named or not dashed:
        return
    begin = first
    for at in range(first, index + 1):
        if at == index or not is_capital(atoms.words[at]):
            board.add(begin, at, "location", "dateline")
            begin = at + 1


def _english_organization(board: Board, index: int) -> None:
    """ "Stanford University", "University of Toronto", "Department of Justice"."""
    atoms, rules = board.atoms, board.rules
    first, last = index, index + 1
    while first and index - first < _MOST_WORDS and atoms.glue[first] == " ":
        before = atoms.words[first - 1]
        known = rules.is_ordinary(before) or rules.german.knows(before)
        if not is_capital(before) or (known and before not in rules.english_organizations):
            break
        first -= 1
    following = atoms.words[index + 1 : index + 3]
    if len(following) == 2 and following[0] == "of" and is_capital(following[1]):
        last = index + 3
    if last - first > 1:
        board.add(first, last, "organization", "organization_phrase")


def _placed_organization(board: Board, index: int, word: str) -> None:
    """ "Universität Graz", "TU Graz", "Handelskammer Hamburg": a head, and a place or name behind it."""
    atoms, rules = board.atoms, board.rules
    if not _heads_place(word, rules) or index + 1 >= len(atoms):
        return
    business = word in rules.placed_companies
    after = atoms.words[index + 1]
    is_place = rules.is_place(after)
    foreign = is_capital(after) and not rules.german.knows(after) and not rules.is_ordinary(after)
    named = business and is_capital(after) and not rules.is_ordinary(after)
    if not is_place and _is_full_name(board, index + 1):
        return
    if atoms.glue[index + 1] == " " and (is_place or foreign or named):
        first = index - 1 if index and atoms.words[index - 1] in rules.organization_adjectives else index
        kind: NameType = "company" if business else "organization"
        board.add(first, index + 2, kind, "organization_phrase")


def _heads_place(word: str, rules: NameRules) -> bool:
    head = word.removesuffix("en").removesuffix("s") if len(word) > _MOST_WORDS else word
    return word in rules.placed_companies or bool({word, head} & rules.placed_organizations)


def _is_full_name(board: Board, index: int) -> bool:
    """Whether a first name and another capitalised word stand there: "Richter am Amtsgericht *Anna Rohn*"."""
    atoms = board.atoms
    last = index + 1
    joined = last < len(atoms) and atoms.glue[last] == " " and is_capital(atoms.words[last])
    return joined and atoms.words[index] in board.rules.first_names


def _organization_of(board: Board, index: int, word: str) -> None:
    """ "Verband der Chemischen Industrie", "Institut für Weltwirtschaft", "Bund der Steuerzahler"."""
    atoms, rules = board.atoms, board.rules
    if not _heads_of(word, rules):
        return
    at = index + 1
    if at >= len(atoms) or atoms.words[at] not in _OF or atoms.glue[at] != " ":
        return
    last = _noun_phrase(board, at + 1)
    if last is not None:
        board.add(index, last, "organization", "organization_phrase")


def _heads_of(word: str, rules: NameRules) -> bool:
    return any(word.removesuffix(ending) in rules.organizations_of for ending in ("", "s", "es"))


def _noun_phrase(board: Board, at: int) -> int | None:
    """The end of capitalised words, with one "und" between them at most; None when there is none."""
    atoms = board.atoms
    last = at
    while last < len(atoms) and last - at < _MOST_WORDS and atoms.glue[last] in {" ", "-"}:
        joins = atoms.words[last] in _JOINS and last > at and last + 1 < len(atoms)
        if not (is_capital(atoms.words[last]) or (joins and atoms.open_hyphen[last - 1])):
            break
        last += 1
    return last if last > at else None


def _national_organization(board: Board, index: int, word: str) -> None:
    """ "Deutscher Journalisten-Verband", "Europäische Arzneimittelagentur"."""
    atoms, rules = board.atoms, board.rules
    if word not in rules.organization_adjectives:
        return
    last = index + 1
    while last < len(atoms) and last - index < _MOST_WORDS and is_capital(atoms.words[last]):
        if atoms.glue[last] not in {" ", "-"} or (last > index + 1 and atoms.glue[last] == " "):
            break
        last += 1
    tail = atoms.words[last - 1].lower().removesuffix("s").removesuffix("e")
    if last > index + 1 and tail.endswith(rules.national_tails):
        board.add(index, last, "organization", "organization_phrase")
