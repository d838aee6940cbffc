"""Sends the articles of a batch through an engine of this machine and its outcomes where they belong."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, islice

from depesche.cli.batch_call import BatchCall
from depesche.cli.batch_keeper import Keeper
from depesche.cli.batch_report import Counts, Report
from depesche.engines import EncodedRecord, run_inline, run_processes
from depesche.engines.cores import usable_cores
from depesche.extractor import Failure
from depesche.io import Copy, InputFailure, SkippedFile, read_inputs
from depesche.io.listing import Listing, as_input_failure
from depesche.io.sinks import Sink, open_sink
from depesche.io.stream import Meter
from depesche.records import Article

Item = Article | Copy | InputFailure | SkippedFile
Outcome = EncodedRecord | Failure | Copy | InputFailure | SkippedFile

_FEW = 40
"""Batches of fewer items are done before worker processes would have started."""


def run_batch(call: BatchCall) -> Counts:
    """Do the whole call and say what became of the articles.

    Raises ModelError, RuleError or OutputError; whatever is wrong with an article is a failure instead.
    """
    keeper = Keeper(call.watched, call.out, exclude=call.written, settings=call.settings, resume=call.resume)
    start = keeper.start
    meter = Meter()
    report = call.report(keeper.before, meter)
    try:
        with (
            report,
            Listing(call.errors, start.errors_bytes if start else None) as errors,
            Listing(call.duplicates, start.duplicates_bytes if start else None) as copies,
            open_sink(
                call.out,
                start.out_bytes if start else None,
                resumable=keeper.resumable,
                bulk_index=call.bulk_index,
            ) as sink,
        ):
            _run(call, _items(call, meter), keeper, report, sink=sink, errors=errors, copies=copies)
    except KeyboardInterrupt:
        report.interrupted(resumable=keeper.resumable)
        raise
    keeper.finish()
    report.finish(call.out)
    return report.counts


def _run(
    call: BatchCall,
    items: Iterator[Item],
    keeper: Keeper,
    report: Report,
    *,
    sink: Sink,
    errors: Listing,
    copies: Listing,
) -> None:
    done = 0
    while keeper.start and done < keeper.start.items and (item := next(items, None)):
        if isinstance(item, SkippedFile):
            report.skip(item)
        else:
            done += 1
    for outcome in _outcomes(items, call):
        match outcome:
            case EncodedRecord():
                keeper.seen(outcome.json)
                sink.write(outcome.article_id, outcome.json)
                report.success()
            case SkippedFile():
                report.skip(outcome)
                continue
            case Copy():
                copies.write(outcome)
                report.copy(outcome)
            case InputFailure():
                errors.write(outcome)
                report.failure(outcome)
            case Failure():
                failure = as_input_failure(outcome)
                errors.write(failure)
                report.failure(failure)
        done += 1
        keeper.done(done, report.counts, sink=sink, errors=errors, copies=copies)
    keeper.done(done, report.counts, sink=sink, errors=errors, copies=copies, last=True)


def _items(call: BatchCall, meter: Meter) -> Iterator[Item]:
    items = read_inputs(
        call.inputs,
        limits=call.limits,
        input_format=call.input_format,
        exclude=call.written,
        meter=meter,
    )
    prepared = call.preparation.apply(items)
    if not call.dedupe:
        return prepared
    from depesche.io.copies import without_copies  # noqa: PLC0415 - imports numpy, rarely needed

    return without_copies(prepared)


def _outcomes(items: Iterator[Item], call: BatchCall) -> Iterator[Outcome]:
    workers = call.workers
    if workers is None:
        first = list(islice(items, _FEW))
        workers = usable_cores() if len(first) == _FEW else 1
        items = chain(first, items)
    if workers == 1 and call.timeout is None:
        return run_inline(items, call.spec)
    return run_processes(items, call.spec, workers=workers, timeout=call.timeout)
