"""Bulk requests: two lines an article, ids that hold, and a template that fits what is written."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from depesche.errors import InputError, OutputError
from depesche.io.search import check_index, document, document_id, index_template
from depesche.io.sinks import open_sink
from depesche.records import Extraction, Source


def bulk(path: Path, *records: Extraction) -> list[dict[str, Any]]:
    with open_sink(str(path), bulk_index="news") as sink:
        for record in records:
            sink.write(record.id, record.model_dump_json().encode())
    raw = path.read_bytes()
    assert raw.endswith(b"\n"), "the last line of a bulk request must end"
    return [json.loads(line) for line in raw.splitlines()]


def test_a_line_where_and_a_line_what(deal_record: Extraction, tmp_path: Path) -> None:
    other = deal_record.model_copy(update={"id": "größer\n2"})
    lines = bulk(tmp_path / "bulk.ndjson", deal_record, other)
    assert lines[0] == {"index": {"_index": "news", "_id": "a.txt"}}
    assert lines[2] == {"index": {"_index": "news", "_id": "größer\n2"}}
    assert len(lines) == 4
    assert lines[1]["schema_version"] == 1


def test_deals_say_what_they_refer_to(deal_record: Extraction) -> None:
    (deal,) = document(deal_record.model_dump(mode="json"))["deals"]
    assert [who["name"] for who in deal["participants"]] == ["Meta", "Scale AI", "zwei Fonds"]
    assert (deal["amount_value"], deal["amount_currency"], deal["date_value"]) == (14300000000, "USD", None)


@pytest.mark.parametrize(
    ("article_id", "path", "expected"),
    [
        ("2025/a.txt", "2025/a.txt", "2025/a.txt"),
        ("feed.jsonl:3", "feed.jsonl", "feed.jsonl:3"),
        ("42", "standard input", "42"),
        ("stdin:3", "standard input", "digest of the text"),
        ("stdin", "standard input", "digest of the text"),
        ("stdin[2]", "standard input", "digest of the text"),
        ("stdin:3", "a.jsonl", "stdin:3"),
        ("stdin-news", "standard input", "stdin-news"),
        ("ä" * 256, None, "ä" * 256),
    ],
)
def test_ids(deal_record: Extraction, article_id: str, path: str | None, expected: str) -> None:
    update = {"id": article_id, "source": Source(path=path), "text_sha256": "digest of the text"}
    record = deal_record.model_copy(update=update).model_dump(mode="json")
    assert document_id(record) == expected


def test_ids_are_never_too_long(deal_record: Extraction) -> None:
    record = deal_record.model_copy(update={"id": "ä" * 257}).model_dump(mode="json")
    assert len(document_id(record)) == 64


@pytest.mark.parametrize("name", ["", "News", "-news", "a b", "a,b", "a/b", "..", "a*", "x" * 256])
def test_names_no_index_may_have(name: str) -> None:
    with pytest.raises(InputError, match="no name of an index"):
        check_index(name)


def test_other_endings_are_refused(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"\.jsonl or \.ndjson"):
        open_sink(str(tmp_path / "a.json"), bulk_index="news")


def unmapped(properties: Mapping[str, Any], value: Any, path: str = "") -> Iterator[str]:
    """The fields of a document that a mapping does not know, or knows in another form."""
    for name, inner in value.items():
        here = f"{path}.{name}"
        mapping = properties.get(name)
        for one in inner if isinstance(inner, list) else [inner]:
            if mapping is None or (isinstance(one, dict) != ("properties" in mapping)):
                if one is not None or mapping is None:
                    yield here
            elif isinstance(one, dict):
                assert (mapping.get("type") == "nested") == isinstance(inner, list), here
                yield from unmapped(mapping["properties"], one, here)


def test_the_template_maps_every_field(deal_record: Extraction) -> None:
    template = index_template("news")
    assert template["index_patterns"] == ["news", "news-*"]
    mappings = template["template"]["mappings"]
    stored = document(deal_record.model_dump(mode="json"))
    assert list(unmapped(mappings["properties"], stored)) == []
    deals = mappings["properties"]["deals"]["properties"]
    assert deals["participants"]["type"] == "nested"
    assert deals["stake_percent"] == {"type": "double"}
    assert mappings["properties"]["companies"]["properties"]["is_source"] == {"type": "boolean"}
