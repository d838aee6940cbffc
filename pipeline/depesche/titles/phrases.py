"""First pass over the items: groups of people, and noun phrases around titles."""

from __future__ import annotations

from collections.abc import Sequence

from depesche.readings import Name
from depesche.records import TitleStatus
from depesche.titles.items import Item, NounPhrase, TitleUse
from depesche.titles.pattern import Pattern
from depesche.titles.rules import TitleRules
from depesche.titles.vocabulary import TitleWord
from depesche.titles.wording import Words


def group_items(items: Sequence[Item], rules: TitleRules) -> tuple[list[Item], str]:
    """Run the chunk rules one after the other over the items; gives the nodes and their characters."""
    nodes = list(items)
    code = rules.alphabet.encode([node.labels for node in nodes])
    for chunk in rules.chunks:
        nodes, code = _chunk(nodes, code, chunk.label, chunk.pattern, rules)
    return nodes, code


def _chunk(
    nodes: list[Item], code: str, label: str, pattern: Pattern, rules: TitleRules
) -> tuple[list[Item], str]:
    alphabet, words = rules.alphabet, rules.words
    out: list[Item] = []
    coded: list[str] = []
    at = 0
    for match in pattern.regex.finditer(code):
        start, end = match.span()
        roles = pattern.captured(match)
        out.extend(nodes[at:start])
        coded.append(code[at:start])
        bounds = nodes[start].start, nodes[end - 1].end
        if "titles" in roles:
            phrase = _phrase(nodes, start, roles, words)
            if not phrase.titles:
                out.extend(nodes[start:end])
                coded.append(code[start:end])
                at = end
                continue
            flags = {label}
            if any(use.companies for use in phrase.titles):
                flags.add("owned")
            if phrase.possessive is not None:
                flags.add("poss")
            if "det" in roles:
                flags.add("det")
            if any(_is_board(node) for node in nodes[slice(*roles["titles"])]):
                flags.add("board")
            if any("oblique" in nodes[i].labels for i in _before_title(nodes, start, roles)):
                flags.add("oblique")
            out.append(Item(*bounds, "", frozenset(flags), phrase=phrase))
        else:
            first, last = roles.get("persons", (start, end))
            persons = tuple(_names(nodes[first:last], "person"))
            out.append(Item(*bounds, "", frozenset({label}), persons=persons))
        coded.append(alphabet.encode([out[-1].labels]))
        at = end
    out.extend(nodes[at:])
    return out, "".join(coded) + code[at:]


def _names(nodes: Sequence[Item], label: str) -> list[Name]:
    return [node.name for node in nodes if label in node.labels and node.name is not None]


def _is_board(node: Item) -> bool:
    return "body" in node.labels and node.title is not None and node.title.head.seat


def companies_in(nodes: Sequence[Item]) -> tuple[Name, ...]:
    """The companies a stretch names as owners: no aliases in brackets, and of "Google-Tochter DeepMind"
    the latter."""
    found: list[Name] = []
    leading: list[Name] = []
    for i, node in enumerate(nodes):
        name = node.name if "company" in node.labels else None
        if name is None or (i > 0 and "open" in nodes[i - 1].labels and found):
            continue
        joined = i + 1 < len(nodes) and {"noun", "joined"} <= nodes[i + 1].labels
        (leading if joined else found).append(name)
    return tuple(found or leading)


