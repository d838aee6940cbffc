from __future__ import annotations

import pytest

from depesche.backbone.word_classes import BY_LAST_PART, DETERMINED, UNKNOWN
from recipe.evaluate import Span, spans_of
from recipe.raw import has_name_like, is_name_like
from recipe.records import Sentence
from recipe.vote import as_bio, elected, with_names
from recipe.word_classes import PLACE, SMALL

BANK: Span = (1, 2, "ORG")
LONG_BANK: Span = (1, 3, "ORG")
PLACE_SPAN: Span = (4, 5, "LOC")


@pytest.mark.parametrize(
    ("ballots", "needed", "expected"),
    [
        ([{BANK}, {BANK, PLACE_SPAN}, set()], 2, {BANK}),
        ([{BANK}, {LONG_BANK}, {LONG_BANK}], 1, {LONG_BANK}),
        ([{BANK}, {LONG_BANK}], 1, {BANK}),
        ([{BANK}, {(1, 2, "PER")}, set()], 2, set()),
        ([], 1, set()),
    ],
    ids=["majority", "more votes win", "then the earlier", "labels count", "no voters"],
)
def test_majority(ballots: list[set[Span]], needed: int, expected: set[Span]) -> None:
    assert elected(ballots, needed) == expected


def test_columns_of_spans() -> None:
    column = as_bio({LONG_BANK, PLACE_SPAN}, 6)
    assert column == ("O", "B-ORG", "I-ORG", "O", "B-LOC", "O")
    assert spans_of(column) == {LONG_BANK, PLACE_SPAN}


def test_own_names_stay() -> None:
    own = Sentence(words=tuple("abcde"), ents=as_bio({BANK}, 5))
    misc: Span = (3, 4, "MISC")
    voted = {(1, 3, "MISC"), misc, PLACE_SPAN}
    assert spans_of(with_names(own, voted, frozenset({"MISC"})).ents or ()) == {BANK, misc}
    assert with_names(own, voted, frozenset()) == own
    bare = Sentence(words=own.words)
    assert spans_of(with_names(bare, {PLACE_SPAN}, frozenset()).ents or ()) == {PLACE_SPAN}


@pytest.mark.parametrize(
    ("classes", "expected"),
    [
        (UNKNOWN, True),
        (DETERMINED, True),
        (PLACE, True),
        (0, False),
        (PLACE | 3 * DETERMINED, False),
        (DETERMINED | SMALL, False),
        (DETERMINED | BY_LAST_PART, False),
    ],
)
def test_words_that_may_be_names(classes: int, expected: bool) -> None:
    assert is_name_like(classes) is expected


def test_the_first_word_proves_no_name() -> None:
    assert has_name_like(("Dort", "liegt", "Ulm"), {"Ulm": PLACE}.__getitem__)
    assert not has_name_like(("Ulm", "wächst"), {"Ulm": PLACE}.__getitem__)
