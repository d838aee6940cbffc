"""Collect what speaks for each spelling being a name, and of which type."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from depesche.names.atoms import Atoms
from depesche.names.pack import Evidence
from depesche.names.rules import NameRules
from depesche.names.table import Clarity, Entry, Match
from depesche.readings import NameType

_SHAPE = re.compile(r"[a-z]+[A-Z]|[A-Z][a-z]+[A-Z]|\d+[A-Z]|[A-Z]+\d|.*\.(?:ai|AI|com|io|de)$|.*:ai$")
_REPEATS = 3
_SHORTEST_TICKER = 4
_SEVERAL_WORDS = 1.6
"""A listed name of several words is surer than one word ("Axel Springer" the company)."""
_INITIAL = re.compile(r"[A-Z]\.?")
_NOUN_TAGS = frozenset({"NE", "NN", "FM", "XY", "ADJA", ""})
_QUOTES = frozenset('„“”"»«')
_MODEL_TYPES: dict[str, NameType] = {
    "PER": "person",
    "ORG": "company",
    "LOC": "location",
    "MISC": "product",
}
_BY_CLARITY: dict[Clarity, Evidence] = {
    Clarity.CLEAR: "list_clear",
    Clarity.AMBIGUOUS: "list_ambiguous",
    Clarity.EVERYDAY: "list_everyday",
}


@dataclass(slots=True)
class Spelling:
    """What was found for one spelling: points for each type, the strongest rule, a list's entry."""

    points: dict[NameType, float] = field(default_factory=dict)
    rule: str = ""
    strongest: float = 0.0
    entry: Entry | None = None

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
        self._counts: Counter[tuple[str, NameType, Evidence]] = Counter()

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
    ) -> None:
        """Note evidence for atoms first..last (exclusive), ``cut`` characters of the last left out.

        Atoms of numbers and dates are never part of a name; the same evidence counts a few times only.
        """
        atoms = self.atoms
        if first >= last or any(atoms.taken[first:last]):
            return
        key = atoms.text[atoms.begins[first] : atoms.ends[last - 1] - cut]
        if not key or key in self.rules.never:
            return
        self._counts[key, kind, evidence] += 1
        if self._counts[key, kind, evidence] > _REPEATS:
            return
        spelling = self.spellings.setdefault(key, Spelling())
        weight = self.rules.weights.get(evidence, 0.0) * share
        spelling.points[kind] = spelling.points.get(kind, 0.0) + weight
        spelling.entry = spelling.entry or entry
        if weight > spelling.strongest:
            spelling.rule, spelling.strongest = rule or f"names.{evidence}", weight


def collect(atoms: Atoms, rules: NameRules) -> dict[str, Spelling]:
    """All evidence of an article, by spelling."""
    board = Board(atoms, rules)
    _from_lists(board)
    _from_model(board)
    for index, word in enumerate(atoms.words):
        if not atoms.taken[index]:
            _from_context(board, index, word)
            _from_people(board, index, word)
            _from_form(board, index, word)
    for index in range(1, len(atoms) - 1):
        if atoms.words[index].lower() in rules.coordinators:
            _from_coordination(board, index)
    return board.spellings


def is_capital(word: str) -> bool:
    """Whether a word is written as a name may be: "Meta", "xAI", "1X"."""
    return word[:1].isupper() or bool(_SHAPE.match(word)) or (word[0].isdigit() and not word.isdigit())


def _from_lists(board: Board) -> None:
    atoms, table = board.atoms, board.rules.table
    index = 0
    while index < len(atoms):
        match = None if atoms.taken[index] else table.match(atoms, index)
        if match is None:
            index += 1
            continue
        _add_entries(board, match)
        index = match.last


