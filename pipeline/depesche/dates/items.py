"""The article as a line of items: words of the date lexicons, numeric notations, and everything else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from depesche.dates.expressions import Expression

Parts: TypeAlias = Mapping[str, str]
Value: TypeAlias = int | float | str | Expression | Parts


@dataclass(frozen=True, slots=True)
class Item:
    """A word, number, sign or an expression found before; ``values`` maps its classes to its meaning.

    ``starters``: for each rule level the indices of the rules that can begin here.
    """

    start: int
    end: int
    values: Mapping[str, Value]
    starters: tuple[tuple[int, ...], ...]
