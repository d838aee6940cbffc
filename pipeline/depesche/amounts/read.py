"""Which reader makes drafts of a form."""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType

from depesche.amounts.drafts import Draft, Match
from depesche.amounts.ranges import read_bracketed, read_each, read_joined, read_range, read_single
from depesche.amounts.worded import (
    read_bare,
    read_digits,
    read_fraction,
    read_majority,
    read_nth,
    read_order,
    read_out_of,
    read_staff,
)

_READERS: MappingProxyType[str, Callable[[Match], list[Draft] | None]] = MappingProxyType(
    {
        "single": read_single,
        "range": read_range,
        "each": read_each,
        "bracketed": read_bracketed,
        "joined": read_joined,
        "bare": read_bare,
        "digits": read_digits,
        "order": read_order,
        "fraction": read_fraction,
        "nth": read_nth,
        "out_of": read_out_of,
        "majority": read_majority,
        "staff": read_staff,
    }
)


def read_match(match: Match) -> list[Draft] | None:
    """The drafts of a match, None when its values make no sense together."""
    return _READERS[match.form.rule.reads](match)
