"""SQLite: tables of deals, parties, statuses, sums, reports and entities; see docs/ledger.md for its use."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from importlib.resources import files
from pathlib import Path

from depesche.errors import OutputError
from depesche.ledger.build import Ledger
from depesche.ledger.records import LedgerDeal

_INDEXES = """
CREATE INDEX parties_deal ON parties (deal);
CREATE INDEX parties_entity ON parties (entity);
CREATE INDEX history_deal ON history (deal);
CREATE INDEX sums_deal ON sums (deal);
CREATE INDEX reports_deal ON reports (deal);
"""


def write_sqlite(ledger: Ledger, path: Path) -> int:
    """Write the deals and the entities into a new database."""
    path.unlink(missing_ok=True)
    number = 0
    try:
        with closing(sqlite3.connect(path, isolation_level=None)) as database:
            database.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")
            database.executescript(
                files("depesche.ledger.output").joinpath("ledger_tables.sql").read_text(encoding="utf-8")
            )
            database.execute("BEGIN")
            for number, deal in enumerate(ledger.deals(), 1):  # noqa: B007 - the last number is the result
                _write(database, deal)
            for entity in ledger.entities():
                cells = (entity.id, entity.kind, entity.name, json.dumps(entity.names, ensure_ascii=False))
                known = (entity.wikidata, entity.external_id, entity.articles)
                database.execute("INSERT INTO entities VALUES (?, ?, ?, ?, ?, ?, ?)", (*cells, *known))
            database.execute("COMMIT")
            database.executescript(_INDEXES)
    except sqlite3.Error as error:
        raise OutputError(f"{path.stem}: cannot be written: {error}") from error
    return number


def _write(database: sqlite3.Connection, deal: LedgerDeal) -> None:
    stake = float(deal.stake_percent) if deal.stake_percent is not None else None
    cells = (deal.id, deal.type.value, deal.status.value, deal.first_report, deal.last_report, deal.articles)
    database.execute(
        "INSERT INTO deals VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", (*cells, stake, deal.round, deal.headcount)
    )
    database.executemany(
        "INSERT INTO parties VALUES (?, ?, ?, ?, ?)",
        [(deal.id, p.role.value, p.entity, p.name, p.reports) for p in deal.parties],
    )
    database.executemany(
        "INSERT INTO history VALUES (?, ?, ?, ?)",
        [(deal.id, s.status.value, s.since, s.reports) for s in deal.history],
    )
    database.executemany(
        "INSERT INTO sums VALUES (?, ?, ?, ?, ?, ?, ?)",
        [
            (deal.id, kind, s.currency, float(s.least), float(s.most), float(s.usual), s.reports)
            for kind, spreads in (("amount", deal.amounts), ("valuation", deal.valuations))
            for s in spreads
        ],
    )
    database.executemany(
        "INSERT INTO reports VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                *(deal.id, r.article, r.deal, r.published, r.title, r.medium, r.url, r.path, r.status.value),
                *(float(r.amount) if r.amount is not None else None, r.currency, r.says, r.evidence),
            )
            for r in deal.reports
        ],
    )
