"""Loads the tables of tests/cases and puts readings in the order of the text."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from depesche.amounts import NumberReadings
from depesche.readings import AmountReading, HeadcountReading, PercentReading

CASES = Path(__file__).parent.parent / "cases"


def load_cases(name: str) -> Any:
    return yaml.safe_load((CASES / name).read_text("utf-8"))


def readings_in_order(found: NumberReadings) -> list[AmountReading | PercentReading | HeadcountReading]:
    readings: list[AmountReading | PercentReading | HeadcountReading] = [
        *found.amounts,
        *found.percents,
        *found.headcounts,
    ]
    return sorted(readings, key=lambda reading: reading.span)
