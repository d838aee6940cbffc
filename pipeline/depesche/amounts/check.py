"""Runs the examples and counter-examples of this stage's rules."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from depesche.amounts.finder import NumberReadings, find_numbers
from depesche.amounts.grammar import AmountGrammar, compile_amounts
from depesche.amounts.notation import agrees, describe
from depesche.amounts.pack import FormsPack, KindRule, KindsPack, StakesPack
from depesche.readings import AmountReading, HeadcountReading, PercentReading
from depesche.ruleset import Rule, RuleSet

Reading = AmountReading | PercentReading | HeadcountReading


def check(ruleset: RuleSet) -> list[str]:
    """One message for each example that does not hold and each rule without an example."""
    grammar = compile_amounts(ruleset)
    rules: list[tuple[str, Rule]] = []
    for pack in ruleset.packs(FormsPack, "amounts_forms"):
        rules += [(pack.pack, rule) for rule in pack.rules]
    for kinds in ruleset.packs(KindsPack, "amounts_kinds"):
        rules += [(kinds.pack, rule) for rule in kinds.rules]
    for stakes in ruleset.packs(StakesPack, "amounts_stakes"):
        rules += [(stakes.pack, rule) for rule in stakes.rules]
    return [
        f"{pack}: rule {rule.id!r}: {message}" for pack, rule in rules for message in _messages(rule, grammar)
    ]


def _messages(rule: Rule, grammar: AmountGrammar) -> Iterator[str]:
    if not rule.examples:
        yield "has no example"
    for example in rule.examples:
        readings = find_numbers(example.text, grammar)
        for key, wanted in example.gives.items():
            reason = _difference(key, wanted, readings)
            if reason:
                yield f"{example.text!r} gives {reason}"
        if not _fires(rule, readings):
            yield f"does not fire on its example {example.text!r}"
    for text in rule.counter_examples:
        if _fires(rule, find_numbers(text, grammar)):
            yield f"fires on its counter-example {text!r}"


def _fires(rule: Rule, found: NumberReadings) -> bool:
    if isinstance(rule, KindRule):
        return any(amount.kind is rule.kind for amount in found.amounts)
    if rule.id.startswith("stake."):
        return any(percent.of_stake for percent in found.percents)
    readings: tuple[Reading, ...] = (*found.amounts, *found.percents, *found.headcounts)
    return any(reading.rule == rule.id for reading in readings)


def _difference(key: str, wanted: Any, readings: NumberReadings) -> str | None:
    """What is read instead of ``wanted``, None when it is that."""
    got: tuple[Reading, ...]
    match key:
        case "amounts":
            got = readings.amounts
        case "percents":
            got = readings.percents
        case "headcounts":
            got = readings.headcounts
        case "kind":
            kinds = [amount.kind.value for amount in readings.amounts if amount.kind]
            return None if kinds[:1] == [wanted] else f"the kind {kinds}, not {wanted!r}"
        case "stake":
            stakes = [percent.of_stake for percent in readings.percents]
            return None if stakes[:1] == [wanted] else f"{stakes} for stake"
        case _:
            return f"an unknown key {key!r}; known are amounts, percents, headcounts, kind, stake"
    if len(got) == len(wanted) and all(map(agrees, wanted, got)):
        return None
    return f"{[describe(reading) for reading in got]}, not {wanted}"
