"""The article as a line of items: words of the date lexicons, numeric notations, and everything else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from depesche.dates.expressions import Expression

Parts: TypeAlias = Mapping[str, str]
Value: TypeAlias = int | float | str | Expression | Parts
Values: TypeAlias = Mapping[str, Value]
Starters: TypeAlias = tuple[tuple[int, ...], ...]
"""For each rule level the indices of the rules that can begin with an item."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What a written form stands for in any text: its value in each of its classes."""

    values: Values
    starters: Starters


UNKNOWN = Entry({}, ((), (), ()))
"""A word or sign of no class."""


@dataclass(frozen=True, slots=True)
class Found:
    """An expression that rules have read; ``trail`` are the ids of the rules, the outermost last."""

    expression: Expression
    trail: tuple[str, ...]

    @property
    def rule(self) -> str:
        """The rule that read it last."""
        return self.trail[-1]


@dataclass(frozen=True, slots=True)
class Line:
    """Parallel lists, one element an item: its character range, its values, its starters, what was found."""

    starts: list[int]
    ends: list[int]
    values: list[Values]
    starters: list[Starters]
    found: list[Found | None]
