"""Finds titles: who holds which position where, now, before or soon."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from depesche.readings import Name, Span, TitleReading
from depesche.records import TitleStatus
from depesche.sections import sections_of
from depesche.titles.context import CompanyContext
from depesche.titles.items import Item, NounPhrase, TitleUse, build_items
from depesche.titles.pattern import ANCHORS
from depesche.titles.phrases import companies_in, group_items
from depesche.titles.rules import CompiledRule, TitleRules
from depesche.tokens import Tokens

_BARE_RULE = "title.bare"
_RESUMED_RULE = "title.resumed"


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A match of a rule; ``anchor`` is the node of the title, post or verb."""

    rule: CompiledRule
    start: int
    anchor: int
    roles: dict[str, tuple[int, int]]


def find_titles(tokens: Tokens, names: Sequence[Name], rules: TitleRules) -> tuple[TitleReading, ...]:
    """Read the titles of an article.

    ``names`` in text order. A reading has a person, a company or both; a title of several people or
    companies gives one reading for each pair. In text order of the title words.
    """
    items = build_items(tokens, names, rules.words)
    nodes, code = group_items(items, rules)
    context = CompanyContext.of(items, rules.words.vocabulary, rules.topical, sections_of(tokens.text, names))
    used: set[int] = set()
    held: set[Span] = set()
    readings: list[TitleReading] = []
    present = frozenset(code)
    for level in rules.levels:
        by_anchor: dict[int, list[_Candidate]] = {}
        for candidate in _candidates(
            code, [one for one in level if not one.pattern.anchors.isdisjoint(present)]
        ):
            by_anchor.setdefault(candidate.anchor, []).append(candidate)
        for anchor in sorted(by_anchor):
            if anchor in used:
                continue
            best = min(by_anchor[anchor], key=lambda one: _rank(one, nodes, held))
            found = list(_read(best, nodes, rules, context, held))
            if found:
                used.add(anchor)
                held.update(reading.person for reading in found if reading.person is not None)
                readings.extend(found)
    for i, node in enumerate(nodes):
        if node.phrase is not None and i not in used:
            readings.extend(_bare(node, node.phrase, _resumed(nodes, i), context))
    readings.sort(key=_place)
    return tuple(_without_doubles(context.complete(readings, names), names))


def _without_doubles(readings: Sequence[TitleReading], names: Sequence[Name]) -> Iterator[TitleReading]:
    """Leave out that somebody holds a post at a place where the same words say that they do no longer."""
    bases = {name.span: name.base for name in names}

    def post(one: TitleReading) -> tuple[Span, str, str | None] | None:
        if one.person is None:
            return None
        return one.person, one.normalized, bases[one.company] if one.company is not None else None

    changed = {post(one) for one in readings if one.status is not TitleStatus.CURRENT}
    for one in readings:
        if one.person is None or one.status is not TitleStatus.CURRENT or post(one) not in changed:
            yield one


def _candidates(code: str, level: Sequence[CompiledRule]) -> Iterator[_Candidate]:
    """All matches of the rules of a level, overlapping ones too."""
    for compiled in level:
        search = compiled.pattern.regex.search
        match = search(code)
        while match is not None:
            roles = compiled.pattern.captured(match)
            anchor = next((roles[role][0] for role in ANCHORS if role in roles), None)
            if anchor is not None:
                yield _Candidate(compiled, match.start(), anchor, roles)
            match = search(code, match.start() + 1)


def _rank(candidate: _Candidate, nodes: Sequence[Item], held: set[Span]) -> tuple[bool, int, int]:
    """People without a title first, then the order of the rules, then the nearest person."""
    person = candidate.roles.get("person")
    taken = person is not None and all(name.span in held for name in nodes[person[0]].persons)
    distance = 0 if person is None else abs(person[0] - candidate.anchor)
    return taken, candidate.rule.order, distance


