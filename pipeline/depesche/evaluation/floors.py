"""Floors under metrics: what a score may not fall below, in a file or on the command line.

The file pins the digest of the gold it was measured on, so that figures of another corpus are never
compared with it; a floor that was lowered carries a reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from depesche.errors import InputError
from depesche.evaluation.scores import Score
from depesche.ruleset.yaml import load_yaml


@dataclass(frozen=True, slots=True)
class Floor:
    """A metric and the lowest F1 it may have."""

    metric: str
    value: float


class SplitFloors(BaseModel):
    """Floors of one split, and the digest of the gold records they were set on."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    sha256: str
    floors: dict[str, float] = Field(default_factory=dict)


class FloorFile(BaseModel):
    """``corpus/floors.yaml``: floors by split; ``lowered`` tells why a floor was taken back, by metric."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    splits: dict[str, SplitFloors]
    lowered: dict[str, str] = Field(default_factory=dict)


def parse_floor(text: str) -> Floor:
    """Read ``metric=value``, value from 0 to 1; raises ValueError with the mend."""
    metric, _, number = text.partition("=")
    try:
        value = float(number)
    except ValueError:
        value = -1.0
    if not metric or not 0 <= value <= 1:
        raise ValueError(f"{text!r}: write METRIC=VALUE with a value from 0 to 1, as deals.main=0.5")
    return Floor(metric, value)


def failed_floors(scores: Mapping[str, Score], floors: Iterable[Floor]) -> list[str]:
    """A line for each floor that is not held; an unknown metric or one without data holds none."""
    lines: list[str] = []
    for floor in floors:
        score = scores.get(floor.metric)
        if score is None or score.f1 is None:
            lines.append(f"{floor.metric}: nothing was scored, so the floor {floor.value:.3f} cannot be held")
        elif score.f1 < floor.value:
            lines.append(f"{floor.metric}: F1 {score.f1:.3f} is below its floor {floor.value:.3f}")
    return lines


def read_floors(file: Path) -> FloorFile:
    """Read a floors file; raises InputError when it is missing or malformed."""
    try:
        return FloorFile.model_validate(load_yaml(file.read_text(encoding="utf-8")))
    except (OSError, yaml.YAMLError, ValidationError) as error:
        raise InputError(f"{file}: no floors file: {error}") from error
