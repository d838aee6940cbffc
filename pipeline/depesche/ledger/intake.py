"""Takes records in: what they name and tell becomes rows of the working store, batch by batch."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from itertools import islice
from typing import Any, Literal

from depesche.ledger.pack import LedgerRules
from depesche.ledger.spelling import Spelling, read_spelling
from depesche.records import Amount, Company, Deal, Extraction, Organization, Person

_BATCH = 2_000
"""Records whose names are counted in memory before they are written."""

Family = Literal["org", "person"]
Naming = tuple[Family, str, str, str, str]
"""family, key, legal form, the user's id, Wikidata id; "" where there is none."""


def take_in(store: sqlite3.Connection, records: Iterable[Extraction], rules: LedgerRules) -> int:
    """Write the records into the store; gives their number."""
    intake = _Intake(store, rules)
    remaining = iter(records)
    while batch := list(islice(remaining, _BATCH)):
        intake.add(batch)
    return intake.articles


class _Intake:
    def __init__(self, store: sqlite3.Connection, rules: LedgerRules) -> None:
        self._store = store
        self._rules = rules
        self.articles = 0
        self._tellings = 0

    def add(self, batch: list[Extraction]) -> None:
        entities = [dict(_entities(record, self._rules)) for record in batch]
        ids = self._namings([found for of_record in entities for found in of_record.values()])
        for record, found in zip(batch, entities, strict=True):
            self.articles += 1
            namings = {entity: ids[seen.naming] for entity, seen in found.items()}
            self._article(record, namings)
            rows = [(self.articles, entity, naming) for entity, naming in namings.items()]
            self._store.executemany("INSERT INTO seen VALUES (?, ?, ?)", rows)

    def _namings(self, seen: list[_Seen]) -> dict[Naming, int]:
        uses = Counter(one.naming for one in seen)
        cores = {one.naming: one.spelling.core for one in seen}
        organizations = Counter(one.naming for one in seen if one.organization)
        ids: dict[Naming, int] = {}
        for naming, number in uses.items():
            (ids[naming],) = self._store.execute(
                "INSERT INTO naming (family, key, form, external, wikidata, core, uses, organization)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET"
                " uses = uses + excluded.uses, organization = organization + excluded.organization"
                " RETURNING naming",
                (*naming, cores[naming], number, organizations[naming]),
            ).fetchone()
        spellings = Counter((ids[one.naming], one.name) for one in seen)
        self._store.executemany(
            "INSERT INTO spelling VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET uses = uses + excluded.uses",
            [(*key, number) for key, number in spellings.items()],
        )
        aliases: Counter[tuple[str, str, int, str]] = Counter()
        for one in seen:
            for alias in one.aliases:
                key = read_spelling(alias, self._rules, legal=one.naming[0] == "org").key
                aliases[one.naming[0], key, ids[one.naming], alias] += 1
        self._store.executemany(
            "INSERT INTO alias VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET uses = uses + excluded.uses",
            [(*key, number) for key, number in aliases.items()],
        )
        return ids

    def _article(self, record: Extraction, namings: dict[str, int]) -> None:
        source = record.source
        published = _iso_day(source.published)
        day = date.fromisoformat(published).toordinal() if published else None
        self._store.execute(
            "INSERT INTO article VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (self.articles, record.id, source.title, published, day, source.medium, source.url, source.path),
        )
        amounts = {amount.id: amount for amount in record.amounts}
        dates = {when.id: when.value for when in record.dates}
        names = {entity.id: entity.name for entity in _all_entities(record)}
        for deal in record.deals:
            self._tellings += 1
            said = deal.attribution and (names.get(deal.attribution.entity or "") or deal.attribution.text)
            self._store.execute(
                "INSERT INTO telling VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    *(self._tellings, self.articles, deal.id, deal.type.value, deal.status.value, day),
                    *(said, _evidence(deal, record.text), _details(deal, amounts, dates)),
                ),
            )
            self._store.executemany(
                "INSERT INTO party VALUES (?, ?, ?, ?, ?)",
                [
                    (self._tellings, place, one.role.value, namings.get(one.entity or ""), one.text)
                    for place, one in enumerate(deal.participants)
                ],
            )


class _Seen:
    """An entity of an article."""

    __slots__ = ("aliases", "name", "naming", "organization", "spelling")

    def __init__(self, entity: Company | Organization | Person, rules: LedgerRules) -> None:
        person = isinstance(entity, Person)
        self.name = entity.name
        self.aliases = entity.aliases
        self.organization = isinstance(entity, Organization)
        self.spelling: Spelling = read_spelling(entity.name, rules, legal=not person)
        external = entity.external_id if isinstance(entity, Company) else None
        wikidata = None if isinstance(entity, Organization) else entity.wikidata
        self.naming: Naming = (
            *("person" if person else "org", self.spelling.key, self.spelling.form),
            *(external or "", wikidata or ""),
        )


def _entities(record: Extraction, rules: LedgerRules) -> Iterator[tuple[str, _Seen]]:
    """Companies and organisations, and of the people those who take part in a deal."""
    involved = {one.entity for deal in record.deals for one in deal.participants}
    for entity in _all_entities(record):
        if entity.id in involved or not isinstance(entity, Person):
            yield entity.id, _Seen(entity, rules)


def _all_entities(record: Extraction) -> Iterator[Company | Organization | Person]:
    yield from record.companies
    yield from record.organizations
    yield from record.people


def _iso_day(value: str | None) -> str | None:
    try:
        return date.fromisoformat(value[:10]).isoformat() if value else None
    except ValueError:
        return None


def _evidence(deal: Deal, text: str | None) -> str | None:
    if text is None or not deal.evidence:
        return None
    return " ".join(text[deal.evidence[0].start : deal.evidence[0].end].split())


def _details(deal: Deal, amounts: dict[str, Amount], dates: dict[str, str | None]) -> str:
    """What is compared and shown of a deal, as JSON; decimals as strings, nothing that is not known."""
    details: dict[str, Any] = {
        "amount": _sum(amounts.get(deal.amount or "")),
        "valuation": _sum(amounts.get(deal.valuation or "")),
        "stake": _plain(deal.stake_percent),
        "round": deal.round,
        "headcount": deal.headcount,
        "date": dates.get(deal.date or ""),
    }
    return json.dumps({key: value for key, value in details.items() if value is not None})


def _sum(amount: Amount | None) -> list[str | None] | None:
    if amount is None or amount.value is None or amount.currency is None:
        return None
    return [_plain(amount.value), _plain(amount.max), amount.currency, amount.modifier.value]


def _plain(value: Decimal | None) -> str | None:
    return None if value is None else f"{value:f}"
