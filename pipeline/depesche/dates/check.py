"""Runs the examples and counter-examples of the date rules."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING, Any

import spacy

from depesche.dates.finder import trace_dates
from depesche.dates.grammar import DateGrammar, compile_dates
from depesche.dates.line import Found
from depesche.dates.pack import DateRule, GrammarPack
from depesche.readings import DateReading
from depesche.ruleset import Example, RuleSet

if TYPE_CHECKING:
    from spacy.language import Language

_KEYS = frozenset({"text", "value", "end", "granularity", "relative", "modifier", "none"})


def check(ruleset: RuleSet) -> list[str]:
    """Give one message for each failed example or counter-example and each rule without an example.

    An example's ``gives`` names fields of the reading that the rule must make; ``none: true`` says that
    the rule keeps the text from being read as a date.
    """
    grammar = compile_dates(ruleset)
    nlp = spacy.blank("de")
    return [
        f"{pack.pack}: rule '{rule.id}': {problem}"
        for pack in ruleset.packs(GrammarPack, "date_rules")
        for rule in pack.rules
        for problem in _problems(rule, grammar, nlp)
    ]


def _problems(rule: DateRule, grammar: DateGrammar, nlp: Language) -> Iterator[str]:
    if not rule.examples:
        yield "has no example"
    for example in rule.examples:
        unknown = sorted(set(example.gives) - _KEYS)
        if unknown:
            yield f"an example gives the unknown field {unknown[0]!r}; there are {', '.join(sorted(_KEYS))}"
            continue
        published = date.fromisoformat(example.published) if example.published else None
        traced = _trace(example.text, published, grammar, nlp)
        if not _fits(rule, example, traced):
            yield f"{example.text!r} should give {example.gives}, got {[r for _, r in traced]}"
    for text in rule.counter_examples:
        if any(rule.id in found.trail and reading for found, reading in _trace(text, None, grammar, nlp)):
            yield f"fires on {text!r}"


def _trace(
    text: str, published: date | None, grammar: DateGrammar, nlp: Language
) -> list[tuple[Found, dict[str, Any] | None]]:
    traced = trace_dates(nlp.make_doc(text), text, grammar, published, ())
    return [(found, None if reading is None else _shown(reading, text)) for found, reading in traced]


def _shown(reading: DateReading, text: str) -> dict[str, Any]:
    return {**asdict(reading), "text": text[reading.span.start : reading.span.end]}


def _fits(rule: DateRule, example: Example, traced: list[tuple[Found, dict[str, Any] | None]]) -> bool:
    fired = [reading for found, reading in traced if rule.id in found.trail]
    if example.gives.get("none"):
        return bool(fired) and not any(reading for _, reading in traced)
    return any(reading and all(reading[k] == v for k, v in example.gives.items()) for reading in fired)
