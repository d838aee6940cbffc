"""Regular expressions that come from rule packs; those of a user's own packs run under a time limit.

A pattern with a repetition in a repetition can take longer than the age of the universe on a short text. The
shipped packs hold none; one in a pack of the user's must not hold up a batch, and has to be named.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TypeAlias, cast

import regex

from depesche.errors import RuleError
from depesche.ruleset.schema import Origin

_SECONDS, _CHARS_A_SECOND = 2.0, 20_000
"""What a pattern may take for one use: so many seconds, and one more for so many characters."""

_NESTED = re.compile(r"\((?:[^()\\]|\\.)*(?:[*+]|\{\d*,\d*\})(?:[^()\\]|\\.)*\)(?:[*+]|\{\d*,\d*\})")


class OwnPattern:
    """A pattern of a user's pack, used as one of ``re`` is; raises RuleError where it takes too long.

    ``rule`` is the id in the message. ``parts``: the patterns this one is joined of; the one that takes too
    long by itself is named instead.
    """

    def __init__(
        self,
        expression: str,
        flags: int,
        *,
        path: str,
        rule: str | None,
        parts: Sequence[OwnPattern] = (),
    ) -> None:
        self._pattern = regex.compile(expression, flags)
        self._path = path
        self._rule = rule
        self._parts = parts

    @property
    def groupindex(self) -> Mapping[str, int]:
        """The numbers of the named groups."""
        return self._pattern.groupindex

    def search(self, text: str, pos: int = 0) -> re.Match[str] | None:
        """Find the first match from ``pos``."""
        with self._timed(text):
            return cast("re.Match[str] | None", self._pattern.search(text, pos, timeout=_seconds(text)))

    def match(self, text: str, pos: int = 0, *, partial: bool = False) -> regex.Match[str] | None:
        """Match at ``pos``; with ``partial`` a beginning that the text does not end is one too."""
        with self._timed(text):
            return self._pattern.match(text, pos, partial=partial, timeout=_seconds(text))

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """Match the whole text."""
        with self._timed(text):
            return cast("re.Match[str] | None", self._pattern.fullmatch(text, timeout=_seconds(text)))

    def finditer(self, text: str, pos: int = 0, endpos: int = sys.maxsize) -> Iterator[re.Match[str]]:
        """Find all matches between two offsets; they are all there before the first is given."""
        with self._timed(text):
            found = list(self._pattern.finditer(text, pos, endpos, timeout=_seconds(text)))
        return iter(cast("list[re.Match[str]]", found))

    @contextmanager
    def _timed(self, text: str) -> Iterator[None]:
        try:
            yield
        except TimeoutError as error:
            for part in self._parts:
                part.finditer(text)
            reason = (
                f"its pattern was stopped: it took longer than {_seconds(text):.1f} seconds on one article; "
                "look for repetitions that can share out the same words in many ways, as in (a|aa)+"
            )
            raise RuleError(self._path, self._rule, reason) from error


TextPattern: TypeAlias = re.Pattern[str] | OwnPattern
"""A pattern as stages use it: of ``re`` where a shipped pack gives it."""


def compile_expression(expression: str, origin: Origin, rule: str | None, flags: int = 0) -> TextPattern:
    """Compile what a pack gives; raises RuleError with the pack's file for what is no regular expression."""
    try:
        if origin.is_own:
            return OwnPattern(expression, flags, path=origin.path, rule=rule)
        return re.compile(expression, flags)
    except (re.error, regex.error) as error:
        raise RuleError(origin.path, rule, f"{expression!r} is no regular expression: {error}") from error


def refuse_nested(words: object, origin: Origin) -> None:
    """Refuse a repetition in a repetition among the words of a user's pack: they become parts of patterns."""
    match words:
        case str():
            if origin.is_own and _NESTED.search(words):
                raise RuleError(
                    origin.path, None, f"{words!r} repeats what repeats; it could take forever to match"
                )
        case dict():
            for value in words.values():
                refuse_nested(value, origin)
        case list() | tuple():
            for value in words:
                refuse_nested(value, origin)


def _seconds(text: str) -> float:
    return _SECONDS + len(text) / _CHARS_A_SECOND
