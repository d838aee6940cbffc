"""The stage: from a Doc and its mentions to its clauses."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from depesche.clauses.attaching import Attacher
from depesche.clauses.brackets import parse_brackets
from depesche.clauses.chunks import Chunker
from depesche.clauses.complexes import complete_verbs, verb_complex
from depesche.clauses.drafts import ChunkDraft, ClauseDraft
from depesche.clauses.functions import assign, gather_vorfeld, release_agent, set_fields, verb_number
from depesche.clauses.joining import Joiner
from depesche.clauses.linking import find_antecedent, share_object, share_subject
from depesche.clauses.scope import find_negation, find_questions, mark_quoted, merge_fragments
from depesche.clauses.openers import correct_openers
from depesche.clauses.tagging import correct_verbs
from depesche.clauses.units import Text, Units, read_text, sentences
from depesche.clauses.words import Words, words_of
from depesche.lexicon import Lexicon
from depesche.lexicon.agreement import cases_of, number_of
from depesche.readings import Chunk, Clause, ClauseKind, Name, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc


def find_clauses(
    doc: Doc, lexicon: Lexicon, names: Sequence[Name], taken: Sequence[Span]
) -> tuple[Clause, ...]:
    """All clauses of a Doc of an analysis text, in text order; ``taken`` are spans of numbers and dates.

    Reads STTS tags and sentence ends; mentions are never cut by a chunk or clause border.
    """
    text = read_text(doc)
    words = words_of(lexicon)
    found: list[Clause] = []
    quoted = mark_quoted(text)
    for number, units in enumerate(sentences(text, names, taken, words)):
        if len(units):
            drafts = read_sentence(units, words)
            found.extend(_records(drafts, units, text, number, len(found), quoted))
    return tuple(found)


def read_sentence(units: Units, words: Words) -> list[ClauseDraft]:
    """The clauses of one sentence, in the order of their first unit."""
    correct_verbs(units, words)
    correct_openers(units, words)
    elements = Joiner(units, words).join(Attacher(units, words).attach(Chunker(units, words).elements()))
    clauses = parse_brackets(elements, units, words)
    clauses = merge_fragments(clauses, units)
    clauses.sort(key=_begin)
    for clause in clauses:
        governs = any(c.parent is clause and c.kind is ClauseKind.SUBORDINATE for c in clauses)
        complete_verbs(clause, units, words, governs)
    for clause in clauses:
        clause.verb = verb_complex(clause, units, words)
        if clause.verb is None or (
            clause.kind is ClauseKind.MAIN and clause.finite is None and clause.shared_finite is None
        ):
            clause.kind = ClauseKind.FRAGMENT
    continued = {id(clause.conjunct_of) for clause in clauses}
    for clause in clauses:
        if clause.asyndetic and id(clause) not in continued:
            clause.conjunct_of = None  # "…, sagte sie" speaks; "A tat X, tat Y und tat Z" goes on
        gather_vorfeld(clause)
        release_agent(clause, units)
        set_fields(clause)
    seen: list[ChunkDraft] = []
    for clause in clauses:
        before = clause.parent.chunks() if clause.parent is not None else []
        start = _begin(clause)
        candidates = [c for c in before if c.start < start] or [c for c in seen if c.start < start][-3:]
        if clause.conjunct_of is None:
            clause.antecedent = find_antecedent(clause, candidates, units, verb_number(clause, units, words))
        else:
            clause.antecedent = clause.conjunct_of.antecedent
        assign(clause, units, words)
        seen.extend(clause.chunks())
    for clause in clauses:
        share_subject(clause, words, units)
        share_object(clause)
        find_negation(clause, units, words)
    find_questions(clauses, units)
    return clauses


def _begin(clause: ClauseDraft) -> int:
    first = clause.elements[0]
    return first if isinstance(first, int) else first.start


def _records(
    drafts: list[ClauseDraft], units: Units, text: Text, sentence: int, offset: int, quoted: list[bool]
) -> list[Clause]:
    made: dict[int, Chunk] = {}
    index = {id(draft): offset + i for i, draft in enumerate(drafts)}
    return [_record(draft, units, text, sentence, index, made, quoted) for draft in drafts]


def _record(
    draft: ClauseDraft,
    units: Units,
    text: Text,
    sentence: int,
    index: dict[int, int],
    made: dict[int, Chunk],
    quoted: list[bool],
) -> Clause:
    def chunk(part: ChunkDraft) -> Chunk:
        known = made.get(id(part))
        if known is None:
            known = made[id(part)] = _chunk(part, units, text)
        return known

    first = units.first[_begin(draft)]
    last_element = draft.elements[-1]
    last = units.last[last_element if isinstance(last_element, int) else last_element.end - 1]
    shared = tuple(chunk(part) for part in draft.shared)
    own = tuple(chunk(part) for part in draft.chunks())
    relative = chunk(draft.relative_chunk) if draft.relative_chunk is not None else None
    verb_token = draft.verb.head if draft.verb is not None else first
    return Clause(
        span=text.span(first, last),
        sentence=sentence,
        first=first,
        last=last,
        kind=draft.kind,
        verb=draft.verb,
        chunks=tuple(sorted((*shared, *own), key=lambda c: (c.first, c.last))),
        parent=index.get(id(draft.parent)) if draft.parent is not None else None,
        connector=draft.connector,
        antecedent=chunk(draft.antecedent) if draft.antecedent is not None else None,
        relative_chunk=relative,
        shared=shared,
        negated=draft.negated,
        question=draft.question,
        quoted=quoted[verb_token],
        adverbs=tuple(
            units.head[u]
            for u in draft.units()
            if units.tag[u] in {"ADV", "ADJD", "PAV", "PROAV", "PTKNEG", "PTKA", "PTKANT"}
        ),
    )


def _chunk(part: ChunkDraft, units: Units, text: Text) -> Chunk:
    first, last = units.first[part.start], units.last[part.end - 1]
    return Chunk(
        span=text.span(first, last),
        first=first,
        last=last,
        head=units.head[part.head],
        field=part.place,
        function=part.function,
        prep=part.prep,
        cases=cases_of(part.mask),
        plural=True if part.members else number_of(part.mask),
        members=tuple(_chunk(member, units, text) for member in part.members),
        attached=tuple(_chunk(inner, units, text) for inner in part.attached),
    )
