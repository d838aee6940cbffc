"""The engine for articles that come one by one: worker processes behind futures.

Each worker process has a thread that gives it one article at a time. A worker that dies is replaced and its
article tried once more; an article that takes longer than the time limit costs its worker, and becomes a
failure. Whoever submits waits for the future and loses it without harm by cancelling.
"""

from __future__ import annotations

import queue
import signal
import threading
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import resource_tracker
from types import TracebackType

from depesche.engines.outcome import EncodedRecord, ExtractorSpec
from depesche.engines.worker import Ready, Unusable, WorkerProcess, start_worker
from depesche.errors import DepescheError
from depesche.extractor import Failure
from depesche.records import Article

Outcome = EncodedRecord | Failure

_TRIES = 2
"""Workers an article may take down before it is given up."""

_FATAL_STARTS = 3
"""Times a worker may die while it loads before the service is given up."""

_LIFETIME = 5000
"""Articles after which a worker is replaced: a model's vocabulary grows with every word that is new to it, by
one to two kilobytes each, so that a process that reads without end would never stop growing."""

_CLOSING = "the service is closing"


@dataclass(frozen=True, slots=True)
class _Job:
    article: Article
    future: Future[Outcome]


class Service:
    """A context manager; ``timeout``: seconds one article may be worked at.

    ``lifetime``: articles after which a worker is replaced, so that memory stays bounded. Leaving it stops
    the workers; what was not answered by then raises DepescheError.
    """

    def __init__(
        self, spec: ExtractorSpec, *, workers: int, timeout: float | None = None, lifetime: int = _LIFETIME
    ) -> None:
        self._spec = spec
        self._timeout = timeout
        self._lifetime = lifetime
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._changed = threading.Condition()
        self._workers: dict[threading.Thread, WorkerProcess] = {}
        self._loaded: set[threading.Thread] = set()
        self._closed = False
        self._fault: DepescheError | None = None
        self._threads = [threading.Thread(target=self._attend, daemon=True) for _ in range(workers)]

    def __enter__(self) -> Service:
        """Start the workers; they load while the caller goes on."""
        # Started here: when it starts itself it unblocks the signals that _spawn blocks.
        resource_tracker.ensure_running()
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop the workers."""
        with self._changed:
            self._closed = True
            for worker in self._workers.values():
                worker.process.kill()
            self._changed.notify_all()
        for _ in self._threads:
            self._jobs.put(None)
        for thread in self._threads:
            thread.join()
        self._refuse_waiting(DepescheError(_CLOSING))

    @property
    def size(self) -> int:
        """How many workers there are to be."""
        return len(self._threads)

    @property
    def ready(self) -> int:
        """How many workers have loaded and are alive."""
        with self._changed:
            return len(self._loaded)

    def wait_ready(self) -> None:
        """Wait for the first worker; raises DepescheError where model or rules do not load."""
        with self._changed:
            self._changed.wait_for(lambda: self._loaded or self._fault or self._closed)
            if self._fault:
                raise self._fault

    def submit(self, article: Article) -> Future[Outcome]:
        """Queue an article; the future raises DepescheError where no worker can be had."""
        future: Future[Outcome] = Future()
        with self._changed:
            if self._fault or self._closed:
                future.set_exception(self._fault or DepescheError(_CLOSING))
            else:
                self._jobs.put(_Job(article, future))
        return future

    def _attend(self) -> None:
        """Give jobs to one worker until the service closes or no worker can be had."""
        worker = self._start()
        answered = 0
        while worker and (job := self._jobs.get()):
            if job.future.set_running_or_notify_cancel():
                worker = self._answer(job, worker)
                answered += 1
            if worker and answered == self._lifetime:
                self._stop(worker)
                worker, answered = self._start(), 0
        if worker:
            self._stop(worker)

    def _answer(self, job: _Job, worker: WorkerProcess) -> WorkerProcess | None:
        """Settle the job's future; gives the worker for the next job."""
        article = job.article
        for _ in range(_TRIES):
            try:
                worker.pipe.send([article])
                if worker.pipe.poll(self._timeout):
                    job.future.set_result(worker.pipe.recv())
                    return worker
            except (EOFError, OSError):
                self._stop(worker)
                another = self._start()
                if another is None:
                    break
                worker = another
            else:
                self._stop(worker)
                reason = f"took longer than {self._timeout:g} seconds"
                job.future.set_result(Failure(article.id, article.path, reason, "TimeoutError"))
                return self._start()
        if self._closed:
            job.future.set_exception(DepescheError(_CLOSING))
            return None
        job.future.set_result(
            Failure(article.id, article.path, "its worker process died twice", "WorkerDied")
        )
        return worker

    def _start(self) -> WorkerProcess | None:
        """A worker that has loaded; None when the service closes or none can be had."""
        for _ in range(_FATAL_STARTS):
            worker = self._spawn()
            if worker is None:
                return None
            try:
                message = worker.pipe.recv()
            except (EOFError, OSError):
                self._stop(worker)
                continue
            if isinstance(message, Ready):
                with self._changed:
                    self._loaded.add(threading.current_thread())
                    self._changed.notify_all()
                return worker
            self._stop(worker)
            assert isinstance(message, Unusable)
            self._give_up(DepescheError(message.reason))
            return None
        self._give_up(DepescheError("worker processes die while they load the model; is memory short?"))
        return None

    def _spawn(self) -> WorkerProcess | None:
        """Start a process that leaves signals to this one, which stops it, also when it just ends."""
        with self._changed:
            if self._closed or self._fault:
                return None
            # A new process inherits what this thread blocks.
            if hasattr(signal, "pthread_sigmask"):
                signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
            worker = self._workers[threading.current_thread()] = start_worker(self._spec)
            return worker

    def _stop(self, worker: WorkerProcess) -> None:
        with self._changed:
            self._workers.pop(threading.current_thread(), None)
            self._loaded.discard(threading.current_thread())
        worker.stop()

    def _give_up(self, fault: DepescheError) -> None:
        """Do without this thread's worker; without any worker the service is at its end."""
        with self._changed:
            if not self._loaded:
                self._fault = fault
                self._refuse_waiting(fault)
            self._changed.notify_all()

    def _refuse_waiting(self, fault: DepescheError) -> None:
        with suppress(queue.Empty):
            while True:
                job = self._jobs.get_nowait()
                if job is not None and job.future.set_running_or_notify_cancel():
                    job.future.set_exception(fault)
