"""What runs in a worker process: load the extractor once, then answer article by article."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection

from depesche.engines.outcome import ExtractorSpec
from depesche.errors import DepescheError


@dataclass(frozen=True, slots=True)
class Ready:
    """The worker has loaded everything and waits for articles."""


@dataclass(frozen=True, slots=True)
class Unusable:
    """Model or rules do not load, in this worker or any other."""

    reason: str


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
