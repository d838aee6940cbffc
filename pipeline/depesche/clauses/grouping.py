"""Puts chunks together: genitives and von-phrases under their noun, lists, and appositions in commas."""

from __future__ import annotations

from dataclasses import dataclass

from depesche.clauses.chunks import is_genitive
from depesche.clauses.drafts import ChunkDraft, Element
from depesche.clauses.tagging import FINITE
from depesche.clauses.units import Units
from depesche.clauses.words import Words
from depesche.lexicon.agreement import (
    ACCUSATIVE,
    ANY,
    DATIVE,
    GENITIVE,
    NOMINATIVE,
    PLURAL,
)
from depesche.readings import Function

_CASES = (NOMINATIVE, ACCUSATIVE, DATIVE, GENITIVE)
_CLOSING = frozenset({"$,", "$.", "$("})
_CLAUSE_OPENERS = frozenset({"KOUS", "KOUI", "PRELS", "PRELAT"})


@dataclass(frozen=True, slots=True)
class Grouper:
    """Works on the elements of one sentence."""

    units: Units
    words: Words

    def group(self, elements: list[Element]) -> list[Element]:
        """Attach what stands right behind a noun, then join lists and appositions."""
        return self._joined(self._attached(elements))

    def _attached(self, elements: list[Element]) -> list[Element]:
        found: list[Element] = []
        for element in elements:
            host = found[-1] if found else None
            if isinstance(element, ChunkDraft) and isinstance(host, ChunkDraft) and host.end == element.start:
                if self._attach(host, element):
                    continue
            found.append(element)
        return found

    def _attach(self, host: ChunkDraft, chunk: ChunkDraft) -> bool:
        if host.pronoun in {"PPER", "PRF", "PRELS", "PWS"} or chunk.relative:
            return False
        inner = host.rightmost()
        if chunk.prep is None:
            if chunk.time or chunk.pronoun or not self._is_genitive_attribute(inner, chunk):
                return False
            chunk.function = Function.GENITIVE
        elif chunk.prep == "von":
            if host.time or inner.time or chunk.pronoun == "PRF":
                return False
            chunk.function = Function.PREPOSITIONAL
            chunk.loose = True
            while inner is not host and (inner.name is not None or inner.amount) and not self._may_own(inner):
                inner = self._parent(host, inner)
        else:
            return False
        inner.attached.append(chunk)
        self._extend(host, chunk.end)
        return True

    def _may_own(self, chunk: ChunkDraft) -> bool:
        return chunk.sort == "person" and chunk.name is None

    def _parent(self, host: ChunkDraft, inner: ChunkDraft) -> ChunkDraft:
        return next((c for c in host.inner() if inner in c.attached), host)

    def _extend(self, host: ChunkDraft, end: int) -> None:
        """Move the right edge of the host and of every chunk on the way to its rightmost one."""
        chunk = host
        while True:
            chunk.end = max(chunk.end, end)
            nested = [c for c in chunk.attached if c.start > chunk.head]
            if not nested or nested[-1].end >= end:
                return
            chunk = nested[-1]

    def _is_genitive_attribute(self, host: ChunkDraft, chunk: ChunkDraft) -> bool:
        if chunk.mask & GENITIVE == 0:
            return False
        if chunk.name is not None and chunk.mask == GENITIVE:
            return host.name is None
        if chunk.mask == ANY or host.pronoun:
            return False
        if self.units.tag[host.head] == "NE" and chunk.mask & DATIVE:
            return False
        if self.units.tag[chunk.start] == "ADJA" and self.units.low[chunk.start].endswith("er"):
            return True
        if not is_genitive(chunk):
            # "den Ausbau der Xyz": of an unknown noun the gender is open, but a subject hardly stands here.
            unknown = self.words.lexicon.noun(self.units.form[chunk.head]) is None
            return unknown and chunk.name is None and chunk.determined and chunk.mask & ACCUSATIVE == 0
        return chunk.determined or not chunk.mask & DATIVE

    def _joined(self, elements: list[Element]) -> list[Element]:
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
            found.append(chunk)
        return found

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
            following = apposed

    def _list(
        self, elements: list[Element], at: int, first: ChunkDraft, finite_seen: bool
    ) -> tuple[list[ChunkDraft], int] | None:
        """The further members of a list: "(, B)* und C"; None when no conjunction closes it."""
        if first.pronoun in {"PRF", "PRELS"}:
            return None
        members: list[ChunkDraft] = []
        here = at
        while here < len(elements):
            unit = elements[here]
            if not isinstance(unit, int):
                return None
            is_comma = self.units.tag[unit] == "$,"
            next_unit = elements[here + 1] if here + 1 < len(elements) else None
            if (
                is_comma
                and isinstance(next_unit, int)
                and self.units.low[next_unit] in self.words.phrase_coordinators
            ):
                if members or self.units.low[next_unit] in {"und", "oder"}:
                    return None  # ", B, sowie C": B is an apposition
                here += 1
                is_comma = False
                unit = next_unit
            if not is_comma and self.units.low[unit] not in self.words.phrase_coordinators:
                return None
            here += 1
            steps = 0
            while (
                here < len(elements)
                and isinstance(elements[here], int)
                and self._is_particle(elements[here])
                and steps < 3
            ):
                here += 1
                steps += 1
            member = elements[here] if here < len(elements) else None
            if not isinstance(member, ChunkDraft) or not self._same_rank(first, member, is_comma):
                return None
            if self._begins_clause(elements, here, finite_seen):
                return None
            members.append(member)
            here = self._apposition(elements, here + 1, member) or here + 1
            if not is_comma:
                return members, here
        return None

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
        parts = first.members or [first]
        chunk = ChunkDraft(
            first.start,
            members[-1].end,
            first.head,
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

    def _apposition(self, elements: list[Element], at: int, host: ChunkDraft) -> int | None:
        """Attach ", B," to a chunk where one of the two is a name and the other says what it is."""
        if at + 1 >= len(elements) or host.members:
            return None
        comma, chunk = elements[at], elements[at + 1]
        if not isinstance(comma, int) or self.units.tag[comma] != "$," or not isinstance(chunk, ChunkDraft):
            return None
        if chunk.prep is not None or chunk.pronoun or not self._describes(host, chunk):
            return None
        here = at + 2
        while here < len(elements):
            element = elements[here]
            if isinstance(element, ChunkDraft) and element.prep is not None:
                here += 1
                continue
            break
        closing = elements[here] if here < len(elements) else None
        if closing is not None and not (isinstance(closing, int) and self._closes(closing, elements, here)):
            return None
        for part in elements[at + 2 : here]:
            assert isinstance(part, ChunkDraft)
            part.function = Function.PREPOSITIONAL
            chunk.attached.append(part)
            chunk.end = part.end
        owner = host
        if chunk.name is None:
            owner = next(
                (c for c in host.inner() if c.end == host.end and self._is_name(c) and self._fits(c, chunk)),
                host,
            )
        owner.attached.append(chunk)
        end = chunk.end
        if isinstance(closing, int) and self.units.tag[closing] == "$,":
            following = elements[here + 1] if here + 1 < len(elements) else None
            opens = isinstance(following, ChunkDraft) and following.relative
            opens = opens or (
                isinstance(following, int) and self.units.tag[following] in _CLAUSE_OPENERS | {"PWAV"}
            )
            if not opens:
                end, here = closing + 1, here + 1
        self._extend(host, end)
        return here

    def _closes(self, unit: int, elements: list[Element], at: int) -> bool:
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
        return self.units.name[chunk.head] is not None or self.units.tag[chunk.head] == "NE"

    def _fits(self, named: ChunkDraft, described: ChunkDraft) -> bool:
        """Whether the sort of a noun allows the type of a name."""
        name = named.name
        if described.name is not None:
            return False
        if name is None:
            return True
        if name.type == "person":
            return described.sort in {"person", None} and not self.units.kind[described.head] == "amount"
        if name.type in {"company", "organization"}:
            return (
                described.sort in {"company", "group"}
                or (described.sort is None)
                or described.sort == "person"
            )
        return described.sort != "person"
