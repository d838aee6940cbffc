"""Whatever is in a file: articles or failures come out, never an exception, and nothing that JSON refuses."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from depesche.io import InputFailure, InputFile, read_file
from depesche.io.readers import FORMATS
from depesche.records import Article

SEEDS = {
    "txt": "Meta kauft Scale AI.\r\n\r\nFür 14,3 Mrd. €. 🎉 Gru\u0308ße.",
    "md": "---\ntitle: Kauf\ndate: 2025-07-01\n---\n# Kopf\n\n* **Meta** [kauft](http://x) `a` <b>b</b>\n\n"
    "| a |\n|---|\n",
    "html": "<html><head><meta charset=utf-8><title>T</title></head><body><article><p>Meta kauft Scale AI "
    "für 14,3 Milliarden Dollar, teilte der Konzern am Dienstag mit.</p></article></body></html>",
    "json": '[{"text": "Meta kauft.", "date": "2025-07-01", "publisher": {"name": "x"}}, {"body": ["a"]}]',
    "jsonl": '{"text": "Meta kauft. \\ud83d", "id": 7}\n{"text": "<p>Zwei.</p>", "date": 1751371200}\n',
    "warc": "WARC/1.0\r\nWARC-Type: resource\r\nWARC-Target-URI: https://example.org/a\r\n"
    "Content-Type: text/html\r\nContent-Length: 196\r\n\r\n"
    "<html><head><title>T</title></head><body><article><p>Meta kauft Scale AI für 14,3 Milliarden Dollar. "
    "Das teilte der Konzern am Dienstag in Berlin mit, wie zuvor erwartet.</p></article></body></html>\r\n"
    "\r\n",
}

INSERTS = st.sampled_from(
    [
        *(b"\x00", b"\xff", b"\xed\xa0\x80", b"\xe2\x80\xae", b"\x1b[31m", b"\r", b"\x0c", b"\xc2\xad"),
        *(b"[" * 3000, b"<div>" * 300, b'"', b"{", b"}", b"---\n", b"\\ud800", b"1e999", b"NaN", b"&#0;"),
        *(b"&a" * 99, b"<!--", b"<script>", b"*" * 999, b"](" * 400, b"| " * 400, b"\x1f\x8b"),
        b"\x28\xb5\x2f\xfd",
    ]
)
CHANGES = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 6), INSERTS), max_size=6)


def mutated(seed: str, changes: list[tuple[float, int, bytes]]) -> bytes:
    data = seed.encode()
    for where, removed, inserted in changes:
        at = int(where * len(data))
        data = data[:at] + inserted + data[at + removed :]
    return data


@pytest.mark.parametrize("name", FORMATS)
@given(changes=CHANGES, packed=st.booleans())
@settings(max_examples=120)
def test_mutated_files(
    tmp_path_factory: pytest.TempPathFactory, name: str, changes: list[tuple[float, int, bytes]], packed: bool
) -> None:
    path = tmp_path_factory.getbasetemp() / f"mutated.{name}"
    data = mutated(SEEDS[name], changes)
    path.write_bytes(gzip.compress(data) if packed else data)
    items = list(read_file(InputFile(path, "m", "m", name)))
    assert items
    for item in items:
        assert isinstance(item, (Article, InputFailure))
        text = (
            item.model_dump_json() if isinstance(item, Article) else json.dumps(str(item), ensure_ascii=False)
        )
        text.encode("utf-8")
        if isinstance(item, Article):
            assert item.text.strip()


@pytest.mark.parametrize("name", FORMATS)
def test_a_megabyte_without_a_blank(tmp_path: Path, name: str) -> None:
    path = tmp_path / f"a.{name}"
    path.write_bytes(b"x" * 1_000_000)
    (item,) = read_file(InputFile(path, "a", "a", name))
    assert isinstance(item, Article if name in {"txt", "md"} else InputFailure)
