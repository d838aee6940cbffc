"""Evidence of the words around a name: nouns, verbs, pronouns, lists, forms of address."""

from __future__ import annotations

import re
import unicodedata

from depesche.names.evidence import Board, Spelling, is_capital, run_from
from depesche.names.rules import Heads, NameRules

_INITIAL = re.compile(r"[A-Z]\.?")
_NOUN_TAGS = frozenset({"NE", "NN", "FM", "XY", "ADJA", ""})
_QUOTES = frozenset("„“”\"»«'‚‘’‹›")
_FULL_NAME = 2
_LONGEST_NAME = 3
_DETERMINERS = frozenset({"ART", "APPRART", "PPOSAT", "PDAT", "PIAT", "ADJA", "TRUNC", "KON"})
_GERMAN_SHARE = 0.35
"""A German word behind "der Firma" may be its name, or an object: "Das hat der Firma Rekorde beschert"."""
_HEAD_SHARE = 0.2
"""One that is a noun for a company itself hardly is: "habe das Unternehmen Kanzleien beauftragt"."""
_REACH = 4
"""So many words in small letters may stand between a comma and what somebody is."""
_LONG = 10
"""From so many letters on what looks like a German compound hardly is a name by chance."""


def has_context(word: str, rules: NameRules) -> bool:
    """Whether a word alone, no hyphen before it, may say something of names around it."""
    return is_capital(word) and (not rules.is_ordinary(word) or is_head(word, rules))


def is_head(word: str, rules: NameRules) -> bool:
    """Whether a word is a noun for a company, product or organisation."""
    heads = (rules.company_heads, rules.product_heads, rules.organization_heads)
    return any(one.has(word) for one in heads)


def from_context(board: Board, index: int, word: str, *, headed: bool) -> None:
    """Names behind a noun for a company or product, and behind phrases such as "Gründer von".

    ``headed``: the word, or what it is joined to with it, may be such a noun.
    """
    atoms, rules = board.atoms, board.rules
    following = index + 1
    if len(word) == 1 and index and atoms.words[index - 1].lower() in rules.platform_prepositions:
        # "Das schrieb er auf X": a single letter is a platform there.
        board.add(index, following, "company", "cue")
    if following >= len(atoms) or not (is_capital(word) or atoms.glue[index] == "-"):
        return
    word = _compound(board, index)
    if not is_capital(word):
        return
    if headed:
        _from_heads(board, index, word)
    if atoms.glue[index] == "-":
        return
    _from_grammar(board, index, word)
    if index >= 2 and not rules.is_ordinary(word):
        cue = f"{atoms.words[index - 2].lower()} {atoms.words[index - 1].lower()}"
        if cue in rules.cues and not _is_common(board, index):
            board.add(index, run_from(board, index), "company", "cue")


def _from_heads(board: Board, index: int, word: str) -> None:
    """Names behind a noun for a company, product or organisation; ``word``: with what is joined to it."""
    atoms, rules = board.atoms, board.rules
    following = index + 1
    for heads, kind, evidence in (
        (rules.company_heads, "company", "house_apposition" if rules.house_heads.has(word) else "apposition"),
        (rules.product_heads, "product", "product_head"),
        (rules.organization_heads, "organization", "organization_apposition"),
    ):
        if not heads.has(word):
            continue
        if atoms.words[following] in _QUOTES and following + 1 < len(atoms):
            last = run_from(board, following + 1)
            if last < len(atoms) and atoms.words[last] in _QUOTES:
                board.add(following + 1, last, kind, "quoted_apposition")  # type: ignore[arg-type]
        elif _is_name_part(board, index):
            continue
        elif atoms.glue[following] == " " and _may_be_named(board, following, kind):
            last = max(run_from(board, following), following + 1)
            share = _share(board, following, last, heads)
            board.add(following, last, kind, evidence, share=share)  # type: ignore[arg-type]


def _is_common(board: Board, index: int) -> bool:
    """Whether a German noun is called a name neither by the lists nor, if it is no compound, by the model."""
    atoms, rules = board.atoms, board.rules
    word = atoms.words[index]
    if rules.person_heads.has(atoms.words[index - 2]):  # "Gründer von Wunderlist" are a company's
        return False
    told = rules.german.derives(word) or (rules.german.knows(word) and not atoms.labels[index])
    return told and not rules.table.entries(word)


