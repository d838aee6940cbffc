"""What a description ("das Start-up") or a pronoun ("dessen") refers to."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from depesche.readings import Name, Span
from depesche.resolve.descriptions import Description, describe
from depesche.resolve.pack import EntityRules
from depesche.resolve.traits import Traits
from depesche.sections import section_at, sections_of
from depesche.tokens import Tokens

_FARTHEST = 3
"""How many sentences back an antecedent may stand."""
_BREAKS = ",;:–—()"
_PLACE_STEM = 4
"""So many letters two words for one place have in common at least ("München", "Münchner")."""
_QUOTE = 2
"""A blank and a quotation mark may stand between a noun and the name it belongs to."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The text, its names in text order and the character offsets where its sentences begin.

    Among the names are the descriptions that stand for one ("der Konzern"): ``stands_for`` leads from
    them to the name. ``traits``: what is known of the entity of a name, ``described``: of that of a
    description. ``weight``: how much of the article is about the entity of a name, 1 for the one of its type
    that is named most. ``sections``: where the items of a survey begin, by their headings; what one item
    speaks of is not meant in another.
    """

    text: str
    names: Sequence[Name]
    starts: Sequence[int]
    sentences: tuple[int, ...]
    traits: Callable[[Span], Traits]
    described: Mapping[Span, Traits]
    stands_for: Mapping[Span, Span]
    weight: Mapping[Span, float]
    governed: frozenset[Span] = frozenset()
    sections: tuple[int, ...] = ()

    def section(self, offset: int) -> int:
        """Where the section around an offset begins, 0 in an article without sections."""
        return section_at(offset, self.sections)

    def sentence(self, offset: int) -> int:
        """The number of the sentence an offset lies in."""
        return max(0, bisect_right(self.sentences, offset) - 1)

    def before(self, offset: int, fits: Callable[[Name], bool]) -> list[Name]:
        """The fitting names that end before an offset, at most _FARTHEST sentences back, in text order."""
        here, floor = self.sentence(offset), self.section(offset)
        found: list[Name] = []
        for at in range(bisect_left(self.starts, offset) - 1, -1, -1):
            name = self.names[at]
            if here - self.sentence(name.span.start) > _FARTHEST or name.span.start < floor:
                break
            if name.span.end <= offset and fits(name):
                found.append(name)
        found.reverse()
        return found

    def traits_of(self, name: Name) -> Traits:
        """What is known of a name's entity."""
        described = self.described.get(name.span)
        return self.traits(name.span) if described is None else described


def surroundings(
    tokens: Tokens,
    names: Sequence[Name],
    rules: EntityRules,
    *,
    traits: Callable[[Span], Traits],
    weight: Mapping[Span, float],
) -> Surroundings:
    """Read what :func:`find_referents` needs from an article once; ``names`` without those only cited.

    ``traits``, ``weight``: see :class:`Surroundings`. The descriptions of companies are resolved in text
    order, each with those before it.
    """
    text = tokens.text
    sentences = tuple([tokens.starts[first] for first, _ in tokens.sentences])
    known: list[Name] = []
    starts: list[int] = []
    described: dict[Span, Traits] = {}
    stands_for: dict[Span, Span] = {}
    governed = frozenset(name.span for name in names if _is_governed(tokens, name.span))
    sections = sections_of(text, names)
    around = Surroundings(
        text, known, starts, sentences, traits, described, stands_for, weight, governed, sections
    )
    queue = iter(names)
    name = next(queue, None)
    for span in _descriptions(text, names, rules):
        while name is not None and name.span.start < span.start:
            known.append(name)
            starts.append(name.span.start)
            name = next(queue, None)
        found = find_referents(span, "company", around, rules)
        if len(found) == 1:
            said = describe(text[span.start : span.end], rules)
            stands_for[span] = found[0]
            described[span] = replace(traits(found[0]), gender=said.gender)
            known.append(Name(span, "company", text[found[0].start : found[0].end], "description"))
            starts.append(span.start)
    for rest in [name, *queue]:
        if rest is not None:
            known.append(rest)
            starts.append(rest.span.start)
    return around


_WITHIN_PHRASE = frozenset({"ART", "PPOSAT", "PDAT", "ADJA", "CARD", "NN", "TRUNC"})
"""Tags of what may stand between a preposition and the name it governs."""


def _is_governed(tokens: Tokens, span: Span) -> bool:
    """Whether a preposition governs a name: "für *Wabco*", "mit dem Rivalen *Penguin*"."""
    at = bisect_right(tokens.starts, span.start) - 2
    while at >= 0 and tokens.tags[at] in _WITHIN_PHRASE:
        at -= 1
    return at >= 0 and tokens.tags[at] in {"APPR", "APPRART"}


