"""What an annotation says, as lines that do not depend on ids or on the order things were written in.

Two records with the same lines say the same; the lines that one has more are what the other has lost.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from depesche.records import Deal, Extraction, Mention


def contents(record: Extraction) -> Counter[str]:
    """The lines of a record, each as often as it is said; only what a gold file can hold."""
    return Counter(_lines(record))


def _lines(record: Extraction) -> Iterator[str]:
    mentions = {mention.id: mention for mention in record.mentions}
    for mention in record.mentions:
        yield f"{mention.type.value} {_place(mention)}"
    names = _entity_names(record)
    for company in record.companies:
        cited = " (source)" if company.is_source else ""
        yield f"entity company {names[company.id]}{cited}: {_places(mentions, company.mentions)}"
    for organization in record.organizations:
        yield f"entity organization {names[organization.id]}: {_places(mentions, organization.mentions)}"
    for person in record.people:
        yield f"entity person {names[person.id]}: {_places(mentions, person.mentions)}"
        for title in person.titles:
            house = names.get(title.company or "", "")
            words = f"{title.title} = {title.normalized} | {person.name} | {house} | {title.status.value}"
            yield f"title {words} ({title.evidence.start}:{title.evidence.end})"
    for amount in record.amounts:
        currency = f"({amount.currency})" if amount.inferred_currency else amount.currency
        kind = amount.kind.value if amount.kind else None
        value = _words(amount.modifier.value, amount.value, amount.max, currency, kind)
        yield f"sum {_place(mentions[amount.mention])} = {value}"
    for share in record.percentages:
        value = _words(share.modifier.value, share.value, share.max, share.unit)
        yield f"share {_place(mentions[share.mention])} = {value}"
    for day in record.dates:
        value = _words(day.value, day.end, day.granularity, "relative" if day.relative else None)
        yield f"day {_place(mentions[day.mention])} = {value}"
    values = {amount.id: mentions[amount.mention] for amount in record.amounts}
    values |= {day.id: mentions[day.mention] for day in record.dates}
    for deal in record.deals:
        yield from _deal(deal, names, mentions, values)


def _deal(
    deal: Deal, names: dict[str, str], mentions: dict[str, Mention], values: dict[str, Mention]
) -> Iterator[str]:
    """One line: the parts of a deal belong together."""
    parts = [deal.type.value, deal.status.value]
    # Who stands in a role twice is told once: the second time says nothing more.
    parts += sorted({f"{p.role.value} {names.get(p.entity or '', p.text or '')}" for p in deal.participants})
    slots = (("amount", deal.amount), ("valuation", deal.valuation), ("date", deal.date))
    parts += [f"{slot} {_place(values[key])}" for slot, key in slots if key in values]
    parts += [f"stake {deal.stake_percent}"] if deal.stake_percent is not None else []
    parts += [f"round {deal.round}"] if deal.round else []
    parts += [f"headcount {deal.headcount}"] if deal.headcount is not None else []
    if deal.attribution:
        said = deal.attribution
        who = names.get(said.entity or "", said.text or "")
        parts.append(f"says {who} ({said.evidence.start}:{said.evidence.end})")
    parts += sorted(f"{_place(mentions[e.trigger])} in {e.start}:{e.end}" for e in deal.evidence)
    yield f"deal {', '.join(parts)}"


def _entity_names(record: Extraction) -> dict[str, str]:
    names = {company.id: company.name for company in record.companies}
    names |= {organization.id: organization.name for organization in record.organizations}
    return names | {person.id: person.name for person in record.people}


def _place(mention: Mention) -> str:
    return f"{mention.text!r} ({mention.start}:{mention.end})"


def _places(mentions: dict[str, Mention], ids: Iterable[str]) -> str:
    places: Sequence[Mention] = sorted((mentions[key] for key in ids), key=lambda m: (m.start, m.end))
    return ", ".join(_place(mention) for mention in places)


def _words(*parts: object) -> str:
    return " ".join(str(part) for part in parts if part is not None)