def _share(board: Board, at: int, last: int, heads: Heads) -> float:
    """What an apposition is worth: less where a German word stands behind the noun.

    "liefert dem Entwickler Grafikprozessoren": two nouns that only stand side by side.
    """
    atoms, german = board.atoms, board.rules.german
    word = atoms.words[at]
    compound = atoms.groups[at] < 0 and len(word) >= _LONG and german.knows(word)
    if last > at + 1 or not (compound or german.lists(word)):
        return 1.0
    return _HEAD_SHARE if heads.has(word) else _GERMAN_SHARE


def _is_name_part(board: Board, index: int) -> bool:
    """Whether a noun is the begin of a name: the model takes both for one and no article is before it."""
    atoms = board.atoms
    one = atoms.groups[index] >= 0 and atoms.groups[index] == atoms.groups[index + 1]
    return one and index > 0 and not atoms.starts[index] and atoms.tags[index - 1] not in _DETERMINERS


def _may_be_named(board: Board, index: int, kind: str) -> bool:
    """Whether a word may be the name behind a noun: no ordinary one and no place, unless a list has it
    and it is in capitals ("MAN") or the model agrees ("der Chipdesigner Arm")."""
    rules, word = board.rules, board.atoms.words[index]
    if not is_capital(word):
        return False
    listed = any(entry.type == kind for entry in rules.table.entries(word))
    if kind == "company" and (rules.is_place(word) or rules.is_place(word.removesuffix("s"))):
        return listed
    head = board.atoms.words[index - 1]
    told = rules.describing(head) and not rules.house_heads.has(head) and board.atoms.labels[index] != ""
    return not rules.is_ordinary(word) or (listed and (word.isupper() or told))


def _compound(board: Board, index: int) -> str:
    """The word an atom ends, with the parts that hyphens join to it: "KI-Start-up"."""
    atoms = board.atoms
    if atoms.glue[index] != "-":
        return atoms.words[index]
    first = index
    while first and atoms.glue[first] == "-":
        first -= 1
    return "-".join(atoms.words[first : index + 1])


def _from_grammar(board: Board, index: int, word: str) -> None:
    """Names beside a verb that companies do, and names that a neuter relative pronoun takes up."""
    atoms, rules = board.atoms, board.rules
    if rules.is_ordinary(word) or word in rules.first_names or atoms.tags[index] not in _NOUN_TAGS:
        return
    words = atoms.words
    begins = index == 0 or not is_capital(words[index - 1]) or atoms.glue[index] == "\n"
    last = run_from(board, index) if begins else index
    if last == index:
        return
    before = words[index - 1].lower() if index else ""
    after = words[last].lower() if last < len(words) else ""
    if before in rules.company_verbs or after in rules.company_verbs:
        board.add(index, last, "company", "verb")
    if words[last : last + 2] == [",", "das"]:
        board.add(index, last, "company", "neuter")


def from_coordination(board: Board, index: int) -> None:
    """A word listed with a company is one: "die Talente von Microsoft *und Nimbus*"."""
    atoms, rules = board.atoms, board.rules
    _second_person(board, index)
    first = index
    while (
        first and is_capital(atoms.words[first - 1]) and (first == index or atoms.glue[first] in {" ", "-"})
    ):
        first -= 1
    while first + 1 < index and atoms.written(first, index) not in board.spellings:
        first += 1  # "ihre Töchter *Drivenow* und"
    last = run_from(board, index + 1)
    if first == index or last == index + 1 or atoms.glue[index + 1] == "\n":
        return
    for one, other in (((first, index), (index + 1, last)), ((index + 1, last), (first, index))):
        known = board.spellings.get(atoms.written(*one))
        sure = known is not None and known.points.get("company", 0.0) >= rules.threshold
        name_like = all(not rules.is_ordinary(word) for word in atoms.words[other[0] : other[1]])
        if sure and name_like and not is_first(atoms.words[other[0]], rules):
            board.add(other[0], other[1], "company", "coordination")


