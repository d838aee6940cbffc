"""Noun and prepositional chunks, one pass from left to right over the units of a sentence."""

from __future__ import annotations

from dataclasses import dataclass

from depesche.clauses.attributes import ADVERBIAL, Attributes, noun_follows, read_attributes
from depesche.clauses.drafts import ChunkDraft, Element
from depesche.clauses.nouns import is_year, noun_chunk
from depesche.clauses.tags import NOMINAL, QUOTES
from depesche.clauses.units import Units
from depesche.clauses.words import Words
from depesche.lexicon.agreement import ANY

_DETERMINERS = frozenset({"ART", "PDAT", "PIAT", "PIDAT", "PPOSAT", "PWAT", "PRELAT"})
_PRONOUNS = frozenset({"PPER", "PRF", "PDS", "PIS", "PRELS", "PWS", "PPOSS"})
_BEGINNINGS = _DETERMINERS | NOMINAL | {"CARD", "ADJA"}
_INTERROGATIVE = {"PRELAT": "PRELS", "PWAT": "PWS"}
_NO_START = frozenset(
    {"$,", "$.", "KON", "KOUS", "KOUI", "PTKVZ", "PTKZU", "PTKNEG", "PAV", "PROAV", "PWAV", "APZR"}
)
_LONGEST_BRACKET = 8
_MOST_PREPOSITIONS = 3
_MOST_ADVERBS = 4


