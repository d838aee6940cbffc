"""Which names mean the same: equal bases, legal forms, acronyms in brackets, short forms, last names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from depesche.readings import Name
from depesche.resolve.pack import EntityRules

_WITH_ACRONYMS = frozenset({"company", "organization"})
"""Types of names that have acronyms and short forms."""
_SHORTEST_ACRONYM = 2
_BRACKET = 3
"""Most characters between a name and its acronym: blank, bracket, quotation mark."""


def linked_groups(text: str, names: Sequence[Name], rules: EntityRules) -> list[list[Name]]:
    """Group the names of an article, each group in text order, groups by their first name."""
    groups = _Groups(len(names))
    for one, other in _links(text, names, rules):
        groups.join(one, other)
    members: dict[int, list[Name]] = {}
    for index, name in enumerate(names):
        members.setdefault(groups.root(index), []).append(name)
    return list(members.values())


class _Groups:
    """Union-find over the indices of names; the smallest index is the root."""

    def __init__(self, size: int) -> None:
        self._parent = list(range(size))

    def root(self, index: int) -> int:
        while self._parent[index] != index:
            self._parent[index] = self._parent[self._parent[index]]
            index = self._parent[index]
        return index

    def join(self, one: int, other: int) -> None:
        a, b = sorted((self.root(one), self.root(other)))
        self._parent[b] = a


def _links(text: str, names: Sequence[Name], rules: EntityRules) -> Iterator[tuple[int, int]]:
    cores = _cores(names, rules)
    first_with: dict[tuple[str, str], int] = {}
    for index, (name, same) in enumerate(zip(names, _folded_cores(names, cores), strict=True)):
        keys: list[tuple[str, str]] = [(name.type, same)]
        if name.known_id:
            keys.append(("id", name.known_id))
        for key in keys:
            if key in first_with:
                yield first_with[key], index
            else:
                first_with[key] = index
    yield from _bracketed(text, names, rules)
    yield from _initials(names, cores)
    yield from _short_forms(text, names, cores, rules)


def _folded_cores(names: Sequence[Name], cores: Sequence[str]) -> Iterator[str]:
    """What names must have in common to be one, lower case: the name without its legal form.

    Two legal forms behind one name are two companies; the name without any means the first of them.
    """
    first_form: dict[tuple[str, str], str] = {}
    forms = [(_folded(core), _folded(name.base)) for name, core in zip(names, cores, strict=True)]
    for name, (core, full) in zip(names, forms, strict=True):
        if core != full:
            first_form.setdefault((name.type, core), full)
    for name, (core, full) in zip(names, forms, strict=True):
        yield core if full in (core, first_form.get((name.type, core))) else full


def _folded(name: str) -> str:
    """A name in small letters, with blanks for hyphens ("Air-France-KLM-Chef")."""
    return name.lower().replace("-", " ")


def _cores(names: Sequence[Name], rules: EntityRules) -> list[str]:
    """Each name without its legal form."""
    bases = {name.base for name in names if name.type in _WITH_ACRONYMS}
    without = {base: rules.legal_form.sub("", base) or base for base in bases}
    return [without[name.base] if name.type in _WITH_ACRONYMS else name.base for name in names]


def _bracketed(text: str, names: Sequence[Name], rules: EntityRules) -> Iterator[tuple[int, int]]:
    """ "Safe Superintelligence (SSI)" and "X (ehemals Twitter)"."""
    for index in range(len(names) - 1):
        one, other = names[index], names[index + 1]
        if one.type != other.type or one.type in {"person", "location"}:
            continue
        between = text[one.span.end : other.span.start]
        closed = text[other.span.end : other.span.end + 1] == ")"
        if (
            len(between) <= _BRACKET
            and between.strip(' „"“') == "("
            and closed
            and _is_acronym(other.base, one.base)
        ) or rules.former.match(between):
            yield index, index + 1


def _is_acronym(short: str, full: str) -> bool:
    """Whether the letters of a short form stand in the full one in this order, first letter first."""
    letters = [c for c in short.lower() if c.isalnum()]
    if not letters or len(short) >= len(full) or full[:1].lower() != letters[0]:
        return False
    rest = iter(full.lower())
    return all(letter in rest for letter in letters)


def _initials(names: Sequence[Name], cores: Sequence[str]) -> Iterator[tuple[int, int]]:
    """An acronym of capitals with the one longer name whose words begin with its letters."""
    by_initials: dict[tuple[str, str], dict[str, int]] = {}
    for index, (name, core) in enumerate(zip(names, cores, strict=True)):
        words = core.replace("-", " ").split()
        if len(words) >= _SHORTEST_ACRONYM and name.type in _WITH_ACRONYMS:
            initials = "".join(word[0] for word in words).upper()
            by_initials.setdefault((name.type, initials), {}).setdefault(core, index)
    for index, (name, short) in enumerate(zip(names, cores, strict=True)):
        if len(short) >= _SHORTEST_ACRONYM and short.isalpha() and short.isupper():
            full = by_initials.get((name.type, short), {})
            fitting = [at for at in full.values() if not _are_different(names[at], name)]
            if len(fitting) == 1:
                yield fitting[0], index


def _short_forms(
    text: str, names: Sequence[Name], cores: Sequence[str], rules: EntityRules
) -> Iterator[tuple[int, int]]:
    """A last name with one full name, a part of one longer company name.

    The begin of a company's name follows the full one (a headline may have it before); what stands
    first alone, or has a legal form of its own, is a company by itself ("Siemens" and "Siemens Energy").
    The end may come first ("Telekom" and "Deutsche Telekom").
    """
    distinct: dict[tuple[str, str], int] = {}
    for index, (name, core) in enumerate(zip(names, cores, strict=True)):
        distinct.setdefault((name.type, core), index)
    headline_end = text.find("\n") if "\n" in text else 0
    formal = {core for name, core in zip(names, cores, strict=True) if core != name.base}
    full_by_part: dict[tuple[str, str], list[int]] = {}
    for (kind, full), index in distinct.items():
        for part in _parts(full, kind):
            full_by_part.setdefault((kind, part), []).append(index)
    for (kind, short), index in distinct.items():
        if " " not in short and short in rules.weak_words:
            continue
        longer = full_by_part.get((kind, short), [])
        if kind == "company":
            start = names[index].span.start
            longer = [
                other
                for other in longer
                if names[other].span.start < start
                or start < headline_end
                or cores[other].endswith(f" {short}")
            ]
            if short in formal:
                continue
        fitting = [other for other in longer if not _are_different(names[other], names[index])]
        if len(fitting) > 1 and kind == "person":
            # "David Ellison … Ellison, Sohn von Larry Ellison": who was named so far.
            fitting = [other for other in fitting if names[other].span.start < names[index].span.start]
        # Beside "Siemens Energy", which is another house, "Siemens" shortens no other name either.
        alone = kind == "company" and len(fitting) < len(longer)
        if len(fitting) == 1 and not alone:
            yield fitting[0], index


def _are_different(one: Name, other: Name) -> bool:
    """Whether a name list knows two names as two things ("Siemens" and "Siemens Energy")."""
    ids = (one.known_id, other.known_id) if one.known_id and other.known_id else (one.listed, other.listed)
    return one.type == other.type and None not in ids and ids[0] != ids[1]


def _parts(full: str, kind: str) -> frozenset[str]:
    """What a name may be shortened to: a person's last or first name, the begin or end of a company's."""
    words = full.split()
    ends = {" ".join(words[at:]) for at in range(1, len(words))}
    if kind == "person":
        return frozenset(ends | {words[0]} if len(words) > 1 else ends)
    if kind in _WITH_ACRONYMS:
        return frozenset(ends | {" ".join(words[:at]) for at in range(1, len(words))})
    return frozenset()
