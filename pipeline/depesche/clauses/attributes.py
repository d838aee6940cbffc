"""What stands between determiner and noun: adjectives, numbers, and whole phrases before a participle."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from depesche.clauses.drafts import ChunkDraft
from depesche.clauses.nouns import is_year
from depesche.clauses.tags import DETERMINERS, NOMINAL, QUOTES
from depesche.clauses.units import Units
from depesche.lexicon.agreement import ANY, GENITIVE, PLURAL
from depesche.readings import Function

if TYPE_CHECKING:
    from depesche.clauses.chunks import Chunker

ADVERBIAL = frozenset({"ADV", "ADJD", "PTKA", "PTKNEG"})
_STARTS = frozenset({"APPR", "APPRART", "NN", "NE", "ADV", "ADJD", "PRF", "PPER", "CARD"})
_ATTRIBUTIVE = frozenset({"ADJA", "CARD", "TRUNC", "ADJD", "ADV", "KON"})
_LONGEST_ATTRIBUTE = 14
_LONGEST_ADVERBS = 4
_FARTHEST_NOUN = 7


@dataclass(slots=True)
class Attributes:
    """The attributes up to unit ``end``: what they allow, and the phrases among them."""

    end: int
    mask: int
    adjectives: bool = False
    counted: bool = False
    phrases: list[ChunkDraft] = field(default_factory=list)


def read_attributes(
    chunker: Chunker, start: int, read: Attributes, determined: bool, plain: bool
) -> Attributes:
    """Read on from what is read of a chunk that begins at ``start``; ``plain``: without phrases."""
    units = chunker.units
    owner = None if determined else _owner(units, read.end)
    if owner is not None:
        read.phrases.append(owner)
        read.end = owner.end
    while read.end < units.size:
        tag = units.tag[read.end]
        if tag == "ADJA":
            _adjective(chunker, read, start, determined)
        elif not plain and (determined or read.adjectives) and (phrases := _phrases(chunker, read.end)):
            read.phrases.extend(phrases)
            read.end = phrases[-1].end
        elif determined and _dates_participle(chunker, read.end):
            read.end += 1
        elif tag == "CARD":
            _number(chunker, read)
        elif tag == "TRUNC" or _goes_on(units, read, start):
            read.end += 1
        else:
            break
    return read


def noun_follows(units: Units, at: int) -> bool:
    """Whether attributes and then a noun follow."""
    for here in range(at, min(at + _FARTHEST_NOUN, units.size)):
        if units.tag[here] in NOMINAL:
            return True
        if units.tag[here] not in _ATTRIBUTIVE and units.low[here] not in QUOTES:
            return False
    return False


def _owner(units: Units, at: int) -> ChunkDraft | None:
    """A genitive name in front: "Metas Übernahme"."""
    if at + 1 >= units.size or units.tag[at] != "NE":
        return None
    unmarked = units.name[at] is None and units.low[at].endswith("s") and len(units.low[at]) > 3
    if not units.genitive[at] and not unmarked:
        return None
    if units.tag[at + 1] not in {"NN", "ADJA", "CARD", "TRUNC"} and units.low[at + 1] not in QUOTES:
        return None
    if not noun_follows(units, at + 1):
        return None
    return ChunkDraft(at, at + 1, at, mask=GENITIVE, name=units.name[at], function=Function.GENITIVE)


def _adjective(chunker: Chunker, read: Attributes, start: int, determined: bool) -> None:
    """Narrow the cells by an adjective: without determiner, or with a strong ending behind "ein"."""
    agreement, low = chunker.words.lexicon.agreement, chunker.units.low
    if not determined or (low[start] in agreement.endingless and low[read.end].endswith(("er", "es"))):
        read.mask = read.mask & agreement.adjective(low[read.end]) or read.mask
    read.adjectives = True
    read.end += 1


def _number(chunker: Chunker, read: Attributes) -> None:
    low = chunker.units.low[read.end]
    read.counted = True
    if low not in chunker.words.lexicon.agreement.determiners and low != "1":
        read.mask = read.mask & PLURAL or read.mask
    read.end += 1


def _dates_participle(chunker: Chunker, at: int) -> bool:
    """Whether a number is the year of what follows: "das *2015* gegründete Start-up"."""
    units = chunker.units
    following = at + 1
    if not is_year(units.low[at]) or following >= units.size or units.tag[following] != "ADJA":
        return False
    return bool(chunker.words.lexicon.attributive_participle(units.low[following]))


def _goes_on(units: Units, read: Attributes, start: int) -> bool:
    """Whether a word in between belongs to the attributes: "große, aber teure"."""
    at, tag = read.end, units.tag[read.end]
    if tag == "KON" and at > start and units.tag[at - 1] == "TRUNC":
        return True
    if tag == "NE":  # "New Yorker Börse"
        return at + 1 < units.size and units.tag[at + 1] == "ADJA" and units.form[at + 1][:1].isupper()
    if units.low[at] in QUOTES:
        return noun_follows(units, at + 1)
    if tag in ADVERBIAL:
        return _adjective_follows(units, at, {"ADJA", "CARD"})
    if tag not in {"KON", "$,"} or not read.adjectives:
        return False
    behind = at + 2 if tag == "$," and at + 1 < units.size and units.tag[at + 1] == "KON" else at + 1
    return _adjective_follows(units, behind, {"ADJA"})


def _adjective_follows(units: Units, at: int, wanted: set[str]) -> bool:
    """Whether an adjective comes next, adverbs before it: "sehr große", "kleine und große"."""
    here = at
    while here < units.size and units.tag[here] in ADVERBIAL and here - at < _LONGEST_ADVERBS:
        here += 1
    return here < units.size and units.tag[here] in wanted


def _phrases(chunker: Chunker, at: int) -> list[ChunkDraft] | None:
    """The phrases of an attribute before its adjective: "die *von Sam Altman* gegründete Firma"."""
    units = chunker.units
    if units.tag[at] not in _STARTS or not _participle_within(chunker, at):
        return None
    found: list[ChunkDraft] = []
    here = at
    while here < units.size and here - at < _LONGEST_ATTRIBUTE:
        tag = units.tag[here]
        if found and (further := _continuation(chunker, here)) is not None:
            found[-1].extend(further.end)
            here = further.end
            continue
        if tag == "ADJA":
            return found or None
        if tag in ADVERBIAL or is_year(units.low[here]):
            here += 1
            continue
        if tag in {"PRF", "PPER"}:
            chunk: ChunkDraft | None = chunker.pronoun(here)
        elif tag in {"APPR", "APPRART"}:
            chunk = chunker.prepositional(here, plain=True)
        else:
            chunk = _measure(chunker, here)
        if chunk is None:
            return None
        found.append(chunk)
        here = chunk.end
    return None


def _participle_within(chunker: Chunker, at: int) -> bool:
    """A cheap look ahead: a participle, or an adjective behind a noun, before any verb or punctuation."""
    units = chunker.units
    for here in range(at + 1, min(at + _LONGEST_ATTRIBUTE, units.size)):
        tag = units.tag[here]
        if tag == "ADJA":
            if units.tag[here - 1] in NOMINAL:
                return True
            if chunker.words.lexicon.attributive_participle(units.low[here]):
                return True
        stops = tag[:1] in {"V", "$"} or tag in {"KON", "PRELS", "KOUS"}
        if stops and not _lists_on(units, here):
            return False
    return False


def _continuation(chunker: Chunker, at: int) -> ChunkDraft | None:
    """The next name of a list, or a genitive: "auf das Internet *der Dinge* spezialisierte"."""
    if _lists_on(chunker.units, at):
        return chunker.noun(at + 1, plain=True)
    units, tag = chunker.units, chunker.units.tag[at]
    if tag not in DETERMINERS and tag != "ADJA":
        return None
    genitive = chunker.noun(at, plain=True)
    if genitive is None or not genitive.mask & GENITIVE:
        return None
    # "für die Entwicklung *neuer Medikamente* zuständige": without determiner only before another adjective
    goes_on = genitive.end < units.size and units.tag[genitive.end] == "ADJA"
    return genitive if goes_on or tag in DETERMINERS else None


def _lists_on(units: Units, at: int) -> bool:
    """Whether a comma or "und" stands between two names: "an *Zalando, Flixbus und Metro* beteiligte"."""
    if units.tag[at] not in {"$,", "KON"} or at + 1 >= units.size:
        return False
    return units.kind[at - 1] == "name" and units.kind[at + 1] == "name"


def _measure(chunker: Chunker, at: int) -> ChunkDraft | None:
    """A measure or owner before the adjective: "das *32 Milliarden Dollar* schwere Angebot"."""
    units, words = chunker.units, chunker.words
    end = at
    while end + 1 < units.size and units.tag[end] in {"CARD", "NN"} and units.tag[end + 1] == "NN":
        end += 1
    if end + 1 >= units.size or units.tag[end + 1] not in {"ADJA", "ADJD"}:
        return None
    is_word = end > at or units.kind[at] == "word"
    if is_word and words.noun_lemma(units.form[end]) not in words.measure_nouns:
        return None
    amount = end > at or units.kind[at] == "amount"
    return ChunkDraft(at, end + 1, end, mask=ANY, amount=amount, name=units.name[end])
