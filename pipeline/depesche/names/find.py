"""The names stage: where the names of an article stand."""

from __future__ import annotations

from collections.abc import Sequence

from depesche.names.atoms import Atoms, read_atoms, words_of
from depesche.names.collect import collect
from depesche.names.decide import Decision, decide
from depesche.names.rules import NameRules
from depesche.readings import Name, Span
from depesche.tokens import Tokens

Spellings = dict[str, tuple[str, Decision]]


def find_names(tokens: Tokens, rules: NameRules, taken: Sequence[Span]) -> tuple[Name, ...]:
    """Find and type the names of an article, in text order, without overlaps.

    ``taken``: spans of numbers and dates, which are never names whatever the model says. A name that is
    clear in one place is found everywhere in the article, with one type.
    """
    atoms = read_atoms(tokens, taken, rules.abbreviations)
    spellings: Spellings = {}
    longest: dict[str, int] = {}
    for text, decision in decide(collect(atoms, rules), rules).items():
        words = words_of(text, rules.abbreviations)
        if words:
            spellings.setdefault(" ".join(words), (text, decision))
            longest[words[0]] = max(longest.get(words[0], 0), len(words))
    genitives = rules.table.genitives
    begins = {*longest, *[f"{text}{ending}" for text in spellings for ending in genitives]}
    names: list[Name] = []
    index, size = 0, len(atoms)
    while index < size:
        found = None
        if atoms.words[index] in begins:
            found = _match(atoms, index, spellings, longest, genitives)
        if found is None:
            index += 1
            continue
        last, cut, spelling = found
        name = _name(atoms, (index, last), cut, spelling)
        if name is not None:
            names.append(name)
        index = last
    return tuple(names)


def _match(
    atoms: Atoms, index: int, spellings: Spellings, longest: dict[str, int], genitives: tuple[str, ...]
) -> tuple[int, int, tuple[str, Decision]] | None:
    """The longest name that begins at an atom: its end, the length of its ending, and the name."""
    if atoms.taken[index]:
        return None
    words = atoms.words
    most = longest.get(words[index], 0)
    for last in range(min(len(atoms), index + most), index, -1):
        if "\n" in atoms.glue[index + 1 : last] or any(atoms.taken[index:last]):
            continue
        key = " ".join(words[index:last])
        if key in spellings:
            return last, 0, spellings[key]
        for ending in genitives:
            if key.endswith(ending) and key[: -len(ending)] in spellings:
                return last, len(ending), spellings[key[: -len(ending)]]
    word = words[index]
    for ending in genitives:
        if word.endswith(ending) and word[: -len(ending)] in spellings:
            return index + 1, len(ending), spellings[word[: -len(ending)]]
    return None


def _name(atoms: Atoms, at: tuple[int, int], cut: int, spelling: tuple[str, Decision]) -> Name | None:
    """The name at atoms ``at`` (end exclusive); None for the second part of somebody else's compound."""
    (first, last), (text, decision) = at, spelling
    in_compound = last < len(atoms) and atoms.glue[last] == "-"
    if first and atoms.glue[first] == "-" and not in_compound and decision.type != "company":
        return None
    entry = decision.entry
    return Name(
        span=Span(atoms.begins[first], atoms.ends[last - 1] - cut),
        type=decision.type,
        base=entry.base if entry is not None and " " in entry.base else text,
        rule=decision.rule,
        in_compound=in_compound,
        known_id=entry.known_id if entry is not None else None,
        wikidata=entry.wikidata if entry is not None else None,
        is_medium=entry is not None and entry.kind == "medium",
        listed=entry.name if entry is not None and entry.curated else None,
    )
