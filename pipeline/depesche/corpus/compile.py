"""Turns the editable gold of an article into a record with offsets, in the form of the output.

Names are found wherever their words stand free; numbers and dates are read off in text order. Every
problem is collected with its field, and the record holds whatever could be compiled.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from depesche.corpus.compile_deals import compile_deals
from depesche.corpus.compile_values import compile_amounts, compile_dates, compile_percentages, place_values
from depesche.corpus.places import free_of, occurrences, sentence_around, split_occurrence
from depesche.corpus.source import GoldSource, GoldTitle, Problem
from depesche.readings import Span
from depesche.records import (
    Company,
    Extraction,
    Mention,
    MentionType,
    ModelInfo,
    Organization,
    Person,
    PersonTitle,
    PipelineInfo,
    Source,
    TextSpan,
)

GOLD_PIPELINE = PipelineInfo(version="gold", model=ModelInfo(name="gold", version="1"), rules_sha256="gold")
"""Stands in a gold record where an extraction names its model and rules."""


@dataclass(frozen=True, slots=True)
class Compiled:
    """A gold article: its source form, the record, and what is wrong with it.

    What a record cannot hold: ``headcounts``, the values of headcounts by mention, in the notation of gold
    files, and ``transactions``, what each deal is called in the group that the article belongs to.
    """

    source: GoldSource
    record: Extraction
    problems: tuple[Problem, ...]
    headcounts: Mapping[str, str] = field(default_factory=dict)
    transactions: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _NameUse:
    """A mention string of an entity: ``number`` picks one occurrence, None takes every free one."""

    words: str
    number: int | None
    entity: str | None
    type: MentionType
    field: str


@dataclass(frozen=True, slots=True, order=True)
class Placed:
    """A span of the text with its type and the key of what it stands for."""

    span: Span
    type: MentionType
    key: str | None = None


@dataclass(slots=True)
class Draft:
    """What is known of an article while it is compiled; problems gather here."""

    source: GoldSource
    path: str
    placed: list[Placed] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def report(self, where: str, reason: str) -> None:
        """Note a problem of the field ``where``."""
        self.problems.append(Problem(self.path, where, reason))

    def spans_of(self, key: str) -> list[Span]:
        """The places of the entity with this key, in text order."""
        return sorted(place.span for place in self.placed if place.key == key)


def text_digest(text: str) -> str:
    """The SHA-256 of the text's UTF-8 bytes."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def compile_article(source: GoldSource, *, path: str) -> Compiled:
    """Compile one article; ``path`` names its file in problems."""
    draft = Draft(source, path)
    if source.text_sha256 and source.text_sha256 != text_digest(source.text):
        draft.report("text", "changed since it was annotated; check the spans, then renew text_sha256")
    values = {
        kind: place_values(draft.report, source.text, lines, where)
        for kind, lines, where in (
            (MentionType.AMOUNT, source.amounts, "amounts"),
            (MentionType.PERCENT, source.percentages, "percentages"),
            (MentionType.HEADCOUNT, source.headcounts, "headcounts"),
            (MentionType.DATE, source.dates, "dates"),
        )
    }
    draft.placed.extend(Placed(value.span, kind) for kind, found in values.items() for value in found)
    _place_names(draft)
    titles = [(line, _place_title(draft, line, at)) for at, line in enumerate(source.titles)]
    entity_ids = _entity_ids(source)
    deals, triggers = compile_deals(draft.report, source, entity_ids, values, draft.spans_of)
    draft.placed.extend(Placed(span, MentionType.TRIGGER) for span in triggers)
    mentions, ids = _mentions(draft, entity_ids)
    record = Extraction(
        id=source.id,
        source=Source(title=source.title, published=source.published, medium=source.medium, language="de"),
        text_sha256=text_digest(source.text),
        text=source.text,
        pipeline=GOLD_PIPELINE,
        mentions=mentions,
        companies=tuple(
            Company(
                id=entity_ids[name],
                name=split_occurrence(name)[0],
                aliases=_aliases(name, more),
                is_source=name in source.sources,
                mentions=_mention_ids(draft, ids, name),
            )
            for name, more in source.companies.items()
        ),
        organizations=tuple(
            Organization(
                id=entity_ids[name],
                name=split_occurrence(name)[0],
                aliases=_aliases(name, more),
                mentions=_mention_ids(draft, ids, name),
            )
            for name, more in source.organizations.items()
        ),
        people=tuple(
            Person(
                id=entity_ids[name],
                name=split_occurrence(name)[0],
                aliases=_aliases(name, more),
                mentions=_mention_ids(draft, ids, name),
                titles=tuple(
                    _person_title(draft, line, span, entity_ids)
                    for line, span in titles
                    if span and line.person == name
                ),
            )
            for name, more in source.people.items()
        ),
        amounts=compile_amounts(draft.report, values[MentionType.AMOUNT], ids),
        percentages=compile_percentages(draft.report, values[MentionType.PERCENT], ids),
        dates=compile_dates(draft.report, values[MentionType.DATE], ids),
        deals=tuple(deal.record(lambda span: ids[span, MentionType.TRIGGER]) for deal in deals),
    )
    headcounts = {ids[v.span, MentionType.HEADCOUNT]: v.notation for v in values[MentionType.HEADCOUNT]}
    transactions = {one.deal.id: one.transaction for one in deals if one.transaction is not None}
    return Compiled(source, record, tuple(draft.problems), headcounts, transactions)


