"""Evidence of what others say: the name lists and the language model."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from depesche.names.atoms import Atoms
from depesche.names.evidence import Board, is_capital
from depesche.names.hints import Hints
from depesche.names.pack import Evidence
from depesche.names.rules import NameRules
from depesche.names.table import Clarity, Match
from depesche.readings import NameType

_OPENING = frozenset('„“"»«‚')
_CLOSING = frozenset('“”"«»‘')
_SIGNS = frozenset("&+")
_APOSTROPHES = frozenset("'’")
_NO_NAME_TAGS = frozenset({"ADJD", "ADV"})
"""Tags of a word that opens a sentence and only therefore is written like a name."""
_NO_ARTICLES = frozenset({"PDAT", "PPOSAT", "PIAT"})
_BANK = "bank"
_SEVERAL_WORDS = 1.6
"""A listed name of several words is surer than one word ("Axel Springer" the company)."""
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


def from_lists(board: Board, hints: Sequence[Hints]) -> None:
    """The names of the lists, longest first; ``hints``: of each atom."""
    atoms, table = board.atoms, board.rules.table
    index, size = 0, len(atoms)
    while index < size:
        match = None if atoms.taken[index] or not hints[index].listed else table.match(atoms, index)
        if match is None:
            index += 1
            continue
        _add_entries(board, match)
        index = match.last


def _add_entries(board: Board, match: Match) -> None:
    atoms, first = board.atoms, match.first
    single = match.last - first == 1
    if single and match.last < len(atoms) and atoms.words[match.last] in board.rules.title_words:
        return
    for entry in match.entries:
        share = (1 if single else _SEVERAL_WORDS) / len(match.entries)
        everyday_start = single and atoms.starts[first] and board.rules.is_ordinary(atoms.words[first])
        unclear = single and entry.clarity is not Clarity.CLEAR
        if _is_adjective(board, match.last) or (unclear and _is_noun(board, first, entry.type)):
            continue
        if unclear and board.rules.is_ordinary(atoms.words[first]) and _is_inside(atoms, first):
            continue
        if match.cut and single and atoms.words[first] in board.rules.loan_words:
            continue
        if unclear and everyday_start:
            share *= 0.3
        at = {"cut": match.cut, "entry": entry, "rule": "names.list"}
        board.add(first, match.last, entry.type, _BY_CLARITY[entry.clarity], share=share, **at)  # type: ignore[arg-type]
        if entry.kind == "medium" and _is_quoted(atoms, first, match.last):
            board.add(first, match.last, entry.type, "quoted_apposition", **at)  # type: ignore[arg-type]
        if unclear and atoms.labels[first] and entry.type != "person":
            board.add(first, match.last, entry.type, "model_agrees", share=share, **at)  # type: ignore[arg-type]
        if unclear and atoms.tags[first] == "NE":
            board.add(first, match.last, entry.type, "tagged_as_name", share=share, **at)  # type: ignore[arg-type]


def _is_inside(atoms: Atoms, index: int) -> bool:
    """Whether a word goes on a compound or a name of the model: "US-*Software*-Haus", "Rocket *Software*"."""
    if not index or atoms.glue[index] == "-":
        return bool(index)
    return atoms.groups[index] >= 0 and atoms.groups[index] == atoms.groups[index - 1]


def _is_adjective(board: Board, last: int) -> bool:
    """Whether a listed name is the adjective of a place here: "der *Basler* Pharmakonzern"."""
    atoms, rules = board.atoms, board.rules
    if not atoms.words[last - 1].endswith("er") or last >= len(atoms) or atoms.glue[last] != " ":
        return False
    place = last > 1 and rules.is_place(atoms.key(last - 2, last)[:-2])
    told = atoms.tags[last - 1] == "ADJA" or place or rules.is_place_adjective(atoms.words[last - 1])
    return told and is_capital(atoms.words[last]) and rules.german.knows(atoms.words[last])


def _is_noun(board: Board, index: int, kind: NameType) -> bool:
    """Whether a listed name is a German noun here: "diese überraschende *Allianz*", "auf den *Zug*"."""
    atoms, rules = board.atoms, board.rules
    at = index - 1
    while at >= 0 and atoms.tags[at] == "ADJA" and atoms.glue[at + 1] == " " and atoms.words[at].islower():
        at -= 1
    if at < 0 or atoms.glue[at + 1] != " " or not rules.german.lists(atoms.words[index]):
        return False
    # "die schwächelnde Allianz" may be the house; "diese", "eine" Allianz is not. Towns have no article.
    indefinite = atoms.tags[at] in _NO_ARTICLES or atoms.words[at].lower() in rules.indefinite_articles
    return indefinite or (kind == "location" and atoms.tags[at] == "ART")


def _is_quoted(atoms: Atoms, first: int, last: int) -> bool:
    """Whether quotation marks stand around a name and nothing else."""
    words = atoms.words
    return bool(first) and last < len(words) and words[first - 1] in _OPENING and words[last] in _CLOSING


def from_model(board: Board) -> None:
    """The model's entities, without what cannot be part of a name at their ends."""
    atoms, rules = board.atoms, board.rules
    for first, last in _entities(atoms):
        kind = _MODEL_TYPES.get(atoms.labels[first])
        first, last = _trimmed(atoms, rules, first, last)  # noqa: PLW2901 - the same entity, trimmed
        if kind is None or first >= last or (last < len(atoms) and atoms.words[last] in rules.title_words):
            continue
        if last - first == 1 and kind == "company" and _is_noun(board, first, kind):
            continue
        if last - first == 1 and kind == "location" and _is_adjective(board, last):
            continue
        if last - first == 1 and rules.is_ordinary(atoms.words[first]):
            surname = atoms.tags[first] == "NE" and atoms.words[first] in rules.surnames
            if kind != "person" or not surname:
                continue
        while kind == "person" and last - first > 1 and atoms.words[first] in rules.academic_titles:
            first += 1  # noqa: PLW2901 - the same entity, trimmed
        text = atoms.written(first, last)
        if kind in {"company", "location"} and _is_organization(text.lower(), rules):
            kind = "organization"
        if last - first == 1 and text.lower().removesuffix("s").endswith(rules.media_tails):
            kind = "company"
        word = atoms.words[last - 1]
        whole = " ".join(atoms.words[first:last])
        cut = (
            1
            if word.endswith("s") and not rules.table.entries(whole) and rules.table.entries(whole[:-1])
            else 0
        )
        rule = f"model:{atoms.labels[first]}"
        if kind == "person" and last - first == 1 and not _is_personal(word, rules):
            # One word that is nobody's name as far as anyone knows: in business news often a company,
            # if anything else says so.
            board.add(first, last, "company", "lone_person", cut=cut, rule=rule)
        # Nobody is "auf" or "in" a person; a place or platform the lists do not know may be there.
        unlikely = (
            kind == "person" and first > 0 and atoms.words[first - 1].lower() in rules.place_prepositions
        )
        known = any(_is_personal(w, rules) for w in atoms.words[first:last])
        board.add(
            first, last, kind, "model", cut=cut, share=0.5 if unlikely and not known else 1.0, rule=rule
        )


