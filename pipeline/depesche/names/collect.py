"""Collect all evidence of an article, by spelling."""

from __future__ import annotations

from depesche.names.atoms import Atoms
from depesche.names.context import from_apposition, from_context, from_coordination, from_people
from depesche.names.evidence import Board, Spelling
from depesche.names.form import from_form
from depesche.names.phrases import from_phrases
from depesche.names.rules import NameRules
from depesche.names.sources import from_lists, from_model
from depesche.names.unknown import from_unknown, has_company


def collect(atoms: Atoms, rules: NameRules) -> dict[str, Spelling]:
    """All evidence of an article, by spelling."""
    board = Board(atoms, rules)
    from_lists(board)
    from_model(board)
    for index, word in enumerate(atoms.words):
        if not atoms.taken[index] and (atoms.glue[index] == "-" or not rules.is_mute(word)):
            from_context(board, index, word)
            from_people(board, index, word)
            if word == ",":
                from_apposition(board, index)
            from_form(board, index, word)
            from_phrases(board, index, word)
    if has_company(board):
        index = 0
        while index < len(atoms):
            index = from_unknown(board, index)
    for index in range(1, len(atoms) - 1):
        if atoms.words[index].lower() in rules.coordinators:
            from_coordination(board, index)
    return board.spellings
