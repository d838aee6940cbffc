"""Attaches to a noun what stands right behind it: genitives and von-phrases."""

from __future__ import annotations

from dataclasses import dataclass

from depesche.clauses.drafts import ChunkDraft, Element
from depesche.clauses.fields import ANIMATE
from depesche.clauses.units import Units
from depesche.clauses.words import Words
from depesche.lexicon.agreement import ACCUSATIVE, ANY, DATIVE, GENITIVE, NOMINATIVE
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
            if (
                isinstance(element, int)
                or host is None
                or isinstance(host, int)
                or host.end != element.start
                or not self._attach(host, element)
            ):
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
        elif chunk.prep in self.words.genitive_prepositions:
            if host.time or inner.time or chunk.pronoun == "PRF" or self._is_price(inner, chunk):
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

    def _is_price(self, host: ChunkDraft, chunk: ChunkDraft) -> bool:
        """ "für einen Euro von Ada Berg": who sells does not hang on the sum; "10 Prozent von Intel" does."""
        if not host.amount or (chunk.name is None and chunk.sort not in ANIMATE):
            return False
        return self.words.noun_lemma(self.units.form[host.head].split(" ")[-1]) not in self.words.share_nouns

    def _may_own(self, chunk: ChunkDraft) -> bool:
        return chunk.sort in {"person", "actor"} and chunk.name is None

    def _parent(self, host: ChunkDraft, inner: ChunkDraft) -> ChunkDraft:
        return next((c for c in host.inner() if inner in c.attached), host)

    def _is_genitive_attribute(self, host: ChunkDraft, chunk: ChunkDraft) -> bool:
        """Whether a noun chunk right behind a noun is its genitive."""
        mask = chunk.mask
        if not mask & GENITIVE or mask == ANY or host.pronoun:
            return False
        if mask == GENITIVE and chunk.name is not None:
            return host.name is None
        if mask & DATIVE and self.units.tag[host.head] == "NE":
            return False
        if self.units.tag[chunk.start] == "ADJA" and self.units.low[chunk.start].endswith("er"):
            return True
        # "den Plan der Berater": the form is a nominative too, but a subject hardly stands here.
        only_oblique = not mask & (NOMINATIVE | ACCUSATIVE)
        return not mask & ACCUSATIVE and (chunk.determined or (only_oblique and not mask & DATIVE))
