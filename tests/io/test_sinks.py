"""Outputs: whole or not there, equal bytes for equal records."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depesche.errors import OutputError
from depesche.io.compression import SUFFIXES
from depesche.io.listing import Listing
from depesche.io.sinks import open_sink
from depesche.io.sinks.folder import file_name
from depesche.io.source import InputFailure, InputFile
from depesche.io.stream import open_stream


def record(name: str) -> bytes:
    return json.dumps({"id": name, "text": "Grüße 🎉"}, ensure_ascii=False).encode()


def write(out: Path | str, *names: str) -> None:
    with open_sink(str(out)) as sink:
        for name in names:
            sink.write(name, record(name))


def test_json_lines(tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    write(out, "a", "b")
    lines = out.read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["id"] for line in lines] == ["a", "b"]
    assert "Grüße 🎉" in lines[0]
    assert list(tmp_path.iterdir()) == [out]


@pytest.mark.parametrize("names", [(), ("a",), ("a", "b", "c")])
def test_json_document(tmp_path: Path, names: tuple[str, ...]) -> None:
    out = tmp_path / "out.json"
    write(out, *names)
    assert [entry["id"] for entry in json.loads(out.read_text(encoding="utf-8"))] == list(names)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_compressed_output_is_the_same_each_time(tmp_path: Path, suffix: str) -> None:
    first, second = tmp_path / f"first.jsonl{suffix}", tmp_path / f"second.jsonl{suffix}"
    write(first, "a")
    write(second, "a")
    assert first.read_bytes() == second.read_bytes()
    with open_stream(InputFile(first, "first", "first")) as stream:
        assert json.loads(stream.read())["id"] == "a"


def test_an_exception_leaves_the_older_file_and_the_part(tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    out.write_text("alt")

    def fail() -> None:
        with open_sink(str(out)) as sink:
            sink.write("a", record("a"))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert out.read_text() == "alt"
    assert json.loads((tmp_path / "out.jsonl.part").read_text(encoding="utf-8"))["id"] == "a"


@pytest.mark.parametrize("name", ["out.parquet", "deals.sqlite"])
def test_an_exception_leaves_the_older_file_alone(tmp_path: Path, name: str) -> None:
    out = tmp_path / name
    out.write_text("alt")

    def fail() -> None:
        with open_sink(str(out)):
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert out.read_text() == "alt"
    assert list(tmp_path.iterdir()) == [out]


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("out.txt", "its ending does not say what to write"),
        ("fehlt/out.jsonl", "no such file or folder"),
        ("fehlt/out.parquet", "cannot be written"),
        ("fehlt/deals.sqlite", "cannot be written: no such file or folder"),
    ],
)
def test_outputs_that_cannot_be_written(tmp_path: Path, name: str, reason: str) -> None:
    with pytest.raises(OutputError, match=reason):
        open_sink(str(tmp_path / name))


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_full_disk(tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    out.symlink_to("/dev/full")
    with pytest.raises(OutputError, match="No space left"):
        write(out, "a")


def test_failures_as_json_lines(tmp_path: Path) -> None:
    out = tmp_path / "failed.jsonl"
    with Listing(str(out)) as log:
        log.write(InputFailure("a.jsonl", "nicht gut", 17, "a.jsonl:17"))
    assert json.loads(out.read_text(encoding="utf-8")) == {
        "path": "a.jsonl",
        "line": 17,
        "article_id": "a.jsonl:17",
        "reason": "nicht gut",
        "error_type": "InputError",
    }


def test_folder(tmp_path: Path) -> None:
    write(f"{tmp_path}/out/", "2025/a.txt", "b.jsonl:17")
    files = {str(path.relative_to(tmp_path)): path for path in tmp_path.rglob("*.json")}
    assert sorted(files)[0] == "out/2025/a.txt.json"
    assert {json.loads(path.read_text(encoding="utf-8"))["id"] for path in files.values()} == {
        "2025/a.txt",
        "b.jsonl:17",
    }
    write(tmp_path / "out", "2025/a.txt")
    assert len(list(tmp_path.rglob("*.*"))) == len(files)


@pytest.mark.parametrize(
    "article_id",
    ["../../etc/passwd", "/etc/passwd", "..", "", "a/../../b", "x\0y", "C:\\x", "ä" * 500, "a//b"],
)
def test_ids_never_lead_out_of_the_folder(tmp_path: Path, article_id: str) -> None:
    out = tmp_path / "out"
    write(f"{out}/", article_id)
    (file,) = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert file.resolve().is_relative_to(out.resolve())


@given(st.lists(st.text("a./:\0 ", max_size=8) | st.just("a.json/b"), min_size=2, max_size=2, unique=True))
def test_different_ids_have_different_files(ids: list[str]) -> None:
    first, second = map(file_name, ids)
    assert first != second
    assert first not in second.parents
    assert second not in first.parents
