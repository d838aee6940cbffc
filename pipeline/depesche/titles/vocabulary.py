"""What a word says about a position: title, gender, number, by lemma, inflection and compound parts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from depesche.errors import RuleError
from depesche.records import TitleStatus
from depesche.titles.pack import Head, InflectionPattern, Phrase, Prefix, VocabularyPack

MIN_PART = 2
"""A first part has at least this many letters ("KI-Chef", but not "eChef")."""


@dataclass(frozen=True, slots=True)
class TitleWord:
    """A word or phrase read as a title.

    ``normalized``: None where only a body makes a title of it ("Mitglied"). ``unit``: the title when the
    word governs a unit. ``gender``: "m", "f" or None when the form does not tell; ``numbers``: a subset
    of {"sg", "pl"}. ``cut``: how many letters in front say no more than the status ("Ex-").
    """

    lemma: str
    normalized: str | None
    gender: str | None
    numbers: frozenset[str]
    head: Head
    unit: str | None = None
    status: TitleStatus | None = None
    governs_unit: bool = False
    cut: int = 0


@dataclass(frozen=True, slots=True)
class Form:
    """One inflected form of a head."""

    head: Head
    gender: str | None
    numbers: frozenset[str]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All title words; ``lengths``: lengths of the forms in descending order, for suffix look-ups.

    ``single``: titles that one person at a time has at a company; ``lasting``: that no leaving ends;
    ``business``: that only companies have, no authorities or associations; ``editorial``: of media.
    ``houses``: title -> what the house of all such titles is called, in small letters.
    """

    forms: Mapping[str, Form]
    lengths: tuple[int, ...]
    prefixes: tuple[Prefix, ...]
    deputies: Mapping[str, str]
    bodies: Mapping[str, str]
    phrases: Mapping[str, tuple[tuple[tuple[str, ...], TitleWord], ...]]
    single: frozenset[str]
    lasting: frozenset[str]
    business: frozenset[str]
    editorial: frozenset[str]
    houses: Mapping[str, str]
    post_heads: tuple[str, ...]
    posts: Mapping[str, str]

    def word(self, text: str) -> TitleWord | None:
        """Read a word ("Ex-CEO", "Finanzvorständin", "-Chef") as a title; None when it is none."""
        text = text.strip("-")
        if len(text) < 2 or not (text[0].isupper() or text[0].isdigit()):
            return None
        lower = text.lower()
        exact = self.forms.get(lower)
        if exact is not None:
            return _title(exact, exact.head.title, exact.head.unit)
        for length in self.lengths:
            form = self.forms.get(lower[-length:]) if length < len(lower) else None
            if form is not None:
                found = self._compound(form, text[:-length], text[-length:])
                if found is not None:
                    return found
        return None

    def _compound(self, form: Form, first: str, head_text: str) -> TitleWord | None:
        """Read first part + head; None when this first part makes no title."""
        hyphen = first.endswith("-")
        if head_text[0].isupper() != hyphen:
            return None
        if form.head.inflection == "name" and not hyphen:
            return None
        part, prefixes = self._strip_prefixes(first.rstrip("-"), hyphen)
        head = form.head
        if not part:
            normalized, unit = head.title, head.unit
        else:
            key = part.lower().rsplit("-", 1)[-1]
            if key in head.not_parts or (len(key) < MIN_PART and not hyphen):
                return None
            normalized = head.parts.get(part.lower()) or head.parts.get(key) or head.compound
            unit = normalized
        if normalized is None:
            return None
        status: TitleStatus | None = None
        for prefix in prefixes:
            status = prefix.status or status
            if prefix.deputy:
                normalized = self.deputies.get(normalized, normalized)
                unit = self.deputies.get(unit, unit) if unit is not None else None
            if prefix.part in head.parts:
                normalized = head.parts[prefix.part]
        cut = len(prefixes[0].part) + hyphen if prefixes and prefixes[0].status is TitleStatus.FORMER else 0
        return replace(_title(form, normalized, unit), status=status, cut=cut)

    def _strip_prefixes(self, first: str, hyphen: bool) -> tuple[str, list[Prefix]]:
        """Take "Ex-", "Vize" … off the first part."""
        found: list[Prefix] = []
        changed = True
        while changed and first:
            changed = False
            for prefix in self.prefixes:
                lower = first.lower()
                if lower == prefix.part and (hyphen or prefix.closed):
                    rest = ""
                elif lower.startswith(f"{prefix.part}-"):
                    rest = first[len(prefix.part) + 1 :]
                else:
                    continue
                found.append(prefix)
                first, changed = rest, True
                break
        return first, found

    def deputy(self, normalized: str) -> str:
        """The title of the deputy of a title, the title itself where none is known."""
        return self.deputies.get(normalized, normalized)

    def post(self, text: str) -> str | None:
        """Title that goes with a noun for a post ("Chefposten": ceo); None when it is none."""
        known = self.posts.get(text)
        if known is not None:
            return known
        lower = text.lower()
        for head in self.post_heads:
            if lower.endswith(head) and len(lower) > len(head) + 1:
                found = self.word(text[: -len(head)].rstrip("-"))
                return found.normalized if found is not None else None
        return None


