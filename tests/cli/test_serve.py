"""``depesche serve``: what it refuses to start with, and how it ends."""

from __future__ import annotations

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from depesche.backbone import embedded_model_path

for library in ("fastapi", "uvicorn", "prometheus_client"):
    pytest.importorskip(library)

CALL = "from depesche.cli import main; main()"
PATIENCE = 60
JSON = {"content-type": "application/json"}


def test_a_model_that_is_missing_ends_the_call(cli: Any) -> None:
    run = cli("serve", "--model", "nowhere", "--port", "0")
    assert run.status == 2
    assert "nowhere" in run.err


def test_an_open_address_without_a_key_is_warned_of(cli: Any) -> None:
    run = cli("serve", "--model", "nowhere", "--host", "0.0.0.0")
    assert "0.0.0.0 can be reached from other machines" in run.err


@pytest.mark.parametrize(("content", "reason"), [(None, "no such file"), ("\n \n", "holds no API key")])
def test_key_files_that_hold_none(cli: Any, tmp_path: Path, content: str | None, reason: str) -> None:
    if content is not None:
        (tmp_path / "keys").write_text(content)
    run = cli("serve", "--api-key-file", "keys")
    assert run.status == 1
    assert reason in run.err


@pytest.mark.skipif(not embedded_model_path().is_dir(), reason="the embedded model is not in this tree")
@pytest.mark.skipif(os.name != "posix", reason="signals of Unix")
def test_told_to_stop_it_finishes_what_it_is_at() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        sys.executable,
        "-c",
        CALL,
        "serve",
        "--model",
        "embedded",
        "--workers",
        "1",
        "--port",
        str(port),
    ]
    answers: list[int] = []

    def ask(path: str, body: object = None) -> int:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        connection.request("POST" if body else "GET", path, json.dumps(body) if body else None, JSON)
        return connection.getresponse().status

    with subprocess.Popen(
        command, stderr=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True
    ) as server:
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            try:
                assert ask("/ready") == 200
                break
            except ConnectionError:
                time.sleep(0.1)
        article = {"text": "SAP übernimmt Signavio für 1,2 Milliarden Euro. " * 150}
        request = threading.Thread(target=lambda: answers.append(ask("/extract", article)))
        request.start()
        time.sleep(0.3)
        # To the whole group, workers included, as a service manager sends it.
        os.killpg(server.pid, signal.SIGTERM)
        request.join(PATIENCE)
        assert server.wait(PATIENCE) == -signal.SIGTERM
        assert server.stderr is not None
        assert b"Traceback" not in server.stderr.read(), "ends when the workers are gone too"
    assert answers == [200]
