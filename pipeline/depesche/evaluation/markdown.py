"""The scores as a Markdown page: ``corpus/SCORES.md``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from depesche.evaluation.report import Report
from depesche.evaluation.scores import Score

_INTRO = """# Scores

Written by `make accuracy`; see `docs/evaluation.md` for what each metric counts. Every figure is a
percentage; the interval holds F1 in 95 % of bootstrap samples over the articles, over groups for the ledger.
"""
_OF_A_TYPE = 2
"""Dots in the name of a metric that counts a single type: ``deals.main.merger``."""
_LEDGER = "ledger."


def scores_markdown(reports: Sequence[Report]) -> str:
    """The page for the reports of several splits, the general metrics before the single types."""
    return "\n".join([_INTRO, *(_split(report) for report in reports)])


def _split(report: Report) -> str:
    model = f"{report.pipeline.model.name} {report.pipeline.model.version}" if report.pipeline else "unknown"
    general = {n: s for n, s in report.scores.items() if n.count(".") < _OF_A_TYPE or n.startswith(_LEDGER)}
    types = {name: s for name, s in report.scores.items() if name.startswith("deals.main.")}
    return (
        f"## {report.split}\n\n{len(report.articles)} articles, model {model}, "
        f"gold `{report.corpus_sha256[:12]}`.\n\n{_table(general)}\n{_types(types)}{_calibration(report)}"
    )


def _types(scores: Mapping[str, Score]) -> str:
    return f"Deals by type (type and main participants):\n\n{_table(scores)}\n" if scores else ""


def _calibration(report: Report) -> str:
    """How often deals of a confidence are right; the two columns of figures should agree."""
    if not report.calibration:
        return ""
    head = (
        "Confidence of deals, and the share that is right (type and main participants):\n\n"
        "| confidence | deals | mean | right |\n| --- | ---: | ---: | ---: |\n"
    )
    return head + "".join(
        f"| {row.low:.1f}–{row.high:.1f} | {row.count} "
        f"| {_percent(row.confidence)} | {_percent(row.right)} |\n"
        for row in report.calibration
    )


def _table(scores: Mapping[str, Score]) -> str:
    head = (
        "| metric | precision | recall | F1 | 95 % | gold | found |\n"
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: |\n"
    )
    return head + "".join(_row(name, score) for name, score in scores.items())


def _row(name: str, score: Score) -> str:
    figures = [_percent(value) for value in (score.precision, score.recall, score.f1)]
    spread = f"{_percent(score.low)}–{_percent(score.high)}"
    cells = [name, *figures, spread, str(score.gold), str(score.predicted)]
    return f"| {' | '.join(cells)} |\n"


def _percent(value: float | None) -> str:
    return "–" if value is None else f"{100 * value:.1f}"
