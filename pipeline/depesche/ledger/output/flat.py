"""A transaction as one flat row, for spreadsheets and for the eye."""

from __future__ import annotations

from decimal import Decimal

from depesche.ledger.records import LedgerDeal, SumSpread
from depesche.records import Role

COLUMNS = (
    *("id", "type", "status", "first_report", "last_report", "articles", "history"),
    *(role.value for role in Role),
    *("amount", "amount_least", "amount_most", "currency", "valuation", "valuation_currency"),
    *("stake_percent", "round", "headcount", "sources", "evidence"),
)
"""The columns of the CSV; several values in one cell stand apart by "; "."""

_SHORT = ((Decimal(10) ** 12, "tn"), (Decimal(10) ** 9, "bn"), (Decimal(10) ** 6, "m"))


def flat_row(deal: LedgerDeal) -> dict[str, object]:
    """The cells of a deal by column."""
    amount = deal.amounts[0] if deal.amounts else None
    valuation = deal.valuations[0] if deal.valuations else None
    return {
        "id": deal.id,
        "type": deal.type.value,
        "status": deal.status.value,
        "first_report": deal.first_report,
        "last_report": deal.last_report,
        "articles": deal.articles,
        "history": history_text(deal),
        **{role.value: "; ".join(p.name for p in deal.parties if p.role is role) or None for role in Role},
        "amount": f"{amount.usual:f}" if amount else None,
        "amount_least": f"{amount.least:f}" if amount else None,
        "amount_most": f"{amount.most:f}" if amount else None,
        "currency": amount.currency if amount else None,
        "valuation": f"{valuation.usual:f}" if valuation else None,
        "valuation_currency": valuation.currency if valuation else None,
        "stake_percent": f"{deal.stake_percent:f}" if deal.stake_percent is not None else None,
        "round": deal.round,
        "headcount": deal.headcount,
        "sources": "; ".join(dict.fromkeys(r.url or r.path or r.article for r in deal.reports)),
        "evidence": next((r.evidence for r in reversed(deal.reports) if r.evidence), None),
    }


def history_text(deal: LedgerDeal) -> str:
    """How it went: "rumored 2025-01-02 → completed 2025-03-01"."""
    return " → ".join(f"{step.status.value} {step.since or 'undated'}" for step in deal.history)


def parties_text(deal: LedgerDeal) -> str:
    """Who takes part: "buyer Alphabet, target Wiz"."""
    roles: dict[str, list[str]] = {}
    for party in deal.parties:
        roles.setdefault(party.role.value, []).append(party.name)
    return ", ".join(f"{role} {' + '.join(names)}" for role, names in roles.items())


def figures_text(deal: LedgerDeal) -> str:
    """Sums with their spread, stake, round and head count."""
    figures = [_spread_text(spread) for spread in deal.amounts]
    figures += [f"at {_spread_text(spread)}" for spread in deal.valuations]
    if deal.stake_percent is not None:
        figures.append(f"{deal.stake_percent.normalize():f} %")
    if deal.round:
        figures.append(f"round {deal.round}")
    if deal.headcount is not None:
        figures.append(f"{deal.headcount:,} people")
    return ", ".join(figures)


def _spread_text(spread: SumSpread) -> str:
    if spread.least == spread.most:
        return f"{_short(spread.usual)} {spread.currency}"
    return f"{_short(spread.least)} to {_short(spread.most)} {spread.currency}"


def _short(value: Decimal) -> str:
    for unit, name in _SHORT:
        if abs(value) >= unit:
            return f"{(value / unit).normalize():f} {name}"
    return f"{value:,f}"
