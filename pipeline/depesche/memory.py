"""What analyses of words are remembered in, so that a word is worked out once."""

from __future__ import annotations

from typing import TypeVar

KeyT = TypeVar("KeyT")
ValueT = TypeVar("ValueT")


def remember(memo: dict[KeyT, ValueT], key: KeyT, value: ValueT, most: int) -> ValueT:
    """Keep a value and give it back; a memory that holds ``most`` is emptied first.

    So a long run does not fill up.
    """
    if len(memo) >= most:
        memo.clear()
    memo[key] = value
    return value
