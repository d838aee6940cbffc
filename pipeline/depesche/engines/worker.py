"""A worker process: how it is started and stopped, and what runs in it.

It loads the extractor once, then answers article by article.
"""

from __future__ import annotations

import multiprocessing
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess

from depesche.engines.outcome import ExtractorSpec
from depesche.errors import DepescheError


@dataclass(frozen=True, slots=True)
class Ready:
    """The worker has loaded everything and waits for articles."""


@dataclass(frozen=True, slots=True)
class Unusable:
    """Model or rules do not load, in this worker or any other."""

    reason: str


@dataclass(slots=True)
class WorkerProcess:
    """A worker process as its parent sees it: what is sent through ``pipe`` is answered there."""

    process: BaseProcess
    pipe: Connection

    def stop(self) -> None:
        """End it at once, whatever it is at."""
        self.process.kill()
        self.process.join()
        self.pipe.close()


def start_worker(spec: ExtractorSpec) -> WorkerProcess:
    """Start a worker; it says Ready when it has loaded, or Unusable. Signals are the caller's business."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=work, args=(theirs, spec), daemon=True)
    process.start()
    theirs.close()
    return WorkerProcess(process, ours)


def work(pipe: Connection, spec: ExtractorSpec) -> None:
    """Answer chunks of articles until the pipe closes."""
    # A pipe that closes means that the parent has no more use for this worker, or is gone.
    with suppress(EOFError, ConnectionError):
        try:
            extractor = spec.load()
        except DepescheError as error:
            pipe.send(Unusable(str(error)))
            return
        pipe.send(Ready())
        while True:
            for outcome in spec.outcomes(extractor, pipe.recv()):
                pipe.send(outcome)