def _phrase(nodes: list[Item], start: int, roles: dict[str, tuple[int, int]], words: Words) -> NounPhrase:
    first, last = roles["titles"]
    shared: tuple[Name, ...] = ()
    for role in ("after", "joined", "before"):
        if role in roles and not shared:
            shared = companies_in(nodes[slice(*roles[role])])
    body = nodes[roles["body"][0]] if "body" in roles else None
    uses: list[TitleUse] = []
    shared_status: TitleStatus | None = None
    region = start
    for i in range(first, last):
        item, title = nodes[i], nodes[i].title
        if title is None:
            continue
        between = nodes[region:i]
        region = i + 1
        own = _own_companies(nodes, i, first)
        to_place = "joined" in nodes[i].labels and not own and i > 0 and "name" in nodes[i - 1].labels
        unit = (to_place or "unit" in roles) and not own
        normalized = _normalized(title, between, unit, body, words)
        if normalized is None:
            continue
        status = title.status or _status(between, words)
        if title.status is None and status is not None and not any(n.text.endswith("-") for n in between):
            shared_status = status
        if status is None and uses and not any("det" in node.labels for node in between):
            status = shared_status
        companies = own or shared or (uses[-1].companies if uses else ())
        if any(use.normalized == normalized and use.companies == companies for use in uses):
            continue
        numbers = _numbers(title, between)
        if to_place:
            place = nodes[i - 1]
            item = item._replace(start=place.start, text=f"{place.text}-{item.text}")
        item = _with_attributes(item, between, _tail(nodes, i, title, roles), words)
        uses.append(TitleUse(item, normalized, status, companies, numbers))
    return NounPhrase(
        titles=tuple(uses),
        possessive=nodes[roles["poss"][0]] if "poss" in roles else None,
        generic=nodes[roles["generic"][0]] if "generic" in roles else None,
    )


def _normalized(
    title: TitleWord, between: Sequence[Item], unit: bool, body: Item | None, words: Words
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


def _tail(nodes: list[Item], at: int, title: TitleWord, roles: dict[str, tuple[int, int]]) -> list[Item]:
    """What is part of a title behind its word: "Leiter Forschung", "Mitglied des Vorstands"."""
    if title.head.membership and "body" in roles:
        return nodes[at + 1 : roles["body"][1]]
    first, last = roles.get("name", (0, 0))
    return nodes[first:last] if first == at + 1 else []


def _with_attributes(item: Item, before: Sequence[Item], tail: Sequence[Item], words: Words) -> Item:
    """The title with what belongs to its words: "wissenschaftlicher Leiter", "Leiter Forschung"."""
    parts = [item, *tail]
    for node in reversed(before):
        effects = [words.labels.effects[label] for label in node.labels if label in words.labels.effects]
        if not any(effect.part_of_title for effect in effects):
            break
        parts.insert(0, node)
    if len(parts) == 1:
        return item
    return item._replace(start=parts[0].start, end=parts[-1].end, text=" ".join(part.text for part in parts))


def _own_companies(nodes: list[Item], at: int, first: int) -> tuple[Name, ...]:
    """The companies joined to a title: "Tesla- und SpaceX-Chef"."""
    if at == 0 or "company" not in nodes[at - 1].labels:
        return ()
    if "joined" not in nodes[at].labels:
        # "OpenAI CEO", without a hyphen.
        return tuple(_names(nodes[at - 1 : at], "company")) if at > first else ()
    found = _names(nodes[at - 1 : at], "company")
    i = at - 2
    while i >= first and ({"and", "comma"} & nodes[i].labels or "truncated" in nodes[i].labels):
        found[:0] = _names(nodes[i : i + 1], "truncated")
        i -= 1
    return tuple(found)


def _status(nodes: Sequence[Item], words: Words) -> TitleStatus | None:
    """The status the nearest word before a title gives it."""
    for node in reversed(nodes):
        for label in node.labels:
            effect = words.labels.effects.get(label)
            if effect is not None and effect.status is not None:
                return effect.status
    return None


def _before_title(nodes: Sequence[Item], start: int, roles: dict[str, tuple[int, int]]) -> range:
    """The nodes of a phrase before its first title."""
    first = roles["titles"][0]
    return range(start, next((i for i in range(first, len(nodes)) if "title" in nodes[i].labels), first))


def _numbers(title: TitleWord, between: Sequence[Item]) -> frozenset[str]:
    """The numbers a title's form allows behind its article."""
    labels = frozenset[str]().union(*(node.labels for node in between))
    if "several" in labels:
        return frozenset({"pl"})
    if "article_f_or_pl" in labels and title.gender == "m":
        return title.numbers & {"pl"}
    if "article" in labels and "sg" in title.numbers:
        return frozenset({"sg"})
    return title.numbers