def _is_organization(text: str, rules: NameRules) -> bool:
    """Whether a name holds a word for what is no company; a "Vereinsbank" is one, a "Notenbank" is not."""
    parts = [part for part in rules.organization_parts if part in text]
    return bool(parts) and not (text.endswith(_BANK) and not any(part.endswith(_BANK) for part in parts))


def _is_personal(word: str, rules: NameRules) -> bool:
    forms = {word, word.removesuffix("s")}
    return bool(forms & rules.surnames or forms & rules.first_names)


def _entities(atoms: Atoms) -> Iterator[tuple[int, int]]:
    index, size = 0, len(atoms)
    while index < size:
        last = index + 1
        if atoms.groups[index] >= 0:
            while last < size and atoms.groups[last] == atoms.groups[index]:
                last += 1
            yield index, last
        index = last


def _trimmed(atoms: Atoms, rules: NameRules, first: int, last: int) -> tuple[int, int]:
    words = atoms.words

    def no_begin(word: str) -> bool:
        described = rules.person_heads.has(word) or rules.only_describes(word)
        return not is_capital(word) or word in rules.never or described

    def tells_kind(index: int) -> bool:
        """ "*Suchmaschine* Bing", "*Forschungsarm* DeepMind"; but "Flughafen Wien", "Stahlwerk Thüringen"."""
        word, after = words[index], words[index + 1]
        told = (rules.product_heads.has(word) and rules.german.knows(word)) or rules.german.derives(word)
        listed = rules.table.entries(word) or rules.is_place(after) or word in rules.company_words
        return told and not listed and is_capital(after) and not rules.german.knows(after)

    def no_end(word: str) -> bool:
        return word in rules.never or not (is_capital(word) or word in rules.legal_forms)

    last = next((at for at in range(first + 1, last) if words[at] in _APOSTROPHES), last)
    while first < last and (no_begin(words[first]) or _only_places(atoms, rules, first, last)):
        first += 1
    for index in range(last - 2, first - 1, -1):
        if atoms.glue[index + 1] == " " and tells_kind(index):
            first = index + 1
            break
    while last > first and no_end(words[last - 1]):
        last -= 1
    if last - first > 1 and _is_described(atoms, rules, last - 1):
        return first, first
    if last - first == 1 and atoms.starts[first] and atoms.tags[first] in _NO_NAME_TAGS:
        return first, first
    for index in range(first + 1, last):
        joined = atoms.glue[index] == "-"
        if joined and (
            words[index].lower() in rules.compound_tails
            or rules.is_ordinary(words[index])
            or rules.is_compound(atoms.key(first, index), words[index])
        ):
            return first, index
        after_sign = words[index - 1] in _SIGNS
        if atoms.glue[index] == " " and not after_sign and _is_plain_noun(atoms, rules, index):
            last = index
            break
    while last > first and no_end(words[last - 1]):
        last -= 1
    return first, last


def _only_places(atoms: Atoms, rules: NameRules, first: int, last: int) -> bool:
    """Whether an atom is an adjective of a place before the kind of house that has the name:
    "*Linzer* Stahlkonzern Voestalpine"."""
    if last - first < 3 or not atoms.words[first].endswith("er") or atoms.glue[first + 1] != " ":
        return False
    return rules.only_describes(atoms.words[first + 1])


def _is_described(atoms: Atoms, rules: NameRules, index: int) -> bool:
    """Whether an atom is a plain noun behind the adjective of a place: "New Yorker Börse"."""
    noun, adjective = atoms.words[index], atoms.words[index - 1]
    of_place = adjective.endswith("er") and atoms.glue[index] == " "
    headed = rules.company_heads.has(noun) and rules.german.knows(noun)
    general = noun.lower() in rules.organization_parts and rules.is_place_adjective(adjective)
    if not of_place or headed or general:
        return of_place
    tagged = atoms.tags[index - 1] == "ADJA" and not rules.table.entries(atoms.key(index - 1, index + 1))
    return (rules.is_place(adjective[:-2]) or tagged) and rules.german.derives(noun)


def _is_plain_noun(atoms: Atoms, rules: NameRules, index: int) -> bool:
    """Whether an atom inside an entity is a German noun that belongs to the sentence, not to the name."""
    word = atoms.words[index]
    return atoms.tags[index] == "NN" and word not in rules.company_words and rules.is_ordinary(word)
