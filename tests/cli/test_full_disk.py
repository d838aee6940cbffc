"""A full disk, played by a limit to the size of files: the file is named, nothing half done, it goes on."""

from __future__ import annotations

import json
import resource
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

LIMIT = 120_000


@contextmanager
def small_files() -> Iterator[None]:
    """Let no file grow beyond the limit."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (LIMIT, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.parametrize("out", ["out.jsonl", "out.json", "out.sqlite", "out.duckdb", "out.parquet"])
def test_it_goes_on_when_there_is_room(cli: Callable[..., Any], put: Callable[..., None], out: str) -> None:
    lines = [json.dumps({"text": f"Meta {number}. {'x' * 400}"}) for number in range(450)]
    put("in.jsonl", "\n".join(lines))
    call = ("batch", "in.jsonl", "--out", out, "--workers", "1")
    with small_files():
        run = cli(*call)
    assert run.status == 2
    assert f"error: {out}" in run.err
    assert "File too large" in run.err
    assert not Path(out).exists()
    assert cli(*call, "--resume").status == 0
    assert Path(out).exists()
    assert not list(Path().glob("*.part"))
