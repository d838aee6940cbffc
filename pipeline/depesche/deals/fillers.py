"""What a chunk offers to a role: its names, or the words that stand for one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from depesche.deals.compile import DealRules
from depesche.deals.pack import FillerType
from depesche.deals.view import View, within
from depesche.readings import Chunk, Clause, Filler, Function, Name, Span

_PRONOUN_TAGS = frozenset({"PPER", "PDS", "PRELS"})
_POSSESSIVE_TAGS = frozenset({"PPOSAT", "PRELAT"})
_RELATIVE_POSSESSIVES = frozenset({"dessen", "deren"})
"""Possessives that a tagger takes for demonstratives as often as not."""
_DEFINITE_TAGS = frozenset({"ART", "APPRART", "PDAT", "PPOSAT", "PIDAT", "PRELAT", "PWAT"})
_COUNTING_TAGS = frozenset({"PIAT", "CARD"})
_REFERRING: tuple[tuple[str, str], ...] = (("company_noun", "company"), ("person_noun", "person"))
"""Word classes of nouns that refer back to a named company or person."""
_WORDY: tuple[Literal["staff", "unit"], ...] = ("staff", "unit")
"""Word classes whose nouns are kept as words when no name fills the role."""


def chunk_fillers(
    chunk: Chunk, types: frozenset[FillerType], clause: Clause, view: View, rules: DealRules
) -> tuple[Filler, ...]:
    """The fillers of the wanted types that a chunk itself stands for, in text order.

    Names inside its attributes ("der Gründer *von OpenAI*") do not count; a relative pronoun stands
    for its antecedent; a coordination gives the fillers of all its members.
    """
    if clause.relative_chunk is not None and clause.antecedent is not None and chunk == clause.relative_chunk:
        chunk = clause.antecedent
    if "title" in types:
        titles = [t.span for t in within(view.readings.titles, chunk.span)]
        return (Filler(titles[0], "title", "title"),) if titles else ()
    if chunk.members:
        return tuple(f for member in chunk.members for f in chunk_fillers(member, types, clause, view, rules))
    named = tuple(
        Filler(name.span, "name", name.type) for name in own_names(chunk, view, rules) if name.type in types
    )
    return (
        named
        or _named_behind(chunk, types, view, rules)
        or _apposed(chunk, types, clause, view)
        or _circle(chunk, types, clause, view, rules)
        or _stand_in(chunk, types, view, rules)
    )


def _named_behind(
    chunk: Chunk, types: frozenset[FillerType], view: View, rules: DealRules
) -> tuple[Filler, ...]:
    """The name behind what a company makes: "der Entwickler von KI-Agenten *Manus*"."""
    if not rules.in_class(view.lemma(chunk.head), "company_noun"):
        return ()
    for part in chunk.attached:
        names = view.names_in(part.span)
        is_thing = view.nouns[part.head] is not None and not any(
            name.span.covers(view.span(part.head, part.head + 1)) for name in names
        )
        if part.prep == "von" and is_thing and names and names[-1].span.end == part.span.end:
            name = names[-1]
            return (Filler(name.span, "name", name.type),) if name.type in types else ()
    return ()


def _apposed(chunk: Chunk, types: frozenset[FillerType], clause: Clause, view: View) -> tuple[Filler, ...]:
    """The names right behind a noun that they name: "die Konzerne *SAP und Nvidia*"."""
    if view.nouns[chunk.head] is None:
        return ()
    for behind in (*beside(chunk, clause), *_between_commas(chunk, clause, view)):
        names = view.names_in(behind.span)
        if names and names[0].span.start == behind.span.start:
            return tuple(
                Filler(n.span, "name", n.type) for n in names if n.type in types and not n.in_compound
            )
    return ()


def _between_commas(chunk: Chunk, clause: Clause, view: View) -> Iterator[Chunk]:
    """The chunk that commas set apart behind one: "der Finanzvorstand von X, *Olaf Schick*, …"."""
    if chunk.last >= len(view.words) or view.words[chunk.last] != ",":
        return
    for behind in clause.chunks:
        closed = behind.last >= len(view.words) or view.words[behind.last] in {",", ".", "–", "("}
        if behind.first == chunk.last + 1 and behind.prep is None and closed:
            yield behind


def beside(chunk: Chunk, clause: Clause) -> Iterator[Chunk]:
    """The chunk right behind one, if it is no argument of its own."""
    return (
        c for c in clause.chunks if c.first == chunk.last and c.prep is None and c.function is Function.OTHER
    )


def _circle(
    chunk: Chunk, types: frozenset[FillerType], clause: Clause, view: View, rules: DealRules
) -> tuple[Filler, ...]:
    """Who belongs to a circle or leads it: "eine Gruppe *um Elon Musk*", "… unter Führung *von KKR*"."""
    if not rules.in_class(view.lemma(chunk.head), "circle"):
        return ()
    behind = [c for c in clause.chunks if c.prep is not None and _follows(c, chunk, view)]
    members = [part for part in (*chunk.attached, *behind) if part.prep]
    led = [c for part in members if part.prep == "unter" for c in (*part.attached, *_next(part, clause))]
    members = [part for part in members if part.prep != "unter"] + led
    return tuple(f for part in members for f in chunk_fillers(part, types, clause, view, rules))


def _follows(behind: Chunk, chunk: Chunk, view: View) -> bool:
    """Whether a chunk stands right behind another, or with one adverb between: "Konsortium *rund* um X"."""
    between = view.tags[chunk.last : behind.first] if behind.first >= chunk.last else ("",)
    return not between or list(between) in (["ADV"], ["ADJD"])


def _next(chunk: Chunk, clause: Clause) -> Iterator[Chunk]:
    """The chunk right behind one."""
    return (c for c in clause.chunks if c.first == chunk.last)


def _stand_in(chunk: Chunk, types: frozenset[FillerType], view: View, rules: DealRules) -> tuple[Filler, ...]:
    """What stands for a name that a chunk does not give: a speaker, a pronoun, a description, words."""
    if "person" not in types and chunk.function is Function.SUBJECT:
        spoken_for = employer_of(chunk, types, view)
        if spoken_for:
            return spoken_for
    word = view.words[chunk.head].lower()
    # "und verkauft es": a thing named before, hardly ever a company.
    if rules.in_class(word, "no_party") or (chunk.function is Function.OBJECT and word == "es"):
        return ()
    if view.tags[chunk.head] in _PRONOUN_TAGS:
        span = view.span(chunk.head, chunk.head + 1)
        return (Filler(span, "pronoun", _entity_type(types)),) if types else ()
    lemma = view.lemma(chunk.head)
    for word_class, kind in _REFERRING:
        refers = kind in types and rules.in_class(lemma, word_class) and not _described(chunk, kind, view)
        if refers and not _are_some(chunk, view, rules):
            return (Filler(core_span(chunk, view), "description", kind),)
    for wordy in _WORDY:
        if wordy in types and rules.in_class(lemma, wordy):
            return (Filler(_without_preposition(chunk, view), wordy, wordy),)
    is_party = "company" in types and chunk.function is Function.SUBJECT and _is_unknown_name(chunk, view)
    is_thing = "thing" in types and view.nouns[chunk.head] is not None
    return (Filler(core_span(chunk, view), "unit", "unit"),) if is_party or is_thing else ()


def _is_unknown_name(chunk: Chunk, view: View) -> bool:
    """Whether a chunk is a name that nobody knows the bearer of, so that nobody else may be meant."""
    head = chunk.head
    known = view.in_name(head) or bool(view.names_in(view.span(head, head + 1)))
    return view.tags[head] == "NE" and view.words[head][:1].isupper() and not known


def _are_some(chunk: Chunk, view: View, rules: DealRules) -> bool:
    """Whether a chunk means some of many, whom nobody has named: "*mehrere* Investoren", "zwei Firmen"."""
    noun = view.nouns[chunk.head]
    tags = set(view.tags[chunk.first : chunk.head])
    if noun is None or noun.plural is False:
        return False
    if any(rules.in_class(word, "quantity") for word in view.words[chunk.first : chunk.head]):
        return True
    if any(rules.in_class(word, "all_of_them") for word in view.small[chunk.first : chunk.head]):
        return False
    whose = chunk.first < chunk.head and view.names_in(view.span(chunk.first, chunk.head))
    if tags & _DEFINITE_TAGS or whose:
        return False
    return noun.plural is True or bool(tags & _COUNTING_TAGS)


def _described(chunk: Chunk, kind: str, view: View) -> bool:
    """Whether a noun's attributes name somebody: "der Gründer von X" is a person of his own."""
    return any(kind in {"person", name.type} for name in view.names_in(chunk.span))


