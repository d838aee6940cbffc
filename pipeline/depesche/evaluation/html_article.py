"""One article of the HTML report: its errors, then gold and prediction side by side."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape

from depesche.evaluation.evaluate import ArticleResult
from depesche.evaluation.html_rules import RuleSource, rule_link
from depesche.evaluation.mentions import LAYER_OF
from depesche.evaluation.pairs import Error
from depesche.records import Amount, Deal, Extraction, Mention, Participant


def article_html(result: ArticleResult, sides: tuple[str, str], rules: Mapping[str, RuleSource]) -> str:
    """The article as a section that opens and closes; ``sides`` name gold and prediction.

    ``rules``: the rules that can be linked to, by id.
    """
    gold, predicted = result.pair.gold, result.pair.predicted
    text = gold.text or ""
    deal_errors = sum(error.layer == "deals" for error in result.errors)
    wrong = {(e.start, e.end) for e in result.errors if e.layer == "mentions"}
    both = _side(sides[0], gold, text, wrong, rules) + _side(sides[1], predicted, text, wrong, rules)
    errors = "".join(_error(error, rules) for error in result.errors)
    return (
        f'<details class="article"><summary>{escape(gold.id)} <small>{deal_errors} deal errors, '
        f"{len(result.errors)} in all</small></summary>"
        f'<ul class="errors">{errors}</ul>'
        f'<div class="sides">{both}</div>'
        "</details>"
    )


def _error(error: Error, rules: Mapping[str, RuleSource]) -> str:
    rule = f" {rule_link(error.rule, rules)}" if error.rule else ""
    return (
        f'<li data-layer="{error.layer}" data-kind="{error.layer} {error.kind}">'
        f"<b>{error.layer} {error.kind}</b> {escape(error.text)}{rule}</li>"
    )


def _side(
    title: str,
    record: Extraction,
    text: str,
    wrong: set[tuple[int | None, int | None]],
    rules: Mapping[str, RuleSource],
) -> str:
    deals = "".join(_deal(deal, record, rules) for deal in record.deals) or "<p>no deals</p>"
    return (
        f'<div><h3>{title}</h3>{deals}<div class="text">{_marked(text, record.mentions, wrong)}</div></div>'
    )


def _marked(text: str, mentions: Iterable[Mention], wrong: set[tuple[int | None, int | None]]) -> str:
    """The text with its mentions marked; of overlapping ones the first."""
    parts: list[str] = []
    at = 0
    for mention in sorted(mentions, key=lambda m: (m.start, -m.end)):
        if mention.start < at or mention.type not in LAYER_OF:
            continue
        parts.append(escape(text[at : mention.start]))
        mark = " wrong" if (mention.start, mention.end) in wrong else ""
        kind = mention.type.value
        title = f"{kind} {mention.rule or ''}".strip()
        parts.append(f'<mark class="{kind}{mark}" title="{escape(title)}">{escape(mention.text)}</mark>')
        at = mention.end
    parts.append(escape(text[at:]))
    return "".join(parts)


def _deal(deal: Deal, record: Extraction, rules: Mapping[str, RuleSource]) -> str:
    names = {company.id: company.name for company in record.companies}
    names |= {organization.id: organization.name for organization in record.organizations}
    names |= {person.id: person.name for person in record.people}
    amounts = {amount.id: _sum(amount) for amount in record.amounts}
    roles = ", ".join(f"{p.role.value} {escape(_filler(p, names))}" for p in deal.participants)
    extras = (
        amounts.get(deal.amount or ""),
        f"round {deal.round}" if deal.round else None,
        f"{deal.headcount} people" if deal.headcount else None,
        f"{deal.stake_percent} %" if deal.stake_percent is not None else None,
        f"valuation {amounts.get(deal.valuation, '')}" if deal.valuation else None,
    )
    details = "; ".join(escape(extra) for extra in extras if extra)
    made_by = ", ".join(rule_link(rule, rules) for rule in sorted({e.rule for e in deal.evidence}))
    return (
        f'<div class="deal"><b>{deal.type.value}</b> {deal.status.value}: {roles} {details}'
        f"<small>{made_by}</small></div>"
    )


def _filler(participant: Participant, names: dict[str, str]) -> str:
    return names.get(participant.entity or "", participant.text or participant.entity or "?")


def _sum(amount: Amount) -> str:
    if amount.value is None:
        return f"? {amount.currency or ''}"
    return f"{amount.value:,} {amount.currency or ''}"
