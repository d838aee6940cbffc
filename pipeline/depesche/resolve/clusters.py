"""The transactions found so far, each a cluster of tellings, by what a new telling could have in common."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from depesche.resolve.transactions import NEAR, Telling


class Clusters:
    """Clusters in the order they were begun.

    A telling that neither shares a party with a cluster nor stands near one of its tellings cannot belong to
    it, so only the others are compared: in a long text those are few.
    """

    def __init__(self) -> None:
        self.members: list[list[Telling]] = []
        self._at: dict[int, int] = {}
        self._by_key: defaultdict[str, set[int]] = defaultdict(set)
        self._by_sentence: defaultdict[int, set[int]] = defaultdict(set)

    def around(self, one: Telling) -> Iterator[list[Telling]]:
        """The clusters that share a party with a telling or stand near it, in their order."""
        found: set[int] = set()
        for keys in one.sides.values():
            for key in keys:
                found |= self._by_key.get(key, set())
        for sentence in range(one.sentence - NEAR, one.sentence + NEAR + 1):
            found |= self._by_sentence.get(sentence, set())
        return (self.members[at] for at in sorted(found))

    def begin(self, one: Telling) -> None:
        """Begin a cluster with a telling."""
        self.members.append([])
        self._at[id(self.members[-1])] = len(self.members) - 1
        self.put(one, self.members[-1])

    def put(self, one: Telling, cluster: list[Telling]) -> None:
        """Add a telling to one of the clusters."""
        cluster.append(one)
        at = self._at[id(cluster)]
        self._by_sentence[one.sentence].add(at)
        for keys in one.sides.values():
            for key in keys:
                self._by_key[key].add(at)
