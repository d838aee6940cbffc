"""Runs the ``console`` blocks of Markdown files and compares, or rewrites, what they print.

A block is a session: lines that begin with "$ " are commands for bash, after "<<" also lines that begin
with "> "; the lines below each are what it prints. A line "..." stands for any lines. All blocks of a file
share one folder, in which ``corpus`` is that of the project. As a program, ``python tests/console_blocks.py
FILE...``, it writes the real output in.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
WIDTH = 100
ANY = "..."


@dataclass(frozen=True, slots=True)
class Step:
    """A command, as it stands in the block, and the lines it is said to print."""

    command: str
    shown: str
    expected: tuple[str, ...]


def steps(block: str) -> Iterator[Step]:
    """The commands of a block in order."""
    for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        command, *lines = part.rstrip("\n").split("\n")
        shown = command
        while lines and (command.endswith("\\") or ("<<" in command and lines[0].startswith("> "))):
            line = lines.pop(0)
            command += "\n" + (line[2:] if "<<" in command else line)
            shown += "\n" + line
        yield Step(command, shown, tuple(lines))


class Session:
    """A folder in which commands run one after the other."""

    def __init__(self, folder: Path, project: Path) -> None:
        # A "cd" lasts until the next one.
        self._where = folder / ".where"
        self._where.write_text(str(folder), encoding="utf-8")
        (folder / "corpus").symlink_to(project / "corpus")
        path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        self._variables = {
            **os.environ,
            "PATH": path,
            "COLUMNS": str(WIDTH),
            "NO_COLOR": "1",
            "LC_ALL": "C.UTF-8",
            "WHERE": str(self._where),
        }

    def run(self, command: str) -> tuple[str, ...]:
        """What a command prints on both outputs, blanks at the ends of lines left out."""
        run = subprocess.run(
            ["bash", "-c", f"trap 'pwd > \"$WHERE\"' EXIT\n{command}"],
            cwd=self._where.read_text(encoding="utf-8").strip(),
            env=self._variables,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        return tuple(line.rstrip() for line in run.stdout.rstrip("\n").split("\n")) if run.stdout else ()


def fits(expected: tuple[str, ...], printed: tuple[str, ...]) -> bool:
    """Whether the printed lines are the expected ones; times and confidences may differ."""
    pattern = "\n".join(".*?" if line == ANY else _without_figures(re.escape(line)) for line in expected)
    return re.fullmatch(pattern, "\n".join(printed), re.DOTALL) is not None


def _without_figures(pattern: str) -> str:
    """Seconds depend on the machine, and the confidence of a deal on the latest calibration."""
    pattern = re.sub(r"in \d+\\\.\d s|in\\ \d+\\\.\d\\ s", r"in \\d+\\.\\d s", pattern)
    return re.sub(r"(confidence\W*)\d\\\.\d+", r"\1\\d\\.\\d+", pattern)


def rewrite(path: Path, project: Path) -> None:
    """Write what the commands print into a file where it says something else."""
    text = path.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        session = Session(Path(folder), project)

        def block(match: re.Match[str]) -> str:
            lines: list[str] = []
            for step in steps(match.group(1)):
                printed = session.run(step.command)
                kept = step.expected if fits(step.expected, printed) else printed
                lines += [f"$ {step.shown}", *kept]
            return "\n".join(["```console", *lines, "```"])

        path.write_text(BLOCK.sub(block, text), encoding="utf-8")


if __name__ == "__main__":
    for name in sys.argv[1:]:
        rewrite(Path(name), Path(__file__).parent.parent)
