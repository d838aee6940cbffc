"""Prints how a server behaves under more load than it can take.

Usage: ``python bench/serve_load.py [SECONDS] [WORKERS]``. First as many clients as there are workers ask one
request after the other: that is the server's capacity. Then requests arrive at four times that rate, whatever
becomes of them, and what counts is that each is answered (200, or 429 and 503 at once) and that memory stays.
"""

from __future__ import annotations

import asyncio
import json
import os
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

_SAMPLES = Path(__file__).parent.parent / "corpus" / "samples"
_OVERLOAD = 4
_PATIENCE = 60


@dataclass(slots=True)
class Load:
    """What came of requests: statuses (or kinds of errors), and the seconds each answer took."""

    statuses: Counter[str] = field(default_factory=Counter)
    seconds: dict[str, list[float]] = field(default_factory=dict)

    def add(self, status: str, seconds: float) -> None:
        """Count an answer."""
        self.statuses[status] += 1
        self.seconds.setdefault(status, []).append(seconds)

    def slowest(self, status: str, share: float) -> float:
        """The seconds within which this share of the answers of a status came."""
        times = sorted(self.seconds.get(status, [0.0]))
        return times[min(len(times) - 1, int(share * len(times)))]


def main() -> None:
    """Start a server, load it, print."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 20.0
    workers = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-c", "from depesche.cli import main; main()", "serve", "--quiet"]
    server = subprocess.Popen(
        [*command, "--port", str(port), "--workers", str(workers), "--model", "embedded"]
    )
    try:
        asyncio.run(_measure(port, server.pid, seconds, workers))
    finally:
        server.terminate()
        server.wait(_PATIENCE)


async def _measure(port: int, pid: int, seconds: float, workers: int) -> None:
    texts = [path.read_text(encoding="utf-8") for path in sorted(_SAMPLES.iterdir())]
    requests = [_request(text) for text in texts]
    await _until_up(port)
    await _closed(port, requests, workers, seconds / 4)
    started = _memory(pid)
    quiet = await _closed(port, requests, workers, seconds)
    rate = quiet.statuses["200"] / seconds
    print(f"capacity of {workers} workers: {rate:.1f} requests/s, {_summary(quiet)}")
    before = _memory(pid)
    busy = await _open(port, requests, _OVERLOAD * rate, seconds)
    print(f"at {_OVERLOAD} times that for {seconds:g} s: {_summary(busy)}")
    after = _memory(pid)
    print(f"memory of all processes: {started:.0f} MB warm, {before:.0f} MB before, {after:.0f} MB after")
    print(f"still ready: {await _ask(port, b'GET /ready HTTP/1.1')}")


def _summary(load: Load) -> str:
    parts = (
        f"{number} x {status} "
        f"(median {load.slowest(status, 0.5):.3f} s, 99 % within {load.slowest(status, 0.99):.3f} s)"
        for status, number in sorted(load.statuses.items())
    )
    return ", ".join(parts)


async def _closed(port: int, requests: Sequence[bytes], clients: int, seconds: float) -> Load:
    load = Load()
    end = time.monotonic() + seconds

    async def client(first: int) -> None:
        number = first
        while time.monotonic() < end:
            await _timed(port, requests[number % len(requests)], load)
            number += clients

    await asyncio.gather(*(client(first) for first in range(clients)))
    return load


async def _open(port: int, requests: Sequence[bytes], rate: float, seconds: float) -> Load:
    load = Load()
    tasks: list[asyncio.Task[None]] = []
    began = time.monotonic()
    for number in range(int(rate * seconds)):
        await asyncio.sleep(max(0.0, began + number / rate - time.monotonic()))
        tasks.append(asyncio.create_task(_timed(port, requests[number % len(requests)], load)))
    await asyncio.gather(*tasks)
    return load


async def _timed(port: int, request: bytes, load: Load) -> None:
    began = time.monotonic()
    try:
        status = await asyncio.wait_for(_ask(port, request), _PATIENCE)
    except (OSError, asyncio.TimeoutError, ValueError) as error:
        status = type(error).__name__
    load.add(status, time.monotonic() - began)


def _request(text: str) -> bytes:
    body = json.dumps({"text": text, "published": "2025-07-01"}).encode("utf-8")
    head = f"POST /extract HTTP/1.1\r\ncontent-type: application/json\r\ncontent-length: {len(body)}"
    return head.encode("ascii") + b"\r\nhost: localhost\r\nconnection: close\r\n\r\n" + body


async def _ask(port: int, request: bytes) -> str:
    """Send a request, or a request line alone, and give the status; ValueError for half an answer."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        whole = (
            request if b"\r\n" in request else request + b"\r\nhost: localhost\r\nconnection: close\r\n\r\n"
        )
        writer.write(whole)
        head, _, body = (await reader.read(-1)).partition(b"\r\n\r\n")
        status, *headers = head.decode("latin-1").lower().split("\r\n")
        length = next((h for h in headers if h.startswith("content-length:")), "content-length: -1")
        if int(length.partition(":")[2]) != len(body):
            raise ValueError("half an answer")
        return status.split()[1]
    finally:
        writer.close()


async def _until_up(port: int) -> None:
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end:
        try:
            if await _ask(port, b"GET /ready HTTP/1.1") == "200":
                return
        except OSError:
            await asyncio.sleep(0.2)
    raise SystemExit("the server does not start")


def _memory(pid: int) -> float:
    """Megabytes of a process and its children."""
    total = 0
    for process in Path("/proc").iterdir():
        if process.name.isdigit():
            try:
                fields = (process / "stat").read_text().rpartition(")")[2].split()
                if int(process.name) == pid or int(fields[1]) == pid:
                    total += int((process / "statm").read_text().split()[1])
            except (OSError, IndexError):
                continue
    return total * os.sysconf("SC_PAGE_SIZE") / 1024**2


if __name__ == "__main__":
    main()
