"""Floors under metrics: what a score may not fall below, in a file or on the command line.

The file pins the digest of the gold it was measured on, so that figures of another corpus are never
compared with it; a floor that was lowered carries a reason.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from depesche.errors import InputError
from depesche.evaluation.report import Report
from depesche.evaluation.scores import Score
from depesche.ruleset.yaml import load_yaml

SLACK = 0.01
"""How far below the score a floor is set, so that a change for the better elsewhere does not fail."""
PINNED = frozenset(
    {
        "deals.main",
        "deals.amount",
        "deals.status",
        "deals.full",
        "entities",
        "mentions.strict",
        "titles.company",
        "amounts.value",
        "percentages.value",
        "dates.value",
        "products.no_company",
        "ledger.gold.companies",
        "ledger.gold.deals",
        "ledger.text.companies",
        "ledger.text.deals",
    }
)
"""The metrics that get a floor."""


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


def check_floors(floors: FloorFile, report: Report) -> list[str]:
    """What is wrong with a split's scores: floors that do not hold, or floors of another gold."""
    of_split = floors.splits.get(report.split or "")
    if of_split is None:
        return [f"{report.split}: no floors yet; set them with 'depesche accuracy --lift'"]
    if of_split.sha256 != report.corpus_sha256:
        return [f"{report.split}: the gold has changed since the floors were set; 'depesche accuracy --lift'"]
    failed = failed_floors(report.scores, (Floor(name, value) for name, value in of_split.floors.items()))
    return [f"{report.split}: {line}" for line in failed]


def set_floors(floors: FloorFile, reports: Iterable[Report]) -> FloorFile:
    """Floors just below the present scores; on the same gold a floor only ever rises."""
    splits = dict(floors.splits)
    for report in reports:
        name = report.split or ""
        before = splits.get(name)
        kept = before.floors if before and before.sha256 == report.corpus_sha256 else {}
        now = {
            metric: math.floor((score.f1 - SLACK) * 1000) / 1000
            for metric, score in report.scores.items()
            if metric in PINNED and score.f1 is not None and score.f1 > SLACK
        }
        raised = {metric: max(value, kept.get(metric, 0.0)) for metric, value in {**kept, **now}.items()}
        splits[name] = SplitFloors(sha256=report.corpus_sha256, floors=raised)
    return FloorFile(splits=splits, lowered=floors.lowered)


def floors_yaml(floors: FloorFile) -> str:
    """The text of ``floors.yaml``."""
    lines = [
        "# F1 may not fall below these. To lower one, edit it and give the reason under 'lowered'.",
        "splits:",
    ]
    for name, split in floors.splits.items():
        lines += [f"  {name}:", f"    sha256: {split.sha256}", "    floors:"]
        lines += [f"      {metric}: {value:.3f}" for metric, value in sorted(split.floors.items())]
    lines.append("lowered:" if floors.lowered else "lowered: {}")
    lines += [f"  {metric}: {json.dumps(why, ensure_ascii=False)}" for metric, why in floors.lowered.items()]
    return "\n".join(lines) + "\n"
