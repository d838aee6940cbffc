"""Runs the examples and counter-examples of the deal packs through the stages up to deals.

``gives`` of an example names roles (a name or a list of names) and, optionally, ``status``,
``amount`` ("14300000000 USD"), ``stake``, ``headcount``, ``round``; ``none: true`` means that the text tells
of no deal.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import Any

from depesche.deals.compile import compile_deals
from depesche.deals.pack import DealPack, DealRule, StatusPack
from depesche.readings import DealReading, Span
from depesche.records import Role
from depesche.ruleset import Example, RuleSet
from depesche.stages import compile_stages, read_doc
from depesche.text import analysis_text

Read = Callable[[str], tuple[list[DealReading], dict[Span, frozenset[str]]]]
_ROLES = {role.value for role in Role}


def check(ruleset: RuleSet, nlp: Any) -> list[str]:
    """Check every deal and status rule; one message for each example that fails."""
    read = _reader(ruleset, nlp)
    needs = compile_deals(ruleset).needs
    messages: list[str] = []
    for pack in ruleset.packs(DealPack, "deals"):
        for rule in pack.rules:
            where = f"{pack.pack}: rule {rule.id!r}"
            if not rule.examples:
                messages.append(f"{where}: has no example")
            messages += [f"{where}: {m}" for m in _examples(rule.examples, read, rule)]
            for text in rule.counter_examples:
                if any(r.rule == rule.id and _is_whole(r, needs[pack.type].required) for r in read(text)[0]):
                    messages.append(f"{where}: fires on its counter-example {text!r}")
    for status in ruleset.packs(StatusPack, "deal_status"):
        for cue in status.rules:
            messages += [f"{status.pack}: rule {cue.id!r}: {m}" for m in _examples(cue.examples, read, None)]
    return messages


def _is_whole(reading: DealReading, required: tuple[tuple[Role, ...], ...]) -> bool:
    return not reading.unreal and all(any(reading.fillers(role) for role in group) for group in required)


def _reader(ruleset: RuleSet, nlp: Any) -> Read:
    stages = compile_stages(ruleset)

    def read(text: str) -> tuple[list[DealReading], dict[Span, frozenset[str]]]:
        analysed = analysis_text(text).text
        reading = read_doc(nlp(analysed), analysed, stages, None)
        names = reading.readings.names
        return list(reading.deals), {
            n.span: frozenset({n.base, reading.view.text[n.span.start : n.span.end]}) for n in names
        }

    return read


def _examples(examples: Sequence[Example], read: Read, rule: DealRule | None) -> Iterator[str]:
    for example in examples:
        told, names = read(example.text)
        real = [r for r in told if not r.unreal]
        if example.gives.get("none"):
            if real:
                yield f"{example.text!r} tells of a deal: {[r.rule for r in real]}"
            continue
        own = [r for r in real if rule is None or r.rule == rule.id]
        if not own:
            yield f"does not fire on {example.text!r}; what fires: {[r.rule for r in told]}"
            continue
        problems = [_difference(example.gives, reading, names) for reading in own]
        if all(problems):
            yield f"{example.text!r}: {problems[0]}"


def _difference(gives: dict[str, Any], reading: DealReading, names: dict[Span, frozenset[str]]) -> str | None:
    """What a reading lacks of what the example wants, None when nothing."""
    for key, wanted in gives.items():
        if key in _ROLES:
            found = frozenset[str]().union(*(names.get(f.span, {"?"}) for f in reading.fillers(Role(key))))
            missing = set([wanted] if isinstance(wanted, str) else wanted) - found
            if missing:
                return f"{key} is {sorted(found)}, not {wanted!r}"
        elif _value(reading, key) != _wanted(key, wanted):
            return f"{key} is {_value(reading, key)!r}, not {wanted!r}"
    return None


def _wanted(key: str, wanted: Any) -> Any:
    return Decimal(wanted) if key in {"stake", "headcount"} else wanted


def _value(reading: DealReading, key: str) -> Any:
    match key:
        case "status":
            return reading.status.value
        case "amount":
            return f"{reading.amount.value:f} {reading.amount.currency}" if reading.amount else None
        case "stake":
            return reading.percent.value if reading.percent else None
        case "headcount":
            return reading.headcount.value if reading.headcount else None
        case "round":
            return reading.round
    raise ValueError(f"an example cannot ask for {key!r}")
