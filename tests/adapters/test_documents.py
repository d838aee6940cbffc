"""Haystack and LangChain: facts go into the metadata, all else stays."""

from __future__ import annotations

from typing import Any

import pytest

from depesche.backbone import embedded_model_path

pytestmark = pytest.mark.skipif(
    not embedded_model_path().is_dir(), reason="the embedded model is not in this tree"
)

TEXT = "Gestern übernahm SAP das Start-up Signavio für 1,2 Milliarden Euro."


def check(meta: dict[str, Any], key: str) -> None:
    facts = meta[key]
    assert meta["page"] == 3
    assert facts["source"]["published"] == "2021-01-28"
    assert facts["dates"][0]["value"] == "2021-01-27"
    assert {company["name"] for company in facts["companies"]} == {"SAP", "Signavio"}
    assert facts["text"] is None


def test_haystack() -> None:
    haystack = pytest.importorskip("haystack")
    from depesche.adapters.haystack import DepescheExtractor  # noqa: PLC0415 - its library may be absent

    stored = DepescheExtractor(model="embedded", meta_key="facts").to_dict()
    pipeline = haystack.Pipeline()
    pipeline.add_component("facts", DepescheExtractor.from_dict(stored))
    documents = [
        haystack.Document(content=TEXT, meta={"page": 3, "date": "2021-01-28"}),
        haystack.Document(content=None, id="empty"),
    ]
    given = pipeline.run({"facts": {"documents": documents}})["facts"]["documents"]
    assert [document.id for document in given] == [document.id for document in documents]
    check(given[0].meta, "facts")
    assert given[0].meta["facts"]["id"] == documents[0].id
    assert given[1].meta["facts"]["error"].startswith("has no text")
    assert "facts" not in documents[0].meta


def test_langchain() -> None:
    documents_module = pytest.importorskip("langchain_core.documents")
    from depesche.adapters.langchain import DepescheTransformer  # noqa: PLC0415 - its library may be absent

    documents = [
        documents_module.Document(TEXT, id="a", metadata={"page": 3, "published": "2021-01-28"}),
        documents_module.Document(" "),
    ]
    given = DepescheTransformer(model="embedded").transform_documents(documents)
    check(given[0].metadata, "depesche")
    assert (given[0].id, given[0].metadata["depesche"]["id"]) == ("a", "a")
    assert given[1].metadata["depesche"]["error"].startswith("has no text")
    assert "depesche" not in documents[0].metadata
