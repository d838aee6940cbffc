"""The topological fields of a clause, and what follows from them for its chunks."""

from __future__ import annotations

from depesche.clauses.drafts import ChunkDraft, ClauseDraft, Element
from depesche.clauses.words import Words
from depesche.readings import ClauseKind, Field, Function

ANIMATE = frozenset({"person", "company", "actor", "group"})
"""Sorts of what can act."""


def set_fields(clause: ClauseDraft) -> None:
    """Say for each chunk which field it stands in."""
    right = _right_bracket(clause)
    for i, element in enumerate(clause.elements):
        if isinstance(element, int):
            continue
        if clause.vorfeld_end is not None and i < clause.vorfeld_end:
            element.place = Field.VORFELD
        elif right is not None and i > right:
            element.place = Field.NACHFELD


def _right_bracket(clause: ClauseDraft) -> int | None:
    """Where the last verb of the right bracket stands among the elements, None when it is empty."""
    closing = {*clause.nonfinite, clause.particle}
    if clause.vorfeld_end is None:
        closing.add(clause.finite)
    places = [
        i for i, element in enumerate(clause.elements) if isinstance(element, int) and element in closing
    ]
    return places[-1] if places else None


def gather_vorfeld(clause: ClauseDraft) -> None:
    """The Vorfeld of a main clause is one phrase: what follows its first chunk hangs on that chunk."""
    if clause.vorfeld_end is None or clause.kind is not ClauseKind.MAIN:
        return
    host: ChunkDraft | None = None
    kept: list[Element] = []
    for element in clause.elements[: clause.vorfeld_end]:
        if isinstance(element, ChunkDraft):
            if host is not None and _hangs_on(host, element):
                element.function = Function.PREPOSITIONAL
                host.attached.append(element)
                host.end = element.end
                continue
            host = element
        kept.append(element)
    clause.elements[: clause.vorfeld_end] = kept
    clause.vorfeld_end = len(kept)


def _hangs_on(host: ChunkDraft, chunk: ChunkDraft) -> bool:
    return chunk.prep is not None and host.end == chunk.start and not host.pronoun


def release_agent(clause: ClauseDraft, words: Words) -> None:
    """In a passive a loosely attached von-phrase with an animate head is who acts, unless one stands free."""
    if clause.verb is None or not clause.verb.passive:
        return
    chunks = clause.chunks()
    if any(c.prep in words.agent_prepositions and _can_act(c) for c in chunks):
        return
    for chunk in reversed(chunks):
        for host in chunk.inner():
            last = host.attached[-1] if host.attached else None
            if last is None or not last.loose or last.end != chunk.end or _is_relational(host):
                continue
            if _can_act(last):
                _release(clause, chunk, host, last)
                return


def _release(clause: ClauseDraft, chunk: ChunkDraft, host: ChunkDraft, agent: ChunkDraft) -> None:
    """Take a chunk off its host and make it one of the clause's."""
    host.attached.remove(agent)
    for part in chunk.inner():
        if part.end == agent.end and part.start < agent.start:
            part.end = agent.start
    agent.loose = False
    at = clause.elements.index(chunk) + 1
    clause.elements.insert(at, agent)
    if clause.vorfeld_end is not None and at <= clause.vorfeld_end:
        clause.vorfeld_end += 1


def _is_relational(chunk: ChunkDraft) -> bool:
    """Whether a noun calls for a von-phrase itself: a person is "of" a company ("Gründer von …")."""
    return chunk.sort in {"person", "actor"} and chunk.name is None


def _can_act(chunk: ChunkDraft) -> bool:
    return chunk.sort in ANIMATE or chunk.name is not None or chunk.pronoun is not None
