"""What holds of a whole clause: negation, question, quotation; and headlines cut by a colon."""

from __future__ import annotations

from depesche.clauses.drafts import ChunkDraft, ClauseDraft
from depesche.clauses.units import Text, Units
from depesche.clauses.words import Words
from depesche.readings import ClauseKind

_OPEN_QUOTES = frozenset("„»‚")
_CLOSE_QUOTES = frozenset("“«‘”")
_SHORTEST_QUOTE = 3


def mark_quoted(text: Text) -> list[bool]:
    """For each token whether it stands in a quotation that is more than a quoted name or term."""
    quoted = [False] * len(text.words)
    start: int | None = None
    for i, word in enumerate(text.words):
        if word in _OPEN_QUOTES or (word in {'"', "”"} and start is None):
            start = i
        elif start is not None and (word in _CLOSE_QUOTES or word == '"'):
            if any(text.tags[j][:1] == "V" and text.tags[j].endswith("FIN") for j in range(start + 1, i)):
                for j in range(start + 1, i):
                    quoted[j] = True
            start = None
    return quoted


def find_negation(clause: ClauseDraft, units: Units, words: Words) -> None:
    """Set whether the clause's verb is denied; "nicht nur" and "nicht A, sondern B" do not deny it."""
    if clause.connector in words.negating_prepositions:
        clause.negated = True
        return
    contrast = "sondern" in units.low[_start(clause) : _end(clause)]
    for element in clause.elements:
        if isinstance(element, int):
            if units.low[element] in words.negators and not _broken(element, units, words) and not contrast:
                clause.negated = True
        elif _denied(element, units, words):
            clause.negated = True


def _start(clause: ClauseDraft) -> int:
    first = clause.elements[0]
    return first + 1 if isinstance(first, int) else first.start


def _end(clause: ClauseDraft) -> int:
    last = clause.elements[-1]
    return last + 1 if isinstance(last, int) else last.end


def _broken(unit: int, units: Units, words: Words) -> bool:
    following = units.low[unit + 1] if unit + 1 < len(units) else ""
    return following in words.negation_breakers


def _denied(chunk: ChunkDraft, units: Units, words: Words) -> bool:
    """Whether a chunk begins with "kein" or is "niemand"; one below a preposition denies less."""
    if chunk.members and any(_denied(m, units, words) for m in chunk.members):
        return True
    start = chunk.start if chunk.prep is None else chunk.start + 1
    return start < len(units) and units.low[start] in words.negators and not _broken(start, units, words)


def find_questions(clauses: list[ClauseDraft], units: Units) -> None:
    """Mark the main clauses of a sentence that ends in a question mark."""
    if not len(units) or "?" not in units.low[-3:]:
        return
    mains = [
        c for c in clauses if c.kind in (ClauseKind.MAIN, ClauseKind.FRAGMENT) and (c.verb or c.chunks())
    ]
    for clause in mains[-1:]:
        clause.question = True
    for clause in clauses:
        if clause.conjunct_of is not None and clause.question:
            clause.conjunct_of.question = True


def merge_fragments(clauses: list[ClauseDraft], units: Units) -> list[ClauseDraft]:
    """Join a verbless topic before a colon with the verbless rest ("Meta: Übernahme von SSI gescheitert")."""
    kept: list[ClauseDraft] = []
    for clause in clauses:
        before = kept[-1] if kept else None
        if (
            before is not None
            and clause.kind is ClauseKind.MAIN
            and clause.finite is None
            and clause.after_colon is before
            and before.kind is ClauseKind.MAIN
            and not before.has_verb()
            and clause.conjunct_of is None
        ):
            before.topic = len(before.elements)
            before.elements.extend(clause.elements)
            before.nonfinite.extend(clause.nonfinite)
            for other in clauses:
                if other.parent is clause:
                    other.parent = before
            continue
        kept.append(clause)
    return kept
