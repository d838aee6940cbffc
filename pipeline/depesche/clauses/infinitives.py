"""Infinitives and participles: in the right bracket of the open clause, or in a clause of their own."""

from __future__ import annotations

from depesche.clauses.drafts import ChunkDraft, ClauseDraft
from depesche.clauses.stack import ClauseStack, add_verb, first_unit, last_border, last_unit
from depesche.readings import ClauseKind


def nonfinite(stack: ClauseStack, at: int, unit: int) -> None:
    """Read an infinitive or participle."""
    before, behind = stack.tag(stack.peek(at - 1)), stack.tag(stack.peek(at + 1))
    # "gekauft zu haben": the participle belongs to the infinitive behind it.
    with_zu = stack.units.tag[unit] == "VVIZU" or before == "PTKZU" or behind == "PTKZU"
    _leave_closed(stack, with_zu)
    clause = stack.top
    if with_zu and clause.kind is not ClauseKind.INFINITIVE:
        _with_zu(stack, unit)
    elif clause.kind is ClauseKind.MAIN and clause.finite is not None and _is_apart(stack, clause, unit):
        _participial(stack, unit)
    else:
        add_verb(clause, unit)
        clause.zu = unit if with_zu else clause.zu


def _leave_closed(stack: ClauseStack, with_zu: bool) -> None:
    """Close what a comma ended; a "zu" already read goes with its infinitive."""
    elements = stack.top.elements
    if with_zu and stack.top.closable and elements and stack.tag(elements[-1]) == "PTKZU":
        zu = elements.pop()
        stack.leave_closed()
        stack.top.elements.append(zu)
    else:
        stack.leave_closed()


def _is_apart(stack: ClauseStack, clause: ClauseDraft, unit: int) -> bool:
    """A participle behind a comma in a clause whose finite verb takes none: ", gestützt auf …"."""
    if stack.tag(clause.finite) in {"VAFIN", "VMFIN"} and not clause.nonfinite:
        return False
    return stack.units.tag[unit] == "VVPP" and last_border(clause) is not None


def _participial(stack: ClauseStack, unit: int) -> None:
    clause = stack.top
    border = last_border(clause)
    cut = len(clause.elements) if border is None else border
    first = clause.elements[cut] if cut < len(clause.elements) else None
    if isinstance(first, ChunkDraft) and first.prep is None and stack.tag(clause.finite) == "VAFIN":
        # "A wurde entlassen, B versetzt": the auxiliary holds for both.
        new = ClauseDraft(clause.kind, clause.parent, conjunct_of=clause, shared_finite=clause.finite)
        stack.stack.pop()
    else:
        new = ClauseDraft(ClauseKind.PARTICIPIAL, clause)
    stack.split(clause, cut, new)
    add_verb(new, unit)
    stack.push(new)


def _with_zu(stack: ClauseStack, unit: int) -> None:
    clause = stack.top
    cut = _start_of_group(stack, clause)
    if cut is None:
        add_verb(clause, unit)
        clause.zu = unit
        return
    new = ClauseDraft(ClauseKind.INFINITIVE, clause)
    stack.split(clause, cut, new)
    new.parent = _governor(stack, clause, min(first_unit(new.elements), unit))
    add_verb(new, unit)
    new.zu = unit
    stack.push(new)


def _governor(stack: ClauseStack, clause: ClauseDraft, start: int) -> ClauseDraft:
    """Which clause an infinitive group depends on: the one just left, if the group begins behind it."""
    left = stack.left[0] if stack.left else None
    if left is None or left.parent is not clause or left.finite is None or last_unit(left.elements) > start:
        return clause
    lemma = stack.finite_lemma(left.finite)
    if left.kind is ClauseKind.SUBORDINATE or lemma in stack.words.controlling:
        return left
    return clause


def _start_of_group(stack: ClauseStack, clause: ClauseDraft) -> int | None:
    """Where among a clause's elements an infinitive group begins; None when it is of the clause's verb."""
    borders = [b for b in clause.borders if b >= clause.last_verb and b > 0]
    if clause.finite is None:
        # Verb-final: "dass X den Konzern zu kaufen plant" is one cluster; a fragment is cut at its comma.
        return borders[0] if borders and clause.kind is ClauseKind.MAIN else None
    if borders:
        return borders[0]
    if stack.tag(clause.finite) == "VMFIN":
        return None
    if stack.finite_lemma(clause.finite) in stack.words.coherent and not _has_control_noun(stack, clause):
        return None
    return _behind_subject(stack, clause)


def _has_control_noun(stack: ClauseStack, clause: ClauseDraft) -> bool:
    return any(chunk.prep is None and _is_control_noun(stack, chunk) for chunk in clause.chunks())


def _is_control_noun(stack: ClauseStack, chunk: ChunkDraft) -> bool:
    return stack.words.noun_lemma(stack.units.form[chunk.head]) in stack.words.control_nouns


def _behind_subject(stack: ClauseStack, clause: ClauseDraft) -> int:
    """Without a comma the group begins behind the subject, a control noun and adverbs."""
    in_front = clause.elements[: clause.vorfeld_end or 0]
    subject_seen = any(isinstance(e, ChunkDraft) and e.prep is None and not e.time for e in in_front)
    at = clause.last_verb
    while at < len(clause.elements):
        element = clause.elements[at]
        if isinstance(element, ChunkDraft):
            passed = element.pronoun == "PRF" or element.time or _is_control_noun(stack, element)
            if not passed and (subject_seen or element.prep is not None):
                break
            subject_seen = subject_seen or not passed
        elif stack.units.tag[element] == "PTKZU":
            break
        at += 1
    return at
