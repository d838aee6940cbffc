"""Union-find over numbered things, bounded to a few bytes each, that never joins what ids keep apart."""

from __future__ import annotations

from array import array
from collections.abc import Mapping


class Groups:
    """Which of the numbers 1..size belong together; the smallest number stands for its group."""

    def __init__(self, size: int) -> None:
        self._parent = array("q", range(size + 1))

    def root(self, number: int) -> int:
        """The number that stands for the group of this one."""
        parent = self._parent
        while parent[number] != number:
            parent[number] = parent[parent[number]]
            number = parent[number]
        return number

    def join(self, one: int, other: int) -> None:
        """Make two groups one."""
        low, high = sorted((self.root(one), self.root(other)))
        self._parent[high] = low


class ExclusiveGroups(Groups):
    """Groups of which no two members have the same owner; ``owners[n]`` is the owner of number n."""

    def __init__(self, owners: array[int]) -> None:
        super().__init__(len(owners) - 1)
        self._owners = owners
        # Members of a group hang together in a ring.
        self._next = array("q", range(len(owners)))

    def try_join(self, one: int, other: int) -> bool:
        """Make two groups one unless they share an owner; whether they are one now."""
        a, b = self.root(one), self.root(other)
        if a == b:
            return True
        if not self._owners_of(a).isdisjoint(self._owners_of(b)):
            return False
        self.join(a, b)
        self._next[a], self._next[b] = self._next[b], self._next[a]
        return True

    def _owners_of(self, number: int) -> set[int]:
        owners, member = {self._owners[number]}, self._next[number]
        while member != number:
            owners.add(self._owners[member])
            member = self._next[member]
        return owners


class Identities:
    """Groups of namings; a user's id decides, then Wikidata's: two of either kind are never in one group."""

    def __init__(self, size: int, ids: Mapping[int, tuple[str, str]]) -> None:
        self._groups = Groups(size)
        self._ids = dict(ids)

    def root(self, naming: int) -> int:
        """The naming that stands for the group of this one."""
        return self._groups.root(naming)

    def ids(self, naming: int) -> tuple[str, str]:
        """The user's id and the Wikidata id of a naming's group, "" where there is none."""
        return self._ids.get(self.root(naming), ("", ""))

    def may_join(self, one: int, other: int) -> bool:
        """Whether no ids speak against two namings being one."""
        (external, wikidata), (other_external, other_wikidata) = self.ids(one), self.ids(other)
        if external and other_external:
            return external == other_external
        return not wikidata or not other_wikidata or wikidata == other_wikidata

    def join(self, one: int, other: int) -> bool:
        """Make two namings one unless ids speak against it; whether they are one now."""
        a, b = self.root(one), self.root(other)
        if a == b:
            return True
        if not self.may_join(a, b):
            return False
        (external, wikidata), (other_external, other_wikidata) = self.ids(a), self.ids(b)
        known = (external or other_external, wikidata or other_wikidata)
        for member in (a, b):
            self._ids.pop(member, None)
        self._groups.join(a, b)
        if any(known):
            self._ids[self.root(a)] = known
        return True
