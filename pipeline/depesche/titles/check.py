"""Runs the examples of the title rules, with the names each example gives."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from spacy.language import Language

from depesche.readings import Name, NameType, Span, TitleReading
from depesche.records import TitleStatus
from depesche.ruleset import RuleSet
from depesche.titles.find import find_titles
from depesche.titles.pack import PatternPack, TitleRule
from depesche.titles.rules import TitleRules, compile_titles
from depesche.tokens import read_tokens

NAME_KEYS: Mapping[str, NameType] = {
    "persons": "person",
    "companies": "company",
    "organizations": "organization",
    "locations": "location",
    "products": "product",
}
_MARKS_BEHIND = r"(?=(?:s|['’]s?)?(?:$|\W))"


def check(ruleset: RuleSet, nlp: Language) -> list[str]:
    """Run every example and counter-example; one message for each that fails, or rule without one."""
    rules = compile_titles(ruleset)
    messages: list[str] = []
    for pack in ruleset.packs(PatternPack, "titles"):
        for rule in pack.rules:
            messages += [f"{pack.pack}: rule {rule.id!r}: {why}" for why in _check_rule(rule, nlp, rules)]
    return messages


def _check_rule(rule: TitleRule, nlp: Language, rules: TitleRules) -> list[str]:
    if not rule.examples:
        return ["has no example"]
    messages: list[str] = []
    known: dict[str, list[str]] = {}
    for example in rule.examples:
        for key in NAME_KEYS:
            known.setdefault(key, []).extend(example.gives.get(key, ()))
        names = given_names(example.text, example.gives)
        found = find_titles(read_tokens(nlp(example.text)), names, rules)
        got = [title_line(reading, example.text) for reading in found]
        if sorted(got) != sorted(example.gives["titles"]):
            messages.append(f"{example.text!r} gives {got}, not {example.gives['titles']}")
        elif rule.id not in {reading.rule for reading in found}:
            messages.append(f"{example.text!r} is read by {sorted({reading.rule for reading in found})}")
    for text in rule.counter_examples:
        found = find_titles(read_tokens(nlp(text)), given_names(text, known), rules)
        if rule.id in {reading.rule for reading in found}:
            messages.append(f"must not fire on {text!r}")
    return messages


def given_names(text: str, given: Mapping[str, Any]) -> list[Name]:
    """Every whole-word occurrence of the given names in a text, longer names first, in text order."""
    found: list[Name] = []
    wanted = [(base, kind) for key, kind in NAME_KEYS.items() for base in given.get(key, ())]
    for base, kind in sorted(wanted, key=lambda one: -len(one[0])):
        for match in re.finditer(rf"(?<!\w){re.escape(base)}{_MARKS_BEHIND}", text):
            span = Span(*match.span())
            if not any(name.span.overlaps(span) for name in found):
                joined = text[span.end : span.end + 1] == "-"
                found.append(Name(span, kind, base, "given", in_compound=joined))
    return sorted(found, key=lambda name: name.span)


def title_line(reading: TitleReading, text: str) -> str:
    """A reading in one line: "ceo/Anna Muster/Beispiel", "ceo/-/Beispiel", "ceo/Anna Muster/-/former"."""
    parts = [reading.normalized, *(_text(span, text) for span in (reading.person, reading.company))]
    if reading.status is not TitleStatus.CURRENT:
        parts.append(reading.status.value)
    return "/".join(parts)


def _text(span: Span | None, text: str) -> str:
    return text[span.start : span.end] if span is not None else "-"
