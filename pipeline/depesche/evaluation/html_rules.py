"""The rules behind the differences: what each got wrong, and the rule as it stands in its pack."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

import yaml

from depesche.evaluation.evaluate import Evaluation
from depesche.ruleset import RuleSet

_KINDS_SHOWN = 3


@dataclass(frozen=True, slots=True)
class RuleSource:
    """A rule as it stands in its pack: the pack's file and the rule's YAML."""

    path: str
    text: str


def rule_sources(ruleset: RuleSet) -> Mapping[str, RuleSource]:
    """The rules of all packs by id."""
    sources: dict[str, RuleSource] = {}
    for raw in ruleset.raw:
        entries = raw.data.get("rules")
        for entry in entries if isinstance(entries, list) else ():
            if isinstance(entry, dict) and isinstance(entry.get("id"), str):
                text = yaml.safe_dump(entry, allow_unicode=True, sort_keys=False, width=100)
                sources[entry["id"]] = RuleSource(raw.path, text)
    return sources


def rule_link(rule: str, sources: Mapping[str, RuleSource]) -> str:
    """The rule's name, as a link to where it is shown, if its source is known."""
    name = f"<code>{escape(rule)}</code>"
    return f'<a href="#{_anchor(rule)}">{name}</a>' if rule in sources else name


def rules_html(evaluation: Evaluation, sources: Mapping[str, RuleSource]) -> str:
    """Every rule that made a wrong fact or an evidence of a deal, most wrong facts first."""
    wrong: dict[str, Counter[str]] = {}
    deals: Counter[str] = Counter()
    for result in evaluation.articles:
        for error in result.errors:
            if error.rule is not None and error.rule in sources:
                wrong.setdefault(error.rule, Counter())[f"{error.layer} {error.kind}"] += 1
        for deal in result.pair.predicted.deals:
            deals.update({evidence.rule for evidence in deal.evidence if evidence.rule in sources})
    shown = sorted(wrong.keys() | deals.keys(), key=lambda r: (-wrong.get(r, Counter()).total(), r))
    return "".join(_rule(rule, sources[rule], wrong.get(rule, Counter()), deals[rule]) for rule in shown)


def _rule(rule: str, source: RuleSource, wrong: Counter[str], deals: int) -> str:
    kinds = ", ".join(f"{kind} {count}" for kind, count in wrong.most_common(_KINDS_SHOWN))
    told = f"{wrong.total()} wrong{f' ({kinds})' if kinds else ''}"
    told += f", evidence of {deals} deals" if deals else ""
    return (
        f'<details class="rule" id="{_anchor(rule)}"><summary>{escape(rule)} <small>{escape(told)}</small>'
        f"</summary><p>{escape(source.path)}</p><pre>{escape(source.text)}</pre></details>"
    )


def _anchor(rule: str) -> str:
    return f"rule-{escape(rule)}"
