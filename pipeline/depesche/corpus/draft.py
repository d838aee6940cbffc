"""Turns an extraction into an editable gold file, for people to mend."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from decimal import Decimal

from depesche.amounts.notation import MODIFIER_SIGNS, value_notation
from depesche.corpus.places import occurrences
from depesche.records import (
    Amount,
    DateValue,
    Deal,
    Extraction,
    Mention,
    MentionType,
    Modifier,
    Percentage,
    Person,
    TitleStatus,
)

_PLAIN = re.compile(r"[A-Za-zÄÖÜäöü][\w &.+-]*(?<![ .])", re.UNICODE)
_UNPRINTABLE = re.compile(r"[^ -~\u00a0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
"""What a YAML stream may not hold as it is, and the line ends it would fold."""
_RESERVED = frozenset({"true", "false", "null", "yes", "no", "on", "off"})
_PARTS = {"33": "Q1", "34": "Q2", "35": "Q3", "36": "Q4", "40": "H1", "41": "H2"}


def draft_yaml(record: Extraction, *, published: str | None, title: str | None = None) -> str:
    """The text of a gold file with what the extraction found; ``published`` ISO 8601, asked for if None.

    Mentions that the notation cannot hold are left out; the text is kept as it is.
    """
    text = record.text or ""
    mentions = {mention.id: mention for mention in record.mentions}
    lines = [f"title: {_scalar(title)}"] if title else []
    lines.append(f"published: {published or 'YYYY-MM-DD'}")
    lines.append(_text(text))
    for key, entities in (
        ("companies", [(e.name, e.mentions) for e in record.companies]),
        ("organizations", [(e.name, e.mentions) for e in record.organizations]),
        ("people", [(e.name, e.mentions) for e in record.people]),
    ):
        names = _names(text, entities, mentions)
        if names:
            lines.append(f"{key}:")
            lines += [f"  {_scalar(name)}: {_flow(more)}".rstrip() for name, more in names.items()]
    sources = [company.name for company in record.companies if company.is_source]
    if sources:
        lines.append(f"sources: {_flow(sources)}")
    lines += _plain_names(record, MentionType.LOCATION, "locations")
    lines += _plain_names(record, MentionType.PRODUCT, "products")
    lines += _block("titles", _titles(record.people, _entity_names(record), text))
    lines += _block("amounts", (f"{mentions[a.mention].text} | {_amount(a)}" for a in record.amounts))
    lines += _block("percentages", (f"{mentions[s.mention].text} | {_share(s)}" for s in record.percentages))
    # The record holds no value of a headcount; whoever mends the draft may write it.
    headcounts = (m.text for m in record.mentions if m.type is MentionType.HEADCOUNT)
    lines += _block("headcounts", (f"{words} | ?" for words in headcounts))
    lines += _block("dates", _dates(record.dates, mentions))
    deals = [_deal(deal, record, mentions, _entity_names(record)) for deal in record.deals]
    if deals:
        lines.append("deals:")
        lines += [f"  - {{{deal}}}" for deal in deals]
    return "\n".join(lines) + "\n"


def _entity_names(record: Extraction) -> dict[str, str]:
    names = {company.id: company.name for company in record.companies}
    names |= {organization.id: organization.name for organization in record.organizations}
    return names | {person.id: person.name for person in record.people}


def _names(
    text: str, entities: Iterable[tuple[str, tuple[str, ...]]], mentions: Mapping[str, Mention]
) -> dict[str, list[str]]:
    """Names with their further mention strings; a name that does not stand in the text gives way to one."""
    names: dict[str, list[str]] = {}
    for name, ids in entities:
        words = list(dict.fromkeys(mentions[key].text for key in ids if key in mentions))
        words = [word for word in words if word != name and any(occurrences(text, word, name=True))]
        if any(occurrences(text, name, name=True)):
            names[name] = words
        elif words:
            names[words[0]] = words[1:]
    return names


def _plain_names(record: Extraction, kind: MentionType, key: str) -> list[str]:
    words = list(dict.fromkeys(m.text for m in record.mentions if m.type is kind))
    return [f"{key}: {_flow(words)}"] if words else []


def _titles(people: Iterable[Person], names: Mapping[str, str], text: str) -> list[str]:
    lines: list[str] = []
    for person in people:
        for title in person.titles:
            if not any(occurrences(text, title.title)):
                continue
            parts = [title.title, person.name, names.get(title.company or "", "")]
            if title.status is not TitleStatus.CURRENT:
                parts.append(title.status.value)
            lines.append(" | ".join(parts))
    return lines


def _amount(amount: Amount) -> str:
    currency = amount.currency or ""
    if amount.inferred_currency:
        currency = f"({currency})"
    kind = amount.kind.value if amount.kind else ""
    number = _number(amount.value, amount.max, amount.modifier)
    return " ".join(part for part in (number, currency, kind) if part)


def _share(share: Percentage) -> str:
    number = _number(share.value, share.max, share.modifier)
    return f"{number} points" if share.unit == "points" else number


def _number(value: Decimal | None, top: Decimal | None, modifier: Modifier) -> str:
    sign = MODIFIER_SIGNS.get(modifier, "") if value is not None and top is None else ""
    return sign + value_notation(value, top)


def _dates(dates: Iterable[DateValue], mentions: Mapping[str, Mention]) -> list[str]:
    """Dates with a place in the calendar; vague words ("derzeit") are not annotated."""
    lines: list[str] = []
    for day in dates:
        if day.granularity == "vague":
            continue
        sign = "~" if day.relative and day.value else ""
        end = f"..{_edtf(day.end) if day.end != '..' else ''}" if day.end else ""
        lines.append(f"{mentions[day.mention].text} | {sign}{_edtf(day.value) if day.value else '?'}{end}")
    return lines


def _edtf(value: str) -> str:
    year, _, part = value.partition("-")
    return f"{year}-{_PARTS[part]}" if part in _PARTS else value


def _deal(deal: Deal, record: Extraction, mentions: Mapping[str, Mention], names: Mapping[str, str]) -> str:
    words = {amount.id: mentions[amount.mention].text for amount in record.amounts}
    words |= {day.id: mentions[day.mention].text for day in record.dates}
    parts = [f"type: {deal.type.value}", f"status: {deal.status.value}"]
    triggers = dict.fromkeys(mentions[e.trigger].text for e in deal.evidence if e.trigger in mentions)
    parts.append(f"trigger: {_flow(list(triggers))}")
    roles: dict[str, list[str]] = {}
    for participant in deal.participants:
        name = names.get(participant.entity or "", participant.text or "")
        roles.setdefault(participant.role.value, []).append(name)
    parts += [f"{role}: {_flow(fillers)}" for role, fillers in roles.items()]
    slots = {
        "amount": words.get(deal.amount or ""),
        "valuation": words.get(deal.valuation or ""),
        "stake": f"{deal.stake_percent:f}" if deal.stake_percent is not None else None,
        "round": deal.round,
        "headcount": str(deal.headcount) if deal.headcount is not None else None,
        "date": words.get(deal.date or ""),
    }
    parts += [f"{slot}: {_scalar(value)}" for slot, value in slots.items() if value]
    if deal.attribution:
        said = names.get(deal.attribution.entity or "", deal.attribution.text or "")
        parts.append(f"says: {_scalar(said)}")
    return ", ".join(parts)


def _text(text: str) -> str:
    """The text as a block, or quoted where a block would change it."""
    body = text.removesuffix("\n")
    if body != body.strip() or not body or _UNPRINTABLE.search(text.replace("\n", "")):
        return f"text: {_quoted(text)}"
    lines = "\n".join(f"  {line}" if line else "" for line in body.split("\n"))
    return f"text: {'|' if text.endswith(chr(10)) else '|-'}\n{lines}"


def _quoted(text: str) -> str:
    """A double-quoted YAML scalar; what YAML does not print is escaped by its code point."""
    return _UNPRINTABLE.sub(lambda c: f"\\U{ord(c[0]):08x}", json.dumps(text, ensure_ascii=False))


def _block(key: str, lines: Iterable[str]) -> list[str]:
    items = [f"  - {_scalar(line)}" for line in lines]
    return [f"{key}:", *items] if items else []


def _flow(values: list[str]) -> str:
    if not values:
        return ""
    return f"[{', '.join(_scalar(value) for value in values)}]"


def _scalar(value: str) -> str:
    """A string as YAML reads it back, quoted where it must be."""
    if _PLAIN.fullmatch(value) and value.lower() not in _RESERVED:
        return value
    return _quoted(value)
