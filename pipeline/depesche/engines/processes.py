"""The engine of worker processes: each loads the model once, and none can take the others down.

A worker that dies is replaced, and what it had not answered is tried again article by article; an article
that kills its worker once more, or takes longer than the time limit, becomes a failure. The order of the
outcomes is the order of the articles, whoever was faster, and only a bounded number is under way.
"""

from __future__ import annotations

import signal
import threading
import time
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from multiprocessing.connection import wait
from typing import Generic

from depesche.engines.outcome import EncodedRecord, ExtractorSpec, OtherT, chunks
from depesche.engines.worker import Ready, Unusable, WorkerProcess, start_worker
from depesche.errors import DepescheError
from depesche.extractor import Failure
from depesche.records import Article

_CHARS_AHEAD = 300_000
"""Text under way for each worker, with what waits for it and what waits for its turn in the output."""

_ITEM_CHARS = 200
"""What an item weighs beside its text, so that a stream of failures is bounded too."""

_FATAL_STARTS = 3
"""Workers in a row that may die while they load before the call is given up."""


@dataclass(slots=True)
class _Slot(Generic[OtherT]):
    """The place of one item in the output; ``result`` is None until it is known."""

    item: Article | OtherT
    result: EncodedRecord | Failure | OtherT | None = None
    deaths: int = 0
    weight: int = _ITEM_CHARS


@dataclass(slots=True)
class _Worker(WorkerProcess, Generic[OtherT]):
    """A process and what it is at: ``waiting`` holds the slots it has not answered yet."""

    ready: bool = False
    waiting: deque[_Slot[OtherT]] = field(default_factory=deque)
    since: float = 0.0

    def give(self, chunk: list[_Slot[OtherT]]) -> None:
        self.waiting.extend(chunk)
        self.since = time.monotonic()
        # A worker that has died meanwhile is noticed when its pipe is read.
        with suppress(ConnectionError):
            self.pipe.send([slot.item for slot in chunk])


def run_processes(
    items: Iterable[Article | OtherT], spec: ExtractorSpec, *, workers: int, timeout: float | None = None
) -> Iterator[EncodedRecord | Failure | OtherT]:
    """Extract in ``workers`` processes; ``timeout``: seconds one article may take.

    Raises DepescheError where model or rules do not load.
    """
    pool = WorkerPool[OtherT](spec, workers, timeout)
    try:
        yield from pool.run(items)
    finally:
        pool.close()


