"""Decides whether a percentage is a share of a company."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from depesche.amounts.pack import StakeRule, StakesPack
from depesche.readings import Span

_BEFORE, _BEHIND = 60, 40
_ATTRIBUTES = r"(?:(?:[a-zäöüß]+)\s+){0,3}"
"""Articles, pronouns and adjectives between the percentage and its noun."""


@dataclass(frozen=True, slots=True)
class Context:
    """What must stand behind and before a percentage, and what must not stand behind it."""

    behind: re.Pattern[str] | None
    before: re.Pattern[str] | None
    never_behind: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class StakeRules:
    """The contexts in which a percentage is a share of a company; one is enough."""

    contexts: tuple[Context, ...]


def compile_stakes(packs: Sequence[StakesPack]) -> StakeRules:
    """Compile the contexts."""
    return StakeRules(tuple(_context(rule) for pack in packs for rule in pack.rules))


def _context(rule: StakeRule) -> Context:
    """Capitalised words of ``behind`` may have attributes before them, others follow at once.

    A single small word is a preposition, and none at the end of a clause ("hob den Zins um 2 Prozent an.").
    """
    small = [re.escape(word) for word in rule.behind if word[0].islower()]
    nouns = [re.escape(word) for word in rule.behind if not word[0].islower()]
    options = [rf"[\s-]*{_ATTRIBUTES}(?:[\w.&]{{1,25}}-){{0,3}}(?:{'|'.join(nouns)})"] if nouns else []
    phrases = [f"{word}(?!\\w)" if " " in word else f"{word}(?![\\w.,;:!?])" for word in small]
    options += [rf"\s+(?:{'|'.join(phrases)})"] if small else []
    never = "|".join(map(re.escape, rule.never_behind)) or "(?!)"
    return Context(
        behind=re.compile("|".join(options)) if options else None,
        before=re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, rule.before))})") if rule.before else None,
        never_behind=re.compile(rf"\s*(?:(?:an|am)\s+)?(?:{never})(?![a-zäöüß])"),
    )


def is_stake(text: str, span: Span, sentence: Span, rules: StakeRules) -> bool:
    """Whether the percentage at ``span`` is a share of a company."""
    tail = text[span.end : min(sentence.end, span.end + _BEHIND)]
    head = text[max(sentence.start, span.start - _BEFORE) : span.start].rpartition(",")[2]
    near = f"{head} | {tail.partition(',')[0]}"
    for context in rules.contexts:
        if context.never_behind.match(tail):
            continue
        if context.behind is not None and context.behind.match(tail):
            return True
        if context.before is not None and context.before.search(near):
            return True
    return False