@dataclass(frozen=True, slots=True)
class Chunker:
    """Reads chunks of one sentence."""

    units: Units
    words: Words

    def elements(self) -> list[Element]:
        """The sentence as chunks and the units between them."""
        found: list[Element] = []
        at = 0
        while at < self.units.size:
            chunk = self.chunk(at)
            found.append(at if chunk is None else chunk)
            at = at + 1 if chunk is None else chunk.end
        return found

    def chunk(self, at: int) -> ChunkDraft | None:
        """The chunk that begins at a unit, or None."""
        tag = self.units.tag[at]
        if tag[0] == "V" or tag in _NO_START:
            return None
        if tag in {"APPR", "APPRART"}:
            chunk = self.prepositional(at)
        elif tag == "KOKOM":
            chunk = self._compared(at)
        else:
            chunk = self._postposed(self.noun(at))
        return chunk if chunk is None else self._with_bracket(chunk)

    def prepositional(self, at: int, plain: bool = False) -> ChunkDraft | None:
        """The prepositional chunk that begins at a unit, or None when no noun or pronoun follows.

        ``plain``: no phrases before its adjectives; inside an attribute ("den im Mai gezahlten Preis")
        the participle behind is not its own.
        """
        units, agreement = self.units, self.words.lexicon.agreement
        start = at + 1
        while (
            start < units.size and start - at < _MOST_PREPOSITIONS and units.tag[start] in {"APPR", "APPRART"}
        ):
            start += 1
        heads_amount = start == at + 2 and units.low[at] in self.words.limiting_prepositions
        if heads_amount and (counted := self._counted(start)) is not None:
            counted.start = at  # "bis zu 300 Stellen" is no prepositional phrase
            return counted
        article = units.tag[start - 1] == "APPRART"
        start = self._skip_adverbs(start)
        chunk = self.noun(start, article, plain) if start < units.size else None
        if chunk is None:
            return None
        chunk.start = at
        # "bis zum", "bis auf": the second one rules the case; in "von bis zu" the first.
        ruling = at + 1 if heads_amount else at
        chunk.prep = agreement.contractions.get(units.low[ruling], units.low[ruling])
        if self._counts_more(at, chunk):
            chunk.prep = None
        is_counted = chunk.amount or units.tag[at + 1] == "CARD"
        chunk.counted = is_counted and units.low[at] in self.words.counting_prepositions
        if article:
            allowed = agreement.determiners.get(units.low[ruling], ANY)
            chunk.mask = chunk.mask & allowed or allowed
        if chunk.end < units.size and units.tag[chunk.end] == "APZR":
            chunk.extend(chunk.end + 1)
        return chunk

    def _counted(self, at: int) -> ChunkDraft | None:
        """The amount behind "bis zu", which is no preposition there."""
        chunk = self.noun(at) if at < self.units.size else None
        if chunk is None or not (chunk.amount or self.units.tag[at] == "CARD"):
            return None
        return chunk

    def _compared(self, at: int) -> ChunkDraft | None:
        chunk = self.noun(at + 1) if at + 1 < self.units.size else None
        if chunk is not None:
            chunk.start = at
            chunk.prep = None if self._counts_more(at, chunk) else self.units.low[at]
        return chunk

    def _counts_more(self, at: int, chunk: ChunkDraft) -> bool:
        """ "mehr als 3500 Menschen": the comparison is a number."""
        units = self.units
        if at == 0 or units.low[at - 1] not in self.words.comparatives:
            return False
        return units.low[at] in self.words.comparators and (chunk.amount or units.tag[at + 1] == "CARD")

    def _postposed(self, chunk: ChunkDraft | None) -> ChunkDraft | None:
        if chunk is not None and chunk.end < self.units.size and self.units.tag[chunk.end] == "APPO":
            chunk.prep = self.units.low[chunk.end]
            chunk.end += 1
        return chunk

    def _skip_adverbs(self, at: int) -> int:
        """Step over particles inside a chunk ("mit jeweils einer Million") if a noun chunk follows."""
        end = at
        while end < self.units.size and end - at < _MOST_ADVERBS and self.units.tag[end] in ADVERBIAL:
            end += 1
        return end if end < self.units.size and self.units.tag[end] in _BEGINNINGS else at

    def noun(self, at: int, after_article: bool = False, plain: bool = False) -> ChunkDraft | None:
        """The noun chunk or pronoun without preposition that begins at a unit, or None."""
        units = self.units
        tag = units.tag[at]
        if units.low[at] in QUOTES:
            return self._quoted(at)
        if tag in _PRONOUNS:
            if units.low[at] in self.words.genitive_pronouns and noun_follows(units, at + 1):
                return self._body(at, at + 1, ANY, True, plain)
            return self.pronoun(at)
        if tag == "NN" and units.kind[at] == "word" and not units.form[at][:1].isalnum():
            return None
        return self._determined(at, after_article, plain)

    def _determined(self, at: int, after_article: bool, plain: bool) -> ChunkDraft | None:
        """A chunk with or without determiners; determiners alone stand for a noun."""
        units, agreement = self.units, self.words.lexicon.agreement
        mask, here = ANY, at
        while here < units.size and units.tag[here] in _DETERMINERS:
            own = agreement.determiners.get(units.low[here], ANY)
            mask = mask & own or own
            here += 1
        if here > at and here < units.size and units.tag[here] == "PIS":
            return ChunkDraft(at, here + 1, here, mask=mask, pronoun="PIS", determined=True)
        chunk = self._body(at, here, mask, after_article or here > at, plain)
        tag = units.tag[at]
        if chunk is not None and tag in _INTERROGATIVE:
            chunk.relative, chunk.pronoun = True, _INTERROGATIVE[tag]
        if chunk is None and here > at and tag != "PIAT":
            return self._bare_determiner(at)
        return chunk

    def _quoted(self, at: int) -> ChunkDraft | None:
        """A noun chunk in quotation marks: „Talent-Welle“."""
        units = self.units
        if at + 1 >= units.size or units.tag[at + 1] not in NOMINAL | {"ADJA"}:
            return None
        chunk = self.noun(at + 1)
        if chunk is None or chunk.end >= units.size or units.low[chunk.end] not in QUOTES:
            return None
        chunk.start = at
        chunk.end += 1
        return chunk

    def pronoun(self, at: int) -> ChunkDraft:
        """The chunk of a pronoun."""
        agreement, tag = self.words.lexicon.agreement, self.units.tag[at]
        table = agreement.relatives if tag == "PRELS" else agreement.pronouns
        mask = table.get(self.units.low[at], ANY)
        return ChunkDraft(at, at + 1, at, mask=mask, pronoun=tag, relative=tag in {"PRELS", "PWS"})

    def _bare_determiner(self, at: int) -> ChunkDraft | None:
        """A determiner without its noun is a pronoun ("einer der Gründer"), if it can be one at all."""
        agreement, low = self.words.lexicon.agreement, self.units.low[at]
        if low not in agreement.pronouns or low in self.words.separable_tails:
            return None
        relative = self.units.tag[at] == "PRELAT"
        pronoun = "PRELS" if relative else "PDS"
        return ChunkDraft(at, at + 1, at, mask=agreement.pronouns[low], pronoun=pronoun, relative=relative)

    def _body(self, start: int, at: int, mask: int, determined: bool, plain: bool) -> ChunkDraft | None:
        """Everything behind the determiners: attributes, the noun, and what is joined to it."""
        units = self.units
        read = read_attributes(self, start, Attributes(at, mask), determined, plain)
        if read.end < units.size and units.tag[read.end] in NOMINAL:
            chunk = ChunkDraft(
                start, read.end + 1, read.end, name=units.name[read.end], attached=read.phrases
            )
            chunk.determined = determined or read.adjectives
            return noun_chunk(units, self.words, chunk, read.mask)
        # Ellipsis: "die beiden", "der größte", "320"; an adverb or comma at the edge is not part of it.
        end = read.end
        while end > start and (units.tag[end - 1] in ADVERBIAL | {"KON", "$,", "$("}):
            end -= 1
        if end <= start or not (read.adjectives or read.counted):
            return None
        inside = [part for part in read.phrases if part.end <= end]
        only_number = read.counted and not read.adjectives and not determined  # "die drei" are people
        chunk = ChunkDraft(start, end, end - 1, mask=read.mask, attached=inside, amount=only_number)
        chunk.time = only_number and end - start == 1 and is_year(units.low[start])
        return chunk

    def _with_bracket(self, chunk: ChunkDraft) -> ChunkDraft:
        """Take in a short bracket without a finite verb: "Safe Superintelligence (SSI)"."""
        units = self.units
        if chunk.pronoun or chunk.end >= units.size or units.low[chunk.end] != "(":
            return chunk
        inner: list[ChunkDraft] = []
        here = chunk.end + 1
        while (
            here < units.size and here - chunk.end <= _LONGEST_BRACKET and units.low[here] not in {"(", ")"}
        ):
            if units.tag[here][:1] == "V" and units.tag[here] != "VVPP":
                return chunk
            part = self.chunk(here)
            if part is not None:
                inner.append(part)
            here = here + 1 if part is None else part.end
        if here < units.size and units.low[here] == ")":
            chunk.attached.extend(inner)
            chunk.extend(here + 1)
        return chunk
