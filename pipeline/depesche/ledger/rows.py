"""Makes the ledger's records of the grouped tellings: one transaction at a time, in order of first report."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from operator import itemgetter
from typing import Any, TypeVar

from depesche.ledger.identify import entity_names
from depesche.ledger.records import (
    EntityKind,
    LedgerDeal,
    LedgerEntity,
    LedgerParty,
    Report,
    StatusStep,
    SumSpread,
)
from depesche.ledger.telling import OVER
from depesche.records import ROLES, DealStatus, DealType, Role

_PROGRESS = {
    DealStatus.RUMORED: 0,
    DealStatus.IN_TALKS: 1,
    DealStatus.PLANNED: 1,
    DealStatus.OFFERED: 2,
    DealStatus.ANNOUNCED: 3,
    DealStatus.COMPLETED: 4,
}
_FEW = 4
"""From so many reports on, a party that few of them name is left out."""
_SHARE = 0.2

ValueT = TypeVar("ValueT")


def ledger_entities(store: sqlite3.Connection) -> Iterator[LedgerEntity]:
    """Every company, organisation and person, in the order in which they first came up."""
    known = store.execute(
        "SELECT entity, family, sum(uses), sum(organization), max(external), max(wikidata) FROM naming"
        " GROUP BY entity ORDER BY entity"
    )
    for (entity, family, uses, organizations, external, wikidata), (_, spellings) in zip(
        known, entity_names(store), strict=True
    ):
        kind: EntityKind = (
            "person" if family == "person" else "organization" if 2 * organizations > uses else "company"
        )
        names = tuple(dict.fromkeys(text for text, _ in spellings))
        yield LedgerEntity(
            id=f"e{entity}",
            kind=kind,
            name=names[0],
            names=names,
            wikidata=wikidata or None,
            external_id=external or None,
            articles=uses,
        )


def ledger_deals(store: sqlite3.Connection) -> Iterator[LedgerDeal]:
    """Every transaction, by the day of its first report; undated ones last."""
    _name_entities(store)
    rows = store.execute(
        "SELECT first.day, member.deal, telling.telling, telling.deal, type, status, said, evidence, details,"
        " record, title, published, medium, url, path"
        " FROM (SELECT deal, min(day) AS day FROM member GROUP BY deal ORDER BY 2, 1) AS first"
        " JOIN member ON member.deal = first.deal"
        " JOIN telling ON telling.telling = member.telling JOIN article USING (article)"
        " ORDER BY first.day, member.deal, member.day, member.telling"
    )
    for number, (_, group) in enumerate(groupby(rows, key=itemgetter(1)), 1):
        yield _deal(f"d{number}", [_told(store, row[2:]) for row in group])


def _name_entities(store: sqlite3.Connection) -> None:
    store.execute("CREATE TABLE IF NOT EXISTS entity (entity INTEGER PRIMARY KEY, name TEXT)")
    store.execute("DELETE FROM entity")
    names = ((entity, spellings[0][0]) for entity, spellings in entity_names(store))
    store.executemany("INSERT INTO entity VALUES (?, ?)", names)


@dataclass(frozen=True, slots=True)
class _Told:
    """A telling as it is shown."""

    type: DealType
    details: dict[str, Any]
    parties: tuple[tuple[Role, int | None, str], ...]
    report: Report


def _told(store: sqlite3.Connection, row: Sequence[Any]) -> _Told:
    telling, deal, kind, status, said, evidence, details, record, title, published, medium, url, path = row
    known = json.loads(details)
    amount = known.get("amount")
    parties = store.execute(
        "SELECT role, naming.entity, coalesce(entity.name, party.text, '')"
        " FROM party LEFT JOIN naming USING (naming)"
        " LEFT JOIN entity ON entity.entity = naming.entity WHERE telling = ? ORDER BY place",
        (telling,),
    )
    return _Told(
        type=DealType(kind),
        details=known,
        parties=tuple((Role(role), entity, name) for role, entity, name in parties if name),
        report=Report(
            article=record,
            deal=deal,
            published=published,
            title=title,
            medium=medium,
            url=url,
            path=path,
            status=DealStatus(status),
            amount=Decimal(amount[0]) if amount else None,
            currency=amount[2] if amount else None,
            says=said,
            evidence=evidence,
        ),
    )


def _deal(number: str, told: list[_Told]) -> LedgerDeal:
    kind = _most_frequent([one.type for one in told])
    days = [one.report.published for one in told if one.report.published]
    stake = _most_frequent([one.details.get("stake") for one in told])
    return LedgerDeal(
        id=number,
        type=kind,
        status=list(_standings([one.report.status for one in told]))[-1],
        parties=_parties(kind, told),
        first_report=days[0] if days else None,
        last_report=days[-1] if days else None,
        articles=len({one.report.article for one in told}),
        history=_history([one.report for one in told]),
        amounts=_spreads([one.details["amount"] for one in told if "amount" in one.details]),
        valuations=_spreads([one.details["valuation"] for one in told if "valuation" in one.details]),
        stake_percent=Decimal(stake) if stake is not None else None,
        round=_most_frequent([one.details.get("round") for one in told]),
        headcount=_most_frequent([one.details.get("headcount") for one in told]),
        reports=tuple(one.report for one in told),
    )


def _most_frequent(values: Sequence[ValueT]) -> ValueT:
    """The most frequent value that is not None, of equally frequent ones the latest; None where all are."""
    counts = Counter(value for value in values if value is not None)
    most = max(counts.values(), default=0)
    return next((value for value in reversed(values) if counts.get(value) == most), values[0])


def _standings(statuses: Sequence[DealStatus]) -> Iterator[DealStatus]:
    """How it stands after each report: older news told again takes nothing back, an end does."""
    standing = statuses[0]
    for status in statuses:
        if status in OVER or standing in OVER or _PROGRESS[status] >= _PROGRESS[standing]:
            standing = status
        yield standing


def _history(reports: Sequence[Report]) -> tuple[StatusStep, ...]:
    """Each status it has stood at, with the first day it did; what is only told later on is no step."""
    counts = Counter(report.status for report in reports)
    since: dict[DealStatus, str | None] = {}
    for report, standing in zip(reports, _standings([report.status for report in reports]), strict=True):
        since.setdefault(standing, report.published)
    return tuple(StatusStep(status=s, since=day, reports=counts[s]) for s, day in since.items())


def _parties(kind: DealType, told: Sequence[_Told]) -> tuple[LedgerParty, ...]:
    """The parties by role, the most often named first; words only where no entity fills the role."""
    order = {role: place for place, role in enumerate(ROLES[kind])}
    same_type = [one for one in told if one.type is kind]
    counts: Counter[tuple[Role, int | None, str]] = Counter()
    for one in same_type:
        counts.update(dict.fromkeys(one.parties, 1))
    named = {role for role, entity, _ in counts if entity is not None}
    most = {role: max(n for (r, _, _), n in counts.items() if r is role) for role, _, _ in counts}
    kept = [
        (role, entity, name, n)
        for (role, entity, name), n in counts.items()
        if (entity is not None or role not in named) and (len(told) < _FEW or n > _SHARE * most[role])
    ]
    kept.sort(key=lambda party: (order.get(party[0], len(order)), -party[3], party[1] or 0, party[2]))
    return tuple(
        LedgerParty(role=role, entity=f"e{entity}" if entity else None, name=name, reports=n)
        for role, entity, name, n in kept
    )


def _spreads(sums: Sequence[Sequence[str]]) -> tuple[SumSpread, ...]:
    """One spread for each currency, the one told most often first."""
    by_currency: dict[str, list[tuple[Decimal, Decimal]]] = {}
    for value, most, currency, _ in sums:
        by_currency.setdefault(currency, []).append((Decimal(value), Decimal(most or value)))
    spreads = [
        SumSpread(
            currency=currency,
            least=min(value for value, _ in found),
            most=max(most for _, most in found),
            usual=_most_frequent([value for value, _ in found]),
            reports=len(found),
        )
        for currency, found in by_currency.items()
    ]
    return tuple(sorted(spreads, key=lambda spread: -spread.reports))
