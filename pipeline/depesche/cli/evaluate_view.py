"""The tables that ``depesche evaluate`` prints."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Literal

from rich.table import Table

from depesche.evaluation.report import ConfusionRow, Report
from depesche.evaluation.scores import Score
from depesche.wording import Wording

_OF_A_TYPE = 2
"""Dots in the name of a metric that counts a single type: ``deals.main.merger``."""


def scores_table(report: Report, wording: Wording, *, types: bool) -> Table:
    """Precision, recall and F1 by metric; with ``types`` also the single types of mentions and deals."""
    words = wording.sections["evaluation"]
    split = words["split"].format(name=report.split) if report.split else ""
    # One space between the columns: eight of them have to fit into a terminal of 80.
    table = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0), header_style="bold", title_justify="left")
    table.title = words["title"].format(number=len(report.articles), split=split)
    table.add_column(words["metric"], no_wrap=True)
    for heading in ("precision", "recall", "F1", "95 %", "gold", "found", "right"):
        table.add_column(words.get(heading, heading), justify="right")
    for name, score in report.scores.items():
        if types or name.count(".") < _OF_A_TYPE:
            table.add_row(name, *_cells(score, wording))
    return table


def confusion_table(
    what: Literal["type", "status"], rows: Iterable[ConfusionRow], wording: Wording
) -> Table | None:
    """The mistakes only, most frequent first; None where there are none."""
    wrong = [row for row in rows if row.gold != row.predicted]
    if not wrong:
        return None
    table = Table(box=None, pad_edge=False, header_style="bold", title_justify="left")
    words = wording.sections["evaluation"]
    table.title = words["confusions"].format(what=words[f"deal_{what}"])
    for heading in ("gold", "predicted"):
        table.add_column(words[heading])
    table.add_column(words["times"], justify="right")
    for row in wrong:
        table.add_row(wording.word(what, row.gold), wording.word(what, row.predicted), str(row.count))
    return table


def changes_table(changed: Mapping[str, tuple[float | None, float | None]], wording: Wording) -> Table:
    """What got better and what got worse since the baseline."""
    table = Table(box=None, pad_edge=False, header_style="bold", title_justify="left")
    words = wording.sections["evaluation"]
    table.title = words["baseline"]
    table.add_column(words["metric"])
    for heading in ("before", "now", "change"):
        table.add_column(words[heading], justify="right")
    for name, (before, now) in changed.items():
        difference = (now or 0.0) - (before or 0.0)
        colour = "green" if difference > 0 else "red"
        table.add_row(
            name,
            *(_percent(value, wording) for value in (before, now)),
            f"[{colour}]{wording.fixed(100 * difference, sign=True)}[/]",
        )
    return table


def _cells(score: Score, wording: Wording) -> tuple[str, ...]:
    precision, recall, f1, low, high = (
        _percent(value, wording) for value in (score.precision, score.recall, score.f1, score.low, score.high)
    )
    spread = "-" if score.low is None else f"{low}–{high}"
    right = wording.number(Decimal(f"{score.correct:g}"))
    return (precision, recall, f1, spread, str(score.gold), str(score.predicted), right)


def _percent(value: float | None, wording: Wording) -> str:
    return "-" if value is None else wording.fixed(100 * value)
