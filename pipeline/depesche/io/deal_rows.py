"""A deal as a row: references resolved to names, sums and dates."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from depesche.records import Amount, Deal, DealStatus, Extraction, Role
from depesche.wording import Wording

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


@dataclass(frozen=True, slots=True)
class DealRow:
    """One deal: ``cells`` by column for a spreadsheet, words and figures in the language of the report."""

    status: DealStatus
    type_word: str
    status_word: str
    who: str
    figures: str
    cells: Mapping[str, object]


def deal_rows(record: Extraction, wording: Wording) -> Iterator[DealRow]:
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
            status=deal.status,
            type_word=wording.word("type", deal.type.value),
            status_word=wording.word("status", deal.status.value),
            who=", ".join(f"{wording.word('role', role)} {' + '.join(who)}" for role, who in roles.items()),
            figures=", ".join(_figures(deal, amount, valuation, when, wording)),
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


def _plain(value: Decimal | None) -> str | None:
    return None if value is None else f"{value:f}"


def _roles(deal: Deal, names: Mapping[str, str]) -> dict[str, list[str]]:
    roles: dict[str, list[str]] = {}
    for participant in deal.participants:
        who = names.get(participant.entity or "") or participant.text or participant.entity or "?"
        roles.setdefault(participant.role.value, []).append(who)
    return roles


def _figures(
    deal: Deal, amount: Amount | None, valuation: Amount | None, when: str | None, wording: Wording
) -> Iterator[str]:
    if amount:
        yield wording.money(amount)
    if valuation:
        yield wording.say("valuation", sum=wording.money(valuation))
    if deal.stake_percent is not None:
        yield wording.say("stake", share=wording.number(deal.stake_percent.normalize()))
    if deal.round:
        yield wording.say("round", name=deal.round)
    if deal.headcount is not None:
        yield wording.say("people", number=wording.number(Decimal(deal.headcount)))
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
