"""The stage: from a Doc and its mentions to its clauses."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from depesche.clauses.attaching import Attacher
from depesche.clauses.brackets import parse_brackets
from depesche.clauses.chunks import Chunker
from depesche.clauses.complexes import complete_verbs, verb_complex
from depesche.clauses.drafts import ChunkDraft, ClauseDraft
from depesche.clauses.fields import gather_vorfeld, release_agent, set_fields
from depesche.clauses.functions import assign
from depesche.clauses.joining import Joiner
from depesche.clauses.linking import agree_with_antecedent, find_antecedent
from depesche.clauses.openers import correct_openers
from depesche.clauses.output import Writer
from depesche.clauses.scope import find_negation, find_questions, mark_quoted, merge_fragments
from depesche.clauses.sharing import share_object, share_subject
from depesche.clauses.stack import first_unit
from depesche.clauses.subjects import verb_number
from depesche.clauses.tagging import correct_verbs
from depesche.clauses.units import Units, sentences, with_tags
from depesche.clauses.words import Words
from depesche.readings import Clause, ClauseKind, Name, Span
from depesche.tokens import Tokens

_NEAR = 3
"""How many chunks back a relative clause may look outside the clause it depends on."""


def find_clauses(
    tokens: Tokens,
    words: Words,
    names: Sequence[Name],
    taken: Sequence[Span],
    wanted: Callable[[int, int], bool] | None = None,
) -> tuple[Clause, ...]:
    """All clauses of an analysis text, in text order; ``taken`` are spans of numbers and dates.

    Reads STTS tags and sentence ends; mentions are never cut by a chunk or clause border. ``wanted``: whether
    to read a sentence, given by its tokens (first, last exclusive); all of them without it.
    """
    tokens = with_tags(tokens)
    quoted = mark_quoted(tokens)
    found: list[Clause] = []
    for number, units in enumerate(sentences(tokens, names, taken, words, wanted)):
        if units is not None:
            drafts = read_sentence(units, words)
            found.extend(Writer(units, tokens, number, quoted).clauses(drafts, len(found)))
    return tuple(found)


def read_sentence(units: Units, words: Words) -> list[ClauseDraft]:
    """The clauses of one sentence, in the order of their first unit."""
    correct_verbs(units, words)
    correct_openers(units, words)
    elements = Attacher(units, words).attach(Chunker(units, words).elements())
    clauses = parse_brackets(Joiner(units, words).join(elements), units, words)
    clauses = merge_fragments(clauses)
    clauses.sort(key=lambda clause: first_unit(clause.elements))
    _read_verbs(clauses, units, words)
    for clause in clauses:
        gather_vorfeld(clause)
        release_agent(clause, words)
        set_fields(clause)
    _assign_functions(clauses, units, words)
    for clause in clauses:
        share_subject(clause, words, units)
        share_object(clause)
        find_negation(clause, units, words)
    find_questions(clauses, units)
    return clauses


def _read_verbs(clauses: list[ClauseDraft], units: Units, words: Words) -> None:
    governing = {id(c.parent) for c in clauses if c.kind is ClauseKind.SUBORDINATE}
    continued = {id(c.conjunct_of) for c in clauses}
    for clause in clauses:
        complete_verbs(clause, units, words, governs=id(clause) in governing)
    for clause in clauses:
        clause.verb = verb_complex(clause, units, words)
        has_finite = clause.finite is not None or clause.shared_finite is not None
        if clause.verb is None or (clause.kind is ClauseKind.MAIN and not has_finite):
            clause.kind = ClauseKind.FRAGMENT
        if clause.asyndetic and id(clause) not in continued and not _goes_on(clause, units, words):
            clause.conjunct_of = None  # "…, sagte sie" speaks; "A tat X, tat Y und tat Z" goes on


def _goes_on(clause: ClauseDraft, units: Units, words: Words) -> bool:
    """ "…, nannte aber keine Namen": the word behind the verb ties the clause to the one before."""
    behind = -1 if clause.finite is None else clause.finite + 1
    return 0 < behind < units.size and units.low[behind] in words.contrast_adverbs


def _assign_functions(clauses: list[ClauseDraft], units: Units, words: Words) -> None:
    """Antecedents and functions, clause by clause: an antecedent helps to tell its pronoun's function."""
    seen: list[ChunkDraft] = []
    for clause in clauses:
        start = first_unit(clause.elements)
        if clause.conjunct_of is not None:
            clause.antecedent = clause.conjunct_of.antecedent
        elif clause.kind is ClauseKind.RELATIVE:
            inside = clause.parent.chunks() if clause.parent is not None else []
            before = [c for c in inside if c.start < start] or [c for c in seen if c.start < start][-_NEAR:]
            number = verb_number(clause, units, words)
            clause.antecedent = find_antecedent(clause, before, units, words, number)
            agree_with_antecedent(clause)
        assign(clause, units, words)
        seen.extend(clause.chunks())