def _add_entries(board: Board, match: Match) -> None:
    atoms, first = board.atoms, match.first
    single = match.last - first == 1
    for entry in match.entries:
        share = (1 if single else _SEVERAL_WORDS) / len(match.entries)
        everyday_start = single and atoms.starts[first] and board.rules.is_ordinary(atoms.words[first])
        unclear = single and entry.clarity is not Clarity.CLEAR
        if unclear and everyday_start:
            share *= 0.3
        at = {"cut": match.cut, "entry": entry, "rule": "names.list"}
        board.add(first, match.last, entry.type, _BY_CLARITY[entry.clarity], share=share, **at)  # type: ignore[arg-type]
        if unclear and atoms.labels[first] and entry.type != "person":
            board.add(first, match.last, entry.type, "model_agrees", share=share, **at)  # type: ignore[arg-type]
        if unclear and atoms.tags[first] == "NE":
            board.add(first, match.last, entry.type, "tagged_as_name", share=share, **at)  # type: ignore[arg-type]


def _from_model(board: Board) -> None:
    """The model's entities, without what cannot be part of a name at their ends."""
    atoms, rules = board.atoms, board.rules
    for first, last in _entities(atoms):
        kind = _MODEL_TYPES.get(atoms.labels[first])
        first, last = _trimmed(atoms, rules, first, last)  # noqa: PLW2901 - the same entity, trimmed
        if kind is None or first >= last:
            continue
        if last - first == 1 and rules.is_ordinary(atoms.words[first]):
            continue
        text = atoms.text[atoms.begins[first] : atoms.ends[last - 1]]
        if kind in {"company", "location"} and any(p in text.lower() for p in rules.organization_parts):
            kind = "organization"
        word = atoms.words[last - 1]
        whole = " ".join(atoms.words[first:last])
        cut = (
            1
            if word.endswith("s") and whole not in rules.table.names and whole[:-1] in rules.table.names
            else 0
        )
        rule = f"model:{atoms.labels[first]}"
        if kind == "person" and last - first == 1 and not _is_personal(word, rules):
            # One word that is nobody's name as far as anyone knows: in business news mostly a company.
            board.add(first, last, "company", "lone_person", cut=cut, rule=rule)
            continue
        # Nobody is "auf" or "in" a person; a place or platform the lists do not know may be there.
        unlikely = (
            kind == "person" and first > 0 and atoms.words[first - 1].lower() in rules.place_prepositions
        )
        known = any(_is_personal(w, rules) for w in atoms.words[first:last])
        board.add(
            first, last, kind, "model", cut=cut, share=0.5 if unlikely and not known else 1.0, rule=rule
        )


def _is_personal(word: str, rules: NameRules) -> bool:
    forms = {word, word.removesuffix("s")}
    return bool(forms & rules.surnames or forms & rules.first_names)


def _entities(atoms: Atoms) -> Iterator[tuple[int, int]]:
    index = 0
    while index < len(atoms):
        last = index + 1
        if atoms.groups[index] >= 0:
            while last < len(atoms) and atoms.groups[last] == atoms.groups[index]:
                last += 1
            yield index, last
        index = last


def _trimmed(atoms: Atoms, rules: NameRules, first: int, last: int) -> tuple[int, int]:
    words = atoms.words

    def no_begin(word: str) -> bool:
        return not is_capital(word) or word in rules.never or rules.person_heads.has(word)

    def no_end(word: str) -> bool:
        return word in rules.never or not (is_capital(word) or word in rules.legal_forms)

    while first < last and no_begin(words[first]):
        first += 1
    while last > first and no_end(words[last - 1]):
        last -= 1
    for index in range(first + 1, last):
        joined = atoms.glue[index] == "-"
        if joined and (words[index].lower() in rules.compound_tails or rules.is_ordinary(words[index])):
            return first, index
        if atoms.glue[index] == " " and _is_plain_noun(atoms, rules, index):
            return first, index
    return first, last


def _is_plain_noun(atoms: Atoms, rules: NameRules, index: int) -> bool:
    """Whether an atom inside an entity is a German noun that belongs to the sentence, not to the name."""
    word = atoms.words[index]
    return atoms.tags[index] == "NN" and word not in rules.company_words and rules.is_ordinary(word)


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
            if glue == "\n" or plain or (glue == "-" and tail):
                break
        last += 1
    return last


