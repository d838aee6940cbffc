"""The working store: an SQLite file that does the sorting and joining, so that memory stays bounded."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path

_CACHE_KIB = 256 * 1024
"""What the store may keep in memory."""


@contextmanager
def open_store(folder: Path | None = None) -> Iterator[sqlite3.Connection]:
    """Open an empty store in a temporary file in ``folder`` (the system's if None)."""
    with tempfile.TemporaryDirectory(prefix="depesche-ledger-", dir=folder) as place:
        store = sqlite3.connect(Path(place) / "work.sqlite", isolation_level=None)
        try:
            # The file is thrown away whatever happens, so no journal is needed.
            store.executescript(
                "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE;"
                f"PRAGMA temp_store = FILE; PRAGMA cache_size = -{_CACHE_KIB};"
            )
            definitions = files("depesche.ledger").joinpath("store.sql").read_text(encoding="utf-8")
            store.executescript(definitions)
            store.execute("BEGIN")
            yield store
        finally:
            store.close()
