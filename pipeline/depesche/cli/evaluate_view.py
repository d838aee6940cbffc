"""The tables that ``depesche evaluate`` prints."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rich.table import Table

from depesche.evaluation.report import ConfusionRow, Report
from depesche.evaluation.scores import Score

_OF_A_TYPE = 2
"""Dots in the name of a metric that counts a single type: ``deals.main.merger``."""


def scores_table(report: Report, *, types: bool) -> Table:
    """Precision, recall and F1 by metric; with ``types`` also the single types of mentions and deals."""
    what = f", split {report.split}" if report.split else ""
    table = Table(box=None, pad_edge=False, header_style="bold", title_justify="left")
    table.title = f"{len(report.articles)} articles{what}"
    table.add_column("metric", no_wrap=True)
    for heading in ("precision", "recall", "F1", "95 %", "gold", "found", "right"):
        table.add_column(heading, justify="right")
    for name, score in report.scores.items():
        if types or name.count(".") < _OF_A_TYPE:
            table.add_row(name, *_cells(score))
    return table


def confusion_table(title: str, rows: Iterable[ConfusionRow]) -> Table | None:
    """The mistakes only, most frequent first; None where there are none."""
    wrong = [row for row in rows if row.gold != row.predicted]
    if not wrong:
        return None
    table = Table(box=None, pad_edge=False, header_style="bold", title_justify="left")
    table.title = f"confusions of {title}"
    for heading in ("gold", "predicted"):
        table.add_column(heading)
    table.add_column("times", justify="right")
    for row in wrong:
        table.add_row(row.gold, row.predicted, str(row.count))
    return table


def changes_table(changed: Mapping[str, tuple[float | None, float | None]]) -> Table:
    """What got better and what got worse since the baseline."""
    table = Table(box=None, pad_edge=False, header_style="bold", title_justify="left")
    table.title = "F1 against the baseline"
    table.add_column("metric")
    for heading in ("before", "now", "change"):
        table.add_column(heading, justify="right")
    for name, (before, now) in changed.items():
        difference = (now or 0.0) - (before or 0.0)
        colour = "green" if difference > 0 else "red"
        table.add_row(name, _percent(before), _percent(now), f"[{colour}]{100 * difference:+.1f}[/]")
    return table


def _cells(score: Score) -> tuple[str, ...]:
    spread = "-" if score.low is None else f"{_percent(score.low)}–{_percent(score.high)}"
    return (
        _percent(score.precision),
        _percent(score.recall),
        _percent(score.f1),
        spread,
        str(score.gold),
        str(score.predicted),
        f"{score.correct:g}",
    )


def _percent(value: float | None) -> str:
    return "-" if value is None else f"{100 * value:.1f}"
