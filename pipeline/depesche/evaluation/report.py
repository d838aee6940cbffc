"""The result of an evaluation as a file: scores, confusions, and the differences of every article."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from depesche.errors import InputError
from depesche.evaluation.evaluate import Evaluation
from depesche.evaluation.pairs import Error
from depesche.evaluation.scores import Score
from depesche.records import PipelineInfo


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ErrorRow(_Part):
    """A difference; offsets are code points of the article's text, ``rule`` is what made a wrong fact."""

    layer: str
    kind: str
    text: str
    start: int | None = None
    end: int | None = None
    rule: str | None = None


class ArticleRow(_Part):
    """An article and its differences, in text order."""

    id: str
    errors: tuple[ErrorRow, ...]


class ConfusionRow(_Part):
    """How often ``gold`` was read as ``predicted``; "none" is a deal without a counterpart."""

    gold: str
    predicted: str
    count: int


class CalibrationRow(_Part):
    """Predicted deals with a confidence from ``low`` to below ``high``, and the share that is right."""

    low: float
    high: float
    count: int
    confidence: float
    right: float


class Report(_Part):
    """An evaluation; ``scores`` by metric name, see ``docs/evaluation.md``."""

    format: Literal[1] = 1
    pipeline: PipelineInfo | None
    corpus_sha256: str
    split: str | None
    articles: tuple[ArticleRow, ...]
    scores: dict[str, Score]
    types: tuple[ConfusionRow, ...]
    statuses: tuple[ConfusionRow, ...]
    calibration: tuple[CalibrationRow, ...] = ()
    problems: tuple[str, ...] = ()


def build_report(
    evaluation: Evaluation, *, corpus_sha256: str, split: str | None, problems: Sequence[str] = ()
) -> Report:
    """Put the result of an evaluation together; ``problems`` are gold or extraction that failed."""
    first = next(iter(evaluation.articles), None)
    return Report(
        pipeline=first.pair.predicted.pipeline if first else None,
        corpus_sha256=corpus_sha256,
        split=split,
        articles=tuple(
            ArticleRow(id=result.pair.gold.id, errors=tuple(_row(error) for error in result.errors))
            for result in evaluation.articles
        ),
        scores=dict(evaluation.scores),
        types=_confusion(evaluation.types),
        statuses=_confusion(evaluation.statuses),
        calibration=tuple(_calibration(evaluation.confidences)),
        problems=tuple(problems),
    )


_BINS = 5
"""Into so many classes of equal width confidences are put."""


def _calibration(confidences: Sequence[tuple[float, bool]]) -> Iterator[CalibrationRow]:
    """How often deals of each confidence are right; classes without a deal are left out."""
    for number in range(_BINS):
        inside = [c for c in confidences if min(int(c[0] * _BINS), _BINS - 1) == number]
        if inside:
            yield CalibrationRow(
                low=number / _BINS,
                high=(number + 1) / _BINS,
                count=len(inside),
                confidence=sum(c for c, _ in inside) / len(inside),
                right=sum(ok for _, ok in inside) / len(inside),
            )


def read_report(file: Path) -> Report:
    """Read a report that was written as JSON; raises InputError for anything else."""
    try:
        return Report.model_validate_json(file.read_bytes())
    except OSError as error:
        raise InputError(
            f"{file}: {error.strerror or error}; --baseline takes a file made by --json"
        ) from error
    except ValidationError as error:
        reason = error.errors()[0]["msg"]
        raise InputError(f"{file}: no evaluation report ({reason}); make one with --json") from error


def changes(report: Report, baseline: Report) -> dict[str, tuple[float | None, float | None]]:
    """Metrics whose F1 differs: (before, now)."""
    names = sorted(set(report.scores) | set(baseline.scores))
    before = {name: _f1(baseline.scores, name) for name in names}
    now = {name: _f1(report.scores, name) for name in names}
    return {name: (before[name], now[name]) for name in names if before[name] != now[name]}


def error_changes(report: Report, baseline: Report) -> tuple[list[str], list[str]]:
    """Differences that went away, and that came, as "article: layer kind text"."""
    before, now = Counter(_lines(baseline)), Counter(_lines(report))
    return sorted((before - now).elements()), sorted((now - before).elements())


def _lines(report: Report) -> list[str]:
    return [
        f"{article.id}: {error.layer} {error.kind}: {error.text}"
        for article in report.articles
        for error in article.errors
    ]


def _f1(scores: Mapping[str, Score], name: str) -> float | None:
    return scores[name].f1 if name in scores else None


def _confusion(counts: Counter[tuple[str, str]]) -> tuple[ConfusionRow, ...]:
    rows = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return tuple(ConfusionRow(gold=gold, predicted=predicted, count=n) for (gold, predicted), n in rows)


def _row(error: Error) -> ErrorRow:
    return ErrorRow(
        layer=error.layer,
        kind=error.kind,
        text=error.text,
        start=error.start,
        end=error.end,
        rule=error.rule,
    )
