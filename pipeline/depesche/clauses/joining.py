"""Joins chunks into lists ("A, B und C") and attaches appositions in commas ("X, Gründer von Y, …")."""

from __future__ import annotations

from dataclasses import dataclass

from depesche.clauses.drafts import ChunkDraft, Element
from depesche.clauses.tags import FINITE
from depesche.clauses.units import Units
from depesche.clauses.words import Words
from depesche.lexicon.agreement import ACCUSATIVE, DATIVE, GENITIVE, NOMINATIVE, PLURAL
from depesche.readings import Function

_CASES = (NOMINATIVE, ACCUSATIVE, DATIVE, GENITIVE)
_MOST_PARTICLES = 3
_CLOSING = frozenset({"$,", "$.", "$("})
_CLAUSE_OPENERS = frozenset({"KOUS", "KOUI", "PRELS", "PRELAT"})


@dataclass(frozen=True, slots=True)
class _Apposition:
    """An apposition found but not yet attached: ``chunk`` with its ``phrases``, to hang on ``owner``.

    ``end``: the unit where the host then ends; ``following``: the next element.
    """

    owner: ChunkDraft
    chunk: ChunkDraft
    phrases: tuple[ChunkDraft, ...]
    end: int
    following: int


_DASHES = frozenset("–—-")


