"""The collector of cyclic garbage rests while an article is read, and only then."""

from __future__ import annotations

import gc

import pytest

from depesche.collector import collector_paused


@pytest.mark.parametrize("before", [True, False])
def test_the_state_before_comes_back(before: bool) -> None:
    was_on = gc.isenabled()
    try:
        (gc.enable if before else gc.disable)()
        with pytest.raises(ValueError, match="inside"), collector_paused():
            assert not gc.isenabled()
            raise ValueError("inside")
        assert gc.isenabled() is before
    finally:
        (gc.enable if was_on else gc.disable)()


def test_blocks_nest() -> None:
    with collector_paused():
        with collector_paused():
            pass
        assert not gc.isenabled()
