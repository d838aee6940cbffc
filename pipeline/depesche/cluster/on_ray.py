"""The engine on Ray (``depesche[ray]``): a stream of parts through a pool of actors that grows and shrinks.

Ray Data starts the tasks that read and the actors that extract, moves parts between machines, and repeats
what was lost with a machine. Every machine needs Depesche with the same model, and the inputs, the rules and
the output folder under the same paths.
"""

from __future__ import annotations

import logging
import pickle
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from depesche.cluster.actor import PartActor
from depesche.cluster.parts import PartFolder
from depesche.cluster.plan import Group, Reading
from depesche.engines import ExtractorSpec
from depesche.errors import DepescheError

_READ_CPUS, _EXTRACT_CPUS = 0.1, 0.9
"""Shares of a processor core. Different ones also keep Ray from making one step of the two, which would read
and extract a large file on a single machine."""

Rows = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Job:
    """What is to be done: the ``groups`` read, their parts extracted and written into ``folder``.

    ``workers``: actors at most, None for as many as the cluster can hold. ``timeout``: seconds of an article.
    """

    groups: Sequence[Group]
    reading: Reading
    spec: ExtractorSpec
    folder: Path
    workers: int | None = None
    timeout: float | None = None


class _ReadParts:
    """The step that reads: groups in, parts out that are not finished yet."""

    def __init__(self, reading: Reading, folder: Path) -> None:
        self._reading = reading
        self._parts = PartFolder(folder)

    def __call__(self, rows: Rows) -> Iterator[Rows]:
        for packed in rows["group"]:
            for part in self._reading.parts(pickle.loads(packed)):
                if not self._parts.is_done(part.name):
                    yield {"part": [pickle.dumps(part)]}


class _ExtractParts:
    """The step that extracts, as the actor's class: parts in, their names out."""

    def __init__(self, spec: ExtractorSpec, timeout: float | None, folder: Path) -> None:
        self._actor = PartActor(spec, timeout, folder)

    def __call__(self, rows: Rows) -> Rows:
        parts = [pickle.loads(packed) for packed in rows["part"]]
        for part in parts:
            self._actor.extract(part)
        return {"part": [part.name for part in parts]}


def run_on_ray(job: Job, address: str | None) -> Iterator[str]:
    """Do the job and yield the names of parts as they are finished, in no order.

    ``address``: of a running cluster; None starts Ray on this machine, for the time of the call. Raises
    DepescheError where Ray is not installed, the cluster cannot be reached, or model or rules do not load.
    """
    with _connected(address) as ray, _reported(ray):
        context = ray.data.DataContext.get_current()
        context.enable_progress_bars = False
        read = _ReadParts(job.reading, job.folder)
        rows = [{"group": pickle.dumps(group)} for group in job.groups]
        if not rows:
            return
        parts = (
            ray.data.from_items(rows, override_num_blocks=len(rows))
            .map_batches(read.__call__, batch_size=1, num_cpus=_READ_CPUS)
            .map_batches(
                _ExtractParts,
                fn_constructor_args=(job.spec, job.timeout, job.folder),
                batch_size=1,
                num_cpus=_EXTRACT_CPUS,
                compute=ray.data.ActorPoolStrategy(min_size=1, max_size=job.workers),
            )
        )
        for row in parts.iter_rows():
            yield row["part"]


@contextmanager
def _connected(address: str | None) -> Iterator[Any]:
    """Ray, connected to the cluster; left as it was found."""
    try:
        import ray  # noqa: PLC0415 - an extra, and slow to import
        import ray.data  # noqa: PLC0415 - as above
    except ImportError as error:
        raise DepescheError("--engine ray needs a library; pip install 'depesche[ray]'") from error
    logging.getLogger("ray.data").setLevel(logging.ERROR)
    if ray.is_initialized():
        yield ray
        return
    try:
        ray.init(address=address or "local", log_to_driver=False, logging_level=logging.ERROR)
    except (ConnectionError, ValueError, RuntimeError) as error:
        raise DepescheError(f"no Ray cluster at {address or 'this machine'}: {error}") from error
    try:
        yield ray
    finally:
        ray.shutdown()


@contextmanager
def _reported(ray: Any) -> Iterator[None]:
    """Turn what Ray raises into DepescheError with the reason that is behind it."""
    try:
        yield
    except ray.exceptions.RayError as error:
        reason: BaseException | None = error
        while reason is not None and not isinstance(reason, DepescheError):
            reason = getattr(reason, "cause", None) or reason.__cause__
        raise DepescheError(str(reason) if reason else f"the cluster gave up: {error}") from error
