"""Conjunctions: whether one joins clauses, and which of the open ones goes on behind it."""

from __future__ import annotations

from depesche.clauses.drafts import ChunkDraft, ClauseDraft
from depesche.clauses.lookahead import Ahead, verbs_ahead
from depesche.clauses.stack import VERB_FINAL, ClauseStack
from depesche.clauses.tags import NONFINITE
from depesche.readings import ClauseKind

_LONGEST_VORFELD = 3
"""More phrases than these before a finite verb are no Vorfeld."""


def conjunction(stack: ClauseStack, at: int, unit: int) -> None:
    """Read a conjunction: begin a conjunct of the clause it continues, or take it as joining phrases."""
    following = stack.peek(at + 1)
    opener = isinstance(following, ChunkDraft) and following.relative
    if opener or stack.tag(following) in {"KOUS", "KOUI"}:
        stack.top.elements.append(unit)
        return
    ahead = verbs_ahead(stack, at + 1)
    after_comma = stack.tag(stack.peek(at - 1)) == "$,"
    while True:
        clause = stack.top
        if clause.kind in VERB_FINAL:
            read = _behind_verb_final(stack, unit, ahead, after_comma)
        elif clause.kind is ClauseKind.INFINITIVE and clause.nonfinite:
            read = _behind_infinitive(stack, unit, ahead)
        else:
            read = _behind_main(stack, unit, ahead)
        if read:
            return
        if not stack.pop():
            stack.top.elements.append(unit)
            return


def _behind_verb_final(stack: ClauseStack, unit: int, ahead: Ahead, after_comma: bool) -> bool:
    clause = stack.top
    if clause.finite is None:
        last = clause.elements[-1] if clause.elements else None
        if stack.tag(last) in NONFINITE and ahead.nonfinite:
            _coordinate(stack, unit)
        else:
            clause.elements.append(unit)
        return True
    if _continues_verb_final(ahead, after_comma):
        _coordinate(stack, unit)
        return True
    if ahead.finite_at is None and stack.units.low[unit] in stack.words.correctives:
        clause.closable = False
        clause.elements.append(unit)
        return True
    return False


def _continues_verb_final(ahead: Ahead, after_comma: bool) -> bool:
    """Whether what follows a complete verb-final clause is another such clause."""
    if ahead.finite_at is None:
        return ahead.nonfinite and not after_comma
    return ahead.finite_final and (ahead.finite_at >= 2 or (ahead.finite_at >= 1 and not after_comma))


def _behind_infinitive(stack: ClauseStack, unit: int, ahead: Ahead) -> bool:
    if ahead.zu and ahead.finite_at is None:
        _coordinate(stack, unit)
        return True
    return False


def _behind_main(stack: ClauseStack, unit: int, ahead: Ahead) -> bool:
    clause = stack.top
    last = clause.elements[-1] if clause.elements else None
    bracket_closed = bool(clause.nonfinite) and stack.tag(last) in NONFINITE
    if clause.finite is not None and ahead.finite_at is not None and ahead.finite_at <= _LONGEST_VORFELD:
        _coordinate(stack, unit)
    elif clause.finite is not None and bracket_closed and ahead.nonfinite and ahead.finite_at is None:
        _coordinate(stack, unit).shared_finite = clause.finite
    elif clause.finite is None and clause.nonfinite and ahead.nonfinite and ahead.finite_at is None:
        _coordinate(stack, unit)
    else:
        clause.elements.append(unit)
        clause.borders.append(len(clause.elements))
    return True


def _coordinate(stack: ClauseStack, unit: int) -> ClauseDraft:
    """Begin a clause of the same kind beside the open one."""
    before = stack.stack.pop()
    new = ClauseDraft(before.kind, parent=before.parent, connector=before.connector, conjunct_of=before)
    new.relative_chunk = before.relative_chunk
    new.elements.append(unit)
    return stack.push(new)
