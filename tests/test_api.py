"""The public API: complete, quick to import, and able to read what earlier releases have written."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import depesche
from depesche import Extraction, read_records, record_schema
from depesche.io import InputFailure

STORED = Path(__file__).parent / "stored"
VERSIONS = range(1, depesche.SCHEMA_VERSION + 1)


def test_names_are_stable() -> None:
    assert set(depesche.__all__) == {
        *("Article", "Extraction", "Extractor", "Failure", "SCHEMA_VERSION", "read_records", "record_schema"),
        *("DepescheError", "InputError", "ModelError", "OutputError", "RuleError", "__version__"),
    }
    assert all(getattr(depesche, name) is not None for name in depesche.__all__)
    assert set(depesche.__all__) <= set(dir(depesche))
    with pytest.raises(AttributeError, match="nothing_such"):
        _ = depesche.nothing_such


def test_types_are_shipped() -> None:
    assert Path(depesche.__file__).with_name("py.typed").is_file()


def test_importing_takes_in_nothing_heavy() -> None:
    code = "import sys, depesche; print(sorted({'spacy', 'numpy', 'dateparser', 'yaml'} & set(sys.modules)))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout == "[]\n"


@pytest.mark.parametrize("version", VERSIONS)
def test_records_of_every_schema_version_are_read(version: int) -> None:
    file = STORED / f"records-{version}.jsonl"
    written = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    read = list(read_records(str(file)))
    assert len(read) == len(written) > 0
    for before, now in zip(written, read, strict=True):
        assert isinstance(now, Extraction), now
        assert list(lost(before, now.model_dump(mode="json"))) == []


def test_the_schema_of_this_version_only_grows() -> None:
    """Within a schema version fields and words are added, none goes and none changes its type."""
    stored = json.loads((STORED / f"schema-{depesche.SCHEMA_VERSION}.json").read_text(encoding="utf-8"))
    now = record_schema()
    parts = {"Extraction": (stored, now)} | {
        name: (part, now["$defs"].get(name, {})) for name, part in stored["$defs"].items()
    }
    for name, (before, part) in parts.items():
        assert set(before.get("enum", ())) <= set(part.get("enum", ())), name
        for field, schema in before.get("properties", {}).items():
            assert part["properties"].get(field) == schema, f"{name}.{field}"


def test_a_later_schema_version_is_named(tmp_path: Path) -> None:
    record = json.loads((STORED / "records-1.jsonl").read_text(encoding="utf-8").splitlines()[0])
    (tmp_path / "later.jsonl").write_text(json.dumps({**record, "schema_version": 99, "new": 1}))
    (failure,) = read_records(str(tmp_path / "later.jsonl"))
    assert isinstance(failure, InputFailure)
    assert failure.reason.startswith("has schema version 99; this Depesche reads 1")


def lost(before: Any, now: Any, path: str = "") -> Iterator[str]:
    """What stood in a stored record and is not in the one that was read."""
    if isinstance(before, dict) and isinstance(now, dict):
        for name, value in before.items():
            yield from lost(value, now.get(name), f"{path}.{name}")
    elif isinstance(before, list) and isinstance(now, list) and len(before) == len(now):
        for number, value in enumerate(before):
            yield from lost(value, now[number], f"{path}[{number}]")
    elif before != now:
        yield f"{path}: {before!r} became {now!r}"
