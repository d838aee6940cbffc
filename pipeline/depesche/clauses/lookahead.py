"""What comes next in a sentence, as far as it decides how a word now is to be read."""

from __future__ import annotations

from dataclasses import dataclass

from depesche.clauses.drafts import ChunkDraft
from depesche.clauses.openers import verb_final
from depesche.clauses.stack import ClauseStack
from depesche.clauses.tags import FINITE, NONFINITE, QUOTES

_ENDS = frozenset({"$,", "$."})
_BREAKS = frozenset({":", ";", "("})


@dataclass(slots=True)
class Ahead:
    """The verbs up to the next comma: ``finite_at`` counts the phrases before the finite verb.

    ``finite_final``: a border follows that verb. ``nonfinite``, ``zu``: an infinitive or participle
    comes, one with "zu".
    """

    finite_at: int | None = None
    finite_final: bool = False
    nonfinite: bool = False
    zu: bool = False


def verbs_ahead(stack: ClauseStack, at: int) -> Ahead:
    """Look from an element to the next comma, or to a conjunction behind a verb."""
    result = Ahead()
    phrases = 0
    for here in range(at, len(stack.elements)):
        element = stack.elements[here]
        if isinstance(element, ChunkDraft):
            phrases += 1
            continue
        tag = stack.units.tag[element]
        if tag in FINITE:
            following = stack.peek(here + 1)
            result.finite_at = phrases
            result.finite_final = stack.tag(following) in {"", "$,", "$.", "KON", "$("}
            result.finite_final = result.finite_final and not isinstance(following, ChunkDraft)
            return result
        if tag in NONFINITE:
            result.nonfinite = True
            result.zu = result.zu or tag == "VVIZU" or stack.tag(stack.peek(here - 1)) == "PTKZU"
        elif tag in _ENDS or (tag == "KON" and result.nonfinite) or stack.units.low[element] in _BREAKS:
            return result
        elif here == at and tag in {"ADV", "ADJD", "PAV", "PROAV", "PTKNEG"}:
            phrases += 1
    return result


def opens_clause(stack: ClauseStack, at: int) -> bool:
    """Whether a relative or question word opens a clause here: behind a border, its verb not next."""
    element = stack.elements[at]
    if at == 0:
        behind = element.end if isinstance(element, ChunkDraft) else element + 1
        following = stack.units.tag[behind] if behind < stack.units.size else "$."
        return following not in FINITE and any(stack.tag(e) in FINITE for e in stack.elements[1:])
    if isinstance(element, ChunkDraft) and element.pronoun == "PRELS":
        return True
    before = stack.peek(at - 1)
    if isinstance(before, int) and stack.units.low[before] in QUOTES:
        before = stack.peek(at - 2)
    if isinstance(before, ChunkDraft) and isinstance(element, int):
        return verb_final(stack.units, before.end)
    if stack.tag(before) not in {"$,", "KON", "$(", "ADV"}:
        return False
    return stack.tag(stack.peek(at + 1)) not in FINITE or stack.tag(stack.peek(at + 2)) in _ENDS
