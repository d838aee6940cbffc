"""A deal as a row: references resolved to names, sums and dates."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from depesche.records import Amount, Deal, Extraction, Modifier, Role

COLUMNS = (
    "article",
    "published",
    "title",
    "type",
    "status",
    *(role.value for role in Role),
    "amount",
    "currency",
    "valuation",
    "valuation_currency",
    "stake_percent",
    "round",
    "headcount",
    "date",
    "attribution",
    "confidence",
    "evidence",
)
"""The columns of the CSV; several names in one cell stand apart by "; "."""

MODIFIER_WORDS = {
    Modifier.ABOUT: "about ",
    Modifier.AT_LEAST: "at least ",
    Modifier.AT_MOST: "up to ",
    Modifier.MORE_THAN: "more than ",
    Modifier.LESS_THAN: "less than ",
}
"""What stands before a number that is not meant exactly."""

_SHORT = ((Decimal(10) ** 12, "tn"), (Decimal(10) ** 9, "bn"), (Decimal(10) ** 6, "m"))


@dataclass(frozen=True, slots=True)
class DealRow:
    """One deal: ``who`` and ``figures`` for the eye, ``cells`` by column for a spreadsheet."""

    type: str
    status: str
    who: str
    figures: str
    cells: Mapping[str, object]


def deal_rows(record: Extraction) -> Iterator[DealRow]:
    """The deals of a record in its order."""
    names = entity_names(record)
    amounts = {amount.id: amount for amount in record.amounts}
    dates = {date.id: date for date in record.dates}
    for deal in record.deals:
        roles = _roles(deal, names)
        amount = amounts.get(deal.amount or "")
        valuation = amounts.get(deal.valuation or "")
        date = dates.get(deal.date or "")
        when = date.value if date else None
        yield DealRow(
            type=deal.type.value,
            status=deal.status.value,
            who=", ".join(f"{role} {' + '.join(who)}" for role, who in roles.items()),
            figures=", ".join(_figures(deal, amount, valuation, when)),
            cells={
                "article": record.id,
                "published": record.source.published,
                "title": record.source.title,
                "type": deal.type.value,
                "status": deal.status.value,
                **{role: "; ".join(who) for role, who in roles.items()},
                "amount": _plain(amount.value) if amount else None,
                "currency": amount.currency if amount else None,
                "valuation": _plain(valuation.value) if valuation else None,
                "valuation_currency": valuation.currency if valuation else None,
                "stake_percent": _plain(deal.stake_percent),
                "round": deal.round,
                "headcount": deal.headcount,
                "date": when,
                "attribution": _attribution(deal, names),
                "confidence": f"{deal.confidence:.2f}",
                "evidence": _evidence(deal, record.text),
            },
        )


def entity_names(record: Extraction) -> dict[str, str]:
    """The name of every entity by its id."""
    names = {company.id: company.name for company in record.companies}
    names |= {organization.id: organization.name for organization in record.organizations}
    return names | {person.id: person.name for person in record.people}


def money(amount: Amount) -> str:
    """A sum for the eye: "up to 14.3 bn USD"."""
    if amount.value is None:
        return f"unknown sum {amount.currency or ''}".strip()
    most = f" to {_short(amount.max)}" if amount.max is not None else ""
    modifier = MODIFIER_WORDS.get(amount.modifier, "")
    return f"{modifier}{_short(amount.value)}{most} {amount.currency or ''}".strip()


def _short(value: Decimal) -> str:
    for unit, name in _SHORT:
        if abs(value) >= unit:
            return f"{(value / unit).normalize():f} {name}"
    return f"{value:,f}"


def _plain(value: Decimal | None) -> str | None:
    return None if value is None else f"{value:f}"


def _roles(deal: Deal, names: Mapping[str, str]) -> dict[str, list[str]]:
    roles: dict[str, list[str]] = {}
    for participant in deal.participants:
        who = names.get(participant.entity or "") or participant.text or participant.entity or "?"
        roles.setdefault(participant.role.value, []).append(who)
    return roles


def _figures(deal: Deal, amount: Amount | None, valuation: Amount | None, when: str | None) -> Iterator[str]:
    if amount:
        yield money(amount)
    if valuation:
        yield f"at {money(valuation)}"
    if deal.stake_percent is not None:
        yield f"{deal.stake_percent.normalize():f} %"
    if deal.round:
        yield f"round {deal.round}"
    if deal.headcount is not None:
        yield f"{deal.headcount:,} people"
    if when:
        yield when


def _attribution(deal: Deal, names: Mapping[str, str]) -> str | None:
    if deal.attribution is None:
        return None
    return names.get(deal.attribution.entity or "") or deal.attribution.text


def _evidence(deal: Deal, text: str | None) -> str | None:
    if not deal.evidence or text is None:
        return None
    first = deal.evidence[0]
    return " ".join(text[first.start : first.end].split())