def _read(
    candidate: _Candidate, nodes: Sequence[Item], rules: TitleRules, context: CompanyContext, held: set[Span]
) -> Iterator[TitleReading]:
    rule = candidate.rule.rule
    node = nodes[candidate.anchor]
    for role in ("person", "also", "former"):
        if role not in candidate.roles:
            continue
        first, last = candidate.roles[role]
        people = [name for one in nodes[first:last] for name in one.persons]
        after = first > candidate.anchor
        forced = TitleStatus.FORMER if role == "former" else rule.status
        for use in _uses(candidate, node, rules):
            companies: Sequence[Name | None] = use.companies or _named(candidate, nodes)
            if not companies:
                companies = [context.owner(node, rule.company, _reach(candidate, nodes))]
            lasting = use.normalized in rules.words.vocabulary.lasting and forced is TitleStatus.FORMER
            status = (None if lasting else forced) or use.status or TitleStatus.CURRENT
            for person in _holders(use, people, after, held):
                for company in companies:
                    yield _reading(use, person, company, status, (rule.id, rule.title))


def _reach(candidate: _Candidate, nodes: Sequence[Item]) -> int:
    """Up to where a company named before is the rule's: the person, where something is told of them in
    between ("Max Muster, zuletzt bei Beispiel, wird Chef"), else the title."""
    first, last = candidate.roles.get("person", (candidate.anchor, candidate.anchor))
    if any("comma" in node.labels for node in nodes[last : candidate.anchor]):
        return nodes[first].start
    return nodes[candidate.anchor].start


def _uses(candidate: _Candidate, node: Item, rules: TitleRules) -> Sequence[TitleUse]:
    """The titles of the phrase, or the one a post or verb stands for."""
    if node.phrase is not None:
        return node.phrase.titles
    rule = candidate.rule.rule
    normalized = rule.normalized or rules.words.vocabulary.post(node.text)
    if normalized is None:
        return ()
    return (TitleUse(node, normalized, None, (), frozenset({"sg", "pl"})),)


def _named(candidate: _Candidate, nodes: Sequence[Item]) -> tuple[Name, ...]:
    """The companies the rule's pattern names outside the title's phrase."""
    bounds = candidate.roles.get("company")
    if bounds is None:
        return ()
    phrase = nodes[bounds[0]].phrase
    return phrase.titles[0].companies if phrase is not None else companies_in(nodes[slice(*bounds)])


def _holders(use: TitleUse, people: Sequence[Name], after: bool, held: set[Span]) -> Sequence[Name]:
    """Which people of a list hold a title: all when it can be plural, else the one next to it."""
    if len(people) < 2:
        return people
    if use.may_be_plural:
        return [person for person in people if person.span not in held] or people
    return people[:1] if after else people[-1:]


def _resumed(nodes: Sequence[Item], at: int) -> Name | None:
    """The person a phrase takes up at the begin of a sentence: "Max Muster ging. Der Chef von Beispiel …".

    That is the only person of the sentence before; None when the phrase stands elsewhere.
    """
    if at < 2 or not {"stop", "colon"} & nodes[at - 1].labels or "det" not in nodes[at].labels:
        return None
    people: list[Name] = []
    for i in range(at - 2, -1, -1):
        if "stop" in nodes[i].labels:
            break
        people.extend(nodes[i].persons)
    return people[0] if len({person.base for person in people}) == 1 else None


def _bare(
    node: Item, phrase: NounPhrase, holder: Name | None, context: CompanyContext
) -> Iterator[TitleReading]:
    """Titles of nobody by name beside them: "der CEO von Abacus.AI"."""
    for use in phrase.titles:
        title = use.item.title
        if title is None or not title.head.alone:
            continue
        companies: Sequence[Name | None] = use.companies or [context.owner(node, None, node.start)]
        for company in companies:
            if company is not None:
                status = use.status or TitleStatus.CURRENT
                rule = _BARE_RULE if holder is None else _RESUMED_RULE
                yield _reading(use, holder, company, status, (rule, None))


def _place(reading: TitleReading) -> tuple[Span, Span, Span]:
    return reading.span, reading.person or reading.span, reading.company or reading.span


def _reading(
    use: TitleUse,
    holder: Name | None,
    company: Name | None,
    status: TitleStatus,
    rule: tuple[str, str | None],
) -> TitleReading:
    """One reading; ``rule`` is the rule's id and the title it gives, if not the words of the text."""
    spans = [use.item.span, *(name.span for name in (holder, company) if name is not None)]
    return TitleReading(
        span=use.item.span,
        title=rule[1] or use.item.text,
        normalized=use.normalized,
        person=holder.span if holder is not None else None,
        company=company.span if company is not None else None,
        status=status,
        evidence=Span(min(span.start for span in spans), max(span.end for span in spans)),
        rule=rule[0],
    )
