"""The record of a resolved deal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from depesche.readings import (
    AmountReading,
    AttributionReading,
    DateReading,
    DealReading,
    PercentReading,
    StatusUpdate,
)
from depesche.records import DealStatus, DealType
from depesche.resolve.transactions import Party


@dataclass(frozen=True, slots=True)
class ResolvedDeal:
    """One transaction: parties, the strongest status with its cue, sums, and all readings as evidence.

    ``confidence``: a probability, reckoned from ``features``.
    """

    type: DealType
    status: DealStatus
    parties: tuple[Party, ...]
    amount: AmountReading | None
    valuation: AmountReading | None
    percent: PercentReading | None
    headcount: int | None
    date: DateReading | None
    round: str | None
    attribution: AttributionReading | None
    confidence: float
    features: Mapping[str, float]
    readings: tuple[DealReading, ...]
    updates: tuple[StatusUpdate, ...]
    sums_differ: bool