def _descriptions(text: str, names: Sequence[Name], rules: EntityRules) -> Iterator[Span]:
    """The definite descriptions of companies that no name stands in or right behind."""
    starts = [name.span.start for name in names]
    for match in rules.definite.finditer(text):
        if rules.company_nouns.read(match.group(1)) is None:
            continue
        at = bisect_left(starts, match.start())
        if at < len(names) and starts[at] <= match.end() + _QUOTE:
            continue
        yield Span(match.start(), match.end())


def find_referents(
    span: Span, kind: str, around: Surroundings, rules: EntityRules, others: frozenset[Span] = frozenset()
) -> tuple[Span, ...]:
    """The spans of the names that words at ``span`` stand for; ``kind`` company, person or any.

    "dessen" points to the name before it, a description inside a sentence to the last name of an
    earlier clause; everything else prefers the first name of the nearest sentence, its likely subject.
    "Beide Konzerne" are as many names as it says. Names in the words' own clause are other
    participants, not antecedents, unless the words are a possessive. What does not agree in gender is
    left out; a company that was called the same before is preferred. ``others``: names it cannot be.
    """
    found = _referents(span, kind, around, rules, others)
    return tuple(dict.fromkeys(around.stands_for.get(one, one) for one in found))


def _referents(
    span: Span, kind: str, around: Surroundings, rules: EntityRules, others: frozenset[Span]
) -> tuple[Span, ...]:
    said = describe(around.text[span.start : span.end], rules)
    parent = _parent(span, around, rules)
    if parent is not None:
        return (parent,)
    before = around.before(
        span.start,
        lambda name: _fits(name, kind) and around.stands_for.get(name.span, name.span) not in others,
    )
    agreeing = [name for name in before if _agrees(said, name, around)]
    if said.word in rules.near:
        return (agreeing[-1].span,) if agreeing else ()
    if said.word not in rules.far:
        start = _clause_start(span.start, around)
        agreeing = [name for name in agreeing if name.span.end <= start]
    if said.many:
        return _last_different(agreeing, said.many)
    named = _named_so(said, span, agreeing, around)
    if named is not None:
        return (named,)
    possible = [
        name for name in agreeing if not _called_otherwise(said, around.traits_of(name), rules.vague_lower)
    ] or agreeing
    if possible:
        return _nearest(said, span, possible, around, rules)
    names_one = kind == "company" and said.noun is not None
    far = (_main_company(span.start, around) or _next_company(span, around, others)) if names_one else None
    return () if far is None or far in others else (far,)


def _named_so(said: Description, span: Span, near: Sequence[Name], around: Surroundings) -> Span | None:
    """The last name whose entity was called the same: one nearby, or with sector or place one anywhere."""
    if said.vague and not said.sector and said.place is None:
        return None
    called_so = _last_called(said, near, around)
    if called_so is None and (said.sector or said.place):
        called_so = _last_called(said, around.names[: bisect_left(around.starts, span.start)], around)
    return called_so


def _last_called(said: Description, names: Sequence[Name], around: Surroundings) -> Span | None:
    return next((name.span for name in reversed(names) if _called(said, around.traits_of(name))), None)


def _nearest(
    said: Description, span: Span, possible: Sequence[Name], around: Surroundings, rules: EntityRules
) -> tuple[Span, ...]:
    """The antecedent by place: likely subject of the nearest sentence, or the last name of this one.

    A possessive belongs to the subject of its own clause, where that names one.
    """
    latest = around.sentence(possible[-1].span.start)
    if said.plural:
        return _pair([name for name in possible if around.sentence(name.span.start) == latest])
    is_pronoun = said.word in rules.far or said.word in rules.personal
    if latest == around.sentence(span.start) and not is_pronoun:
        return (possible[-1].span,)
    nearest = [name for name in possible if around.sentence(name.span.start) == latest]
    if said.word in rules.far:
        start = _clause_start(span.start, around)
        here = [name for name in nearest if name.span.start >= start]
        if here:
            return (here[0].span,)
    return (_likeliest(possible, span, around, said.gender).span,)


def _likeliest(possible: Sequence[Name], span: Span, around: Surroundings, gender: str | None = None) -> Name:
    """The antecedent that is near, the likely subject of its sentence, and what the article is about."""
    here = around.sentence(span.start)
    first: dict[int, Name] = {}
    for name in sorted(possible, key=lambda name: name.span in around.governed):
        first.setdefault(around.sentence(name.span.start), name)

    def score(name: Name) -> float:
        sentence = around.sentence(name.span.start)
        weight = around.weight.get(around.stands_for.get(name.span, name.span), 0.0)
        apart = _PARAGRAPH in around.text[name.span.end : span.start]
        return (
            weight * _ABOUT
            + (first[sentence] is name) * _FIRST
            + (gender is not None and around.traits_of(name).gender == gender) * _ALIKE
            - (here - sentence) * _STEP
            - apart * _APART
            - name.in_compound * _WITHIN
            - name.is_medium * _MEDIUM
        )

    return max(possible, key=score)


