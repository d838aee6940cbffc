"""A batch on Ray: the same call, its output a folder of Parquet parts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from depesche.cli.batch_call import BatchCall
from depesche.cli.batch_report import Counts, Report
from depesche.cluster.on_ray import Job, run_on_ray
from depesche.cluster.parts import Note, PartFolder
from depesche.cluster.plan import PART_ITEMS, Found, Reading, groups
from depesche.engines import ExtractorSpec
from depesche.errors import DepescheError, OutputError
from depesche.io.finding import find_files
from depesche.io.listing import Listing
from depesche.io.progress import fingerprint
from depesche.io.sinks import STDOUT
from depesche.io.stream import Meter


def run_cluster_batch(call: BatchCall, address: str | None, *, part_items: int = PART_ITEMS) -> Counts:
    """Do the whole call and say what became of the articles.

    Raises DepescheError where the call cannot work; whatever is wrong with an article is a failure instead.
    """
    _refuse(call)
    path = Path(call.out).absolute()
    folder = PartFolder(path)
    digest = fingerprint(call.watched, call.written, {**call.settings, "part_items": part_items})
    folder.begin(digest, resume=call.resume)
    found: Iterator[Found] = find_files(call.inputs, exclude=call.written, input_format=call.input_format)
    job = Job(
        groups=list(groups(found)),
        reading=Reading(call.limits, call.preparation, part_items),
        spec=_anywhere(call.spec),
        folder=path,
        workers=call.workers,
        timeout=call.timeout,
    )
    report = call.report(Counts(), Meter())
    try:
        with report:
            for note in folder.notes():
                _tell(report, note)
            for name in run_on_ray(job, address):
                _tell(report, folder.note(name))
            _finish(call, folder)
    except KeyboardInterrupt:
        report.interrupted(resumable=True)
        raise
    report.finish(call.out)
    return report.counts


def _tell(report: Report, note: Note) -> None:
    for _ in range(note.records):
        report.success()
    for failure in note.failures:
        report.failure(failure)
    for file in note.skipped:
        report.skip(file)


def _finish(call: BatchCall, folder: PartFolder) -> None:
    """List the failures in the order of the input, and look whether all machines had the same pipeline."""
    makers: set[str] = set()
    with Listing(call.errors) as errors:
        for note in folder.notes():
            makers.update([note.pipeline] if note.pipeline else [])
            for failure in note.failures:
                errors.write(failure)
    if len(makers) > 1:
        raise OutputError(
            f"{call.out}: records were made by different pipelines ({'; '.join(sorted(makers))}); install "
            "the same Depesche, model and rules on every machine and begin anew, without --resume"
        )


def _refuse(call: BatchCall) -> None:
    if STDOUT in call.inputs or call.out == STDOUT:
        raise DepescheError("--engine ray needs files or folders as input and a folder as output")
    if call.dedupe:
        raise DepescheError(
            "--dedupe compares all articles with each other and works with the engine of one machine only"
        )
    if Path(call.out).suffix and not Path(call.out).is_dir() and not call.out.endswith("/"):
        raise OutputError(f"{call.out}: --engine ray writes a folder of Parquet parts; give a folder")


def _anywhere(spec: ExtractorSpec) -> ExtractorSpec:
    """The extractor by paths that do not depend on the folder a process runs in."""
    names = spec.names.absolute() if spec.names else None
    model = str(Path(spec.model).absolute()) if Path(spec.model).is_dir() else spec.model
    return replace(spec, model=model, rules=tuple(path.absolute() for path in spec.rules), names=names)
