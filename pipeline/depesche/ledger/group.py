"""Brings together what articles tell of one transaction, block by block in the order of days."""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections.abc import Iterator
from itertools import chain, groupby
from operator import itemgetter

from depesche.ledger.compare import Transaction, fits
from depesche.ledger.merging import ExclusiveGroups
from depesche.ledger.pack import LedgerRules
from depesche.ledger.telling import Stored, Telling, blocks_of, sides_of, telling_of
from depesche.records import DealType, Role

_OPEN = 200
"""How many transactions of a block a new telling is compared with: the latest ones."""


def group_tellings(store: sqlite3.Connection, rules: LedgerRules) -> None:
    """Fill the table ``member``: for each telling the first telling of its transaction."""
    store.execute(
        "CREATE TABLE block (key TEXT, day INTEGER, telling INTEGER, sides TEXT,"
        " PRIMARY KEY (key, day, telling)) WITHOUT ROWID"
    )
    store.executemany("INSERT INTO block VALUES (?, ?, ?, ?)", _block_rows(store))
    # Tellings are numbered without a gap, from 1. An article tells a transaction once.
    articles = store.execute("SELECT article FROM telling ORDER BY telling")
    groups = ExclusiveGroups(array("q", chain((0,), (article for (article,) in articles))))
    rows = store.execute(
        "SELECT key, telling.telling, type, status, telling.day, details, sides"
        " FROM block JOIN telling USING (telling)"
        " ORDER BY block.key, block.day, block.telling"
    )
    for _, block in groupby(rows, key=itemgetter(0)):
        _group_block((_stored(row[1:6], row[6]) for row in block), groups, rules)
    store.execute(
        "CREATE TABLE member (deal INTEGER, day INTEGER, telling INTEGER, PRIMARY KEY (deal, day, telling))"
        " WITHOUT ROWID"
    )
    days = store.execute("SELECT telling, coalesce(day, 9999999) FROM telling ORDER BY telling")
    store.executemany(
        "INSERT INTO member VALUES (?, ?, ?)", ((groups.root(telling), day, telling) for telling, day in days)
    )
    store.execute("DROP TABLE block")


def _block_rows(store: sqlite3.Connection) -> Iterator[tuple[str, int, int, str]]:
    for one in _tellings(store):
        sides = json.dumps({side: sorted(entities) for side, entities in one.sides.items()})
        for key in dict.fromkeys(blocks_of(one)):
            yield key, _late(one.day), one.number, sides


def _late(day: int | None) -> int:
    """Where a telling stands in the order of days; without one, at the end."""
    return 9_999_999 if day is None else day


def _tellings(store: sqlite3.Connection) -> Iterator[Telling]:
    """All tellings with the entities of their parties."""
    rows = store.execute(
        "SELECT telling.telling, type, status, day, details, role, entity FROM telling"
        " LEFT JOIN party USING (telling) LEFT JOIN naming USING (naming) ORDER BY telling.telling, place"
    )
    for head, parties in groupby(rows, key=itemgetter(0, 1, 2, 3, 4)):
        named = ((Role(role), entity) for *_, role, entity in parties if entity is not None)
        yield telling_of(head, sides_of(DealType(head[1]), named))


def _stored(stored: Stored, sides: str) -> Telling:
    return telling_of(stored, {side: frozenset(numbers) for side, numbers in json.loads(sides).items()})


def _group_block(block: Iterator[Telling], groups: ExclusiveGroups, rules: LedgerRules) -> None:
    transactions: list[Transaction] = []
    for one in block:
        latest = transactions[-_OPEN:]
        scores = [fits(transaction, one, rules) for transaction in latest]
        # Of equally fitting ones the latest first: time has gone on.
        best = sorted((at for at, score in enumerate(scores) if score), key=lambda at: (-scores[at], -at))
        found = next((latest[at] for at in best if groups.try_join(latest[at].first, one.number)), None)
        if found is None:
            found = Transaction(one.number)
            transactions.append(found)
        found.add(one)