def _second_person(board: Board, index: int) -> None:
    """Two capitalised words behind a person and "und", the first of them no German one: "Omri Geller und
    *Ronen Dar*"."""
    atoms, rules = board.atoms, board.rules
    last = index + 1 + _FULL_NAME
    if index < _FULL_NAME or last > len(atoms) or atoms.glue[index + 2] != " ":
        return
    before = board.spellings.get(atoms.written(index - 2, index))
    words = atoms.words[index + 1 : last]
    named = all(map(is_capital, words)) and not rules.german.knows(words[0])
    ended = last == len(atoms) or not (is_capital(atoms.words[last]) or atoms.glue[last] == "-")
    fits = named and ended and words[1] not in rules.ordinary
    if fits and before is not None and _is_sure(before, rules):
        board.add(index + 1, last, "person", "coordination")


def _is_sure(spelling: Spelling, rules: NameRules) -> bool:
    """Whether a spelling is a person's as far as known so far."""
    points = spelling.points
    return points.get("person", 0.0) >= rules.threshold and max(points, key=lambda k: points[k]) == "person"


def has_people(word: str, rules: NameRules) -> bool:
    """Whether a word may begin the name of somebody, or stand before it."""
    if is_listed_first(word, rules) or rules.person_heads.has(word):
        return True
    titled = word.lower() in rules.forms_of_address or word in rules.academic_titles
    return titled or _may_be_personal(word, rules)


def from_people(board: Board, index: int, word: str) -> None:
    """First name and surname, a title before two capitalised words, "Frau Müller"."""
    atoms, rules = board.atoms, board.rules
    if is_listed_first(word, rules) and not (atoms.starts[index] and word.lower() in rules.ordinary):
        _full_name(board, index)
    elif word[:1].isupper():
        _rare_name(board, index, word)
    following = index + 1
    if following >= len(atoms) or atoms.glue[following] != " " or not atoms.words[following][:1].isupper():
        return
    if word.lower() in rules.forms_of_address and not rules.person_heads.has(atoms.words[following]):
        board.add(following, following + 1, "person", "form_of_address")
    if word in rules.academic_titles and atoms.words[following] not in rules.academic_titles:
        last = run_from(board, following)
        if following + 1 < last <= following + _LONGEST_NAME:
            board.add(following, last, "person", "form_of_address")
    two = atoms.words[following : following + 2]
    joined = following + 1 < len(atoms) and atoms.glue[following + 1] == " "
    proper = len(two) == 2 and all(w[:1].isupper() and not rules.is_ordinary(w) for w in two)
    if rules.person_heads.has(word) and joined and proper and not rules.person_heads.has(two[0]):
        board.add(following, following + 2, "person", "title")


