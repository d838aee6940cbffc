"""The records of a ledger: one for each transaction, and one for each company or person in it."""

from __future__ import annotations

from typing import Literal

from depesche.records import DealStatus, DealType, Number, Record, Role

EntityKind = Literal["company", "organization", "person"]


class LedgerEntity(Record):
    """A company, organisation or person under all the names that articles give it, most frequent first.

    ``articles``: how many name it (of people, those in which they take part in a deal).
    """

    id: str
    kind: EntityKind
    name: str
    names: tuple[str, ...]
    wikidata: str | None = None
    external_id: str | None = None
    articles: int


class LedgerParty(Record):
    """Who takes part: an entity of the ledger, or the words of an article. ``reports``: how many say so."""

    role: Role
    entity: str | None = None
    name: str
    reports: int


class StatusStep(Record):
    """From ``since`` (None: no dated report) on, ``reports`` articles told the status."""

    status: DealStatus
    since: str | None = None
    reports: int


class SumSpread(Record):
    """What is told of a sum in one currency: the smallest, the largest, the most frequent figure."""

    currency: str
    least: Number
    most: Number
    usual: Number
    reports: int


class Report(Record):
    """An article that tells of the deal; ``deal`` is the deal's id in that article's record."""

    article: str
    deal: str
    published: str | None = None
    title: str | None = None
    medium: str | None = None
    url: str | None = None
    path: str | None = None
    status: DealStatus
    amount: Number | None = None
    currency: str | None = None
    says: str | None = None
    evidence: str | None = None


class LedgerDeal(Record):
    """One transaction as all articles together tell it.

    ``status``: how it stands after the last report. ``history``: the statuses in the order they came up.
    ``amounts`` and ``valuations``: one for each currency. ``reports``: by day, undated ones last.
    """

    id: str
    type: DealType
    status: DealStatus
    parties: tuple[LedgerParty, ...] = ()
    first_report: str | None = None
    last_report: str | None = None
    articles: int
    history: tuple[StatusStep, ...]
    amounts: tuple[SumSpread, ...] = ()
    valuations: tuple[SumSpread, ...] = ()
    stake_percent: Number | None = None
    round: str | None = None
    headcount: int | None = None
    reports: tuple[Report, ...]
