"""Collect all evidence of an article, by spelling."""

from __future__ import annotations

from depesche.memory import remember
from depesche.names.atoms import Atoms
from depesche.names.context import (
    from_apposition,
    from_context,
    from_coordination,
    from_people,
    has_context,
    has_people,
    is_head,
)
from depesche.names.evidence import Board, Spelling
from depesche.names.form import from_form, has_form
from depesche.names.hints import Hints
from depesche.names.phrases import from_phrases, has_phrases
from depesche.names.rules import NameRules
from depesche.names.sources import from_lists, from_model
from depesche.names.unknown import from_unknown, has_company, is_unknown

_MOST_REMEMBERED = 50_000


def collect(atoms: Atoms, rules: NameRules) -> dict[str, Spelling]:
    """All evidence of an article, by spelling."""
    board = Board(atoms, rules)
    known = rules.hints.get
    hints = [known(word) or _hints(word, rules) for word in atoms.words]
    from_lists(board, hints)
    from_model(board)
    _from_words(board, hints)
    if has_company(board):
        index, size = 0, len(atoms)
        while index < size:
            index = from_unknown(board, hints, index) if hints[index].unknown else index + 1
    for index in range(1, len(atoms) - 1):
        if hints[index].coordinates:
            from_coordination(board, index)
    return board.spellings


def _from_words(board: Board, hints: list[Hints]) -> None:
    """The evidence of words, of what stands around them and of what hyphens join to them."""
    atoms = board.atoms
    joined = [glue == "-" for glue in atoms.glue]
    joins = [*joined[1:], False]
    platform = False
    for index, (word, hint) in enumerate(zip(atoms.words, hints, strict=True)):
        after_platform, platform = platform, hint.platform
        if atoms.taken[index]:
            continue
        if hint.context or joined[index] or after_platform:
            from_context(board, index, word, headed=joined[index] or hint.heads)
        if hint.people:
            from_people(board, index, word)
        if word == ",":
            from_apposition(board, index)
        if hint.form or joins[index]:
            from_form(board, index, word)
        if hint.phrases or joined[index]:
            from_phrases(board, index, word)


def _hints(word: str, rules: NameRules) -> Hints:
    low = word.lower()
    found = Hints(
        listed=rules.table.may_begin(word),
        context=has_context(word, rules),
        heads=is_head(word, rules),
        people=has_people(word, rules),
        form=has_form(word, rules),
        phrases=has_phrases(word, rules),
        unknown=is_unknown(word, rules),
        platform=low in rules.platform_prepositions,
        coordinates=low in rules.coordinators,
    )
    return remember(rules.hints, word, found, _MOST_REMEMBERED)
