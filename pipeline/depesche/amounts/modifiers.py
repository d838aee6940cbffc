"""Finds how a number is meant from the words before and behind it: "rund", "bis zu", "oder mehr"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from depesche.amounts import elements as kind
from depesche.amounts.elements import Element
from depesche.amounts.pack import ModifiersPack
from depesche.records import Modifier

_SKIPPED = (kind.FILLER, kind.GRADE, kind.MODIFIER, kind.UP_TO, kind.TO)
_MAX_STEPS = 5
_PREPOSITIONS = (kind.FROM, kind.ONTO, kind.BY)
_IN_NOUN_PHRASE = (
    kind.NOUN,
    kind.COUNTED,
    kind.BEARER,
    kind.JOB,
    kind.SUM_NOUN,
    kind.CODE,
    kind.FROM,
    kind.OF,
    kind.ADJECTIVE,
    kind.SHORT,
    kind.HYPHEN,
    kind.ONE,
)
_NOUN_PHRASE = 6
_CLAUSE = 12
"""How many elements around a governed preposition its verb is looked for."""


@dataclass(frozen=True, slots=True)
class ModifierRules:
    """``governed``: word -> nouns behind which, and verbs near which, it is a plain preposition;
    ``never_of_fractions``: modifiers that are none before a fraction."""

    governed: dict[str, tuple[re.Pattern[str], re.Pattern[str]]]
    never_of_fractions: frozenset[str]
    up_to: Modifier = Modifier.AT_MOST


def compile_modifiers(pack: ModifiersPack) -> ModifierRules:
    """Compile the nouns and verbs that govern a word which is a modifier elsewhere."""
    governed = {
        rule.word: (
            re.compile(rf"(?:{'|'.join(rule.after) or '(?!)'})(?:e|en|n|s|es|er)?$", re.IGNORECASE),
            re.compile(rf"^(?:{'|'.join(rule.verbs) or '(?!)'})", re.IGNORECASE),
        )
        for rule in pack.governed
    }
    return ModifierRules(governed, frozenset(pack.never_of_fractions))


def modifier_at(
    text: str, elements: list[Element], first: int, last: int, rules: ModifierRules
) -> Modifier | None:
    """The modifier of the number in elements first…last (last exclusive), None when it is exact."""
    behind = elements[last] if last < len(elements) else None
    if behind is not None and behind.kind == kind.BEHIND and isinstance(behind.payload, Modifier):
        return behind.payload
    found: Modifier | None = None
    at = first - 1
    if at >= 0 and elements[first].kind == kind.FRACTION:
        if elements[at].kind == kind.OF:
            at -= 1  # "mehr als die Hälfte"
        elif text[elements[at].start : elements[at].end].lower() in rules.never_of_fractions:
            return None
    steps = 0
    while at >= 0 and steps < _MAX_STEPS and elements[at].kind in _SKIPPED:
        element = elements[at]
        modifier = _meaning(text, elements, at, rules)
        if modifier is not None and (found is None or found is Modifier.ABOUT):
            found = modifier
        if element.kind == kind.TO:
            break
        at -= 1
        steps += 1
    return found


def _meaning(text: str, elements: list[Element], at: int, rules: ModifierRules) -> Modifier | None:
    element = elements[at]
    if element.kind == kind.GRADE:
        return Modifier.ABOUT
    if element.kind == kind.TO:
        return rules.up_to
    if not isinstance(element.payload, Modifier):
        return None
    word = text[element.start : element.end].lower()
    if word in rules.governed and _is_governed(text, elements, at, rules.governed[word]):
        return None
    return element.payload


def _is_governed(
    text: str, elements: list[Element], at: int, rule: tuple[re.Pattern[str], re.Pattern[str]]
) -> bool:
    """Whether a noun before or a verb of the clause takes the word as its preposition.

    Between noun and preposition may stand names and genitives ("Offerte von Alphabet über 23 Milliarden").
    """
    nouns, verbs = rule
    if at and elements[at - 1].kind in _PREPOSITIONS:
        return False  # "Investitionen von über 30 Milliarden"
    reaches_noun = True
    for step in range(at - 1, max(-1, at - _CLAUSE), -1):
        element = elements[step]
        if element.kind in (kind.STOP, kind.BREAK, kind.COMMA):
            break
        word = text[element.start : element.end]
        if (reaches_noun and nouns.search(word)) or verbs.match(word):
            return True
        reaches_noun = reaches_noun and at - step < _NOUN_PHRASE and element.kind in _IN_NOUN_PHRASE
    return False
