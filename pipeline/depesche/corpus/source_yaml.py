"""Writes an annotated article in its editable form; :func:`depesche.corpus.parse_source` reads it back."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence

from depesche.corpus.source import LAYERS, GoldDeal, GoldSource, GoldTitle, GoldValue, read_title, read_value
from depesche.records import TitleStatus

_PLAIN = re.compile(r"[A-Za-zÄÖÜäöü][\w &.+-]*(?<![ .])", re.UNICODE)
_UNPRINTABLE = re.compile(r"[^ -~\u00a0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
"""What a YAML stream may not hold as it is, and the line ends it would fold."""
_RESERVED = frozenset({"true", "false", "null", "yes", "no", "on", "off"})


def source_yaml(source: GoldSource) -> str:
    """The text of the gold file; an empty ``published`` becomes a blank to fill in."""
    lines = _head(source)
    lines.append(_text(source.text))
    for key, names in (
        ("companies", source.companies),
        ("organizations", source.organizations),
        ("people", source.people),
    ):
        lines += _names(key, names)
    for key, words in (
        ("sources", source.sources),
        ("locations", source.locations),
        ("products", source.products),
    ):
        lines += [f"{key}: {_flow(words)}"] if words else []
    lines += _block("titles", map(_title, source.titles))
    for key, values in (
        ("amounts", source.amounts),
        ("percentages", source.percentages),
        ("headcounts", source.headcounts),
        ("dates", source.dates),
    ):
        lines += _block(key, map(_value, values))
    if source.deals:
        lines.append("deals:")
        lines += [f"  - {{{_deal(deal)}}}" for deal in source.deals]
    return "\n".join(lines) + "\n"


def _head(source: GoldSource) -> list[str]:
    lines = [f"title: {_scalar(source.title)}"] if source.title is not None else []
    lines.append(f"published: {_scalar(source.published) if source.published else 'YYYY-MM-DD'}")
    lines += ["sample: true"] if source.sample else []
    lines += [f"medium: {_scalar(source.medium)}"] if source.medium is not None else []
    if source.style:
        lines.append(f"style: {_scalar(source.style[0]) if len(source.style) == 1 else _flow(source.style)}")
    lines += [f"region: {source.region}"] if source.region != "de" else []
    lines += [f"story: {_scalar(source.story)}"] if source.story is not None else []
    lines += [f"layers: {_flow(source.layers)}"] if source.layers != LAYERS else []
    lines += [f"text_sha256: {_scalar(source.text_sha256)}"] if source.text_sha256 else []
    return lines


def _names(key: str, names: Mapping[str, Sequence[str]]) -> list[str]:
    if not names:
        return []
    return [f"{key}:", *(f"  {_scalar(name)}: {_flow(more)}".rstrip() for name, more in names.items())]


def _title(title: GoldTitle) -> str:
    """A line; spelled out by field where the line would be read otherwise ("|" in a name)."""
    words = f"{title.title} = {title.normalized}" if title.normalized else title.title
    parts = [words, title.person, title.company or ""]
    if title.status is not TitleStatus.CURRENT:
        parts.append(title.status.value)
    line = " | ".join(parts).removesuffix(" | ")
    try:
        if GoldTitle.model_validate(read_title(line)) == title:
            return _scalar(line)
    except ValueError:
        pass
    return _mapping(title.model_dump(mode="json", exclude_none=True))


def _value(value: GoldValue) -> str:
    line = f"{value.words} | {value.value}"
    if read_value(line) == value.model_dump():
        return _scalar(line)
    return _mapping(value.model_dump())


def _mapping(fields: Mapping[str, str]) -> str:
    return f"{{{', '.join(f'{key}: {_scalar(value)}' for key, value in fields.items())}}}"


def _deal(deal: GoldDeal) -> str:
    parts = [
        f"type: {deal.type.value}",
        f"status: {deal.status.value}",
        f"trigger: {_one_or_more(deal.trigger)}",
    ]
    roles: dict[str, list[str]] = {}
    for role, filler in deal.participants:
        roles.setdefault(role.value, []).append(filler)
    parts += [f"{role}: {_one_or_more(fillers)}" for role, fillers in roles.items()]
    slots = (
        ("amount", deal.amount),
        ("valuation", deal.valuation),
        ("stake", deal.stake),
        ("round", deal.round),
        ("headcount", None if deal.headcount is None else str(deal.headcount)),
        ("date", deal.date),
        ("says", deal.says),
    )
    parts += [
        f"{slot}: {value if slot == 'headcount' else _scalar(value)}"
        for slot, value in slots
        if value is not None
    ]
    parts += [f"evidence: {_one_or_more(deal.evidence)}"] if deal.evidence else []
    return ", ".join(parts)


def _text(text: str) -> str:
    """The text as a block, or quoted where a block would change it."""
    body = text.removesuffix("\n")
    if body != body.strip() or not body or _UNPRINTABLE.search(text.replace("\n", "")):
        return f"text: {_quoted(text)}"
    lines = "\n".join(f"  {line}" if line else "" for line in body.split("\n"))
    return f"text: {'|' if text.endswith(chr(10)) else '|-'}\n{lines}"


def _block(key: str, lines: Iterable[str]) -> list[str]:
    items = [f"  - {line}" for line in lines]
    return [f"{key}:", *items] if items else []


def _one_or_more(values: Sequence[str]) -> str:
    return _scalar(values[0]) if len(values) == 1 else _flow(values)


def _flow(values: Sequence[str]) -> str:
    if not values:
        return ""
    return f"[{', '.join(_scalar(value) for value in values)}]"


def _scalar(value: str) -> str:
    """A string as YAML reads it back, quoted where it must be."""
    if _PLAIN.fullmatch(value) and value.lower() not in _RESERVED:
        return value
    return _quoted(value)


def _quoted(text: str) -> str:
    """A double-quoted YAML scalar; what YAML does not print is escaped by its code point."""
    return _UNPRINTABLE.sub(lambda c: f"\\U{ord(c[0]):08x}", json.dumps(text, ensure_ascii=False))
