"""The cut of the input: everything once, in order, the same in every run, and bounded."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from depesche.cluster import plan
from depesche.cluster.plan import Reading, groups
from depesche.io import InputFailure, Limits
from depesche.io.finding import find_files
from depesche.io.preparing import Preparation
from depesche.records import Article


@pytest.fixture
def news(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    folder = Path("news")
    folder.mkdir()
    for number in range(70):
        (folder / f"{number:03}.txt").write_text(f"Meldung {number}.", encoding="utf-8")
    lines = [json.dumps({"id": f"line{number}", "text": "Text."}) for number in range(25)]
    (folder / "b.jsonl").write_text("\n".join(lines), encoding="utf-8")
    (folder / "c.txt").touch()
    return folder


def test_everything_once_and_in_order(news: Path) -> None:
    reading = Reading(Limits(), Preparation(), part_items=10)
    cut = [part for group in groups(find_files(["news"])) for part in reading.parts(group)]
    names = [part.name for part in cut]
    assert names == sorted(set(names))
    assert {len(part.items) for part in cut[:-1]} <= set(range(1, 11))
    ids = [item.id for part in cut for item in part.items if isinstance(item, Article)]
    assert ids == [f"{number:03}.txt" for number in range(70)] + [f"line{number}" for number in range(25)]
    assert [str(item) for part in cut for item in part.items if isinstance(item, InputFailure)] == [
        "news/c.txt: the file is empty"
    ]
    again = [part for group in groups(find_files(["news"])) for part in reading.parts(group)]
    assert again == cut


def test_paths_hold_in_other_folders(news: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (first, _) = groups(find_files(["news"]))
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    part = next(Reading(Limits(), Preparation()).parts(first))
    assert isinstance(part.items[0], Article)
    assert part.items[0].path == "news/000.txt"


def test_a_large_file_is_a_group_of_its_own(news: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plan, "_GROUP_BYTES", 300)
    sizes = [len(group.found) for group in groups(find_files(["news"]))]
    assert sum(sizes) == 72
    assert 1 in sizes


def test_long_articles_make_small_parts(news: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plan, "_PART_CHARS", 30)
    (first, *_) = groups(find_files(["news"]))
    assert {len(part.items) for part in Reading(Limits(), Preparation()).parts(first)} <= {1, 2, 3}