def _from_context(board: Board, index: int, word: str) -> None:
    """Names behind a noun for a company or product, and behind phrases such as "Gründer von"."""
    atoms, rules = board.atoms, board.rules
    following = index + 1
    if following >= len(atoms) or not is_capital(word):
        return
    for heads, kind, evidence in (
        (rules.company_heads, "company", "apposition"),
        (rules.product_heads, "product", "product_head"),
        (rules.organization_heads, "organization", "organization_apposition"),
    ):
        if not heads.has(word):
            continue
        if atoms.words[following] in _QUOTES and following + 1 < len(atoms):
            last = run_from(board, following + 1)
            if last < len(atoms) and atoms.words[last] in _QUOTES:
                board.add(following + 1, last, kind, "quoted_apposition")  # type: ignore[arg-type]
        elif atoms.glue[following] == " " and not rules.is_ordinary(atoms.words[following]):
            board.add(following, run_from(board, following), kind, evidence)  # type: ignore[arg-type]
    _from_grammar(board, index, word)
    if index >= 2 and not rules.is_ordinary(word):
        cue = f"{atoms.words[index - 2].lower()} {atoms.words[index - 1].lower()}"
        if cue in rules.cues:
            board.add(index, run_from(board, index), "company", "cue")


def _from_grammar(board: Board, index: int, word: str) -> None:
    """Names beside a verb that companies do, and names that a neuter relative pronoun takes up."""
    atoms, rules = board.atoms, board.rules
    if rules.is_ordinary(word) or word in rules.first_names or atoms.tags[index] not in _NOUN_TAGS:
        return
    last = run_from(board, index)
    words = atoms.words
    begins = index == 0 or not is_capital(words[index - 1]) or atoms.glue[index] == "\n"
    if not begins or last == index:
        return
    before = words[index - 1].lower() if index else ""
    after = words[last].lower() if last < len(words) else ""
    if before in rules.company_verbs or after in rules.company_verbs:
        board.add(index, last, "company", "verb")
    if words[last : last + 2] == [",", "das"]:
        board.add(index, last, "company", "neuter")


def _from_coordination(board: Board, index: int) -> None:
    """A word listed with a company is one: "die Talente von Microsoft *und Nimbus*"."""
    atoms, rules = board.atoms, board.rules
    first = index
    while (
        first and is_capital(atoms.words[first - 1]) and (first == index or atoms.glue[first] in {" ", "-"})
    ):
        first -= 1
    last = run_from(board, index + 1)
    if first == index or last == index + 1 or atoms.glue[index + 1] == "\n":
        return
    for one, other in (((first, index), (index + 1, last)), ((index + 1, last), (first, index))):
        known = board.spellings.get(atoms.text[atoms.begins[one[0]] : atoms.ends[one[1] - 1]])
        sure = known is not None and known.points.get("company", 0.0) >= rules.threshold
        name_like = all(not rules.is_ordinary(word) for word in atoms.words[other[0] : other[1]])
        if sure and name_like and not _is_first(atoms.words[other[0]], rules):
            board.add(other[0], other[1], "company", "coordination")


def _from_people(board: Board, index: int, word: str) -> None:
    """First name and surname, a title before two capitalised words, "Frau Müller"."""
    atoms, rules = board.atoms, board.rules
    if word in rules.first_names and not (atoms.starts[index] and word.lower() in rules.ordinary):
        _full_name(board, index)
    following = index + 1
    if following >= len(atoms) or atoms.glue[following] != " " or not atoms.words[following][:1].isupper():
        return
    if word.lower() in rules.forms_of_address:
        board.add(following, following + 1, "person", "form_of_address")
    two = atoms.words[following : following + 2]
    joined = following + 1 < len(atoms) and atoms.glue[following + 1] == " "
    proper = len(two) == 2 and all(w[:1].isupper() and not rules.is_ordinary(w) for w in two)
    if rules.person_heads.has(word) and joined and proper and not rules.person_heads.has(two[0]):
        board.add(following, following + 2, "person", "title")