def compile_vocabulary(packs: Sequence[VocabularyPack]) -> Vocabulary:
    """Expand all packs; raises RuleError for an inflection that no pack defines."""
    inflections = {name: pattern for pack in packs for name, pattern in pack.inflections.items()}
    forms: dict[str, Form] = {}
    phrases: dict[str, list[tuple[tuple[str, ...], TitleWord]]] = {}
    for pack in packs:
        for head in pack.heads:
            if head.inflection not in inflections:
                raise RuleError(pack.pack, head.lemma, f"unknown inflection {head.inflection!r}")
            for text, form in _forms(head, inflections):
                _add_form(forms, text.lower(), form)
        for phrase in pack.phrases:
            words = tuple(phrase.words.lower().split())
            phrases.setdefault(words[0], []).append((words, _phrase_word(phrase)))
    for readings in phrases.values():
        readings.sort(key=lambda reading: -len(reading[0]))
    return Vocabulary(
        forms=forms,
        lengths=tuple(sorted({len(form) for form in forms}, reverse=True)),
        prefixes=tuple(prefix for pack in packs for prefix in pack.prefixes),
        deputies={title: deputy for pack in packs for title, deputy in pack.deputies.items()},
        bodies={form: part for pack in packs for part, words in pack.bodies.items() for form in words},
        phrases={first: tuple(readings) for first, readings in phrases.items()},
        single=frozenset(title for pack in packs for title in pack.single),
        business=frozenset(title for pack in packs for title in pack.business),
        editorial=frozenset(title for pack in packs for title in pack.editorial),
        houses={title: house.lower() for pack in packs for title, house in pack.houses.items()},
        lasting=frozenset(title for pack in packs for title in pack.lasting),
        post_heads=tuple(head for pack in packs for head in pack.posts.heads),
        posts={form: word.title for pack in packs for word in pack.posts.words for form in word.forms},
    )


def _title(form: Form, normalized: str | None, unit: str | None) -> TitleWord:
    return TitleWord(form.head.lemma, normalized, form.gender, form.numbers, form.head, unit)


def _phrase_word(phrase: Phrase) -> TitleWord:
    head = Head(lemma=phrase.words, inflection="name", title=phrase.title, alone=True, corporate=True)
    both = frozenset({"sg", "pl"})
    return TitleWord(phrase.words, phrase.title, None, both, head, governs_unit=phrase.unit)


def _add_form(forms: dict[str, Form], text: str, form: Form) -> None:
    known = forms.get(text)
    if known is None:
        forms[text] = form
    elif known.head is form.head:
        gender = known.gender if known.gender == form.gender else None
        forms[text] = Form(known.head, gender, known.numbers | form.numbers)


def _forms(head: Head, inflections: Mapping[str, InflectionPattern]) -> Iterator[tuple[str, Form]]:
    """Yield every form of a head, both genders."""
    pattern = inflections[head.inflection]
    masculine = head.grammatical or (None if pattern.feminine is None and head.feminine == "auto" else "m")
    if head.inflection == "adjective":
        masculine = None
    yield from _inflect(head, head.lemma, pattern, masculine)
    if head.plural is not None:
        plural = frozenset({"pl"})
        yield head.plural, Form(head, masculine, plural)
        if not head.plural.endswith("n"):
            yield f"{head.plural}n", Form(head, masculine, plural)
    feminine = head.feminine
    if feminine == "auto":
        feminine = None if pattern.feminine is None else f"{head.lemma}{pattern.feminine}"
    if feminine is not None:
        yield from _inflect(head, feminine, inflections["feminine"], "f")
        for mark in ("*", "_", ":", "/-"):
            both = f"{head.lemma}{mark}in"
            yield both, Form(head, None, frozenset({"sg"}))
            yield f"{both}nen", Form(head, None, frozenset({"pl"}))


def _inflect(
    head: Head, lemma: str, pattern: InflectionPattern, gender: str | None
) -> Iterator[tuple[str, Form]]:
    stem = lemma.removesuffix(pattern.cut) if pattern.cut else lemma
    for number, endings in (("sg", pattern.sg), ("pl", pattern.pl)):
        for ending in endings:
            yield f"{stem}{ending}", Form(head, gender, frozenset({number}))