def employer_of(chunk: Chunk, types: frozenset[FillerType], view: View) -> tuple[Filler, ...]:
    """The company for which somebody in a chunk speaks: "OpenAI-Chef Sam Altman"."""
    people = [name for name in view.names_in(chunk.span) if name.type == "person"]
    for title in within(view.readings.titles, chunk.span):
        if title.company is not None and any(title.person == person.span for person in people):
            for name in view.names_in(chunk.span):
                if name.span == title.company and name.type in types:
                    return (Filler(name.span, "name", name.type),)
    return ()


def own_names(chunk: Chunk, view: View, rules: DealRules) -> Iterator[Name]:
    """The names that a chunk denotes: its head or appositions, not those of its attributes.

    A name that is the first part of a compound counts only when the compound means the same thing
    ("Facebook-Konzern", not "Facebook-Tochter").
    """
    attributes = [a.span for a in chunk.attached if a.prep is not None or a.function is Function.GENITIVE]
    names = [n for n in view.names_in(chunk.span) if not any(span.covers(n.span) for span in attributes)]
    whole = [n for n in names if not n.in_compound]
    if whole:
        yield from whole
        return
    for name in names:
        if rules.in_class(view.lemma(view.token_at(name.span.start)), "group_noun"):
            yield name


def possessor(chunk: Chunk, types: frozenset[FillerType], view: View) -> tuple[Filler, ...]:
    """Whose a chunk's head is by what stands before it: "Metas Angebot", "dessen Gründer", "ihr Chef"."""
    for token in range(chunk.first, chunk.head):
        span = view.span(token, token + 1)
        if view.tags[token] in _POSSESSIVE_TAGS or view.words[token].lower() in _RELATIVE_POSSESSIVES:
            return (Filler(span, "pronoun", _entity_type(types)),)
        for name in view.names_in(span):
            is_genitive = name.span.end < span.end or view.text[name.span.end : name.span.end + 1] in {
                "'",
                "’",
            }
            if name.type in types and not name.in_compound and is_genitive:
                return (Filler(name.span, "name", name.type),)
    if chunk.head > chunk.first:
        before = view.names_in(view.span(chunk.first, chunk.head))
        for name in before:
            end = view.text[name.span.end : name.span.end + 1]
            if name.type in types and not name.in_compound and end in {"s", "'", "’"}:
                return (Filler(name.span, "name", name.type),)
    return ()