_ABOUT, _FIRST, _ALIKE, _STEP, _APART, _WITHIN, _MEDIUM = 0.5, 0.5, 0.4, 0.6, 0.8, 0.5, 1.0
"""What an antecedent gains by being named most, by standing first and by its gender, and loses with each
sentence, by another paragraph, by being only part of a word ("SAP-Chef"), and a medium, which tells of
others."""
_PARAGRAPH = "\n"


def find_salient(offset: int, around: Surroundings, others: frozenset[Span] = frozenset()) -> Span | None:
    """The company that the text before an offset is about; None where no sentence nearby names one.

    ``others``: names it cannot be.
    """
    before = around.before(
        offset,
        lambda name: name.type == "company" and around.stands_for.get(name.span, name.span) not in others,
    )
    if not before:
        main = _main_company(offset, around)
        return None if main in others else main
    found = _likeliest(before, Span(offset, offset), around).span
    return around.stands_for.get(found, found)


def _next_company(span: Span, around: Surroundings, others: frozenset[Span]) -> Span | None:
    """Before any company has been named, the first one in this sentence or the next."""
    at = bisect_left(around.starts, span.end)
    if any(name.type == "company" for name in around.names[: bisect_left(around.starts, span.start)]):
        return None
    here = around.sentence(span.start)
    for name in around.names[at:]:
        if around.sentence(name.span.start) > here + 1:
            break
        if name.type == "company" and not name.in_compound and name.span not in others:
            return name.span
    return None


def _main_company(offset: int, around: Surroundings) -> Span | None:
    """The company that is named most, if it was named more than once before an offset."""
    first = bisect_left(around.starts, around.section(offset))
    before = around.names[first : bisect_left(around.starts, offset)]
    named = [name for name in before if name.type == "company" and name.span in around.weight]
    if not named:
        return None
    main = max(named, key=lambda name: around.weight[name.span])
    return main.span if sum(name.base == main.base for name in named) > 1 else None


def _last_different(names: Sequence[Name], many: int) -> tuple[Span, ...]:
    """The last names with different bases, in text order; none if there are not that many."""
    found: dict[str, Span] = {}
    for name in reversed(names):
        found.setdefault(name.base, name.span)
        if len(found) == many:
            return tuple(sorted(found.values()))
    return ()


def _pair(names: Sequence[Name]) -> tuple[Span, ...]:
    """The two names of a sentence that "die Unternehmen" takes up; none where there are more or fewer."""
    found: dict[str, Span] = {}
    for name in names:
        found.setdefault(name.base, name.span)
    return tuple(found.values()) if len(found) == 2 else ()


def _parent(span: Span, around: Surroundings, rules: EntityRules) -> Span | None:
    """The parent that "die Facebook-Mutter" names by its child, when the article names it too."""
    at = bisect_left(around.starts, span.start)
    inside = around.names[at] if at < len(around.names) else None
    if inside is None or not span.covers(inside.span) or not inside.in_compound:
        return None
    parent = rules.parents.get(inside.base)
    return next((name.span for name in around.names if name.base == parent), None)


def _fits(name: Name, kind: str) -> bool:
    if kind == "any":
        return name.type in {"company", "person"}
    return name.type == kind


def _agrees(said: Description, name: Name, around: Surroundings) -> bool:
    """Whether gender allows the reference; what is not known is allowed."""
    gender = around.traits_of(name).gender
    if name.type == "person":
        return said.gender is None or (said.gender != "n" and gender in (None, said.gender))
    return said.noun is not None or said.gender != "m" or gender != "f"


def _called(said: Description, traits: Traits) -> bool:
    """Whether an entity was called what the words say, or comes from the place they name."""
    if said.place is not None:
        return any(_same_place(said.place, place) for place in traits.places)
    return said.noun is not None and any(
        noun == said.noun and (first == said.sector or not said.sector) for noun, first in traits.nouns
    )


def _same_place(stem: str, place: str) -> bool:
    common = next(
        (i for i, (a, b) in enumerate(zip(stem, place, strict=False)) if a != b), min(len(stem), len(place))
    )
    return common >= _PLACE_STEM or common == len(stem)


def _called_otherwise(said: Description, traits: Traits, vague: frozenset[str]) -> bool:
    """Whether an entity is known as something else than a word says that does not fit just anything."""
    if said.noun is None or said.vague or not traits.nouns:
        return False
    known = [noun for noun, _ in traits.nouns if noun not in vague]
    return bool(known) and said.noun not in known


def _clause_start(offset: int, around: Surroundings) -> int:
    """Where the clause around an offset begins: behind the last break or at the sentence's begin."""
    begin = around.sentences[around.sentence(offset)] if around.sentences else 0
    last = max(around.text.rfind(mark, begin, offset) for mark in _BREAKS)
    return max(begin, last + 1)
