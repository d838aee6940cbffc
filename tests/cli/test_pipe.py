"""``depesche pipe``: a line for each line, at once, and an end as other filters have it."""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from depesche.backbone import embedded_model_path

CALL = "from depesche.cli import main; main()"
PATIENCE = 60

needs_model = pytest.mark.skipif(
    not embedded_model_path().is_dir(), reason="the embedded model is not in this tree"
)


@pytest.fixture(autouse=True)
def _interrupts() -> Iterator[None]:
    before = signal.getsignal(signal.SIGINT)
    yield
    signal.signal(signal.SIGINT, before)


def test_one_line_for_one_line_in_order(cli: Any) -> None:
    lines = [
        '{"text": "Meta kauft zu."}',
        "{",
        "",
        '{"id": "b", "text": "BOOM"}',
        '{"id": "c", "text": "Meta"}',
    ]
    run = cli("pipe", stdin="\n".join(lines).encode())
    assert run.status == 0
    said = [json.loads(line) for line in run.out.splitlines()]
    assert [one.get("id") for one in said] == ["stdin:1", "stdin:2", "stdin:3", "b", "c"]
    assert ["error" in one for one in said] == [False, True, True, True, False]
    assert said[3]["error"] == "the stage fell over"
    assert run.err == ""


def test_merging_without_text(cli: Any) -> None:
    run = cli("pipe", "--merge", "facts", "--no-text", stdin=b'{"text": "Meta kauft zu.", "n": 1.10}\n')
    assert run.out.startswith('{"text": "Meta kauft zu.", "n": 1.10,"facts":{"schema_version":1')
    assert json.loads(run.out)["facts"]["text"] is None


def test_a_wrong_field_choice_is_a_usage_error(cli: Any) -> None:
    run = cli("pipe", "--field", "body")
    assert run.status == 2
    assert "FIELD=NAME" in run.err


def test_no_input_no_output(cli: Any) -> None:
    assert cli("pipe").out == ""


def start(*arguments: str, **streams: Any) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", CALL, "pipe", "--model", "embedded", *arguments]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, **streams)


def tell(process: subprocess.Popen[bytes], number: int) -> None:
    assert process.stdin is not None
    process.stdin.write(b'{"id": "%d", "text": "SAP kauft Signavio."}\n' % number)
    process.stdin.flush()


def heard(process: subprocess.Popen[bytes]) -> dict[str, Any]:
    assert process.stdout is not None
    assert select.select([process.stdout], [], [], PATIENCE)[0], "nothing was printed"
    said: dict[str, Any] = json.loads(process.stdout.readline())
    return said


@needs_model
@pytest.mark.skipif(os.name != "posix", reason="signals of Unix")
@pytest.mark.parametrize("workers", ["1", "2"])
def test_answers_at_once_and_ends_when_nobody_reads(workers: str) -> None:
    with start("--workers", workers, stderr=subprocess.PIPE) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for number in range(3):
            tell(process, number)
            assert heard(process)["id"] == str(number), "the line was not handed on while the input is open"
        process.stdout.close()
        tell(process, 3)
        assert process.wait(PATIENCE) == -signal.SIGPIPE
        process.stdin.close()
        assert process.stderr is not None
        assert process.stderr.read() == b""


@needs_model
@pytest.mark.skipif(os.name != "posix", reason="signals of Unix")
@pytest.mark.parametrize(("signal_", "workers"), [(signal.SIGTERM, "2"), (signal.SIGINT, "1")])
def test_signals_end_it_and_its_workers(signal_: signal.Signals, workers: str) -> None:
    with start("--workers", workers, stderr=subprocess.PIPE, start_new_session=True) as process:
        tell(process, 1)
        heard(process)
        # To the whole group, as a terminal or a service manager sends it.
        os.killpg(process.pid, signal_)
        assert process.wait(PATIENCE) == -signal_
        assert process.stderr is not None
        assert process.stderr.read() == b"", "a worker had something to say, or is still there"


@needs_model
def test_input_is_not_hoarded(tmp_path: Path) -> None:
    """Nobody reads the output: what is taken in stays bounded, and the writer before has to wait."""
    with start("--workers", "2") as process:
        assert process.stdin is not None
        os.set_blocking(process.stdin.fileno(), False)
        line = json.dumps({"text": "SAP kauft Signavio. " * 400}).encode() + b"\n"
        taken, stopped = 0, time.monotonic()
        while time.monotonic() - stopped < 3:
            try:
                taken += os.write(process.stdin.fileno(), line)
                stopped = time.monotonic()
            except BlockingIOError:
                time.sleep(0.05)
        process.kill()
    assert taken < 100 * len(line)
