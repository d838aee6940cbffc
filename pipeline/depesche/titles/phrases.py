"""First pass over the items: groups of people, and noun phrases around titles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from depesche.readings import Name, Span
from depesche.records import TitleStatus
from depesche.titles.items import Item
from depesche.titles.pattern import Alphabet, Pattern
from depesche.titles.rules import TitleRules
from depesche.titles.vocabulary import TitleWord
from depesche.titles.wording import Words


@dataclass(frozen=True, slots=True)
class TitleUse:
    """A title in its noun phrase; ``companies`` are those the phrase itself names for it."""

    item: Item
    normalized: str
    status: TitleStatus | None
    companies: tuple[Name, ...]
    numbers: frozenset[str]

    @property
    def may_be_plural(self) -> bool:
        """Whether several people can hold it."""
        return "pl" in self.numbers


@dataclass(frozen=True, slots=True)
class NounPhrase:
    """Titles with what belongs to them. ``possessive``: "dessen"; ``generic``: "des Unternehmens"."""

    titles: tuple[TitleUse, ...]
    possessive: Item | None
    generic: Item | None


@dataclass(frozen=True, slots=True)
class Node:
    """An item, or a chunk of items read as one; ``label_set`` is what the patterns see."""

    span: Span
    labels: frozenset[str]
    item: Item | None = None
    persons: tuple[Name, ...] = ()
    phrase: NounPhrase | None = None


def build_nodes(items: Sequence[Item], rules: TitleRules) -> list[Node]:
    """Run the chunk rules one after the other over the items."""
    nodes = [Node(item.span, item.labels, item) for item in items]
    for chunk in rules.chunks:
        nodes = _chunk(nodes, chunk.label, chunk.pattern, rules.alphabet, rules.words)
    return nodes


def _chunk(nodes: list[Node], label: str, pattern: Pattern, alphabet: Alphabet, words: Words) -> list[Node]:
    out: list[Node] = []
    at = 0
    for match in pattern.regex.finditer(alphabet.encode(node.labels for node in nodes)):
        start, end = match.span()
        roles = pattern.captured(match)
        out.extend(nodes[at:start])
        span = Span(nodes[start].span.start, nodes[end - 1].span.end)
        if "titles" in roles:
            phrase = _phrase(nodes, start, roles, words)
            if not phrase.titles:
                out.extend(nodes[start:end])
                at = end
                continue
            flags = {label}
            if any(title.companies for title in phrase.titles):
                flags.add("owned")
            if phrase.possessive is not None:
                flags.add("poss")
            if "det" in roles:
                flags.add("det")
            if any("oblique" in nodes[i].labels for i in _before_title(nodes, start, roles)):
                flags.add("oblique")
            out.append(Node(span, frozenset(flags), phrase=phrase))
        else:
            first, last = roles.get("persons", (start, end))
            persons = tuple(_names(nodes[first:last], "person"))
            out.append(Node(span, frozenset({label}), persons=persons))
        at = end
    out.extend(nodes[at:])
    return out


def _names(nodes: Sequence[Node], label: str) -> list[Name]:
    return [node.item.name for node in nodes if label in node.labels and node.item and node.item.name]


def companies_in(nodes: Sequence[Node]) -> tuple[Name, ...]:
    """The companies a stretch names as owners: no aliases in brackets, and of "Google-Tochter DeepMind"
    the latter."""
    found: list[Name] = []
    leading: list[Name] = []
    for i, node in enumerate(nodes):
        name = node.item.name if node.item is not None and "company" in node.labels else None
        if name is None or (i > 0 and "open" in nodes[i - 1].labels and found):
            continue
        joined = i + 1 < len(nodes) and {"noun", "joined"} <= nodes[i + 1].labels
        (leading if joined else found).append(name)
    return tuple(found or leading)


def _phrase(nodes: list[Node], start: int, roles: dict[str, tuple[int, int]], words: Words) -> NounPhrase:
    first, last = roles["titles"]
    shared: tuple[Name, ...] = ()
    for role in ("after", "joined", "before"):
        if role in roles and not shared:
            shared = companies_in(nodes[slice(*roles[role])])
    body = nodes[roles["body"][0]].item if "body" in roles else None
    uses: list[TitleUse] = []
    region = start
    for i in range(first, last):
        item = nodes[i].item
        if item is None or item.title is None:
            continue
        between = nodes[region:i]
        region = i + 1
        own = _own_companies(nodes, i, first)
        to_place = "joined" in nodes[i].labels and not own and i > 0 and "name" in nodes[i - 1].labels
        unit = (to_place or "unit" in roles) and not own
        normalized = _normalized(item.title, between, unit, body, words)
        if normalized is None:
            continue
        status = item.title.status or _status(between, words)
        if status is None and uses and not any("det" in node.labels for node in between):
            status = uses[-1].status
        companies = own or shared or (uses[-1].companies if uses else ())
        numbers = _numbers(item.title, between)
        item = _with_attributes(item, between, _tail(nodes, i, item.title, roles), words)
        uses.append(TitleUse(item, normalized, status, companies, numbers))
    return NounPhrase(
        titles=tuple(uses),
        possessive=nodes[roles["poss"][0]].item if "poss" in roles else None,
        generic=nodes[roles["generic"][0]].item if "generic" in roles else None,
    )


def _normalized(
    title: TitleWord, between: Sequence[Node], unit: bool, body: Item | None, words: Words
) -> str | None:
    """The title of the vocabulary, by the body or unit the word governs and its attributes."""
    part = words.vocabulary.bodies.get(body.text) if body is not None else None
    normalized = title.head.parts.get(part) if part is not None else None
    if normalized is None and part is not None:
        unit = True
    if normalized is None:
        normalized = (title.unit if unit or title.governs_unit else None) or title.normalized
    if normalized is None:
        return None
    for node in between:
        for label in node.labels:
            effect = words.labels.effects.get(label)
            if effect is not None and effect.deputy:
                normalized = words.vocabulary.deputy(normalized)
            elif effect is not None:
                normalized = effect.retitle.get(normalized, normalized)
    return normalized


def _tail(nodes: list[Node], at: int, title: TitleWord, roles: dict[str, tuple[int, int]]) -> list[Node]:
    """What is part of a title behind its word: "Leiter Forschung", "Mitglied des Vorstands"."""
    if title.head.membership and "body" in roles:
        return nodes[at + 1 : roles["body"][1]]
    first, last = roles.get("name", (0, 0))
    return nodes[first:last] if first == at + 1 else []


def _with_attributes(item: Item, before: Sequence[Node], tail: Sequence[Node], words: Words) -> Item:
    """The title with what belongs to its words: "wissenschaftlicher Leiter", "Leiter Forschung"."""
    parts = [item, *(node.item for node in tail if node.item is not None)]
    for node in reversed(before):
        effects = [words.labels.effects[label] for label in node.labels if label in words.labels.effects]
        if node.item is None or not any(effect.part_of_title for effect in effects):
            break
        parts.insert(0, node.item)
    span = Span(parts[0].span.start, parts[-1].span.end)
    return replace(item, span=span, text=" ".join(part.text for part in parts))


def _own_companies(nodes: list[Node], at: int, first: int) -> tuple[Name, ...]:
    """The companies joined to a title: "Tesla- und SpaceX-Chef"."""
    if "joined" not in nodes[at].labels or at == 0 or "company" not in nodes[at - 1].labels:
        return ()
    found = _names(nodes[at - 1 : at], "company")
    i = at - 2
    while i >= first and ({"and", "comma"} & nodes[i].labels or "truncated" in nodes[i].labels):
        found[:0] = _names(nodes[i : i + 1], "truncated")
        i -= 1
    return tuple(found)


def _status(nodes: Sequence[Node], words: Words) -> TitleStatus | None:
    """The status the nearest word before a title gives it."""
    for node in reversed(nodes):
        for label in node.labels:
            effect = words.labels.effects.get(label)
            if effect is not None and effect.status is not None:
                return effect.status
    return None


def _before_title(nodes: Sequence[Node], start: int, roles: dict[str, tuple[int, int]]) -> range:
    """The nodes of a phrase before its first title."""
    first = roles["titles"][0]
    return range(start, next((i for i in range(first, len(nodes)) if "title" in nodes[i].labels), first))


def _numbers(title: TitleWord, between: Sequence[Node]) -> frozenset[str]:
    """The numbers a title's form allows behind its article."""
    labels = frozenset[str]().union(*(node.labels for node in between))
    if "several" in labels:
        return frozenset({"pl"})
    if "article_f_or_pl" in labels and title.gender == "m":
        return title.numbers & {"pl"}
    if "article" in labels and "sg" in title.numbers:
        return frozenset({"sg"})
    return title.numbers
