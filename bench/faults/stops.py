"""Faults that stop a batch: a full disk, a kill at any moment, worker processes that die."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from bench.faults.calls import batch, children, start, write_lines

_ARTICLES = 450
_KILLS = 50
_OUTPUTS = ("out.jsonl.gz", "out.sqlite", "out.parquet", "out.json", "out.tables", "out.jsonl")
_DISK_KB = 300


def _articles(path: Path) -> None:
    """Articles of one sentence, one of them broken."""
    articles: list[object] = [
        {"id": str(n), "text": f"Meta kauft die Firma Nummer {n} für {n} Millionen Dollar."}
        for n in range(_ARTICLES)
    ]
    articles[_ARTICLES // 3] = ["no article"]
    write_lines(path, articles)


def killed(folder: Path) -> str:
    """Killed outright with all processes at random moments, and resumed until it is through."""
    chance = random.Random(9)
    _articles(folder / "in.jsonl")
    whole: dict[str, dict[str, bytes]] = {}
    seconds = 0.0
    for out in _OUTPUTS:
        seconds = batch(folder, *_call(out), "--workers", "1").seconds
        whole[out] = _taken(folder, out)
    kills = batches = 0
    while kills < _KILLS:
        out = _OUTPUTS[batches % len(_OUTPUTS)]
        batches += 1
        through = False
        while not through:
            process = start(folder, *_call(out), "--resume", "--workers", chance.choice("12"))
            try:
                process.wait(chance.uniform(0.1, 1.2) * seconds)
                through = True
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
                kills += 1
        if process.returncode != 1:
            raise AssertionError(f"exit status {process.returncode}")
        if _taken(folder, out) != whole[out]:
            raise AssertionError(f"{out}: other bytes after {kills} kills")
    return (
        f"{kills} kills in {batches} batches of {_ARTICLES:,} articles ({', '.join(_OUTPUTS)}; {seconds:.0f} "
        "s undisturbed), each resumed by the same call until it was through: the bytes of output and list of "
        "failures are those of the undisturbed batch every time, no file left over"
    )


def _call(out: str) -> tuple[str, ...]:
    return ("in.jsonl", "--out", out, "--errors", "failed.jsonl")


def _taken(folder: Path, out: str) -> dict[str, bytes]:
    """The bytes of all that a batch left; the folder is then as before it."""
    found: dict[str, bytes] = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.name not in {"in.jsonl", "said.log"}:
            found[str(path.relative_to(folder))] = path.read_bytes()
            path.unlink()
    shutil.rmtree(folder / out, ignore_errors=True)
    return found


def dead_workers(folder: Path) -> str:
    """One of two worker processes killed again and again: the batch goes on, and nothing is missing."""
    chance = random.Random(10)
    _articles(folder / "in.jsonl")
    undisturbed = batch(folder, *_call("out.jsonl"), "--workers", "2")
    whole = _taken(folder, "out.jsonl")
    process = start(folder, *_call("out.jsonl"), "--workers", "2")
    kills = 0
    while process.poll() is None:
        time.sleep(chance.uniform(0.1, 0.4) * undisturbed.seconds)
        for child in _workers(process.pid)[:1]:
            with suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
                kills += 1
    same = "the same bytes" if _taken(folder, "out.jsonl") == whole else "OTHER BYTES"
    return f"{kills} workers killed, exit status {process.returncode}, {same}"


def _workers(pid: int) -> list[int]:
    """The worker processes of a batch: its children but the tracker of resources."""
    found: list[int] = []
    for child in children(pid):
        with suppress(OSError):
            if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes():
                found.append(child)
    return found


def full_disk(folder: Path) -> str:
    """The disk is full in the middle; with room again the same call goes on."""
    _articles(folder / "in.jsonl")
    told: list[str] = []
    for out in ("out.jsonl", "out.sqlite", "out.parquet"):
        batch(folder, *_call(out))
        whole = (folder / out).read_bytes()
        with _disk(folder / "disk") as disk:
            call = ("in.jsonl", "--out", f"disk/{out}", "--errors", "disk/failed.jsonl")
            full = batch(folder, *call)
            if full.status != 2 or "No space left" not in full.said or (disk / out).exists():
                raise AssertionError(f"{out}: exit status {full.status}: {full.said}")
            subprocess.run(["mount", "-o", "remount,size=200m", str(disk)], check=True)
            again = batch(folder, *call, "--resume")
            if again.status != 1 or (disk / out).read_bytes() != whole:
                raise AssertionError(f"{out}: resumed with {again}: {again.said}")
        told.append(out)
    return (
        f'{", ".join(told)} on a tmpfs of {_DISK_KB} kB: exit status 2, "No space left on device", no half '
        "output under its name; resumed with more room: the bytes of an undisturbed batch"
    )


@contextmanager
def _disk(folder: Path) -> Iterator[Path]:
    """A small disk; raises CalledProcessError where there is no right to mount one."""
    folder.mkdir(exist_ok=True)
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={_DISK_KB}k", "tmpfs", str(folder)], check=True)
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)
