"""Runs the examples of the name packs: every name of ``gives`` must be found with its type."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from depesche.names.find import find_names
from depesche.names.pack import NamePack
from depesche.names.rules import NameRules, compile_names
from depesche.ruleset import Example, RuleSet
from depesche.tokens import read_tokens


def check(ruleset: RuleSet, nlp: Any) -> list[str]:
    """One message for each example that fails."""
    rules = compile_names(ruleset)
    return [
        f"{pack.pack}: {message}"
        for pack in ruleset.packs(NamePack, "names")
        for example in pack.examples
        for message in _differences(example, rules, nlp)
    ]


def _differences(example: Example, rules: NameRules, nlp: Any) -> Iterator[str]:
    tokens = read_tokens(nlp(example.text))
    names = find_names(tokens, rules, ())
    found = [(name.type, tokens.text[name.span.start : name.span.end]) for name in names]
    wanted = [(kind, text) for kind, texts in example.gives.items() for text in texts]
    missing, extra = sorted(set(wanted) - set(found)), sorted(set(found) - set(wanted))
    if missing or extra:
        yield f"{example.text!r}: missing {missing}, too many {extra}"
