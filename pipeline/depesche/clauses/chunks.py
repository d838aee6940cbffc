"""Noun and prepositional chunks, one pass from left to right over the units of a sentence."""

from __future__ import annotations

from dataclasses import dataclass

from depesche.clauses.drafts import ChunkDraft, Element
from depesche.clauses.tagging import QUOTES
from depesche.clauses.units import Units
from depesche.clauses.words import Words
from depesche.lexicon import NounSort
from depesche.lexicon.agreement import ANY, DATIVE, GENITIVE, PLURAL, SINGULAR, noun_mask
from depesche.readings import Function

_DETERMINERS = frozenset({"ART", "PDAT", "PIAT", "PIDAT", "PPOSAT", "PWAT", "PRELAT"})
_PRONOUNS = frozenset({"PPER", "PRF", "PDS", "PIS", "PRELS", "PWS", "PPOSS"})
_NOUNS = frozenset({"NN", "NE", "FM"})
_ADVERBIAL = frozenset({"ADV", "ADJD", "PTKA", "PTKNEG"})
_ATTRIBUTE_STARTS = frozenset({"APPR", "APPRART", "NN", "NE", "ADV", "ADJD", "PRF", "PPER", "CARD"})
_LONGEST_ATTRIBUTE = 14
_LONGEST_BRACKET = 8


