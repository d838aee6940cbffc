"""The status of a transaction: what its tellings and the clauses that take it up say, weighed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from depesche.deals.status import CAME_TO_NOTHING, TENSE_STRENGTH
from depesche.readings import StatusUpdate
from depesche.records import DealStatus, DealType
from depesche.resolve.transactions import NEAR, Telling

_ADVANCE = {
    DealStatus.FAILED: 7,
    DealStatus.REJECTED: 6,
    DealStatus.COMPLETED: 5,
    DealStatus.ANNOUNCED: 4,
    DealStatus.OFFERED: 3,
    DealStatus.IN_TALKS: 2,
    DealStatus.PLANNED: 1,
    DealStatus.RUMORED: 0,
}
"""How far each status has come."""
_DONE_AFTER_DAYS = 270
"""After so many days what was once announced is taken to have been done."""
_SLOW = frozenset({DealType.LAYOFF})
"""Types that are announced for years ahead."""


def status_of(
    kind: DealType, tellings: Sequence[Telling], updates: Sequence[StatusUpdate], published: date | None
) -> DealStatus:
    """The status of a transaction of a type, told in an article of a day (None: unknown)."""
    now = [t for t in tellings if not (t.reading.background and t.reading.status in _STAGES)]
    votes = [(t.reading.status_strength, t.reading.status) for t in now or tellings]
    votes += [(update.strength, update.status) for update in updates]
    status = max(votes, key=_weight)[1]
    if status is DealStatus.ANNOUNCED and kind not in _SLOW and _is_old(tellings, published):
        return DealStatus.COMPLETED
    return status


def _weight(vote: tuple[int, DealStatus]) -> tuple[int, int]:
    """A vote's strength, then how far its status has come.

    Between sentences a step that is told in words outdoes intentions, talks and hearsay told in others.
    """
    strength, status = vote
    if status is DealStatus.OFFERED or (status in _STEPS and strength >= _IN_WORDS):
        strength = max(strength, _STEP)
    return strength, _ADVANCE[status]


_STAGES = frozenset({DealStatus.IN_TALKS, DealStatus.PLANNED, DealStatus.RUMORED, DealStatus.OFFERED})
"""What is told of the time before says nothing beside what is told of now."""
_STEPS = frozenset({DealStatus.COMPLETED, DealStatus.ANNOUNCED})
_IN_WORDS = 4
_STEP = 7


def _is_old(tellings: Sequence[Telling], published: date | None) -> bool:
    """Whether a telling has a date long before the day of publication."""
    if published is None or any(_is_told_now(t) for t in tellings):
        return False
    dates = [t.reading.date for t in tellings]
    days = [
        (published - day).days for d in dates if d is not None and (day := _last_day(d.value)) is not None
    ]
    return bool(days) and max(days) >= _DONE_AFTER_DAYS


def _is_told_now(one: Telling) -> bool:
    """Whether a verb in the present tells it."""
    reading = one.reading
    return (
        not reading.by_noun
        and reading.status is DealStatus.ANNOUNCED
        and reading.status_strength == TENSE_STRENGTH
    )


def _last_day(value: str | None) -> date | None:
    """About the last day of a date: of a year its end, of a month the 28th."""
    if value is None or not value[:4].isdigit():
        return None
    month = value[5:7]
    if not month.isdigit() or not 1 <= int(month) <= _MONTHS:
        return date(int(value[:4]), _MONTHS, 28)
    return date(int(value[:4]), int(month), 28)


_MONTHS = 12


def taken_up_by(
    update: StatusUpdate,
    clusters: Sequence[Sequence[Telling]],
    keys: frozenset[str],
    sentence: Callable[[int], int],
) -> int | None:
    """The number of the transaction that a clause speaks of, if any: the last one told before it.

    A transaction told in the clause's own sentence comes first. ``keys``: the companies named in that
    sentence; if there are any, one of them must be a party, without them the transaction must be told near.
    """
    best: tuple[tuple[bool, bool, int], int] | None = None
    for number, cluster in enumerate(clusters):
        before = [t for t in cluster if t.reading.trigger.start < update.cue.start]
        if not before or (update.types and before[-1].reading.type not in update.types):
            continue
        if update.status in CAME_TO_NOTHING and any(_is_fact(t) for t in cluster):
            continue
        last = max(t.reading.trigger.start for t in before)
        shares = any(party.key in keys for t in cluster for party in t.parties)
        away = sentence(update.cue.start) - sentence(last)
        if not shares and (away > NEAR or (keys and away > 0)):
            continue
        rank = (away == 0, shares, last)
        if best is None or rank > best[0]:
            best = (rank, number)
    return best[1] if best is not None else None


def _is_fact(one: Telling) -> bool:
    """Whether a telling says by its verb or a cue that the deal is done."""
    return one.reading.status is DealStatus.COMPLETED and one.reading.status_strength >= TENSE_STRENGTH