def _full_name(board: Board, index: int) -> None:
    atoms, rules, size = board.atoms, board.rules, len(board.atoms)
    words, glue = atoms.words, atoms.glue
    surname = index + 1
    while surname < size and glue[surname] in {" ", "-"} and _is_first(words[surname], rules):
        surname += 1
    given = surname
    while surname < size and words[surname] in rules.particles:
        surname += 1
    fits = (
        surname < size
        and glue[surname] in {" ", "-"}
        and words[surname][:1].isupper()
        and len(words[surname]) > 1
        and words[surname] not in rules.never
        and (words[surname] in rules.surnames or not rules.is_ordinary(words[surname]))
    )
    if not fits:
        if given - index >= 2:
            board.add(index, given, "person", "first_names_only")
        return
    last = surname + 1
    while (
        last < size
        and glue[last] == "-"
        and words[last][:1].isupper()
        and words[last].lower() not in rules.compound_tails
    ):
        last += 1
    word = words[last - 1]
    cut = 1 if word.endswith("s") and word[:-1] in rules.surnames and word not in rules.surnames else 0
    board.add(index, last, "person", "first_name", cut=cut)


def _is_first(word: str, rules: NameRules) -> bool:
    return word in rules.first_names or bool(_INITIAL.fullmatch(word))


def _from_form(board: Board, index: int, word: str) -> None:
    """Legal forms, compounds ("X-Aktie"), acronyms and agencies in brackets, the shape of a word."""
    atoms, rules = board.atoms, board.rules
    size = len(atoms)
    if word in rules.legal_forms and index and atoms.glue[index] == " ":
        _legal_name(board, index)
    compound = (
        index + 1 < size
        and atoms.glue[index + 1] == "-"
        and atoms.words[index + 1].lower() in rules.compound_tails
    )
    if compound and is_capital(word) and not rules.is_ordinary(word) and atoms.glue[index] != "-":
        board.add(index, index + 1, "company", "compound")
    if _SHAPE.match(word) and not word[0].isdigit() and not rules.is_ordinary(word):
        board.add(index, index + 1, "company", "shape")
    _office(board, index, word)
    headed = index + 1 < size and atoms.words[index + 1] == ":" and atoms.starts[index]
    if headed and word.isupper() and len(word) >= _SHORTEST_TICKER and word not in rules.never:
        board.add(index, index + 1, "company", "ticker")
    if word == "(" and 0 < index < size - 2:
        _in_brackets(board, index)


def _office(board: Board, index: int, word: str) -> None:
    """ "Justizministerium", "Amtsgericht Augsburg": a compound of a head for authorities, with its place."""
    atoms, rules = board.atoms, board.rules
    lower = word.lower()
    head = next((head for head in rules.offices if lower.endswith((head, head + "s", head + "es"))), None)
    if head is None or not word[:1].isupper() or lower.startswith(head):
        return
    last = index + 1
    if last < len(atoms) and atoms.glue[last] == " " and _is_place(atoms, rules, last):
        last += 1
    cut = 0
    if last == index + 1 and not lower.endswith(head):
        cut = len(lower) - lower.rindex(head) - len(head)
    board.add(index, last, "organization", "office", cut=cut)


def _is_place(atoms: Atoms, rules: NameRules, index: int) -> bool:
    entries = rules.table.names.get(atoms.words[index], ())
    return any(entry.type == "location" for entry in entries)


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
        first -= 1
    last = index + 1
    while last < len(atoms) and (words[last] in rules.legal_forms or words[last] in {"&", "Co"}):
        last += 1
    if first < index:
        board.add(first, last, "company", "legal_form")
        board.add(first, index, "company", "without_legal_form")


def _in_brackets(board: Board, index: int) -> None:
    """ "Safe Superintelligence (SSI)", "Berlin (dpa)"."""
    atoms, rules = board.atoms, board.rules
    close = next((i for i in range(index + 1, min(index + 5, len(atoms))) if atoms.words[i] == ")"), None)
    if close is None or close == index + 1:
        return
    inside = atoms.text[atoms.begins[index + 1] : atoms.ends[close - 1]]
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
    full = board.spellings.get(atoms.text[atoms.begins[first] : atoms.ends[index - 1]])
    kind: NameType = max(full.points, key=lambda k: full.points[k]) if full else "company"
    board.add(index + 1, close, "company" if kind == "person" else kind, "bracket")
