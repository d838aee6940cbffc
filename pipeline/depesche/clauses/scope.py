"""What holds of a whole clause: negation, question, quotation; and headlines cut by a colon."""

from __future__ import annotations

from depesche.clauses.drafts import ChunkDraft, ClauseDraft
from depesche.clauses.stack import first_unit, last_unit
from depesche.clauses.tags import FINITE, QUOTES
from depesche.clauses.units import Units
from depesche.clauses.words import Words
from depesche.readings import ClauseKind
from depesche.tokens import Tokens

_ALWAYS_OPEN = frozenset("„‚")
_LONGEST_QUOTE = 400
"""A quotation mark that is not closed within so many tokens opens none."""


def mark_quoted(tokens: Tokens) -> list[bool]:
    """For each token whether it stands in a quotation with a verb, not just a quoted name or term.

    Marks open and close in turn, whatever their shape („…“, »…«, «…», "…"), since usage differs.
    """
    quoted = [False] * len(tokens.words)
    start: int | None = None
    for i, word in enumerate(tokens.words):
        if word not in QUOTES:
            if "\n" in word or (start is not None and i - start > _LONGEST_QUOTE):
                start = None
        elif start is None or word in _ALWAYS_OPEN:
            start = i
        else:
            if any(tag in FINITE for tag in tokens.tags[start + 1 : i]):
                quoted[start + 1 : i] = [True] * (i - start - 1)
            start = None
    return quoted


def find_negation(clause: ClauseDraft, units: Units, words: Words) -> None:
    """Set whether the clause's verb is denied; "nicht nur" and "nicht A, sondern B" do not deny it."""
    if clause.connector in words.negating_prepositions:
        clause.negated = True
        return
    first, last = first_unit(clause.elements), last_unit(clause.elements)
    if words.negators.isdisjoint(units.low[first:last]):
        return
    opened = units.low[first] in words.correctives
    contrast = any(low in words.correctives for low in units.low[first + opened : last])
    clause.negated = any(
        _denied_chunk(e, units, words)
        if isinstance(e, ChunkDraft)
        else not contrast and _denies(e, units, words)
        for e in clause.elements
    )


def _denies(unit: int, units: Units, words: Words) -> bool:
    """Whether a word denies, and is not the "nicht" of "nicht nur"."""
    if unit >= units.size or units.low[unit] not in words.negators:
        return False
    if unit > 1 and units.tag[unit - 1] == "$," and unit + 1 < units.size and units.tag[unit + 1] == "ADV":
        return False  # ", nicht aber B": what came before holds
    return unit + 1 >= units.size or units.low[unit + 1] not in words.negation_breakers


def _denied_chunk(chunk: ChunkDraft, units: Units, words: Words) -> bool:
    """Whether a chunk begins with "kein" or is "niemand"."""
    if any(_denied_chunk(member, units, words) for member in chunk.members):
        return True
    return _denies(chunk.start if chunk.prep is None else chunk.start + 1, units, words)


def find_questions(clauses: list[ClauseDraft], units: Units) -> None:
    """Mark the last main clause of a sentence that ends in a question mark, and what it continues."""
    if "?" not in units.low[-3:]:
        return
    mains = [
        c for c in clauses if c.kind in (ClauseKind.MAIN, ClauseKind.FRAGMENT) and (c.verb or c.chunks())
    ]
    clause = mains[-1] if mains else None
    while clause is not None and not clause.question:
        clause.question = True
        clause = clause.conjunct_of


def merge_fragments(clauses: list[ClauseDraft]) -> list[ClauseDraft]:
    """Join a verbless topic before a colon with the rest ("Meta: Übernahme von SSI gescheitert")."""
    kept: list[ClauseDraft] = []
    for clause in clauses:
        topic = kept[-1] if kept else None
        if topic is None or clause.after_colon is not topic or not _is_topic_of(topic, clause):
            kept.append(clause)
            continue
        topic.topic = len(topic.elements)
        topic.elements.extend(clause.elements)
        topic.nonfinite.extend(clause.nonfinite)
        for other in clauses:
            if other.parent is clause:
                other.parent = topic
    return kept


def _is_topic_of(topic: ClauseDraft, clause: ClauseDraft) -> bool:
    if topic.kind is not ClauseKind.MAIN or clause.kind is not ClauseKind.MAIN:
        return False
    return clause.finite is None and clause.conjunct_of is None and not topic.has_verb()
