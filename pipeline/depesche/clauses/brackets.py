"""Clauses by their verb brackets: one pass over the elements of a sentence with a stack of open clauses.

A subordinate clause opens with its conjunction or pronoun and is closed by its finite verb; a main
clause takes its first finite verb as the left bracket. A further finite verb begins a clause of its
own at the last comma or conjunction. An infinitive with "zu" takes with it what stands behind the
comma that opened its group.
"""

from __future__ import annotations

from depesche.clauses.coordination import conjunction
from depesche.clauses.drafts import ChunkDraft, ClauseDraft, Element
from depesche.clauses.infinitives import nonfinite
from depesche.clauses.lookahead import opens_clause
from depesche.clauses.stack import VERB_FINAL, ClauseStack, add_verb, last_border
from depesche.clauses.tags import FINITE, NONFINITE, QUOTES
from depesche.clauses.units import Units
from depesche.clauses.words import Words
from depesche.lexicon import VerbKind
from depesche.readings import ClauseKind

_DASHES = frozenset({"–", "—", "-", "--"})


def parse_brackets(elements: list[Element], units: Units, words: Words) -> list[ClauseDraft]:
    """All clauses of a sentence in order of their opening; what is mere punctuation is left out."""
    stack = ClauseStack(units, words, elements)
    stack.push(ClauseDraft(ClauseKind.MAIN))
    for at, element in enumerate(elements):
        if isinstance(element, ChunkDraft):
            _chunk(stack, at, element)
        elif not _clause_word(stack, at, element) and not _punctuation(stack, at, element):
            if units.low[element] not in QUOTES:
                stack.leave_closed()
            stack.top.elements.append(element)
    return [
        clause
        for clause in stack.done
        if any(isinstance(e, ChunkDraft) or units.tag[e][:1] != "$" for e in clause.elements)
    ]


def _chunk(stack: ClauseStack, at: int, chunk: ChunkDraft) -> None:
    if chunk.relative and opens_clause(stack, at):
        relative = chunk.pronoun == "PRELS" or stack.units.low[chunk.head] == "was"
        kind = ClauseKind.RELATIVE if relative else ClauseKind.SUBORDINATE
        stack.open_subordinate(kind, at, None).relative_chunk = chunk
    else:
        stack.leave_closed()
    stack.top.elements.append(chunk)


def _clause_word(stack: ClauseStack, at: int, unit: int) -> bool:
    """Read a conjunction or verb; False for any other word."""
    tag, low = stack.units.tag[unit], stack.units.low[unit]
    if tag in {"KOUS", "KOUI"}:
        kind = ClauseKind.INFINITIVE if tag == "KOUI" else ClauseKind.SUBORDINATE
        stack.open_subordinate(kind, at, low).elements.append(unit)
    elif tag == "PWAV" and opens_clause(stack, at):
        relative = at > 0 and low in stack.words.relative_places
        kind = ClauseKind.RELATIVE if relative else ClauseKind.SUBORDINATE
        stack.open_subordinate(kind, at, low).elements.append(unit)
    elif tag in FINITE:
        _finite(stack, at, unit)
    elif tag == "PTKZU":
        stack.top.elements.append(unit)
    elif tag in NONFINITE:
        nonfinite(stack, at, unit)
    elif tag == "PTKVZ":
        _particle(stack, unit)
    elif tag == "KON" and low not in stack.words.pair_openers:
        conjunction(stack, at, unit)
    else:
        return False
    return True


def _punctuation(stack: ClauseStack, at: int, unit: int) -> bool:
    """Read a bracket or border; False for any other unit."""
    tag, low = stack.units.tag[unit], stack.units.low[unit]
    if low in {"(", "["}:
        stack.open_bracket()
    elif low in {")", "]"} and stack.brackets:
        stack.close_bracket()
    elif low in {":", ";"}:
        stack.hard_border(after_colon=low == ":")
    elif tag == "$," or (low in _DASHES and tag[:1] == "$"):
        stack.comma()
    elif tag == "$.":
        stack.top.elements.append(unit)
        if at + 1 < len(stack.elements):
            stack.hard_border()
    else:
        return False
    return True


