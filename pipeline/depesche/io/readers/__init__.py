"""The readers, one module a format."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import PurePath

from depesche.io.archives import SUFFIXES as ARCHIVE_SUFFIXES
from depesche.io.compression import plain_name
from depesche.io.readers import json_document, json_lines, markdown, plain, web_archive, web_page
from depesche.io.readers.protocol import Format

FORMATS: Mapping[str, Format] = {
    module.FORMAT.name: module.FORMAT
    for module in (plain, markdown, web_page, json_document, json_lines, web_archive)
}
"""Every format by its name."""

_BY_SUFFIX = {suffix: format_.name for format_ in FORMATS.values() for suffix in format_.suffixes}
_BY_SUFFIX |= ARCHIVE_SUFFIXES

_PAGE = re.compile(rb"(?:<\?xml[^>]*>\s*)?<(?:!doctype html|html)\b", re.IGNORECASE)


def format_of(path: PurePath) -> str | None:
    """The format's name by the file name ("a.jsonl.gz" -> "jsonl"), None where it says nothing."""
    return _BY_SUFFIX.get(PurePath(plain_name(path.name)).suffix)


def known_suffixes() -> str:
    """The file name endings that are read, for messages."""
    return ", ".join(_BY_SUFFIX)


def sniff(head: bytes, named: str | None) -> str:
    """The format by the first bytes, where the name (``named``) does not settle it.

    JSON documents and JSON lines are told apart whatever the name says, since they are often mixed up:
    a document begins with a list or an object that goes on past its first line.
    """
    if named not in (None, "json", "jsonl"):
        return named
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if named is None and _PAGE.match(start[:200]):
        return "html"
    if named is None and not start.startswith((b"{", b"[{", b"[\n", b"[\r\n")):
        return "txt"
    first, newline, rest = start.partition(b"\n")
    if first.startswith(b"[") or first.strip() == b"{":
        return "json"
    if named == "json" and not (newline and rest.strip() and first.strip().endswith(b"}")):
        return "json"
    return "jsonl"
