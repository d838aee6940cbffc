"""An interrupted batch goes on where it was and ends as if nothing had happened."""

from __future__ import annotations

import json
import sys
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
    return {file.name: content(file) for file in [*files, Path("failed.jsonl")]}


def content(file: Path) -> bytes:
    """The bytes of a file; of a DuckDB database, which has others each time, the tables with their rows."""
    if file.suffix != ".duckdb":
        return file.read_bytes()
    duckdb = pytest.importorskip("duckdb")
    with duckdb.connect(str(file), read_only=True) as database:
        tables = [name for (name,) in database.execute("SELECT table_name FROM duckdb_tables()").fetchall()]
        rows = [(name, database.table(name).order("ALL").fetchall()) for name in sorted(tables)]
    return repr(rows).encode()


def leftovers() -> list[Path]:
    return [path for path in Path().iterdir() if path.suffix in {".part", ".progress", ".records", ".new"}]


OUTPUTS = [
    *("out.jsonl", "out.jsonl.gz", "out.jsonl.zst", "out.json", "out.json.gz", "out/"),
    *("out.sqlite", "out.duckdb", "out.parquet", "out.tables"),
]


@pytest.mark.parametrize("out", OUTPUTS)
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
    assert not leftovers()


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


@pytest.mark.parametrize("out", [out for out in OUTPUTS if out != "out/"])
def test_stopped_while_the_outputs_take_their_names(
    batch: Callable[..., Any], monkeypatch: pytest.MonkeyPatch, out: str
) -> None:
    batch("--out", out)
    undisturbed = written(out)
    for taken in ([out], [out, "failed.jsonl"]):
        Path("failed.jsonl").unlink(missing_ok=True)
        with monkeypatch.context() as patch:
            patch.setattr("depesche.cli.batch_keeper.Keeper.finish", lambda _: sys.exit(9))
            assert batch("--out", out).status == 9
        if "failed.jsonl" not in taken:
            Path("failed.jsonl").replace("failed.jsonl.part")
        assert batch("--out", out, "--resume").status == 1
        assert written(out) == undisturbed
        assert not leftovers()


def test_no_failure_before_the_checkpoint(cli: Cli, put: Put) -> None:
    lines = [json.dumps({"text": f"Meta {number}."}) for number in range(300)]
    lines[250] = '{"text": "STOP"}'
    put("in.jsonl", "\n".join(lines))
    put("stop", "")
    call = ("batch", "in.jsonl", "--out", "out.jsonl", "--errors", "failed.jsonl", "--workers", "1")
    assert cli(*call).status == 130
    Path("stop").unlink()
    assert cli(*call, "--resume").status == 0
    assert Path("failed.jsonl").read_bytes() == b""


def test_an_output_among_the_inputs(cli: Cli, put: Put) -> None:
    for number in range(300):
        put(f"news/{'z' if number % 2 else 'a'}{number}.jsonl", json.dumps({"text": f"Meta {number}."}))
    put("news/z250.jsonl", '{"text": "STOP"}')
    put("stop", "")
    call = ("batch", "news", "--out", "news/out.jsonl", "--workers", "1")
    assert cli(*call).status == 130
    Path("stop").unlink()
    assert cli(*call, "--resume").status == 0
    ids = [json.loads(line)["id"] for line in Path("news/out.jsonl").read_bytes().splitlines()]
    assert len(ids) == len(set(ids)) == 301


@pytest.mark.parametrize("arguments", [["in.jsonl", "--out", "/dev/null"], ["-", "--out", "out.jsonl"]])
def test_what_cannot_be_resumed(cli: Cli, put: Put, arguments: list[str]) -> None:
    put("in.jsonl", "{}")
    run = cli("batch", "--resume", *arguments)
    assert run.status == 2
    assert "that needs files or folders as input" in run.err
