"""Chunks and clauses while they are being built; the public records are made from them at the end."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from depesche.lexicon import NounSort
from depesche.lexicon.agreement import ANY
from depesche.readings import ClauseKind, Field, Function, Name, VerbComplex


@dataclass(slots=True, eq=False)
class ChunkDraft:
    """A noun or prepositional chunk over units ``start`` to ``end`` (exclusive), ``head`` among them.

    ``mask``: the agreement cells it allows. ``name``: the name it is headed by or apposed to.
    ``counted``: what looks like a preposition may be "more than" ("über 300 Stellen"). ``loose``:
    attached only because it stands behind; a passive may claim it as its agent.
    """

    start: int
    end: int
    head: int
    prep: str | None = None
    mask: int = ANY
    name: Name | None = None
    sort: NounSort | None = None
    pronoun: str | None = None
    time: bool = False
    amount: bool = False
    determined: bool = False
    negated: bool = False
    loose: bool = False
    relative: bool = False
    counted: bool = False
    attached: list[ChunkDraft] = field(default_factory=list)
    members: list[ChunkDraft] = field(default_factory=list)
    function: Function = Function.OTHER
    place: Field = Field.MITTELFELD

    def rightmost(self) -> ChunkDraft:
        """The innermost chunk at the right edge: what a genitive behind would belong to."""
        chunk = self
        while (
            chunk.attached and chunk.attached[-1].end == chunk.end and chunk.attached[-1].start > chunk.head
        ):
            chunk = chunk.attached[-1]
        return chunk

    def extend(self, end: int) -> None:
        """Move the right edge of this chunk and of every chunk on the way to its rightmost one."""
        chunk = self
        while True:
            chunk.end = max(chunk.end, end)
            nested = [c for c in chunk.attached if c.start > chunk.head]
            if not nested or nested[-1].end >= end:
                return
            chunk = nested[-1]

    def inner(self) -> Iterator[ChunkDraft]:
        """This chunk and all below it."""
        yield self
        for part in (*self.members, *self.attached):
            yield from part.inner()


Element = ChunkDraft | int
"""What a clause consists of: chunks, and single units by index."""


@dataclass(slots=True, eq=False)
class ClauseDraft:
    """A clause being read. ``border``: where in ``elements`` the last comma or conjunction stood.

    ``finite`` and ``nonfinite`` are units; ``particle`` a separated one. ``shared_finite``: the finite
    verb of the clause this one is coordinated with ("hat A gekauft und B verkauft"). ``asyndetic``:
    coordinated by a comma alone. ``conditional``: a condition without conjunction, its verb first. ``topic``:
    how many elements stand before the colon of a headline.
    """

    kind: ClauseKind
    parent: ClauseDraft | None = None
    connector: str | None = None
    elements: list[Element] = field(default_factory=list)
    finite: int | None = None
    nonfinite: list[int] = field(default_factory=list)
    particle: int | None = None
    zu: int | None = None
    borders: list[int] = field(default_factory=list)
    last_verb: int = 0
    closable: bool = False
    conjunct_of: ClauseDraft | None = None
    asyndetic: bool = False
    conditional: bool = False
    after_colon: ClauseDraft | None = None
    topic: int = 0
    shared_finite: int | None = None
    relative_chunk: ChunkDraft | None = None
    antecedent: ChunkDraft | None = None
    shared: list[ChunkDraft] = field(default_factory=list)
    verb: VerbComplex | None = None
    negated: bool = False
    question: bool = False
    quoted: bool = False
    vorfeld_end: int | None = None

    def chunks(self) -> list[ChunkDraft]:
        """The clause's own chunks in text order."""
        return [element for element in self.elements if not isinstance(element, int)]

    def units(self) -> list[int]:
        """The units that stand in the clause outside chunks."""
        return [element for element in self.elements if isinstance(element, int)]

    @property
    def verb_final(self) -> bool:
        """Whether the finite verb is expected at the end."""
        return self.kind in (ClauseKind.SUBORDINATE, ClauseKind.RELATIVE) and self.vorfeld_end is None

    def has_verb(self) -> bool:
        """Whether any verb has been read."""
        return self.finite is not None or bool(self.nonfinite)
