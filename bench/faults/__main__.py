"""Usage: ``python -m bench.faults [NAME...]``; without names all. Rows that were not run stay as they were.

Linux only; the full disk needs the right to mount a tmpfs, the fuzzing needs atheris. A fault that Depesche
does not stand ends the run with an exception.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from bench.faults.files import archives, hostile_files, many_files
from bench.faults.readers import fuzzed
from bench.faults.stops import dead_workers, full_disk, killed
from bench.faults.texts import monsters, mutated_articles
from bench.machine import machine

FAULTS: Mapping[str, tuple[str, Callable[[Path], str]]] = {
    "mutated": ("Mutated articles", mutated_articles),
    "monsters": ("Monstrous articles", monsters),
    "fuzzed": ("Readers under fuzzing", fuzzed),
    "archives": ("Archives made to do harm", archives),
    "files": ("Files made to do harm", hostile_files),
    "many": ("A folder of very many files", many_files),
    "disk": ("Full disk", full_disk),
    "killed": ("Killed at any moment", killed),
    "workers": ("Worker processes killed", dead_workers),
}
_PAGE = Path("docs/reliability.md")
_MARK = "<!-- written by `make faults` below this line -->\n"


def main() -> None:
    """Do what is asked for and write the page anew after each."""
    for name in sys.argv[1:] or FAULTS:
        title, fault = FAULTS[name]
        began = time.perf_counter()
        with tempfile.TemporaryDirectory() as folder:
            outcome = fault(Path(folder).resolve())
        print(f"{title} ({time.perf_counter() - began:.0f} s): {outcome}", flush=True)
        _write(title, outcome)


def _write(title: str, outcome: str) -> None:
    head, _, below = _PAGE.read_text(encoding="utf-8").partition(_MARK)
    rows = dict(line.strip("| ").split(" | ", 1) for line in below.splitlines() if line.startswith("| "))
    rows[title] = f"{outcome.replace('|', '/')} | {machine()}"
    order = [known for known, _ in FAULTS.values() if known in rows]
    table = "".join(f"| {known} | {rows[known]} |\n" for known in order)
    _PAGE.write_text(
        f"{head}{_MARK}\n| fault | what came of it | run on |\n| --- | --- | --- |\n{table}", encoding="utf-8"
    )


if __name__ == "__main__":
    main()