@dataclass(frozen=True, slots=True)
class Joiner:
    """Works on the elements of one sentence."""

    units: Units
    words: Words

    def join(self, elements: list[Element]) -> list[Element]:
        """The elements with lists as one chunk and appositions attached."""
        elements = self._genitive_pairs(elements)
        found: list[Element] = []
        at = 0
        finite_seen = False
        while at < len(elements):
            element = elements[at]
            if isinstance(element, int):
                tag = self.units.tag[element]
                if tag in FINITE:
                    finite_seen = True
                elif tag in _CLAUSE_OPENERS or self.units.low[element] in {":", ";"}:
                    finite_seen = False
                found.append(element)
                at += 1
                continue
            if element.relative:
                finite_seen = False
            after_comma = bool(found) and isinstance(found[-1], int) and self.units.tag[found[-1]] == "$,"
            chunk, at = self._join_at(elements, at, finite_seen and not after_comma)
            if not self._named_behind(found, chunk):
                found.append(chunk)
        return found

    def _named_behind(self, found: list[Element], chunk: ChunkDraft) -> bool:
        """Hang a list of names on the noun it stands behind, if there is one; a dash may part them."""
        host = found[-1] if found else None
        dash = host if isinstance(host, int) and self.units.low[host] in _DASHES else None
        if dash is not None:
            host = found[-2] if len(found) > 1 else None
        if not isinstance(host, ChunkDraft) or (host.end if dash is None else dash + 1) != chunk.start:
            return False
        named = host.rightmost()
        if dash is not None:  # "die Gründer von Wayve – A und B –": not what stands next to the dash
            named = next((c for c in host.inner() if c.end == host.end and self._are_named(c, chunk)), named)
        if not self._are_named(named, chunk):
            return False
        named.attached.append(chunk)
        host.extend(chunk.end)
        if dash is not None:
            found.pop()
        return True

    def _are_named(self, host: ChunkDraft, chunk: ChunkDraft) -> bool:
        """ "die Konzerne Google und Meta": a list of names right behind a plural noun that they fit."""
        if chunk.prep is not None or not chunk.members or host.name is not None:
            return False
        if not host.mask & PLURAL or host.pronoun or host.amount or host.time:
            return False
        return all(member.name is not None and self._fits(member, host) for member in chunk.members)

    def _join_at(self, elements: list[Element], at: int, finite_seen: bool) -> tuple[ChunkDraft, int]:
        """The chunk at a position with all that is coordinated or apposed to it, and the next position."""
        chunk = elements[at]
        assert isinstance(chunk, ChunkDraft)
        following = at + 1
        while True:
            listed = self._list(elements, following, chunk, finite_seen)
            if listed is not None:
                members, following = listed
                chunk = self._coordination(chunk, members)
                continue
            apposed = self._apposition(elements, following, chunk)
            if apposed is None:
                return chunk, following
            following = self._attach(chunk, apposed)

    def _genitive_pairs(self, elements: list[Element]) -> list[Element]:
        """ "der Chef der Firma und des Rats": the second genitive joins the first one under its noun."""
        found: list[Element] = []
        for element in elements:
            if (
                len(found) > 1
                and isinstance(element, ChunkDraft)
                and self._pairs(found[-2], found[-1], element)
            ):
                found.pop()
            else:
                found.append(element)
        return found

    def _pairs(self, host: Element, unit: Element, member: ChunkDraft) -> bool:
        """Join a genitive behind a conjunction to the one at the host's right edge, if there is one."""
        if isinstance(host, int) or not isinstance(unit, int) or not self._coordinates(unit):
            return False
        if member.prep is not None or not member.mask or member.mask & ~GENITIVE:
            return False
        edge = host.rightmost()
        owner = next((c for c in host.inner() if c.attached and c.attached[-1] is edge), None)
        if owner is None or edge.function is not Function.GENITIVE:
            return False
        member.function = Function.GENITIVE
        owner.attached[-1] = self._coordination(edge, [member])
        owner.attached[-1].function = Function.GENITIVE
        host.extend(member.end)
        return True

    def _list(
        self, elements: list[Element], at: int, first: ChunkDraft, finite_seen: bool
    ) -> tuple[list[ChunkDraft], int] | None:
        """The further members of a list: "(, B)* und C"; None when no conjunction closes it."""
        members: list[ChunkDraft] = []
        here = at
        while first.pronoun not in {"PRF", "PRELS"}:
            link = self._link(elements, here, closes=not members)
            if link is None:
                return None
            is_last, here = link
            member = elements[here] if here < len(elements) else None
            if not isinstance(member, ChunkDraft) or not self._same_rank(first, member, not is_last):
                return None
            if self._begins_clause(elements, here, finite_seen):
                return None
            members.append(member)
            here += 1
            if is_last:
                apposed = self._apposition(elements, here, member)
                return members, here if apposed is None else self._attach(member, apposed)
        return None

    def _link(self, elements: list[Element], at: int, closes: bool) -> tuple[bool, int] | None:
        """What joins the next member: whether it is a conjunction, and where the member begins.

        ``closes``: a comma may stand before the conjunction; in ", B, sowie C" behind a further member
        it may not, there B is an apposition.
        """
        unit = elements[at] if at < len(elements) else None
        if not isinstance(unit, int):
            return None
        is_last = self._coordinates(unit)
        if not is_last and self.units.tag[unit] != "$,":
            return None
        following = elements[at + 1] if at + 1 < len(elements) else None
        if not is_last and isinstance(following, int) and self._coordinates(following):
            if not closes or self.units.low[following] in self.words.bare_coordinators:
                return None
            is_last, at = True, at + 1
        at += 1
        end = at + _MOST_PARTICLES
        while at < min(end, len(elements)) and self._is_particle(elements[at]):
            at += 1
        return is_last, at

    def _coordinates(self, unit: int) -> bool:
        """Whether a word joins phrases: "und", or "als auch" behind "sowohl"."""
        if self.units.low[unit] in self.words.phrase_coordinators:
            return True
        pair = " ".join(self.units.low[unit : unit + 2])
        return self.units.tag[unit] == "KOKOM" and pair in self.words.pair_closers

    def _is_particle(self, unit: Element) -> bool:
        return (
            isinstance(unit, int)
            and self.units.tag[unit] in {"ADV", "PTKNEG", "ADJD"}
            and (self.units.tag[unit] == "PTKNEG" or self.units.low[unit] in self.words.adverbial_particles)
        )

    def _same_rank(self, first: ChunkDraft, member: ChunkDraft, after_comma: bool) -> bool:
        if member.prep is not None and (member.prep != first.prep or after_comma):
            return False
        if member.pronoun in {"PRF", "PRELS", "PWS"} or (member.pronoun == "PPER" and after_comma):
            return False
        if first.time != member.time:
            return False
        if member.prep is None and not any(first.mask & c and member.mask & c for c in _CASES):
            return first.prep is not None and member.mask & (DATIVE | ACCUSATIVE) != 0
        return True

    def _begins_clause(self, elements: list[Element], at: int, finite_seen: bool) -> bool:
        """Whether a chunk behind a conjunction is the Vorfeld of the next main clause."""
        if not finite_seen or at + 1 >= len(elements):
            return False
        here = at + 1
        while here < len(elements):
            element = elements[here]
            if isinstance(element, int):
                return self.units.tag[element] in FINITE
            if element.prep is None:
                return False
            here += 1
        return False

    def _coordination(self, first: ChunkDraft, members: list[ChunkDraft]) -> ChunkDraft:
        """One chunk over all members; its head is the first one's, its number plural."""
        mask = first.mask
        for member in members:
            cases = 0
            for bits in _CASES:
                if mask & bits and member.mask & bits:
                    cases |= bits
            mask = cases & PLURAL or mask
        parts = self._affirmed(first)
        chunk = ChunkDraft(
            first.start,
            members[-1].end,
            [*parts, *members][0].head,
            prep=first.prep,
            mask=mask & PLURAL or PLURAL,
            sort=first.sort,
            time=first.time,
            amount=first.amount,
            determined=first.determined,
            members=[*parts, *members],
        )
        for member in chunk.members:
            member.prep = first.prep
        return chunk

    def _affirmed(self, first: ChunkDraft) -> list[ChunkDraft]:
        """The first members of a list, none when they are denied: "nicht A, sondern B"."""
        before = self.units.low[first.start - 1] if first.start else ""
        after = self.units.low[first.end : first.end + 2]
        if "sondern" in after and before in self.words.negators:
            return []
        return first.members or [first]

    def _apposition(self, elements: list[Element], at: int, host: ChunkDraft) -> _Apposition | None:
        """The ", B," behind a chunk where one of the two is a name and the other says what it is."""
        if at + 1 >= len(elements) or host.members:
            return None
        comma, chunk = elements[at], elements[at + 1]
        if not isinstance(comma, int) or self.units.tag[comma] != "$," or not isinstance(chunk, ChunkDraft):
            return None
        if chunk.prep is not None or chunk.pronoun or not self._describes(host, chunk):
            return None
        phrases: list[ChunkDraft] = []
        here = at + 2
        while here < len(elements):
            element = elements[here]
            if not isinstance(element, ChunkDraft) or element.prep is None:
                break
            phrases.append(element)
            here += 1
        closing = elements[here] if here < len(elements) else None
        if closing is not None and not (isinstance(closing, int) and self._closes(closing)):
            return None
        end = phrases[-1].end if phrases else chunk.end
        if isinstance(closing, int) and self.units.tag[closing] == "$,":
            following = elements[here + 1] if here + 1 < len(elements) else None
            if not self._opens_clause(following):
                end, here = closing + 1, here + 1
        return _Apposition(self._owner(host, chunk), chunk, tuple(phrases), end, here)

    def _owner(self, host: ChunkDraft, chunk: ChunkDraft) -> ChunkDraft:
        """What a description hangs on: the name at the right edge of the host, else the host."""
        if self._is_name(chunk):
            return host
        named = (c for c in host.inner() if c.end == host.end and self._is_name(c) and self._fits(c, chunk))
        return next(named, host)

    def _opens_clause(self, element: Element | None) -> bool:
        if isinstance(element, ChunkDraft):
            return element.relative
        return element is not None and self.units.tag[element] in _CLAUSE_OPENERS | {"PWAV"}

    def _attach(self, host: ChunkDraft, apposed: _Apposition) -> int:
        """Hang an apposition on its owner; returns the next element's position."""
        for phrase in apposed.phrases:
            phrase.function = Function.PREPOSITIONAL
            apposed.chunk.attached.append(phrase)
            apposed.chunk.end = phrase.end
        apposed.owner.attached.append(apposed.chunk)
        host.extend(apposed.end)
        return apposed.following

    def _closes(self, unit: int) -> bool:
        return self.units.tag[unit] in _CLOSING or self.units.low[unit] in self.words.phrase_coordinators

    def _describes(self, host: ChunkDraft, chunk: ChunkDraft) -> bool:
        """Whether of two chunks one names what the other describes."""
        if host.time or chunk.time or host.amount or chunk.amount or host.pronoun:
            return False
        if self._is_name(chunk):
            described = [c for c in host.inner() if c.name is None and c.end == host.end]
            return not self._is_name(host) and any(self._fits(chunk, c) for c in [host, *described][:1])
        named = [c for c in host.inner() if self._is_name(c) and c.end == host.end]
        return any(self._fits(c, chunk) for c in named)

    def _is_name(self, chunk: ChunkDraft) -> bool:
        """Whether a chunk is headed by a name, or by a word the tagger takes for one."""
        if self.units.name[chunk.head] is not None:
            return True
        return (
            self.units.tag[chunk.head] == "NE"
            and self.words.lexicon.noun(self.units.form[chunk.head]) is None
        )

    def _fits(self, named: ChunkDraft, described: ChunkDraft) -> bool:
        """Whether the sort of a noun allows the type of a name; a word only taken for a name can be any."""
        name = named.name
        if described.name is not None or self.units.kind[described.head] == "amount":
            return False
        if name is None or name.type in {"company", "organization"}:
            return name is None or described.sort != "thing"
        return (
            described.sort in {"person", "actor", None}
            if name.type == "person"
            else described.sort != "person"
        )
