"""The folder of parts: finished or not there, begun anew or gone on with, never mixed."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyarrow import parquet

from depesche.cluster.parts import Note, PartFolder
from depesche.engines import EncodedRecord
from depesche.errors import OutputError
from depesche.io import InputFailure, SkippedFile
from depesche.records import Extraction

NOTE = Note(1, (InputFailure("a", "b", 3),), (SkippedFile("c", "d"),), "{}")


@pytest.fixture
def folder(tmp_path: Path) -> PartFolder:
    parts = PartFolder(tmp_path / "out")
    parts.begin("f", resume=False)
    return parts


def encoded(record: Extraction) -> EncodedRecord:
    return EncodedRecord(record.id, record.model_dump_json().encode())


def test_a_part_and_its_note(folder: PartFolder, tmp_path: Path, deal_record: Extraction) -> None:
    folder.add("part-000001-000000", [encoded(deal_record)], NOTE)
    folder.add("part-000000-000000", [], Note(0, (), (), None))
    assert folder.is_done("part-000001-000000")
    assert not folder.is_done("part-000002-000000")
    assert list(folder.notes()) == [Note(0, (), (), None), NOTE]
    assert parquet.read_table(tmp_path / "out").num_rows == 1
    assert not list((tmp_path / "out").rglob("making-*"))


def test_going_on(folder: PartFolder, tmp_path: Path, deal_record: Extraction) -> None:
    folder.add("part-000000-000000", [encoded(deal_record)], NOTE)
    (tmp_path / "out" / "_depesche" / "making-x.parquet").touch()
    PartFolder(tmp_path / "out").begin("f", resume=True)
    assert list(folder.notes()) == [NOTE]
    assert not list((tmp_path / "out").rglob("making-*"))


def test_another_call_is_refused(folder: PartFolder, tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="the inputs or the options have changed since"):
        PartFolder(tmp_path / "out").begin("g", resume=True)


def test_beginning_anew_removes_parts_and_nothing_else(
    folder: PartFolder, tmp_path: Path, deal_record: Extraction
) -> None:
    folder.add("part-000000-000000", [encoded(deal_record)], NOTE)
    (tmp_path / "out" / "mine.parquet").touch()
    folder.begin("f", resume=False)
    assert list(folder.notes()) == []
    assert [path.name for path in sorted((tmp_path / "out").iterdir())] == ["_depesche", "mine.parquet"]


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(OutputError, match="cannot be written"):
        PartFolder(tmp_path / "file" / "out").begin("f", resume=False)
