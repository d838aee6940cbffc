"""What deals and articles say about two names: that they deal with the same party, or that they are two."""

from __future__ import annotations

import sqlite3

_MOST_PARTNERS = 2_000
_TOGETHER = 0.2
"""Above this share of the rarer name's articles, those that name both tell them apart; fewer are slips."""


def share_partner(store: sqlite3.Connection, one: int, other: int) -> bool:
    """Whether two namings stand in deals with one and the same third party."""
    return bool(_partners(store, one) & _partners(store, other))


def _partners(store: sqlite3.Connection, naming: int) -> set[int]:
    rows = store.execute(
        "SELECT DISTINCT them.entity FROM party AS mine"
        " JOIN party AS theirs ON theirs.telling = mine.telling AND theirs.naming <> mine.naming"
        " JOIN naming AS them ON them.naming = theirs.naming"
        " WHERE mine.naming = ? LIMIT ?",
        (naming, _MOST_PARTNERS),
    )
    return {entity for (entity,) in rows}


def told_apart(store: sqlite3.Connection, one: int, other: int) -> bool:
    """Whether articles name both as two: what a single author keeps apart is not one company."""
    uses = dict(store.execute("SELECT naming, uses FROM naming WHERE naming IN (?, ?)", (one, other)))
    rarer, commoner = sorted((one, other), key=lambda naming: (uses[naming], naming))
    (together,) = store.execute(
        "SELECT count(*) FROM seen AS a JOIN seen AS b ON b.article = a.article"
        " WHERE a.naming = ? AND b.naming = ?",
        (rarer, commoner),
    ).fetchone()
    return bool(together > _TOGETHER * uses[rarer])
