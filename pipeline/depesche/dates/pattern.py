"""The pattern language of date rules: sequences of word classes, matched over items.

``month`` is a word class or a named pattern, ``'vor'`` a literal word or sign; ``( )`` groups, ``|``
separates alternatives, ``?`` makes optional. There is no repetition, so a pattern looks at a bounded
number of items and matching is linear in the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from depesche.dates.line import Values

Captures: TypeAlias = tuple[tuple[str, int], ...]
Ends: TypeAlias = list[tuple[int, Captures]]
Matcher: TypeAlias = Callable[[Sequence[Values], int], Ends]

_TOKEN = re.compile(r"\s*(?:(?P<literal>'[^']+')|(?P<name>[a-z_0-9]+)|(?P<sign>[()|?]))")


_NONE: frozenset[str] = frozenset()


class PatternError(ValueError):
    """A pattern that cannot be read; the message says where."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """``match(items, at)`` gives every way the pattern can end, over the values of the items.

    ``first`` and ``last`` are the classes it can begin and end with, ``second`` those its second item can
    have, ``lengths`` how many items it can take (0, 1, or 2 for more), ``shortest`` and ``longest`` the
    least and the most of them, ``symbols`` all classes in it. ``reads_only`` tells whether items of some
    classes alone can be enough for it. ``single``: it is one item of any of its symbols.
    """

    match: Matcher
    first: frozenset[str]
    second: frozenset[str]
    last: frozenset[str]
    lengths: frozenset[int]
    longest: int
    symbols: frozenset[str]
    reads_only: Callable[[frozenset[str]], bool]
    single: bool = False

    @property
    def shortest(self) -> int:
        """The number of items it takes at least, at most 2."""
        return min(self.lengths)


def compile_pattern(source: str, named: Mapping[str, Pattern]) -> Pattern:
    """Compile a pattern; names in ``named`` are inlined, all others are word classes."""
    tokens = _tokens(source)
    pattern, at = _alternatives(tokens, 0, named)
    if at != len(tokens):
        raise PatternError(f"unexpected {tokens[at]!r} in {source!r}")
    return pattern


def ends_at(pattern: Pattern, items: Sequence[Values], at: int) -> bool:
    """Whether the pattern matches some items right before index ``at``."""
    if at == 0 or pattern.last.isdisjoint(items[at - 1]):
        return False
    first, match = pattern.first, pattern.match
    for start in range(at - 1, max(-1, at - 1 - pattern.longest), -1):
        if not first.isdisjoint(items[start]) and any(end == at for end, _ in match(items, start)):
            return True
    return False


def _tokens(source: str) -> list[str]:
    tokens: list[str] = []
    at = 0
    end = len(source.rstrip())
    while at < end:
        found = _TOKEN.match(source, at)
        if not found:
            raise PatternError(f"cannot read {source[at:]!r} in the pattern {source!r}")
        tokens.append(found[found.lastgroup or 0])
        at = found.end()
    return tokens


def _alternatives(tokens: list[str], at: int, named: Mapping[str, Pattern]) -> tuple[Pattern, int]:
    options: list[Pattern] = []
    while True:
        option, at = _sequence(tokens, at, named)
        options.append(option)
        if at == len(tokens) or tokens[at] != "|":
            break
        at += 1
    return (options[0] if len(options) == 1 else either(options)), at


def _sequence(tokens: list[str], at: int, named: Mapping[str, Pattern]) -> tuple[Pattern, int]:
    parts: list[Pattern] = []
    while at < len(tokens) and tokens[at] not in ")|":
        token = tokens[at]
        at += 1
        if token == "(":
            part, at = _alternatives(tokens, at, named)
            if at == len(tokens) or tokens[at] != ")":
                raise PatternError("a bracket is not closed")
            at += 1
        elif token == "?":
            raise PatternError("a '?' stands without anything before it")
        else:
            part = named[token] if token in named else _symbol(token)
        if at < len(tokens) and tokens[at] == "?":
            part = _optional(part)
            at += 1
        parts.append(part)
    if not parts:
        raise PatternError("an empty alternative")
    return (parts[0] if len(parts) == 1 else _in_order(parts)), at


def _symbol(name: str) -> Pattern:
    return _one_of(frozenset({name}))


def _one_of(names: frozenset[str]) -> Pattern:
    def match(items: Sequence[Values], at: int) -> Ends:
        if at >= len(items) or names.isdisjoint(items[at]):
            return []
        return [(at + 1, ((name, at),)) for name in items[at] if name in names]

    def reads_only(classes: frozenset[str]) -> bool:
        return not names.isdisjoint(classes)

    return Pattern(
        match,
        names,
        _NONE,
        names,
        frozenset({1}),
        longest=1,
        symbols=names,
        reads_only=reads_only,
        single=True,
    )


def _optional(part: Pattern) -> Pattern:
    inner, first, can_be_empty = part.match, part.first, part.shortest == 0

    def match(items: Sequence[Values], at: int) -> Ends:
        if at >= len(items) or (first.isdisjoint(items[at]) and not can_be_empty):
            return [(at, ())]
        return [*inner(items, at), (at, ())]

    return Pattern(
        match,
        part.first,
        part.second,
        part.last,
        part.lengths | {0},
        part.longest,
        part.symbols,
        reads_only=lambda _: True,
    )


def either(options: Sequence[Pattern]) -> Pattern:
    """Give a pattern that matches what any of the options matches."""
    first = _NONE.union(*(option.first for option in options))
    if all(option.single for option in options):
        return _one_of(first)
    choices = [(option.first, option.shortest == 0, option.match) for option in options]
    shortest = min(option.shortest for option in options)

    def match(items: Sequence[Values], at: int) -> Ends:
        values = items[at] if at < len(items) else {}
        if shortest and first.isdisjoint(values):
            return []
        return [
            end
            for begins, can_be_empty, choice in choices
            if can_be_empty or not begins.isdisjoint(values)
            for end in choice(items, at)
        ]

    symbols = _NONE.union(*(option.symbols for option in options))
    return Pattern(
        match,
        first,
        second=_NONE.union(*(option.second for option in options)),
        last=_NONE.union(*(option.last for option in options)),
        lengths=frozenset[int]().union(*(option.lengths for option in options)),
        longest=max(option.longest for option in options),
        symbols=symbols,
        reads_only=lambda classes: any(option.reads_only(classes) for option in options),
    )


def _in_order(parts: list[Pattern]) -> Pattern:
    begin, *following = [part.match for part in parts]
    first = _edge([(part.first, part.shortest) for part in parts])
    second, lengths = _second(parts)

    def match(items: Sequence[Values], at: int) -> Ends:
        ends = begin(items, at)
        for step in following:
            if not ends:
                break
            if len(ends) == 1:
                middle, before = ends[0]
                ends = [(end, before + captured) for end, captured in step(items, middle)]
            else:
                reached: dict[int, Captures] = {}
                for middle, before in ends:
                    for end, captured in step(items, middle):
                        if end not in reached:
                            reached[end] = before + captured
                ends = list(reached.items())
        return ends

    return Pattern(
        match,
        first,
        second,
        last=_edge([(part.last, part.shortest) for part in reversed(parts)]),
        lengths=lengths,
        longest=sum(part.longest for part in parts),
        symbols=_NONE.union(*(part.symbols for part in parts)),
        reads_only=lambda classes: all(part.reads_only(classes) for part in parts),
    )


def _edge(parts: Sequence[tuple[frozenset[str], int]]) -> frozenset[str]:
    """Give the classes a sequence can begin with: those of its parts up to the first that is not optional."""
    classes = _NONE
    for own, shortest in parts:
        classes |= own
        if shortest:
            break
    return classes


def _second(parts: Sequence[Pattern]) -> tuple[frozenset[str], frozenset[int]]:
    """Give the classes the second item of a sequence can have, and the lengths it can have."""
    second = _NONE
    before = frozenset({0})
    for part in parts:
        if 0 in before:
            second |= part.second
        if 1 in before:
            second |= part.first
        before = frozenset(min(2, length + own) for length in before for own in part.lengths)
    return second, before
