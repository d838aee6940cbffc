"""The readers under fuzzing, each in a process of its own."""

from __future__ import annotations

import gzip
import io
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

_RUNS = 5_000
_PAGE = (
    "<html><head><title>T</title></head><body><article><p>Meta kauft Scale AI für 14,3 Milliarden Dollar. "
    "Das teilte der Konzern am Dienstag in Berlin mit.</p></article></body></html>"
)
_RECORD = (
    "WARC/1.0\r\nWARC-Type: resource\r\nWARC-Target-URI: https://example.org/a\r\nContent-Type: text/html\r\n"
)

SEEDS: Mapping[str, bytes] = {
    "txt": "Meta kauft Scale AI.\r\n\r\nFür 14,3 Mrd. €. 🎉 Gru\u0308ße.".encode(),
    "md": b"---\ntitle: Kauf\ndate: 2025-07-01\n---\n# Kopf\n\n* **Meta** [kauft](x) `a`\n\n| a |\n|-|\n",
    "html": _PAGE.encode(),
    "json": b'[{"text": "Meta kauft.", "date": "2025-07-01", "publisher": {"name": "x"}}, {"body": ["a"]}]',
    "jsonl": b'{"text": "Meta kauft. \\ud83d", "id": 7}\n{"text": "<p>Zwei.</p>", "date": 1751371200}\n',
    "warc": f"{_RECORD}Content-Length: {len(_PAGE.encode())}\r\n\r\n{_PAGE}\r\n\r\n".encode(),
}


def fuzzed(folder: Path) -> str:
    """Random bytes, led by what code they reach (atheris), into every reader and both kinds of archive."""
    told: list[str] = []
    for name, seeds in _seeds().items():
        files: list[str] = []
        for number, seed in enumerate(seeds):
            path = folder / f"{name}-{number}"
            path.write_bytes(seed)
            files.append(str(path))
        ended = subprocess.run(
            [sys.executable, "-m", "bench.faults.fuzz", name, str(_RUNS), *files],
            capture_output=True,
            check=False,
        )
        if ended.returncode:
            raise AssertionError(f"{name}: {ended.stderr.decode('utf-8', 'replace')[-3000:]}")
        told.append(name)
    return f"{_RUNS:,} inputs into each of {', '.join(told)}, also gzipped: no exception, no hang"


def _seeds() -> Mapping[str, tuple[bytes, ...]]:
    plain = {name: (seed, gzip.compress(seed)) for name, seed in SEEDS.items()}
    return {**plain, "zip": tuple(_zips()), "tar": tuple(_tars())}


def _zips() -> Iterator[bytes]:
    for kind in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", kind) as archive:
            for name in ("txt", "jsonl"):
                archive.writestr(f"a.{name}", SEEDS[name])
        yield out.getvalue()


def _tars() -> Iterator[bytes]:
    for mode in ("w", "w:gz"):
        out = io.BytesIO()
        with tarfile.open(fileobj=out, mode=mode) as archive:
            for name in ("txt", "jsonl"):
                info = tarfile.TarInfo(f"a.{name}")
                info.size = len(SEEDS[name])
                archive.addfile(info, io.BytesIO(SEEDS[name]))
        yield out.getvalue()
