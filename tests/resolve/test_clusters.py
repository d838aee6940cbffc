"""Only clusters that could be a telling's own are compared with it: long texts cost what their words do."""

from __future__ import annotations

from typing import Any, cast

from hypothesis import given
from hypothesis import strategies as st

from depesche.resolve.clusters import Clusters
from depesche.resolve.transactions import NEAR, Telling


def telling(sentence: int, *keys: str) -> Telling:
    return Telling(cast("Any", None), (), sentence, {"taker": frozenset(keys)} if keys else {})


TELLINGS = st.builds(
    lambda sentence, keys: telling(sentence, *keys),
    st.integers(0, 40),
    st.lists(st.sampled_from("abcdef"), max_size=2),
)


@given(st.lists(st.lists(TELLINGS, min_size=1, max_size=3), max_size=8), TELLINGS)
def test_all_that_share_a_party_or_stand_near(told: list[list[Telling]], one: Telling) -> None:
    clusters = Clusters()
    for first, *others in told:
        clusters.begin(first)
        for other in others:
            clusters.put(other, clusters.members[-1])
    assert clusters.members == told
    assert list(clusters.around(one)) == [
        cluster
        for cluster in told
        if any(
            abs(t.sentence - one.sentence) <= NEAR
            or t.sides.get("taker", frozenset()) & one.sides.get("taker", frozenset())
            for t in cluster
        )
    ]


def test_a_long_text_of_many_deals() -> None:
    clusters = Clusters()
    compared = 0
    for number in range(2000):
        one = telling(number, str(number), str(number // 2))
        compared += len(list(clusters.around(one)))
        clusters.begin(one)
    assert compared < 10 * 2000
