"""WARC files: their pages are read, everything else in them is passed over."""

from __future__ import annotations

import gzip
import io
import sys
from pathlib import Path

import pytest

from depesche.io import InputFailure, Limits, read_inputs
from depesche.records import Article

statusandheaders = pytest.importorskip("warcio.statusandheaders")
warcwriter = pytest.importorskip("warcio.warcwriter")
pytest.importorskip("trafilatura")

PAGE = (
    "<html><head><title>Kauf</title></head><body><article><p>Meta kauft Scale AI für 14,3 Milliarden "
    "Dollar, teilte der Konzern am Dienstag mit.</p><p>Die Behörden müssen noch zustimmen.</p></article>"
    "</body></html>"
)


def archive(*entries: tuple[str, str, str, str, bytes], packed: bool) -> bytes:
    """Records of (type, status, content type, address, content)."""
    out = io.BytesIO()
    writer = warcwriter.WARCWriter(out, gzip=packed)
    for kind, status, content, url, data in entries:
        headers = statusandheaders.StatusAndHeaders(
            f"{status} X", [("Content-Type", content)], protocol="HTTP/1.0"
        )
        http = headers if kind == "response" else None
        writer.write_record(
            writer.create_warc_record(
                url, kind, payload=io.BytesIO(data), http_headers=http, warc_content_type=content
            )
        )
    return out.getvalue()


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(("name", "packed"), [("crawl.warc", False), ("crawl.warc.gz", True)])
def test_pages(name: str, packed: bool) -> None:
    Path(name).write_bytes(
        archive(
            ("response", "200", "text/html; charset=utf-8", "https://example.org/1", PAGE.encode()),
            ("response", "404", "text/html", "https://example.org/2", PAGE.encode()),
            ("response", "200", "image/png", "https://example.org/3", b"\x89PNG"),
            ("resource", "", "text/html", "https://example.org/4", PAGE.encode("cp1252")),
            ("response", "200", "text/html", "https://example.org/5", b"<html></html>"),
            packed=packed,
        )
    )
    first, second, failure = read_inputs([name])
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert (first.id, first.url, first.title) == (
        f"{name}/https://example.org/1",
        "https://example.org/1",
        "Kauf",
    )
    assert first.text == second.text
    assert "für 14,3 Milliarden Dollar" in first.text
    assert str(failure).startswith(f"{name}/https://example.org/5: no article was found")


def test_archives_without_pages() -> None:
    Path("a.warc").write_bytes(
        archive(("response", "200", "image/png", "https://example.org/3", b""), packed=False)
    )
    (failure,) = read_inputs(["a.warc"])
    assert str(failure) == "a.warc: no web pages in this archive"


def test_a_page_that_unpacks_to_too_much() -> None:
    data = archive(
        ("response", "200", "text/html", "https://example.org/1", b"x" * 200_000_000),
        ("response", "200", "text/html", "https://example.org/2", PAGE.encode()),
        packed=True,
    )
    Path("a.warc.gz").write_bytes(data)
    failure, article = read_inputs(["a.warc.gz"], limits=Limits(max_chars=1000))
    assert isinstance(failure, InputFailure)
    assert "more than the limit" in str(failure)
    assert isinstance(article, Article)


@pytest.mark.parametrize("data", [b"kein Archiv", gzip.compress(b"WARC/1.0\r\n", mtime=0)])
def test_damaged_archives(data: bytes) -> None:
    Path("a.warc").write_bytes(data)
    (failure,) = read_inputs(["a.warc"])
    assert isinstance(failure, InputFailure)


def test_without_its_library(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "warcio.archiveiterator", None)
    Path("a.warc").write_bytes(b"WARC/1.0\r\n")
    (failure,) = read_inputs(["a.warc"])
    assert str(failure) == "a.warc: web archives need a library; pip install 'depesche[warc]'"
