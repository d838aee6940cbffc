"""Runs ``depesche batch`` as a user does, in processes of its own, and looks at what it left."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_CALL = ("-c", "from depesche.cli import main; main()", "batch")


@dataclass(frozen=True, slots=True)
class Ended:
    """How a call ended: exit status, seconds on the clock, the most memory of one of its processes in MB."""

    status: int
    seconds: float
    memory: float
    said: str

    def __str__(self) -> str:
        return f"exit status {self.status}, {self.seconds:.0f} s, at most {self.memory:.0f} MB a process"


def command(*arguments: str) -> list[str]:
    """The command line of a batch with the embedded model."""
    return [sys.executable, *_CALL, *arguments, "--model", "embedded", "--quiet"]


def batch(folder: Path, *arguments: str, before: Sequence[str] = ()) -> Ended:
    """Run a batch in a folder; ``before``: what stands before the command, such as ``setpriv``."""
    began = time.perf_counter()
    with (folder / "said.log").open("wb+") as said:
        process = subprocess.Popen([*before, *command(*arguments)], cwd=folder, stdout=said, stderr=said)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        text = said.read().decode("utf-8", "replace")
    return Ended(process.returncode, time.perf_counter() - began, used.ru_maxrss / 1024, text.strip())


def start(folder: Path, *arguments: str) -> subprocess.Popen[bytes]:
    """Start a batch in a process group of its own, to be killed with all its workers."""
    nowhere = subprocess.DEVNULL
    return subprocess.Popen(
        command(*arguments), cwd=folder, stdout=nowhere, stderr=nowhere, start_new_session=True
    )


def lines(path: Path) -> list[dict[str, Any]]:
    """The objects of a file of JSON lines; none where there is no file."""
    if not path.exists():
        return []
    with path.open(encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def write_lines(path: Path, objects: Sequence[object]) -> None:
    """Write JSON lines, every character escaped that is not ASCII: halves of surrogates too."""
    path.write_text("".join(json.dumps(entry) + "\n" for entry in objects), encoding="ascii")


def children(pid: int) -> list[int]:
    """The processes a process has started and that live (Linux)."""
    found: list[int] = []
    for path in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            found += map(int, path.read_text(encoding="ascii").split())
        except OSError:
            continue
    return sorted(found)
