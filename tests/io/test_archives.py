"""Archives: their members are articles as files are, and nothing in them does harm."""

from __future__ import annotations

import gzip
import io
import tarfile
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from bench.faults.files import overlapping

from depesche.io import InputFailure, Limits, SkippedFile, read_inputs
from depesche.records import Article

FILES: Mapping[str, bytes] = {
    "b/artikel.txt": "Größe.".encode("cp1252"),
    "a.jsonl": b'{"text": "Eins."}\n[]\n{"text": "Drei.", "id": "3"}',
    "c.md.gz": gzip.compress(b"# Kopf"),
    "leer.txt": b"",
    "bild.png": b"x",
    ".versteckt.txt": b"x",
    "innen.zip": b"PK\x03\x04",
}


def zipped(files: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def tarred(files: Mapping[str, bytes], mode: str = "w:gz") -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:  # type: ignore[call-overload]
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


Pack = Callable[[Mapping[str, bytes]], bytes]
PACKED = [
    ("a.zip", zipped),
    ("a.tar.gz", tarred),
    ("a.tgz", tarred),
    ("a.tar", lambda files: tarred(files, "w")),
]


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(("name", "pack"), PACKED)
def test_members(name: str, pack: Pack) -> None:
    Path(name).write_bytes(pack(FILES))
    items = list(read_inputs([name]))
    assert [(item.id, item.text) for item in items if isinstance(item, Article)] == [
        (f"{name}/b/artikel.txt", "Größe."),
        (f"{name}/a.jsonl:1", "Eins."),
        ("3", "Drei."),
        (f"{name}/c.md.gz", "Kopf"),
    ]
    assert [str(item) for item in items if isinstance(item, InputFailure)] == [
        f"{name}/a.jsonl, line 2: is a JSON list, not an object with a 'text'",
        f"{name}/leer.txt: the file is empty",
    ]
    skipped = [item.path for item in items if isinstance(item, SkippedFile)]
    assert skipped == [f"{name}/bild.png", f"{name}/innen.zip"]


@pytest.mark.parametrize(("name", "pack"), PACKED)
def test_archives_without_articles(name: str, pack: Pack) -> None:
    Path(name).write_bytes(pack({"bild.png": b"x"}))
    (_, failure) = read_inputs([name])
    assert str(failure).startswith(f"{name}: no articles in this archive; Depesche reads .txt")


@pytest.mark.parametrize(("name", "pack"), PACKED)
def test_damaged_archives(name: str, pack: Pack) -> None:
    data = pack({f"{number}.txt": bytes(range(32, 127)) * 50 for number in range(50)})
    Path(name).write_bytes(data[: len(data) // 2])
    items = list(read_inputs([name]))
    assert isinstance(items[-1], InputFailure)
    assert "damaged" in items[-1].reason


def test_a_bomb_costs_no_more_than_the_limit() -> None:
    Path("a.zip").write_bytes(zipped({"bomb.txt": b"x" * 200_000_000, "gut.txt": b"Text."}))
    failure, article = read_inputs(["a.zip"], limits=Limits(max_chars=1000))
    assert "more than the limit" in str(failure)
    assert isinstance(article, Article)


def test_members_that_overlap() -> None:
    overlapping(Path("a.zip"), members=1000)
    (failure,) = read_inputs(["a.zip"])
    assert "its files overlap" in str(failure)


def test_a_name_that_is_nothing() -> None:
    Path("a.zip").write_bytes(zipped({"b.txt": b"Text.", "c.txt": b"Text."}).replace(b"b.txt", b"\0.txt"))
    *_, article = read_inputs(["a.zip"])
    assert isinstance(article, Article)
    assert article.id == "a.zip/c.txt"


def test_a_password() -> None:
    data = bytearray(zipped({"a.txt": b"Text."}))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    Path("a.zip").write_bytes(data)
    (failure,) = read_inputs(["a.zip"])
    assert "password required" in str(failure)


def test_names_that_lead_elsewhere_and_links_are_harmless() -> None:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, kind in (("../../x.txt", tarfile.REGTYPE), ("link.txt", tarfile.SYMTYPE)):
            info = tarfile.TarInfo(name)
            info.type, info.linkname, info.size = kind, "/etc/passwd", 5 if kind == tarfile.REGTYPE else 0
            archive.addfile(info, io.BytesIO(b"Text."))
    Path("a.tar").write_bytes(out.getvalue())
    (article,) = read_inputs(["a.tar"])
    assert isinstance(article, Article)
    assert article.text == "Text."


def test_archives_in_folders() -> None:
    Path("news").mkdir()
    Path("news/a.zip").write_bytes(zipped({"x.txt": b"Text."}))
    assert [item.id for item in read_inputs(["news"]) if isinstance(item, Article)] == ["a.zip/x.txt"]
