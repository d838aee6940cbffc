"""Builds a ledger from records: take them in, find who is who, bring together what is told of one deal."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from depesche.ledger.group import group_tellings
from depesche.ledger.identify import identify
from depesche.ledger.intake import take_in
from depesche.ledger.pack import LedgerRules
from depesche.ledger.records import LedgerDeal, LedgerEntity
from depesche.ledger.rows import ledger_deals, ledger_entities
from depesche.ledger.similar import require_libraries
from depesche.ledger.store import open_store
from depesche.records import Extraction


@dataclass(frozen=True, slots=True)
class Ledger:
    """A ledger that is built; its parts are read from the working store one by one."""

    articles: int
    _store: sqlite3.Connection

    def deals(self) -> Iterator[LedgerDeal]:
        """Every transaction, by the day of its first report."""
        return ledger_deals(self._store)

    def entities(self) -> Iterator[LedgerEntity]:
        """Every company, organisation and person that an article names."""
        return ledger_entities(self._store)

    def entity_of(self) -> Iterator[tuple[str, str, str]]:
        """(article, entity in its record, entity of the ledger); people only where they are in a deal."""
        rows = self._store.execute(
            "SELECT record, seen.entity, naming.entity FROM seen JOIN article USING (article)"
            " JOIN naming USING (naming) ORDER BY article, seen.entity"
        )
        for article, entity, number in rows:
            yield article, entity, f"e{number}"


@contextmanager
def build_ledger(
    records: Iterable[Extraction], rules: LedgerRules, *, folder: Path | None = None
) -> Iterator[Ledger]:
    """Build a ledger; it can be read within the ``with`` block.

    ``folder``: where the working store lies, which takes about as much room as the records without their
    texts; the system's folder for temporary files, if None. Memory grows slowly, by some 1.5 MB with every
    1,000 records.
    Raises OutputError, before anything is read, where the libraries of ``depesche[ledger]`` are missing.
    """
    require_libraries()
    with open_store(folder) as store:
        articles = take_in(store, records, rules)
        identify(store, rules)
        group_tellings(store, rules)
        yield Ledger(articles, store)
