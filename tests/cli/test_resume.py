"""An interrupted batch goes on where it was and ends as if nothing had happened."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Put = Callable[..., None]
Cli = Callable[..., Any]

ITEMS = 450
CUT_AT = 430


@pytest.fixture
def batch(cli: Cli, put: Put) -> Callable[..., Any]:
    """Call batch over many articles, some of them bad; one stops the call while the file "stop" exists."""
    lines = [json.dumps({"id": str(number), "text": f"Meta {number}."}) for number in range(ITEMS)]
    lines[7] = lines[250] = "{"
    lines[11] = lines[300] = '{"id": "boom", "text": "BOOM"}'
    lines[CUT_AT] = '{"id": "stop", "text": "STOP"}'
    put("in.jsonl", "\n".join(lines))

    def call(*arguments: str, stop: bool = False) -> Any:
        if stop:
            put("stop", "")
        else:
            Path("stop").unlink(missing_ok=True)
        return cli("batch", "in.jsonl", "--errors", "failed.jsonl", "--workers", "1", *arguments)

    return call


def written(out: str) -> dict[str, bytes]:
    path = Path(out)
    files = sorted(file for file in path.rglob("*") if file.is_file()) if path.is_dir() else [path]
    return {file.name: file.read_bytes() for file in [*files, Path("failed.jsonl")]}


@pytest.mark.parametrize("out", ["out.jsonl", "out.jsonl.gz", "out.jsonl.zst", "out/"])
def test_the_same_bytes_as_without_interruption(batch: Callable[..., Any], out: str) -> None:
    assert batch("--out", out).status == 1
    undisturbed = written(out)
    run = batch("--out", out, stop=True)
    assert run.status == 130
    assert "the same call with --resume goes on" in run.err
    with_progress = json.loads(Path(f"{out.rstrip('/')}.progress").read_text(encoding="utf-8"))
    assert (with_progress["items"], with_progress["failures"]) == (400, 4)
    run = batch("--out", out, "--resume")
    assert run.status == 1
    assert f"{ITEMS - 4} records written" in run.err
    assert "4 inputs failed" in run.err
    assert written(out) == undisturbed
    assert not list(Path().glob("*.p*"))


def test_what_was_written_behind_the_checkpoint_is_written_anew(batch: Callable[..., Any]) -> None:
    batch("--out", "out.jsonl")
    undisturbed = written("out.jsonl")
    batch("--out", "out.jsonl", stop=True)
    for part in ("out.jsonl.part", "failed.jsonl.part"):
        with Path(part).open("ab") as file:
            file.write(b'{"half a rec')
    batch("--out", "out.jsonl", "--resume")
    assert written("out.jsonl") == undisturbed


def test_nothing_to_resume_is_a_beginning(batch: Callable[..., Any]) -> None:
    assert batch("--out", "out.jsonl", "--resume").status == 1
    assert len(Path("out.jsonl").read_text(encoding="utf-8").splitlines()) == ITEMS - 4


@pytest.mark.parametrize(
    ("change", "arguments", "reason"),
    [
        (
            lambda: Path("in.jsonl").write_text('{"text": "Neu."}'),
            [],
            "the inputs or the options have changed",
        ),
        (lambda: None, ["--no-text"], "the inputs or the options have changed"),
        (lambda: Path("out.jsonl.part").write_bytes(b"x"), [], "its part has shrunk"),
    ],
)
def test_what_has_changed_is_refused(
    batch: Callable[..., Any], change: Callable[[], object], arguments: list[str], reason: str
) -> None:
    batch("--out", "out.jsonl", stop=True)
    change()
    run = batch("--out", "out.jsonl", "--resume", *arguments)
    assert run.status == 2
    assert reason in run.err
    assert "leave --resume away to begin anew" in run.err


def test_another_model_is_refused(batch: Callable[..., Any]) -> None:
    batch("--out", "out.jsonl", stop=True)
    progress = Path("out.jsonl.progress")
    progress.write_text(
        progress.read_text(encoding="utf-8").replace('\\"auto\\"', '\\"anders\\"'), encoding="utf-8"
    )
    run = batch("--out", "out.jsonl", "--resume")
    assert run.status == 2
    assert "model, rules or Depesche have changed since" in run.err


@pytest.mark.parametrize("arguments", [["in.jsonl", "--out", "out.sqlite"], ["-", "--out", "out.jsonl"]])
def test_what_cannot_be_resumed(cli: Cli, put: Put, arguments: list[str]) -> None:
    put("in.jsonl", "{}")
    run = cli("batch", "--resume", *arguments)
    assert run.status == 2
    assert "that needs files or folders as input" in run.err
