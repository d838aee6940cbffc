"""Sends the articles of a batch through an engine and its outcomes where they belong."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import chain, islice

from depesche.cli.batch_keeper import Keeper
from depesche.cli.batch_report import BatchReport
from depesche.engines import EncodedRecord, ExtractorSpec, run_inline, run_processes
from depesche.extractor import Failure
from depesche.io import InputFailure, SkippedFile
from depesche.io.failures import FailureLog
from depesche.io.sinks import Sink
from depesche.records import Article

Item = Article | InputFailure | SkippedFile
Outcome = EncodedRecord | Failure | InputFailure | SkippedFile

_FEW = 40
"""Batches of fewer items are done before worker processes would have started."""


def run_batch(
    items: Iterator[Item],
    spec: ExtractorSpec,
    *,
    sink: Sink,
    log: FailureLog,
    report: BatchReport,
    keeper: Keeper,
    default_date: date | datetime | None,
    workers: int | None,
    timeout: float | None,
) -> None:
    """Extract everything; ``workers`` None: as many as there are processor cores, if it is worth it.

    Raises ModelError, RuleError or OutputError; whatever is wrong with an article is a failure instead.
    """
    done = keeper.start.items if keeper.start else 0
    for skipped in islice(items, done):
        if isinstance(skipped, SkippedFile):
            report.skip(skipped)
    for outcome in _outcomes(_dated(items, default_date), spec, workers, timeout):
        match outcome:
            case EncodedRecord():
                keeper.seen(outcome.json)
                sink.write(outcome.article_id, outcome.json)
                report.success()
            case SkippedFile():
                report.skip(outcome)
            case InputFailure():
                log.write(outcome)
                report.failure(outcome)
            case Failure():
                failure = _as_input_failure(outcome)
                log.write(failure)
                report.failure(failure)
        done += 1
        keeper.done(done, records=report.done, failures=report.failed, sink=sink, log=log)


def _outcomes(
    items: Iterator[Item], spec: ExtractorSpec, workers: int | None, timeout: float | None
) -> Iterator[Outcome]:
    if workers is None:
        first = list(islice(items, _FEW))
        workers = _cores() if len(first) == _FEW else 1
        items = chain(first, items)
    if workers == 1 and timeout is None:
        return run_inline(items, spec)
    return run_processes(items, spec, workers=workers, timeout=timeout)


def _cores() -> int:
    """The processor cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _dated(items: Iterable[Item], default: date | datetime | None) -> Iterator[Item]:
    """Give articles without a date of publication the default one."""
    for item in items:
        if isinstance(item, Article) and item.published is None and default is not None:
            yield item.model_copy(update={"published": default})
        else:
            yield item


def _as_input_failure(failure: Failure) -> InputFailure:
    """An article that could be read and not extracted is listed as the others are."""
    return InputFailure(
        failure.path or failure.article_id,
        failure.reason,
        article_id=failure.article_id,
        error_type=failure.error_type,
    )
