"""Makes the public records of the clauses and chunks of a sentence."""

from __future__ import annotations

from dataclasses import dataclass, field

from depesche.clauses.drafts import ChunkDraft, ClauseDraft
from depesche.clauses.stack import first_unit, last_unit
from depesche.clauses.units import Units
from depesche.lexicon.agreement import cases_of, number_of
from depesche.readings import Chunk, Clause, Span
from depesche.tokens import Tokens

_ADVERBS = frozenset({"ADV", "ADJD", "PAV", "PROAV", "PTKNEG", "PTKA", "PTKANT"})


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes one sentence; a chunk that stands in several places is one record."""

    units: Units
    tokens: Tokens
    sentence: int
    quoted: list[bool]
    made: dict[int, Chunk] = field(default_factory=dict)

    def clauses(self, drafts: list[ClauseDraft], offset: int) -> list[Clause]:
        """The records; ``offset`` is how many clauses of the article come before."""
        index = {id(draft): offset + i for i, draft in enumerate(drafts)}
        return [self._clause(draft, index) for draft in drafts]

    def _span(self, first: int, last: int) -> Span:
        """The characters of tokens ``first`` to ``last`` (exclusive)."""
        return Span(self.tokens.starts[first], self.tokens.ends[last - 1])

    def _clause(self, draft: ClauseDraft, index: dict[int, int]) -> Clause:
        units = self.units
        first = units.first[first_unit(draft.elements)]
        last = units.last[last_unit(draft.elements) - 1]
        shared = self._chunks(draft.shared)
        own = self._chunks(draft.chunks())
        verb_token = draft.verb.head if draft.verb is not None else first
        return Clause(
            span=self._span(first, last),
            sentence=self.sentence,
            first=first,
            last=last,
            kind=draft.kind,
            verb=draft.verb,
            chunks=tuple(sorted((*shared, *own), key=lambda c: (c.first, c.last))),
            parent=index.get(id(draft.parent)) if draft.parent is not None else None,
            connector=draft.connector,
            antecedent=self._chunk(draft.antecedent) if draft.antecedent is not None else None,
            relative_chunk=self._chunk(draft.relative_chunk) if draft.relative_chunk is not None else None,
            shared=shared,
            negated=draft.negated,
            question=draft.question,
            quoted=self.quoted[verb_token],
            adverbs=tuple(units.head[u] for u in draft.units() if units.tag[u] in _ADVERBS),
        )

    def _chunks(self, parts: list[ChunkDraft]) -> tuple[Chunk, ...]:
        return tuple([self._chunk(part) for part in parts]) if parts else ()

    def _chunk(self, part: ChunkDraft) -> Chunk:
        known = self.made.get(id(part))
        if known is not None:
            return known
        first, last = self.units.first[part.start], self.units.last[part.end - 1]
        record = Chunk(
            span=self._span(first, last),
            first=first,
            last=last,
            head=self.units.head[part.head],
            field=part.place,
            function=part.function,
            prep=part.prep,
            cases=cases_of(part.mask),
            plural=True if part.members else number_of(part.mask),
            members=self._chunks(part.members),
            attached=self._chunks(part.attached),
        )
        self.made[id(part)] = record
        return record