def _finite(stack: ClauseStack, at: int, unit: int) -> None:
    """A finite verb closes a verb-final clause, opens a main clause's bracket or begins the next clause."""
    clause = stack.top
    in_cluster = stack.tag(stack.peek(at - 1)) in FINITE | NONFINITE
    if _is_fronted(stack, at, unit):
        _fronted(stack, clause, unit)
        return
    is_open = clause.kind in VERB_FINAL and not clause.closable and clause.finite is not None
    if is_open and in_cluster and _reread(stack, unit):
        add_verb(clause, unit)
        return
    while stack.top.kind is not ClauseKind.MAIN and not _awaits_finite(stack.top) and stack.pop():
        pass
    clause = stack.top
    if clause.kind in VERB_FINAL and clause.finite is None:
        clause.elements.append(unit)
        clause.finite = unit
        clause.last_verb = len(clause.elements)
    elif clause.finite is None:
        _left_bracket(clause, unit)
    elif last_border(clause) is None and _reread(stack, unit):
        add_verb(clause, unit)
    else:
        _next_main(stack, clause, unit)


def _is_fronted(stack: ClauseStack, at: int, unit: int) -> bool:
    """Whether an auxiliary makes a clause of the participle before it: ", *angeführt wird* die Runde …"."""
    clause = stack.top
    alone = clause.kind is ClauseKind.PARTICIPIAL and clause.elements == clause.nonfinite
    return alone and stack.tag(unit) == "VAFIN" and stack.peek(at - 1) == clause.elements[-1]


def _fronted(stack: ClauseStack, clause: ClauseDraft, unit: int) -> None:
    before = clause.parent
    clause.kind = ClauseKind.MAIN
    if before is not None:
        clause.parent = before.parent
        stack.stack.remove(before)
    _left_bracket(clause, unit)


def _awaits_finite(clause: ClauseDraft) -> bool:
    return clause.kind in VERB_FINAL and clause.finite is None


def _left_bracket(clause: ClauseDraft, unit: int) -> None:
    clause.vorfeld_end = len(clause.elements)
    clause.elements.append(unit)
    clause.finite = unit
    clause.last_verb = len(clause.elements)


def _reread(stack: ClauseStack, unit: int) -> bool:
    """Turn a finite tag into that of a participle or infinitive where the form can be one."""
    units = stack.units
    kinds = stack.words.kinds(units.low[unit])
    for kind, suffix in ((VerbKind.PARTICIPLE, "PP"), (VerbKind.INFINITIVE, "INF")):
        if kind in kinds:
            units.tag[unit] = units.tag[unit][:2] + suffix
            return True
    if not kinds and units.low[unit].endswith(("t", "en")):
        units.tag[unit] = "VVPP"
        return True
    return False


def _next_main(stack: ClauseStack, clause: ClauseDraft, unit: int) -> None:
    """A finite verb in a clause that has one begins the next clause, at the last border."""
    border = last_border(clause)
    cut = len(clause.elements) if border is None else border
    new = ClauseDraft(ClauseKind.MAIN, parent=clause.parent)
    verb_first = cut == len(clause.elements) and border is not None
    stack.split(clause, cut, new)
    if verb_first and clause.vorfeld_end == 0 and clause.kind is ClauseKind.MAIN:
        # "Wird X genehmigt, zahlt Y …": a condition without "wenn".
        clause.kind, clause.conditional, clause.parent = ClauseKind.SUBORDINATE, True, new
    elif verb_first:
        new.conjunct_of, new.asyndetic = clause, True
    stack.stack.pop()
    stack.push(new)
    _left_bracket(new, unit)


def _particle(stack: ClauseStack, unit: int) -> None:
    """A separated particle closes the nearest main clause whose verb can have it."""
    for clause in reversed(stack.stack):
        if clause.kind is not ClauseKind.MAIN or clause.finite is None or clause.particle is not None:
            continue
        if stack.tag(clause.finite) == "VVFIN" or clause is stack.top:
            while stack.top is not clause:
                stack.stack.pop()
            clause.particle = unit
            break
    stack.top.elements.append(unit)
    stack.top.last_verb = len(stack.top.elements)
