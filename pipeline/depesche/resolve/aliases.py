"""Which names mean the same: equal bases, legal forms, acronyms in brackets, short forms, last names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from depesche.readings import Name
from depesche.resolve.pack import EntityRules

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
    first_with: dict[tuple[str, str], int] = {}
    for index, name in enumerate(names):
        keys: list[tuple[str, str]] = [(name.type, _core(name, rules).lower())]
        if name.known_id:
            keys.append(("id", name.known_id))
        for key in keys:
            if key in first_with:
                yield first_with[key], index
            else:
                first_with[key] = index
    yield from _bracketed(text, names, rules)
    yield from _short_forms(text, names, rules)


def _core(name: Name, rules: EntityRules) -> str:
    """A name without its legal form."""
    if name.type not in {"company", "organization"}:
        return name.base
    return rules.legal_form.sub("", name.base) or name.base


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


def _short_forms(text: str, names: Sequence[Name], rules: EntityRules) -> Iterator[tuple[int, int]]:
    """A last name with one full name, a part of one longer company name.

    A company's short form follows the full one (a headline may have it before); what stands first
    alone, or has a legal form of its own, is a company by itself ("Siemens" and "Siemens Energy").
    """
    distinct: dict[tuple[str, str], int] = {}
    for index, name in enumerate(names):
        distinct.setdefault((name.type, _core(name, rules)), index)
    headline_end = text.find("\n") if "\n" in text else 0
    formal = {_core(name, rules) for name in names if _core(name, rules) != name.base}
    for (kind, short), index in distinct.items():
        parts = short.split()
        if kind == "location" or (len(parts) == 1 and short in rules.weak_words):
            continue
        longer = [
            other
            for (other_kind, full), other in distinct.items()
            if other_kind == kind and full != short and _is_part(parts, full, kind)
        ]
        if kind == "company":
            start = names[index].span.start
            longer = [o for o in longer if names[o].span.start < start or start < headline_end]
            if short in formal:
                continue
        same_id = names[index].known_id
        fitting = [o for o in longer if not (same_id and names[o].known_id and names[o].known_id != same_id)]
        if len(fitting) == 1:
            yield fitting[0], index


def _is_part(parts: Sequence[str], full: str, kind: str) -> bool:
    words = full.split()
    size = len(parts)
    if size >= len(words):
        return False
    if kind == "person":
        return words[-size:] == list(parts)
    if kind == "product":
        return False
    return words[:size] == list(parts) or words[-size:] == list(parts)