def compound_names(token: int, types: frozenset[FillerType], view: View) -> tuple[Filler, ...]:
    """The names a compound begins with: "OpenAI" in "OpenAI-Übernahme"."""
    span = view.span(token, token + 1)
    return tuple(
        Filler(name.span, "name", name.type)
        for name in view.names_in(span)
        if name.in_compound and name.type in types
    )


def names_listed_after(
    words: Sequence[str], sentence: Span, types: frozenset[FillerType], view: View
) -> tuple[Filler, ...]:
    """The names behind "darunter" and the like, to the end of the sentence or a semicolon."""
    text = view.text[sentence.start : sentence.end]
    starts = [text.find(word) + len(word) for word in words if word in text]
    if not starts:
        return ()
    begin = sentence.start + min(starts)
    end = view.text.find(";", begin, sentence.end)
    listed = view.names_in(Span(begin, end if end >= 0 else sentence.end))
    return tuple(Filler(n.span, "name", n.type) for n in listed if n.type in types and not n.in_compound)


def core_span(chunk: Chunk, view: View) -> Span:
    """A chunk from its first word (without the preposition) to its head."""
    begin = _without_preposition(chunk, view).start
    return Span(begin, max(view.ends[chunk.head], begin + 1))


def _without_preposition(chunk: Chunk, view: View) -> Span:
    """A whole chunk without the preposition that opens it."""
    opens = chunk.prep is not None and chunk.first < chunk.head and view.tags[chunk.first].startswith("AP")
    return view.span(chunk.first + opens, chunk.last)


def heads(chunk: Chunk) -> Iterator[Chunk]:
    """A chunk, its members, and what hangs on them, nearest first."""
    yield chunk
    for part in (*chunk.members, *chunk.attached):
        yield from heads(part)


def _entity_type(types: frozenset[FillerType]) -> str:
    """The kind of entity a pronoun must refer to so as to fill a role of these types."""
    if "person" in types and "company" not in types:
        return "person"
    return "company" if "person" not in types else "any"
