"""Records as documents of Elasticsearch and OpenSearch: their ids, their form, and the index template.

A search engine cannot follow references inside a document, so that what a deal refers to stands in it too:
``deals.participants.name``, ``deals.amount_value``, ``amount_currency`` and ``date_value``. All else is the
record.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from typing import Any

from depesche.errors import InputError
from depesche.io.schema import record_schema

DEFAULT_INDEX = "depesche"

_MAX_ID_BYTES = 512
_MAX_INDEX_BYTES = 255
_INDEX = re.compile(r'[^-_+.\\/*?"<>|\s,#:A-Z][^\\/*?"<>|\s,#:A-Z]*')
_NESTED_OBJECTS = 50_000
"""Mentions, deals and so on of one article; the engines' own limit of 10,000 is too low for a long one."""

_POSITION = re.compile(r"stdin(?:$|[:\[#])")
_KEYWORD: Mapping[str, object] = {"type": "keyword", "ignore_above": 1024}
_NAME = {**_KEYWORD, "fields": {"words": {"type": "text", "analyzer": "german"}}}
_PROSE = {"type": "text", "analyzer": "german"}
_DATE = {
    **_KEYWORD,
    "fields": {
        "date": {"type": "date", "format": "yyyy-MM-dd||yyyy-MM||yyyy", "ignore_malformed": True},
    },
}
_SPECIAL: Mapping[tuple[str, str], Mapping[str, object]] = {
    ("Extraction", "text"): _PROSE,
    ("Source", "title"): _NAME,
    ("Source", "published"): {"type": "date", "ignore_malformed": True},
    ("DateValue", "value"): _DATE,
    ("DateValue", "end"): _DATE,
    ("ArticleWarning", "message"): _PROSE,
}
"""Fields that are more than a word: by the part of the record and their name there."""

_NAMES = frozenset({"name", "aliases", "text", "title"})
"""Fields that are found whole and by their words."""


def check_index(name: str) -> str:
    """The name, if an index may have it; raises InputError."""
    if not _INDEX.fullmatch(name) or len(name.encode("utf-8")) > _MAX_INDEX_BYTES:
        raise InputError(f"{name!r} is no name of an index: small letters, digits, '-' and '_' make one")
    return name


def document_id(record: Mapping[str, Any]) -> str:
    """The id under which a record is stored: equal for the same article, so that it is stored once.

    It is the article's id; the digest of the text for articles from standard input that bring none, because
    their number in the stream says nothing; and a digest for ids longer than the engines allow.
    """
    article_id: str = record["id"]
    if record["source"]["path"] == "standard input" and _POSITION.match(article_id):
        return str(record["text_sha256"])
    encoded = article_id.encode("utf-8")
    return article_id if len(encoded) <= _MAX_ID_BYTES else hashlib.sha256(encoded).hexdigest()


def document(record: Mapping[str, Any]) -> dict[str, Any]:
    """The record with the names, sums and dates in its deals that they refer to."""
    names = {
        entity["id"]: entity["name"]
        for kind in ("companies", "organizations", "people")
        for entity in record[kind]
    }
    amounts = {amount["id"]: amount for amount in record["amounts"]}
    dates = {date["id"]: date["value"] for date in record["dates"]}
    return {**record, "deals": [_deal(deal, names, amounts, dates) for deal in record["deals"]]}


def _deal(
    deal: Mapping[str, Any],
    names: Mapping[str, str],
    amounts: Mapping[str, Mapping[str, Any]],
    dates: Mapping[str, str],
) -> dict[str, Any]:
    amount = amounts.get(deal["amount"], {})
    return {
        **deal,
        "participants": [
            {**who, "name": names.get(who["entity"]) or who["text"]} for who in deal["participants"]
        ],
        "amount_value": amount.get("value"),
        "amount_currency": amount.get("currency"),
        "date_value": dates.get(deal["date"]),
    }


def index_template(index: str = DEFAULT_INDEX) -> dict[str, Any]:
    """The composable index template for an index and those whose names begin with it and "-".

    Lists are nested, so that a buyer and a price of the same deal can be asked for. What a later version
    adds to the record is stored and not indexed until the template is written anew.
    """
    schema = record_schema()
    properties = _properties("Extraction", schema, schema["$defs"])
    deal = properties["deals"]["properties"]
    deal["participants"]["properties"]["name"] = _NAME
    deal |= {"amount_value": {"type": "double"}, "amount_currency": _KEYWORD, "date_value": _DATE}
    settings = {"index": {"mapping": {"nested_objects": {"limit": _NESTED_OBJECTS}}}}
    return {
        "index_patterns": [index, f"{index}-*"],
        "template": {"settings": settings, "mappings": {"dynamic": False, "properties": properties}},
        "_meta": {"made_by": "depesche", "schema_version": schema["properties"]["schema_version"]["const"]},
    }


def _properties(part: str, schema: Mapping[str, Any], definitions: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _mapping(part, name, field, definitions) for name, field in schema["properties"].items()}


def _mapping(
    part: str, name: str, field: Mapping[str, Any], definitions: Mapping[str, Any]
) -> dict[str, Any]:
    """The mapping of a field, from what the JSON Schema says of it."""
    if (part, name) in _SPECIAL:
        return dict(_SPECIAL[part, name])
    options = [option for option in field.get("anyOf", ()) if option.get("type") != "null"]
    if any(option.get("type") == "number" or "anyOf" in option for option in options):
        return {"type": "double"}
    if options:
        return _mapping(part, name, options[0], definitions)
    if field.get("type") == "array":
        inner = _mapping(part, name, field["items"], definitions)
        return {"type": "nested", **inner} if "properties" in inner else inner
    target = field.get("$ref", "").rpartition("/")[2]
    if "properties" in definitions.get(target, {}):
        return {"properties": _properties(target, definitions[target], definitions)}
    return _word(name, field.get("type", ""))


def _word(name: str, type_: str) -> dict[str, Any]:
    simple = {"integer": "long", "number": "double", "boolean": "boolean"}.get(type_)
    if simple:
        return {"type": simple}
    return dict(_NAME if name in _NAMES else _KEYWORD)
