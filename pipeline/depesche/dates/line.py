"""The article as a line of items: words of the date lexicons, numeric notations, and everything else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from depesche.dates.expressions import Expression

Parts: TypeAlias = Mapping[str, str]
Value: TypeAlias = int | float | str | Expression | Parts
Values: TypeAlias = Mapping[str, Value]


@dataclass(frozen=True, slots=True, eq=False)
class Starters:
    """A set of classes an item has, and for each rule level the indices of the rules that can begin there.

    There is one object for each set, and it stands for the set in look-ups.
    """

    classes: frozenset[str]
    rules: tuple[tuple[int, ...], ...]


class Entry(NamedTuple):
    """What a written form stands for in any text: its value in each of its classes."""

    values: Values
    starters: Starters


UNKNOWN = Entry({}, Starters(frozenset(), ((), (), ())))
"""A word or sign of no class."""


class Found(NamedTuple):
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
