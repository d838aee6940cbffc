"""Attaches to a noun what stands right behind it: genitives and von-phrases."""

from __future__ import annotations

from dataclasses import dataclass

from depesche.clauses.drafts import ChunkDraft, Element
from depesche.clauses.units import Units
from depesche.clauses.words import Words
from depesche.lexicon.agreement import (
    ACCUSATIVE,
    ANY,
    DATIVE,
    GENITIVE,
)
from depesche.readings import Function


@dataclass(frozen=True, slots=True)
class Attacher:
    """Works on the elements of one sentence."""

    units: Units
    words: Words

    def attach(self, elements: list[Element]) -> list[Element]:
        """The elements with every genitive and von-phrase under the noun before it."""
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
        host.extend(chunk.end)
        return True

    def _may_own(self, chunk: ChunkDraft) -> bool:
        return chunk.sort == "person" and chunk.name is None

    def _parent(self, host: ChunkDraft, inner: ChunkDraft) -> ChunkDraft:
        return next((c for c in host.inner() if inner in c.attached), host)

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
            # "den Plan der Berater": the form is a nominative too, but a subject hardly stands here.
            return chunk.name is None and chunk.determined and chunk.mask & ACCUSATIVE == 0
        return chunk.determined or not chunk.mask & DATIVE


def is_genitive(chunk: ChunkDraft) -> bool:
    """Whether a chunk without preposition can only be a genitive, or is one unless the verb wants a dative."""
    if chunk.prep is not None or chunk.pronoun:
        return False
    cases = chunk.mask & (GENITIVE | DATIVE)
    return chunk.mask & GENITIVE != 0 and cases == chunk.mask