def _place_names(draft: Draft) -> None:
    uses = _name_uses(draft.source)
    taken: list[Span] = []
    owners: dict[str, str] = {}
    for use in sorted(uses, key=lambda use: (use.number is None, -len(use.words))):
        if use.number is None and owners.setdefault(use.words, use.field) != use.field:
            other = owners[use.words]
            draft.report(use.field, f"{use.words!r} also stands in {other}; tell them apart with #1, #2")
            continue
        places = list(occurrences(draft.source.text, use.words, name=True))
        if use.number is not None:
            places = places[use.number - 1 : use.number]
        free = free_of(places, taken)
        if not free:
            reason = "is no longer free (a longer name covers it)" if places else "does not stand in the text"
            draft.report(use.field, f"{use.words!r} {reason}")
        taken.extend(free)
        draft.placed.extend(Placed(span, use.type, use.entity) for span in free)


def _name_uses(source: GoldSource) -> list[_NameUse]:
    uses: list[_NameUse] = []
    entities: tuple[tuple[str, Mapping[str, tuple[str, ...]], MentionType], ...] = (
        ("companies", source.companies, MentionType.COMPANY),
        ("organizations", source.organizations, MentionType.ORGANIZATION),
        ("people", source.people, MentionType.PERSON),
    )
    for where, names, kind in entities:
        for name, more in names.items():
            # A name whose occurrences are numbered one by one is not taken everywhere besides.
            numbered = any(split_occurrence(words)[0] == name for words in more if words != name)
            for words in more if numbered else (name, *more):
                bare, number = split_occurrence(words)
                uses.append(_NameUse(bare, number, name, kind, f"{where}.{name}"))
    for where, plain, kind in (
        ("locations", source.locations, MentionType.LOCATION),
        ("products", source.products, MentionType.PRODUCT),
    ):
        for words in plain:
            bare, number = split_occurrence(words)
            uses.append(_NameUse(bare, number, None, kind, f"{where}.{words}"))
    return uses


def _place_title(draft: Draft, line: GoldTitle, at: int) -> Span | None:
    where = f"titles.{at}"
    source = draft.source
    if line.person not in source.people:
        draft.report(where, f"{line.person!r} is none of the people")
        return None
    if line.company and line.company not in {*source.companies, *source.organizations}:
        draft.report(where, f"{line.company!r} is none of the companies or organizations")
        return None
    bare, number = split_occurrence(line.title)
    places = list(occurrences(source.text, bare))
    if number is not None:
        places = places[number - 1 : number]
    if not places:
        draft.report(where, f"the title {line.title!r} does not stand in the text")
        return None
    span = nearest_title(places, draft.spans_of(line.person))
    draft.placed.append(Placed(span, MentionType.TITLE))
    return span


def title_evidence(text: str, title: Span, holders: Sequence[Sequence[Span]]) -> TextSpan:
    """From a title to the nearest mention of each of ``holders`` (person, company) in its sentence."""
    sentence = sentence_around(text, title)
    parts = [title]
    for places in holders:
        near = [place for place in places if sentence.covers(place)]
        if near:
            parts.append(min(near, key=lambda place: abs(place.start - title.start)))
    return TextSpan(start=min(p.start for p in parts), end=max(p.end for p in parts))


def nearest_title(places: Iterable[Span], people: Sequence[Span]) -> Span:
    """Of several places of a title's words the one nearest to the person."""
    return min(places, key=lambda place: min((abs(place.start - p.start) for p in people), default=0))


def _person_title(draft: Draft, line: GoldTitle, span: Span, entity_ids: Mapping[str, str]) -> PersonTitle:
    title, _ = split_occurrence(line.title)
    holders = [draft.spans_of(key) for key in (line.person, line.company) if key]
    return PersonTitle(
        title=title,
        normalized=line.normalized or title.casefold(),
        company=entity_ids[line.company] if line.company else None,
        status=line.status,
        evidence=title_evidence(draft.source.text, span, holders),
    )


def _entity_ids(source: GoldSource) -> dict[str, str]:
    """Ids by name: c1… companies, o1… organizations, p1… people, in the order they are written."""
    return {
        name: f"{prefix}{number}"
        for prefix, names in (("c", source.companies), ("o", source.organizations), ("p", source.people))
        for number, name in enumerate(names, 1)
    }


def _mentions(
    draft: Draft, entity_ids: Mapping[str, str]
) -> tuple[tuple[Mention, ...], dict[tuple[Span, MentionType], str]]:
    """All mentions in text order, and their ids by place and type."""
    order = list(MentionType)
    unique = {(place.span, place.type): place for place in draft.placed}
    places = sorted(unique.values(), key=lambda place: (place.span, order.index(place.type)))
    ids = {(place.span, place.type): f"m{number}" for number, place in enumerate(places, 1)}
    mentions = tuple(
        Mention(
            id=ids[place.span, place.type],
            type=place.type,
            start=place.span.start,
            end=place.span.end,
            text=draft.source.text[place.span.start : place.span.end],
            entity=entity_ids[place.key] if place.key else None,
        )
        for place in places
    )
    return mentions, ids


def _mention_ids(draft: Draft, ids: Mapping[tuple[Span, MentionType], str], key: str) -> tuple[str, ...]:
    places = sorted(place for place in draft.placed if place.key == key)
    return tuple(ids[place.span, place.type] for place in places)


def _aliases(name: str, more: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(bare for bare, _ in map(split_occurrence, more) if bare != name))
