"""The way back from a record to the editable form: spans become words, numbered only where they must be.

What is written compiles to the same record. Where it cannot (a name inside another word, an overlap),
the rest is written and every fact that was lost is named.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from depesche.corpus.compile import compile_article, nearest_title, title_evidence
from depesche.corpus.contents import contents
from depesche.corpus.decompile_deals import decompile_deals
from depesche.corpus.decompile_names import NamePlan, plan_names
from depesche.corpus.places import number_words, occurrences, split_occurrence
from depesche.corpus.source import GoldSource, GoldTitle, GoldValue, Problem
from depesche.corpus.values import amount_notation, date_notation, percentage_notation
from depesche.readings import Span
from depesche.records import Extraction, Mention, MentionType, Person, PersonTitle


def decompile(
    record: Extraction, head: GoldSource, headcounts: Mapping[str, str] | None = None
) -> tuple[GoldSource, list[Problem]]:
    """The source form of a record, and what could not be written.

    ``head``: a source with the article's id, text and other particulars; its annotation is replaced.
    ``headcounts``: values of headcounts by mention, in the notation; ``?`` where one is missing.
    """
    text = head.text
    mentions = {mention.id: mention for mention in record.mentions}
    names = plan_names(record, head)
    amounts, amount_words = _values(
        text, [(a.id, mentions[a.mention], amount_notation(a)) for a in record.amounts]
    )
    shares, _ = _values(
        text, [(s.id, mentions[s.mention], percentage_notation(s)) for s in record.percentages]
    )
    dates, date_words = _values(text, [(d.id, mentions[d.mention], date_notation(d)) for d in record.dates])
    counted = [m for m in record.mentions if m.type is MentionType.HEADCOUNT]
    heads, _ = _values(text, [(m.id, m, (headcounts or {}).get(m.id, "?")) for m in counted])
    source = head.model_copy(
        update={
            "text_sha256": None,
            "companies": names.companies,
            "organizations": names.organizations,
            "people": names.people,
            "locations": names.locations,
            "products": names.products,
            "sources": tuple(
                names.keys[c.id] for c in record.companies if c.is_source and c.id in names.keys
            ),
            "titles": _titles(text, record.people, names),
            "amounts": amounts,
            "percentages": shares,
            "headcounts": heads,
            "dates": dates,
            "deals": decompile_deals(text, record, names.keys, {**amount_words, **date_words}),
        }
    )
    path = f"{head.id}.yaml"
    compiled = compile_article(source, path=path)
    lost = contents(record) - contents(compiled.record)
    problems = [*compiled.problems]
    problems += [
        Problem(path, "file", f"cannot be written in words: {line}") for line in sorted(lost.elements())
    ]
    return source, problems


def _values(
    text: str, values: Iterable[tuple[str, Mention, str]]
) -> tuple[tuple[GoldValue, ...], dict[str, str]]:
    """The lines in text order, and by value id the words that name its line in a deal."""
    lines: list[GoldValue] = []
    names: dict[str, str] = {}
    times: dict[str, int] = {}
    at = 0
    for value_id, mention, notation in sorted(values, key=lambda value: (value[1].start, value[1].end)):
        words = number_words(text, Span(mention.start, mention.end), start=at)
        if words is None:
            continue
        at = mention.end
        lines.append(GoldValue(words=words, value=notation))
        number = times[mention.text] = times.get(mention.text, 0) + 1
        plain = number == 1 and split_occurrence(mention.text)[1] is None
        names[value_id] = mention.text if plain else f"{mention.text}#{number}"
    return tuple(lines), names


def _titles(text: str, people: Iterable[Person], names: NamePlan) -> tuple[GoldTitle, ...]:
    lines: list[GoldTitle] = []
    for person in people:
        key = names.keys.get(person.id)
        if key is None:
            continue
        for title in person.titles:
            words = _title_words(text, title, names, person.id)
            if words is None:
                continue
            plain = title.normalized == title.title.casefold()
            lines.append(
                GoldTitle(
                    title=words,
                    normalized=None if plain else title.normalized,
                    person=key,
                    company=names.keys.get(title.company or ""),
                    status=title.status,
                )
            )
    return tuple(lines)


def _title_words(text: str, title: PersonTitle, names: NamePlan, person: str) -> str | None:
    """The title's words, numbered where the place nearest to the person is not the one that was meant."""
    people = names.places.get(person, ())
    houses = names.places.get(title.company or "", ())
    place = title_place(text, title, people, houses)
    if place is None:
        return None
    places = list(occurrences(text, title.title))
    plain = split_occurrence(title.title)[1] is None and place == nearest_title(places, people)
    return title.title if plain else f"{title.title}#{places.index(place) + 1}"


def title_place(text: str, title: PersonTitle, people: Sequence[Span], houses: Sequence[Span]) -> Span | None:
    """Where a title stands: the place its evidence is made from, else the one nearest to the person."""
    places = list(occurrences(text, title.title))
    if not places:
        return None
    holders = [people, houses] if title.company else [people]
    meant = [place for place in places if title_evidence(text, place, holders) == title.evidence]
    nearest = nearest_title(places, people)
    return nearest if nearest in meant or not meant else meant[0]