@dataclass(frozen=True, slots=True)
class Chunker:
    """Reads chunks of one sentence."""

    units: Units
    words: Words

    def elements(self) -> list[Element]:
        """The sentence as chunks and the units between them."""
        found: list[Element] = []
        at = 0
        size = len(self.units)
        while at < size:
            chunk = self.chunk(at)
            if chunk is None:
                found.append(at)
                at += 1
            else:
                found.append(chunk)
                at = chunk.end
        return found

    def chunk(self, at: int) -> ChunkDraft | None:
        """The chunk that begins at a unit, or None."""
        tag = self.units.tag[at]
        if tag in {"APPR", "APPRART"}:
            return self._prepositional(at)
        if tag in {"KOKOM"} or (tag == "APZR"):
            return self._compared(at) if tag == "KOKOM" else None
        return self._postposed(self.noun(at))

    def _prepositional(self, at: int) -> ChunkDraft | None:
        units = self.units
        low = units.low[at]
        prep = self.words.lexicon.agreement.contractions.get(low, low)
        start = at + 1
        while start < len(units) and start - at < 3 and units.tag[start] in {"APPR", "APPRART"}:
            if low == "bis":  # "bis zum", "bis auf"; in "von bis zu" the first one counts
                prep = self.words.lexicon.agreement.contractions.get(units.low[start], units.low[start])
            start += 1
        if low == "bis" and start == at + 2 and (counted := self._counted(start)) is not None:
            counted.start = at
            return counted
        start = self._skip_adverbs(start)
        mask = (
            self.words.lexicon.agreement.determiners.get(units.low[at], ANY)
            if units.tag[at] == "APPRART"
            else ANY
        )
        chunk = (
            self.noun(start, after_article=units.tag[start - 1] == "APPRART") if start < len(units) else None
        )
        if chunk is None:
            return None
        chunk.start = at
        chunk.prep = prep
        chunk.counted = low in self.words.counting_prepositions and (
            chunk.amount or units.tag[at + 1] == "CARD"
        )
        chunk.mask = chunk.mask & mask or mask
        return self._closed_by_apzr(chunk)

    def _counted(self, at: int) -> ChunkDraft | None:
        """The amount behind "bis zu", which is no preposition there."""
        chunk = self.noun(at) if at < len(self.units) else None
        if chunk is None or not (chunk.amount or self.units.tag[at] == "CARD"):
            return None
        return chunk

    def _compared(self, at: int) -> ChunkDraft | None:
        chunk = self.noun(at + 1) if at + 1 < len(self.units) else None
        if chunk is not None:
            chunk.start = at
            chunk.prep = self.units.low[at]
        return chunk

    def _closed_by_apzr(self, chunk: ChunkDraft) -> ChunkDraft:
        if chunk.end < len(self.units) and self.units.tag[chunk.end] == "APZR":
            chunk.stretch(chunk.end + 1)
        return chunk

    def _postposed(self, chunk: ChunkDraft | None) -> ChunkDraft | None:
        if chunk is not None and chunk.end < len(self.units) and self.units.tag[chunk.end] == "APPO":
            chunk.prep = self.units.low[chunk.end]
            chunk.end += 1
        return chunk

    def _skip_adverbs(self, at: int) -> int:
        """Step over particles inside a chunk ("mit jeweils einer Million") if a noun chunk follows."""
        end = at
        while end < len(self.units) and end - at < 4 and self.units.tag[end] in _ADVERBIAL:
            end += 1
        if end < len(self.units) and (self.units.tag[end] in _DETERMINERS | _NOUNS | {"CARD", "ADJA"}):
            return end
        return at

    def noun(self, at: int, after_article: bool = False) -> ChunkDraft | None:
        """The noun chunk without preposition that begins at a unit, or None."""
        units, agreement = self.units, self.words.lexicon.agreement
        tag = units.tag[at]
        if units.low[at] in QUOTES and at + 1 < len(units) and units.tag[at + 1] in _NOUNS | {"ADJA"}:
            return self._quoted(at)
        if tag in _PRONOUNS:
            if units.low[at] in {"dessen", "deren"} and self._noun_behind(at + 1):
                return self._body(at, at + 1, ANY, True)
            return self._pronoun(at)
        if tag == "NN" and units.kind[at] == "word" and not units.form[at][0].isalnum():
            return None
        mask, here, determined = ANY, at, after_article
        while here < len(units) and units.tag[here] in _DETERMINERS:
            own = agreement.determiners.get(units.low[here], ANY)
            mask = mask & own or own
            determined = True
            here += 1
        if here > at and here < len(units) and units.tag[here] == "PIS":
            return ChunkDraft(at, here + 1, here, mask=mask, pronoun="PIS", determined=True)
        chunk = self._body(at, here, mask, determined)
        if chunk is not None and tag in {"PRELAT", "PWAT"}:
            chunk.relative = True
            chunk.pronoun = "PRELS" if tag == "PRELAT" else "PWS"
        if chunk is None and here > at and self.units.tag[at] != "PIAT":
            chunk = self._bare_determiner(at)
        return chunk

    def _quoted(self, at: int) -> ChunkDraft | None:
        """A noun chunk in quotation marks ("„Talent-Welle“"): closed within a few units, no verb inside."""
        chunk = self.noun(at + 1)
        if chunk is None or chunk.end >= len(self.units) or self.units.low[chunk.end] not in QUOTES:
            return None
        chunk.start = at
        chunk.end += 1
        return chunk

    def _pronoun(self, at: int) -> ChunkDraft:
        units, agreement = self.units, self.words.lexicon.agreement
        low, tag = units.low[at], units.tag[at]
        table = agreement.relatives if tag == "PRELS" else agreement.pronouns
        mask = table.get(low, ANY)
        chunk = ChunkDraft(at, at + 1, at, mask=mask, pronoun=tag)
        chunk.relative = tag in {"PRELS", "PWS"}
        return chunk

    def _bare_determiner(self, at: int) -> ChunkDraft | None:
        """A determiner without its noun is a pronoun ("einer der Gründer"), if it can be one at all."""
        units, agreement = self.units, self.words.lexicon.agreement
        if units.tag[at] == "PRELAT":
            return ChunkDraft(
                at,
                at + 1,
                at,
                mask=agreement.pronouns.get(units.low[at], ANY),
                pronoun="PRELS",
                relative=True,
            )
        if units.low[at] not in agreement.pronouns or units.low[at] in self.words.separable_tails:
            return None
        return ChunkDraft(at, at + 1, at, mask=agreement.pronouns[units.low[at]], pronoun="PDS")

    def _body(self, start: int, at: int, mask: int, determined: bool) -> ChunkDraft | None:
        """Everything behind the determiners: attributes, the noun, and what is apposed to it."""
        units, agreement = self.units, self.words.lexicon.agreement
        attached: list[ChunkDraft] = []
        possessed = self._possessor(at) if not determined else None
        if possessed is not None:
            attached.append(possessed)
            at = possessed.end
        here, adjectives, counted = at, False, False
        while here < len(units):
            tag = units.tag[here]
            if tag == "ADJA":
                if not determined:
                    mask = mask & agreement.adjective(units.low[here]) or mask
                elif mask & SINGULAR and units.low[start].endswith("in") is False:
                    mask = mask & self._after_determiner(units.low[start], units.low[here]) or mask
                adjectives = True
                here += 1
            elif tag == "CARD" and determined and (extended := self._extended(here)) is not None:
                attached.extend(extended)
                here = extended[-1].end
            elif tag == "CARD":
                counted = True
                if units.low[here] not in agreement.determiners and units.low[here] != "1":
                    mask = mask & PLURAL or mask
                here += 1
            elif tag == "KON" and units.tag[here - 1] == "TRUNC" and here > start:
                here += 1
            elif (
                tag == "NE"
                and here + 1 < len(units)
                and units.tag[here + 1] == "ADJA"
                and units.form[here + 1][0].isupper()
            ):
                here += 1  # "New Yorker Börse"
            elif (
                tag == "TRUNC"
                or (units.low[here] in QUOTES and self._noun_behind(here + 1))
                or ((tag in _ADVERBIAL or tag in {"KON", "$,"}) and self._attribute_follows(here, adjectives))
            ):
                here += 1
            elif (determined or adjectives) and (extended := self._extended(here)) is not None:
                attached.extend(extended)
                here = extended[-1].end
            else:
                break
        if here >= len(units) or units.tag[here] not in _NOUNS:
            return self._without_noun(start, here, mask, adjectives, counted, attached)
        return self._core(start, here, mask, determined or adjectives, attached)

    def _after_determiner(self, determiner: str, adjective: str) -> int:
        """What an adjective's strong ending behind an endingless determiner ("ein neuer") adds."""
        if determiner.endswith(("ein", "ihr", "unser", "euer")) and adjective.endswith(("er", "es")):
            return self.words.lexicon.agreement.adjective(adjective)
        return ANY

    def _without_noun(
        self, start: int, end: int, mask: int, adjectives: bool, counted: bool, attached: list[ChunkDraft]
    ) -> ChunkDraft | None:
        """Ellipsis: "die beiden", "der größte", "320"; an adverb or comma at the edge is not part of it."""
        while end > start and (self.units.tag[end - 1] in _ADVERBIAL | {"KON", "$,", "$("}):
            end -= 1
        if end <= start or not (adjectives or counted):
            return None
        inside = [part for part in attached if part.end <= end]
        chunk = ChunkDraft(start, end, end - 1, mask=mask, attached=inside, amount=counted and not adjectives)
        chunk.time = counted and end - start == 1 and _is_year(self.units.low[start])
        return chunk

    def _possessor(self, at: int) -> ChunkDraft | None:
        """A genitive name in front: "Metas Übernahme"."""
        units = self.units
        if at + 1 >= len(units) or units.tag[at] != "NE":
            return None
        genitive = units.genitive[at] or (
            units.name[at] is None and units.low[at].endswith("s") and len(units.low[at]) > 3
        )
        following = units.tag[at + 1]
        if not genitive or (
            following not in {"NN", "ADJA", "CARD", "TRUNC"} and units.low[at + 1] not in QUOTES
        ):
            return None
        if not self._noun_behind(at + 1):
            return None
        return ChunkDraft(at, at + 1, at, mask=GENITIVE, name=units.name[at], function=Function.GENITIVE)

    def _noun_behind(self, at: int) -> bool:
        """Whether attributes and then a noun follow."""
        for here in range(at, min(at + 7, len(self.units))):
            if self.units.tag[here] in _NOUNS:
                return True
            if (
                self.units.tag[here] not in {"ADJA", "CARD", "TRUNC", "ADJD", "ADV", "KON"}
                and self.units.low[here] not in QUOTES
            ):
                return False
        return False

    def _attribute_follows(self, at: int, adjectives: bool) -> bool:
        """Whether an adverb or conjunction stands inside the attributes: "sehr große", "kleine und große"."""
        tags = self.units.tag
        here = at
        if tags[here] in {"KON", "$,"}:
            if not adjectives:
                return False
            here += 1
        while here < len(tags) and tags[here] in _ADVERBIAL and here - at < 4:
            here += 1
        return here < len(tags) and (
            tags[here] == "ADJA" or (tags[here] == "CARD" and tags[at] not in {"KON", "$,"})
        )

    def _extended(self, at: int) -> list[ChunkDraft] | None:
        """The phrases of an attribute before its adjective: "die *von Sam Altman* gegründete Firma"."""
        units = self.units
        if units.tag[at] not in _ATTRIBUTE_STARTS or not self._adjective_within(at):
            return None
        found: list[ChunkDraft] = []
        here = at
        while here < len(units) and here - at < _LONGEST_ATTRIBUTE:
            tag = units.tag[here]
            if tag == "ADJA" and found:
                return found
            if tag in _ADVERBIAL:
                here += 1
                continue
            if tag in {"PRF", "PPER"}:
                chunk = self._pronoun(here)
            else:
                chunk = self._prepositional(here) if tag in {"APPR", "APPRART"} else self._measure(here)
            if chunk is None:
                return None
            found.append(chunk)
            here = chunk.end
        return None

    def _measure(self, at: int) -> ChunkDraft | None:
        """A measure or owner before the adjective: "das *32 Milliarden Dollar* schwere Angebot"."""
        units = self.units
        end = at
        while end + 1 < len(units) and units.tag[end] in {"CARD", "NN"} and units.tag[end + 1] == "NN":
            end += 1
        if end > at and self.words.noun_lemma(units.form[end]) not in self.words.measure_nouns:
            return None
        if end + 1 >= len(units) or units.tag[end + 1] not in {"ADJA", "ADJD"}:
            return None
        if end > at:
            return ChunkDraft(at, end + 1, end, amount=True)
        if units.kind[at] == "word" and self.words.noun_lemma(units.form[at]) not in self.words.measure_nouns:
            return None
        return ChunkDraft(at, at + 1, at, amount=units.kind[at] == "amount", name=units.name[at])

    def _adjective_within(self, at: int) -> bool:
        """A cheap look ahead: an adjective comes before any verb or punctuation."""
        for here in range(at + 1, min(at + _LONGEST_ATTRIBUTE, len(self.units))):
            tag = self.units.tag[here]
            if tag == "ADJA" and self.words.lexicon.attributive_participle(self.units.low[here]):
                return True
            if tag == "ADJA" and self.units.tag[here - 1] in _NOUNS:
                return True
            if tag[0] in "V$" or tag in {"KON", "PRELS", "KOUS"}:
                return False
        return False

    def _core(
        self, start: int, at: int, mask: int, determined: bool, attached: list[ChunkDraft]
    ) -> ChunkDraft:
        """The noun, further nouns and names joined to it, a bracket behind it."""
        units = self.units
        head, end = at, at + 1
        chunk = ChunkDraft(start, end, head, name=units.name[at], determined=determined, attached=attached)
        self._describe(chunk, mask)
        while end < len(units) and self._joins(chunk, end):
            if units.tag[end] in _NOUNS and units.kind[end] != "time":
                self._join(chunk, end, mask)
            end += 1
            chunk.end = end
        self._bracket(chunk)
        return chunk

    def _describe(self, chunk: ChunkDraft, mask: int) -> None:
        """Agreement, sort and kind by the head."""
        units = self.units
        kind = units.kind[chunk.head]
        chunk.time = kind == "time"
        chunk.amount = kind == "amount"
        own, sort = self._noun_cells(chunk.head)
        chunk.mask = mask & own or mask
        chunk.sort = sort
        if kind == "word" and units.tag[chunk.head] == "NN":
            lemma = self.words.noun_lemma(units.form[chunk.head])
            chunk.time = lemma in self.words.time_nouns
            chunk.amount = lemma in self.words.measure_nouns

    def _noun_cells(self, at: int) -> tuple[int, NounSort | None]:
        units = self.units
        name = units.name[at]
        if name is not None:
            sort: NounSort | None = {
                "company": "company",
                "person": "person",
                "organization": "group",
                "location": None,
                "product": "thing",
            }[name.type]  # type: ignore[assignment]
            return (GENITIVE if units.genitive[at] else SINGULAR), sort
        if units.kind[at] != "word":
            return ANY, "thing"
        noun = self.words.lexicon.noun(units.form[at])
        if noun is None:
            return (SINGULAR if units.tag[at] == "NE" else ANY), None
        return noun_mask(noun), noun.sort

    def _joins(self, chunk: ChunkDraft, at: int) -> bool:
        """Whether the next unit belongs to the noun before it: "Konzern Nvidia", "Ende Juni", "Mai 2025"."""
        units = self.units
        before, tag = at - 1, units.tag[at]
        if units.low[at] in QUOTES:
            return at + 2 < len(units) and units.tag[at + 1] in _NOUNS and units.low[at + 2] in QUOTES
        if units.low[before] in QUOTES and units.low[at] not in QUOTES and before > chunk.head:
            return tag in _NOUNS
        if tag == "CARD":
            following = units.tag[at + 1] if at + 1 < len(units) else "$."
            if following in _NOUNS | {"ADJA", "CARD", "TRUNC"}:
                return False
            if chunk.time:
                return _is_year(units.low[at])
            return (
                units.kind[before] == "word" and units.low[at].isdigit() and units.kind[chunk.head] == "word"
            )
        if tag not in _NOUNS:
            return False
        if units.kind[at] == "time":
            return chunk.time
        if units.kind[before] == "name":
            return (
                units.kind[at] == "word"
                and tag in {"NE", "FM"}
                and units.name[before] is not None
                and not units.genitive[before]
            )
        if units.kind[before] == "amount":
            return units.kind[at] == "word" and tag == "NN" and self._counts(before)
        if units.kind[at] == "amount":
            return False
        if units.kind[at] == "name":
            return self._apposed(chunk, at)
        if units.low[before] in self.words.forms_of_address:
            return True
        if chunk.time or chunk.amount:
            return tag == "NN"
        if units.tag[before] in {"NE", "FM"} and units.form[at].isupper() and len(units.form[at]) <= 4:
            return True
        if units.tag[before] in {"NE", "FM"}:
            return tag in {"NE", "FM"} or (
                chunk.end - chunk.start < 4 and self.words.lexicon.noun(units.form[at]) is None
            )
        return tag in {"NE", "FM"}

    def _counts(self, at: int) -> bool:
        """Whether an amount unit ends in a measure, so that what is measured may follow."""
        return self.words.noun_lemma(self.units.form[at].split(" ")[-1]) in self.words.measure_nouns

    def _apposed(self, chunk: ChunkDraft, at: int) -> bool:
        """Whether a name is what the noun before it calls it: "der Chipkonzern Nvidia", not "der Konzern Sam Altman"."""
        name = self.units.name[at]
        assert name is not None
        if chunk.time or chunk.amount or chunk.mask & SINGULAR == 0 or chunk.name is not None:
            return False
        if self.units.genitive[at]:
            return False
        sort = chunk.sort
        if name.type == "person":
            return sort in {"person", None} or (sort == "group" and chunk.determined is False)
        if name.type == "company":
            return sort in {"company", "group"} or (sort is None and chunk.mask != ANY)
        if name.type == "location":
            return sort != "person"
        return sort in {"thing", "group", None, "company"}

    def _join(self, chunk: ChunkDraft, at: int, mask: int) -> None:
        units = self.units
        if chunk.amount and units.kind[at] == "word" and units.tag[at] == "NN":
            chunk.head = at  # "49 Prozent Anteile": what is measured is the head
            self._describe(chunk, mask)
            chunk.mask |= chunk.mask << 12 & PLURAL
            return
        if chunk.name is None and units.name[at] is not None:
            chunk.name = units.name[at]

    def _bracket(self, chunk: ChunkDraft) -> None:
        """Take in a short bracket without a verb: "Safe Superintelligence (SSI)"."""
        units = self.units
        at = chunk.end
        if at >= len(units) or units.low[at] != "(":
            return
        inner: list[ChunkDraft] = []
        here = at + 1
        while here < len(units) and here - at <= _LONGEST_BRACKET and units.low[here] != ")":
            if units.tag[here][0] == "V" and units.tag[here] != "VVPP":
                return
            part = self.chunk(here)
            if part is not None:
                inner.append(part)
            here = part.end if part is not None else here + 1
        if here < len(units) and units.low[here] == ")":
            chunk.attached.extend(inner)
            chunk.end = here + 1


def _is_year(low: str) -> bool:
    """Whether a number can be a year."""
    return len(low) == 4 and low.isdigit() and low[:2] in {"18", "19", "20", "21"}


def is_genitive(chunk: ChunkDraft) -> bool:
    """Whether a chunk without preposition can only be a genitive, or is one unless the verb wants a dative."""
    if chunk.prep is not None or chunk.pronoun:
        return False
    cases = chunk.mask & (GENITIVE | DATIVE)
    return chunk.mask & GENITIVE != 0 and cases == chunk.mask
