"""The noun of a chunk and what is joined to it: "Konzern Nvidia", "Ende Juni", "49 Prozent Anteile"."""

from __future__ import annotations

from depesche.clauses.drafts import ChunkDraft
from depesche.clauses.tags import NOMINAL, QUOTES
from depesche.clauses.units import Units
from depesche.clauses.words import Words
from depesche.lexicon import NounSort
from depesche.lexicon.agreement import ANY, GENITIVE, PLURAL, SINGULAR, noun_mask
from depesche.readings import NameType

_SORTS: dict[NameType, NounSort | None] = {
    "company": "company",
    "person": "person",
    "organization": "group",
    "location": None,
    "product": "thing",
}
_LONGEST_LEGAL_FORM = 4


def noun_chunk(units: Units, words: Words, chunk: ChunkDraft, mask: int) -> ChunkDraft:
    """Complete a chunk that ends with its noun: describe it and join what belongs to it.

    ``mask`` holds the cells that determiner and adjectives allow.
    """
    _describe(units, words, chunk, mask)
    while chunk.end < units.size and _joins(units, words, chunk):
        here = chunk.end
        chunk.end += 1
        if units.tag[here] not in NOMINAL or units.kind[here] == "time":
            continue
        if chunk.amount and units.kind[here] == "word" and units.tag[here] == "NN":
            chunk.head = here  # "49 Prozent Anteile": what is measured is the head
            _describe(units, words, chunk, mask)
            chunk.mask |= chunk.mask << 12 & PLURAL
        elif chunk.name is None:
            chunk.name = units.name[here]
    return chunk


def is_year(low: str) -> bool:
    """Whether a number can be a year."""
    return len(low) == 4 and low.isdigit() and low[:2] in {"18", "19", "20", "21"}


def _describe(units: Units, words: Words, chunk: ChunkDraft, mask: int) -> None:
    """Set agreement, sort and kind by the head."""
    kind = units.kind[chunk.head]
    chunk.time = kind == "time"
    chunk.amount = kind == "amount"
    own, chunk.sort = _cells(units, words, chunk.head)
    chunk.mask = mask & own or mask
    if kind == "word" and units.tag[chunk.head] == "NN":
        lemma = words.noun_lemma(units.form[chunk.head])
        chunk.time = lemma in words.time_nouns
        chunk.amount = lemma in words.measure_nouns


def _cells(units: Units, words: Words, at: int) -> tuple[int, NounSort | None]:
    """The agreement cells and the sort of a noun or name."""
    name = units.name[at]
    if name is not None:
        return (GENITIVE if units.genitive[at] else SINGULAR), _SORTS[name.type]
    if units.kind[at] != "word":
        return ANY, "thing"
    noun = words.lexicon.noun(units.form[at])
    if noun is None:
        return (SINGULAR if units.tag[at] == "NE" else ANY), None
    return noun_mask(noun), noun.sort


def _joins(units: Units, words: Words, chunk: ChunkDraft) -> bool:
    """Whether the unit behind a chunk belongs to its noun."""
    at, tag = chunk.end, units.tag[chunk.end]
    if units.low[at] in QUOTES:
        return at + 2 < units.size and units.tag[at + 1] in NOMINAL and units.low[at + 2] in QUOTES
    if tag == "CARD":
        return _joins_number(units, chunk)
    if tag not in NOMINAL or units.kind[at] == "amount":
        return False
    if units.kind[at] == "time":
        return chunk.time
    if units.kind[at] == "name":
        return units.kind[at - 1] == "word" and _is_apposed(units, chunk)
    in_quotes = units.low[at - 1] in QUOTES and at - 1 > chunk.head
    return in_quotes or _is_letter(units, chunk) or _joins_word(units, words, chunk)


def _is_letter(units: Units, chunk: ChunkDraft) -> bool:
    """Whether a single letter goes on behind a noun: "Series *A*"."""
    form = units.form[chunk.end]
    behind_noun = chunk.end == chunk.head + 1 and units.kind[chunk.head] == "word"
    return behind_noun and len(form) == 1 and form.isupper()


def _joins_number(units: Units, chunk: ChunkDraft) -> bool:
    """ "Mai 2025", "Agenda 21", but not "in einem Jahr 300 Stellen"."""
    at = chunk.end
    following = units.tag[at + 1] if at + 1 < units.size else "$."
    if following in NOMINAL | {"ADJA", "CARD", "TRUNC"}:
        return False
    if chunk.time:
        return is_year(units.low[at])
    return units.kind[at - 1] == "word" and units.low[at].isdigit() and units.kind[chunk.head] == "word"


def _joins_word(units: Units, words: Words, chunk: ChunkDraft) -> bool:
    """Whether a plain noun or foreign word goes on behind the noun."""
    at, tag = chunk.end, units.tag[chunk.end]
    before = at - 1
    if units.kind[before] == "name":
        return tag in {"NE", "FM"} and not units.genitive[before]
    if units.kind[before] == "amount":
        measure = words.noun_lemma(units.form[before].split(" ")[-1])
        return tag == "NN" and measure in words.measure_nouns
    if units.low[before] in words.forms_of_address:
        return True
    if tag in {"NE", "FM"}:
        return not (chunk.time or chunk.amount)
    if chunk.time:
        return units.kind[before] == "word" and words.noun_lemma(units.form[at]) in words.time_nouns
    return chunk.amount or _is_foreign(units, words, chunk)


def _is_foreign(units: Units, words: Words, chunk: ChunkDraft) -> bool:
    """Whether a noun goes on with a foreign name: a legal form, or a word the lexicon does not know."""
    at = chunk.end
    if units.tag[at - 1] not in {"NE", "FM"}:
        return False
    is_legal_form = units.form[at].isupper() and len(units.form[at]) <= _LONGEST_LEGAL_FORM
    return is_legal_form or (at - chunk.start < 4 and words.lexicon.noun(units.form[at]) is None)


def _is_apposed(units: Units, chunk: ChunkDraft) -> bool:
    """Whether a name is what the noun before calls it: "der Konzern Nvidia", not "der Konzern Ada Berg"."""
    name = units.name[chunk.end]
    if name is None or units.genitive[chunk.end] or chunk.name is not None:
        return False
    if chunk.time or chunk.amount or chunk.mask & SINGULAR == 0:
        return False
    sort = chunk.sort
    match name.type:
        case "person":
            return sort in {"person", "actor", None} or (sort == "group" and not chunk.determined)
        case "company":
            return sort in {"company", "actor", "group"} or (sort is None and chunk.mask != ANY)
        case "location":
            return sort != "person"
        case _:
            return sort != "person"
