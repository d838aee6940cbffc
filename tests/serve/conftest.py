"""A server in this process, over real sockets, in front of a worker that obeys what articles say."""

from __future__ import annotations

import http.client
import importlib
import json
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("fastapi")
uvicorn = pytest.importorskip("uvicorn")
pytest.importorskip("prometheus_client")

from depesche.engines.service import Service  # noqa: E402
from depesche.serve.app import create_app  # noqa: E402
from depesche.serve.settings import ServeSettings  # noqa: E402

PATIENCE = 60


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@dataclass(frozen=True, slots=True)
class Server:
    """A running server's port."""

    port: int

    def connect(self) -> http.client.HTTPConnection:
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)

    def ask(self, method: str, path: str, body: Any = None, headers: dict[str, str] | None = None) -> Answer:
        """One request; a body that is not bytes or an iterator of bytes goes out as JSON."""
        connection = self.connect()
        if body is not None and not isinstance(body, bytes | Iterator):
            body = json.dumps(body).encode()
        kind = {"content-type": "application/json"} if body is not None else {}
        connection.request(method, path, body, {**kind, **(headers or {})})
        answer = connection.getresponse()
        said = Answer(answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read())
        connection.close()
        return said


@pytest.fixture(scope="module")
def service() -> Iterator[Service]:
    """One worker with the fake's extractor; its module is found by the worker, which inherits the path."""
    folder = str(Path(__file__).parent.parent / "engines")
    sys.path.insert(0, folder)
    try:
        spec = importlib.import_module("fake_spec").FakeSpec
        with Service(spec(), workers=1, timeout=3.0) as running:
            running.wait_ready()
            yield running
    finally:
        sys.path.remove(folder)
        sys.modules.pop("fake_spec", None)


@contextmanager
def _serving(service: Service, settings: ServeSettings) -> Iterator[Server]:
    config = uvicorn.Config(create_app(service, settings), port=0, log_level="warning")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield Server(server.servers[0].sockets[0].getsockname()[1])
    server.should_exit = True
    thread.join()


@pytest.fixture(scope="module")
def serving() -> Callable[..., AbstractContextManager[Server]]:
    """Serve with a service and settings of one's own."""
    return _serving


@pytest.fixture(scope="module")
def server(service: Service) -> Iterator[Server]:
    settings = ServeSettings(
        max_body_bytes=2000, max_articles=3, timeout=3.0, requests=2, streams=1, idle=1.0
    )
    with _serving(service, settings) as running:
        yield running


@pytest.fixture(scope="module")
def locked_server(service: Service) -> Iterator[Server]:
    with _serving(service, ServeSettings(api_keys=("öffne-dich", "second"))) as running:
        yield running


@pytest.fixture
def in_background() -> Iterator[Callable[[Callable[[], Answer]], Callable[[], Answer]]]:
    """Run a request in a thread; gives a function that waits for its answer."""
    threads: list[threading.Thread] = []

    def start(request: Callable[[], Answer]) -> Callable[[], Answer]:
        answers: list[Answer] = []
        thread = threading.Thread(target=lambda: answers.append(request()), daemon=True)
        thread.start()
        threads.append(thread)

        def wait() -> Answer:
            thread.join(PATIENCE)
            return answers[0]

        return wait

    yield start
    for thread in threads:
        thread.join(PATIENCE)