class WorkerPool(Generic[OtherT]):
    """Worker processes that stay between runs until they are closed.

    Holds the workers, the chunks that wait for one, and the slots that wait for their turn in the output.
    """

    def __init__(self, spec: ExtractorSpec, size: int, timeout: float | None) -> None:
        self._spec = spec
        self._size = size
        self._timeout = timeout
        self._workers: list[_Worker[OtherT]] = []
        self._queue: deque[list[_Slot[OtherT]]] = deque()
        self._order: deque[_Slot[OtherT]] = deque()
        self._weight = 0
        self._failed_starts = 0

    def run(self, items: Iterable[Article | OtherT]) -> Iterator[EncodedRecord | Failure | OtherT]:
        """Extract articles, as ``run_processes`` does; to be called again when it is through."""
        source = chunks(items)
        more = True
        while more or self._order:
            while more and len(self._queue) < self._size and self._weight < _CHARS_AHEAD * self._size:
                chunk = next(source, None)
                more = chunk is not None
                self._take(chunk or [])
            self._hand_out()
            while self._order and self._order[0].result is not None:
                slot = self._order.popleft()
                self._weight -= slot.weight
                yield slot.result  # type: ignore[misc]  # None was ruled out
            if self._order:
                self._listen()

    @property
    def pids(self) -> list[int]:
        """The ids of the worker processes that run."""
        return [worker.process.pid for worker in self._workers if worker.process.pid is not None]

    def close(self) -> None:
        """Stop the workers."""
        for worker in self._workers:
            worker.stop()
        self._workers.clear()

    def _take(self, chunk: list[Article | OtherT]) -> None:
        slots = [_slot(item) for item in chunk]
        self._order.extend(slots)
        self._weight += sum(slot.weight for slot in slots)
        unanswered = [slot for slot in slots if slot.result is None]
        if unanswered:
            self._queue.append(unanswered)

    def _hand_out(self) -> None:
        for worker in self._workers:
            if self._queue and worker.ready and not worker.waiting:
                worker.give(self._queue.popleft())
        starting = sum(1 for worker in self._workers if not worker.ready)
        while len(self._workers) < self._size and len(self._queue) > starting:
            self._start()
            starting += 1

    def _start(self) -> None:
        with _deaf_to_interrupts():
            started = start_worker(self._spec)
        self._workers.append(_Worker(started.process, started.pipe))

    def _listen(self) -> None:
        """Wait until a worker says something, dies or runs out of time."""
        by_pipe = {worker.pipe: worker for worker in self._workers}
        for pipe in wait(list(by_pipe), self._next_deadline()):
            worker = by_pipe[pipe]  # type: ignore[index]  # only pipes were waited for
            try:
                self._hear(worker, worker.pipe.recv())
            except (EOFError, ConnectionError):
                self._bury(worker)
        for worker in list(self._workers):
            if self._timeout and worker.waiting and time.monotonic() - worker.since > self._timeout:
                self._give_up_on(worker)

    def _next_deadline(self) -> float | None:
        started = [worker.since for worker in self._workers if worker.waiting]
        if self._timeout is None or not started:
            return None
        return max(0.01, min(started) + self._timeout - time.monotonic())

    def _hear(self, worker: _Worker[OtherT], message: object) -> None:
        match message:
            case Ready():
                worker.ready = True
                self._failed_starts = 0
            case Unusable(reason):
                raise DepescheError(reason)
            case EncodedRecord() | Failure():
                worker.waiting.popleft().result = message
                worker.since = time.monotonic()

    def _bury(self, worker: _Worker[OtherT]) -> None:
        """Replace a worker that died; the article it was at is suspected, the others are tried again."""
        self._remove(worker)
        if not worker.ready:
            self._failed_starts += 1
            if self._failed_starts >= _FATAL_STARTS:
                code = worker.process.exitcode
                raise DepescheError(
                    f"worker processes die while they load the model (exit code {code}); "
                    "if memory is short, try fewer --workers"
                )
        if len(worker.waiting) == 1:
            worker.waiting[0].deaths += 1
        self._retry(worker, "its worker process died twice", "WorkerDied", deaths=2)

    def _give_up_on(self, worker: _Worker[OtherT]) -> None:
        """Stop a worker that is late; alone at work, the article is the one to blame."""
        self._remove(worker)
        if len(worker.waiting) == 1:
            worker.waiting[0].deaths += 1
        reason = f"took longer than {self._timeout:g} seconds (--timeout)"
        self._retry(worker, reason, "TimeoutError", deaths=1)

    def _retry(self, worker: _Worker[OtherT], reason: str, error_type: str, *, deaths: int) -> None:
        for slot in reversed(worker.waiting):
            if slot.deaths >= deaths and isinstance(slot.item, Article):
                slot.result = Failure(slot.item.id, slot.item.path, reason, error_type)
            else:
                self._queue.appendleft([slot])

    def _remove(self, worker: _Worker[OtherT]) -> None:
        self._workers.remove(worker)
        worker.stop()


def _slot(item: Article | OtherT) -> _Slot[OtherT]:
    if isinstance(item, Article):
        return _Slot(item, weight=len(item.text) + _ITEM_CHARS)
    return _Slot(item, item)


@contextmanager
def _deaf_to_interrupts() -> Iterator[None]:
    """Start processes that ignore Ctrl-C, which reaches the whole group; the parent stops its workers."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
