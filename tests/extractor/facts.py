"""Compare a record with facts written down by hand."""

from __future__ import annotations

from depesche.records import Deal, Extraction


def names(record: Extraction) -> dict[str, str]:
    """Entity id -> name."""
    return {
        **{company.id: company.name for company in record.companies},
        **{organization.id: organization.name for organization in record.organizations},
        **{person.id: person.name for person in record.people},
    }


def titles(record: Extraction) -> set[tuple[str, str, str | None, str]]:
    """(person, normalized title, company, status) of every title."""
    by_id = names(record)
    return {
        (person.name, title.normalized, by_id.get(title.company or ""), title.status.value)
        for person in record.people
        for title in person.titles
    }


def amount_of(record: Extraction, deal: Deal) -> tuple[int, str | None, str] | None:
    """(value, currency, modifier) of a deal's sum."""
    for amount in record.amounts:
        if amount.id == deal.amount and amount.value is not None:
            return int(amount.value), amount.currency, amount.modifier.value
    return None


def roles(record: Extraction, deal: Deal) -> dict[str, set[str]]:
    """Role -> names (or words) of its participants."""
    by_id = names(record)
    found: dict[str, set[str]] = {}
    for participant in deal.participants:
        name = by_id[participant.entity] if participant.entity else participant.text or ""
        found.setdefault(participant.role.value, set()).add(name)
    return found


def deals_with(record: Extraction, kind: str, **wanted: str) -> list[Deal]:
    """The deals of a type in which each given role holds the given name (``from_`` is "from")."""
    return [
        deal
        for deal in record.deals
        if deal.type.value == kind
        and all(name in roles(record, deal).get(role.rstrip("_"), set()) for role, name in wanted.items())
    ]
