"""A batch that is killed outright, as a power cut would, and taken up again."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from depesche.backbone import embedded_model_path

ARTICLES = 450
CALL = "from depesche.cli import main; main()"


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    path = tmp_path / "in.jsonl"
    lines = [
        json.dumps(
            {
                "id": str(number),
                "text": f"Meta kauft die Firma Nummer {number} für {number} Millionen Dollar.",
            }
        )
        for number in range(ARTICLES)
    ]
    lines[300] = "{"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def batch(articles: Path, out: str, *arguments: str) -> subprocess.Popen[bytes]:
    command = [
        sys.executable,
        "-c",
        CALL,
        "batch",
        articles.name,
        "--out",
        out,
        "--model",
        "embedded",
        *arguments,
    ]
    return subprocess.Popen(command, cwd=articles.parent, stderr=subprocess.DEVNULL, start_new_session=True)


@pytest.mark.skipif(not embedded_model_path().is_dir(), reason="the embedded model is not in this tree")
@pytest.mark.parametrize("out", ["out.jsonl.gz", "out.sqlite"])
def test_killed_twice_and_resumed(articles: Path, out: str) -> None:
    folder = articles.parent
    assert batch(articles, f"whole-{out}", "--workers", "1").wait() == 1
    progress = folder / f"{out}.progress"
    seen: list[int] = []
    for workers in ("2", "1"):
        process = batch(articles, out, "--workers", workers, "--resume")
        while process.poll() is None and _items(progress) <= max(seen, default=0):
            time.sleep(0.01)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        seen.append(_items(progress))
        assert not (folder / out).exists()
    assert 0 < seen[0] < seen[1] < ARTICLES
    assert batch(articles, out, "--workers", "1", "--resume").wait() == 1
    assert (folder / out).read_bytes() == (folder / f"whole-{out}").read_bytes()
    assert sorted(path.name for path in folder.iterdir()) == sorted([articles.name, out, f"whole-{out}"])


def _items(progress: Path) -> int:
    try:
        return int(json.loads(progress.read_text(encoding="utf-8"))["items"])
    except OSError:
        return 0
