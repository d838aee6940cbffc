"""Decides whether a percentage is a share of a company."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from depesche.amounts.pack import StakesPack
from depesche.readings import Span

_BEFORE, _BEHIND = 60, 40
_ATTRIBUTES = r"(?:(?:[a-zäöüß]+)\s+){0,3}"
"""Articles, pronouns and adjectives between the percentage and its noun."""


@dataclass(frozen=True, slots=True)
class StakeRules:
    """What stands behind or before a percentage that is a share of a company, and what must not."""

    behind: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]
    before: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]


def compile_stakes(packs: Sequence[StakesPack]) -> StakeRules:
    """Compile the contexts."""
    behind = []
    before = []
    for rule in (rule for pack in packs for rule in pack.rules):
        if rule.behind:
            lower = [w for w in rule.behind if w[0].islower()]
            nouns = [w for w in rule.behind if not w[0].islower()]
            options = [rf"[\s-]*{_ATTRIBUTES}(?:{'|'.join(nouns)})"] if nouns else []
            options += [rf"\s+(?:{'|'.join(lower)})\s+(?=\S)"] if lower else []
            never = rf"[\s-]*(?:{'|'.join(lower) or '(?!)'})\s+(?:{'|'.join(rule.never_behind) or '(?!)'})"
            behind.append((re.compile("|".join(options)), re.compile(never)))
        if rule.before:
            never = "|".join(rule.never_before) or "(?!)"
            before.append((re.compile(rf"(?<!\w)(?:{'|'.join(rule.before)})"), re.compile(never)))
    return StakeRules(tuple(behind), tuple(before))


def is_stake(text: str, span: Span, sentence: Span, rules: StakeRules) -> bool:
    """Whether the percentage at ``span`` is a share of a company."""
    tail = text[span.end : min(sentence.end, span.end + _BEHIND)]
    for wanted, never in rules.behind:
        if wanted.match(tail) and not never.match(tail):
            return True
    head = text[max(sentence.start, span.start - _BEFORE) : span.start].rpartition(",")[2]
    near = head + " " + tail.split(",")[0]
    return any(wanted.search(near) and not never.search(near) for wanted, never in rules.before)