def _full_name(board: Board, index: int) -> None:
    atoms, rules, size = board.atoms, board.rules, len(board.atoms)
    words, glue = atoms.words, atoms.glue
    if index and glue[index] == " " and is_listed_first(words[index - 1], rules):
        return
    if index + 1 < size and rules.is_place(words[index]) and words[index + 1] not in rules.surnames:
        return
    surname = index + 1
    while surname < size and glue[surname] in {" ", "-"} and is_first(words[surname], rules):
        if words[surname].lower() in rules.particles:
            break
        surname += 1
    given = surname
    if given - index >= _FULL_NAME and _is_from(board, given):
        board.add(index, given, "person", "first_name")
        return
    while surname < size and words[surname].lower() in rules.particles:
        surname += 1
    fits = (
        surname < size
        and glue[surname] in {" ", "-"}
        and words[surname][:1].isupper()
        and len(words[surname]) > 1
        and words[surname] not in rules.never
        # "Lloyd-Werft": what a hyphen joins to a first name and is a German word makes a thing of it.
        and not (glue[surname] == "-" and _is_noun(words[surname], rules))
        and not _is_house(words[surname], rules)
        and (
            words[surname] in rules.surnames
            or not rules.is_ordinary(words[surname])
            or (index and words[index - 1] in rules.academic_titles)
            or (atoms.labels[surname] == "PER" and atoms.groups[surname] == atoms.groups[index])
        )
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


def _is_noun(word: str, rules: NameRules) -> bool:
    return word not in rules.surnames and rules.german.knows(word)


def _is_house(word: str, rules: NameRules) -> bool:
    """Whether a word is a kind of company and so nobody's surname: "Jony Ives *Designfirma*"."""
    return word not in rules.surnames and rules.house_heads.has(word)


def _rare_name(board: Board, index: int, word: str) -> None:
    """Two words, no German ones, of which a long list of names has at least one: "Rishabh *Agarwal*"."""
    atoms, rules = board.atoms, board.rules
    last = index + _FULL_NAME
    if last > len(atoms) or atoms.glue[index + 1] != " " or (index and atoms.glue[index] == "-"):
        return
    surname = atoms.words[index + 1]
    if _is_house(surname, rules):
        return
    bare = surname.removesuffix("s")
    known = {surname, bare} & rules.surnames or {surname, bare} & rules.rare_surnames
    rare = word in rules.rare_first_names
    if not (known or rare) or atoms.labels[index:last] == ["LOC", "LOC"]:
        return
    before, after = index - 1, last
    longer = (index and is_capital(atoms.words[before]) and atoms.glue[index] == " ") or (
        after < len(atoms) and is_capital(atoms.words[after]) and atoms.glue[after] in {" ", "-"}
    )
    if longer or not all(_may_be_personal(one, rules) for one in (word, surname)):
        return
    whole = surname in rules.surnames or surname in rules.rare_surnames
    cut = 0 if whole or bare == surname else 1
    board.add(index, last, "person", "rare_name", share=1.6 if known and rare else 1.0, cut=cut)


def _may_be_personal(word: str, rules: NameRules) -> bool:
    """Whether a word that no short list of names has can be part of a person's name."""
    if not word[:1].isupper() or word.isupper() or not word.replace("-", "").isalpha():
        return False
    if word in rules.company_words or word in rules.legal_forms or word in rules.title_words:
        return False
    if word in rules.surnames:
        return True
    # What looks like a compound may be foreign: "Agarwal" is no whale.
    listed = word in rules.rare_surnames or word in rules.rare_first_names
    german = rules.german.lists(word) if listed else rules.german.knows(word)
    return not (german or rules.is_ordinary(word) or rules.table.entries(word))


def from_apposition(board: Board, index: int) -> None:
    """Two words, no German ones, that a comma parts from what somebody is: "Dario Amodei, *Gründer* von"."""
    atoms, rules = board.atoms, board.rules
    words, first = atoms.words, index - _FULL_NAME
    if first < 0 or atoms.glue[index - 1] != " " or (first and is_capital(words[first - 1])):
        return
    if not all(_may_be_personal(word, rules) for word in words[first:index]):
        return
    at = index + 1
    while at < len(atoms) and at <= index + _REACH and words[at][:1].islower() and atoms.glue[at] == " ":
        at += 1
    if at + 1 >= len(atoms) or not words[at][:1].isupper():
        return
    while at + 1 < len(atoms) and atoms.glue[at + 1] == "-":
        at += 1
    head = words[at]
    follows = at + 1 < len(atoms) and is_capital(words[at + 1]) and atoms.glue[at + 1] == " "
    if rules.person_heads.has(head) and not rules.company_heads.has(head) and not follows:
        board.add(first, index, "person", "person_apposition")


def _is_from(board: Board, index: int) -> bool:
    """Whether an atom leads to where a person comes from, not to a last name: "Dan Morgan *von Synovus*"."""
    atoms, rules = board.atoms, board.rules
    if index + 1 >= len(atoms) or atoms.words[index] not in rules.origin_words:
        return False
    return atoms.words[index + 1] not in rules.surnames


def is_listed_first(word: str, rules: NameRules) -> bool:
    """Whether a word is a known first name, with its accents or without."""
    if word in rules.first_names:
        return True
    return not word.isascii() and _plain(word) in rules.first_names


def _plain(word: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))


def is_first(word: str, rules: NameRules) -> bool:
    """Whether a word is a first name or an initial."""
    return is_listed_first(word, rules) or bool(_INITIAL.fullmatch(word))
