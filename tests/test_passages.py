"""Passages that hold nothing are passed over, and what is read stays the same."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import spacy
import yaml

from depesche.amounts import compile_amounts, find_numbers
from depesche.dates import compile_dates, find_dates
from depesche.passages import passages
from depesche.ruleset import RuleSet, load_ruleset

_CASES = Path(__file__).parent / "cases"
_MARK = re.compile(r"[\[\]]")


@pytest.fixture(scope="module")
def ruleset() -> RuleSet:
    return load_ruleset()


@pytest.fixture(scope="module")
def text() -> str:
    """Sentences of the tables, such as hold something beside such as do not."""
    amounts = _table("amounts_wide")
    dates = _table("dates_wide")
    sentences = [
        *(sentence for sentence, _ in amounts["cases"]),
        *amounts["nothing"],
        *(case["text"] for case in dates["cases"]),
        *dates["nothing"],
    ]
    mixed = [sentence for at in range(7) for sentence in sentences[at::7]]
    return " Niemand wollte etwas dazu sagen. ".join(_MARK.sub("", sentence) for sentence in mixed)


def _table(name: str) -> dict[str, Any]:
    content = yaml.safe_load((_CASES / f"{name}.yaml").read_text("utf-8"))
    return dict(content)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Er sagte nichts. Morgen kostet es 5 Euro.", [" Morgen kostet es 5 Euro."]),
        ("Er zahlte 5 Kronen. Sie nahm 6 Kronen.", ["Er zahlte 5 Kronen. Sie nahm 6 Kronen."]),
        ("Es gab 5 Aktien. Sie kaufte keine. Er kaufte 2.", ["Es gab 5 Aktien.", " Er kaufte 2."]),
        ("Siehe Nr. 5. Es kostet ca. Euro 7.", ["Siehe Nr. 5. Es kostet ca. Euro 7."]),
        ("Nichts.", []),
        ("", []),
    ],
)
def test_passages_with_figures(text: str, wanted: list[str]) -> None:
    found = passages(text, lambda passage: any(sign.isdigit() for sign in passage))
    assert [text[span.start : span.end] for span in found] == wanted


def test_numbers_are_those_of_the_whole_text(text: str, ruleset: RuleSet) -> None:
    grammar = compile_amounts(ruleset)
    vocabulary = replace(grammar.vocabulary, can_hold_number=lambda _: True)
    assert find_numbers(text, grammar) == find_numbers(text, replace(grammar, vocabulary=vocabulary))


def test_dates_are_those_of_the_whole_text(text: str, ruleset: RuleSet) -> None:
    grammar = compile_dates(ruleset)
    everything = replace(grammar.lexer, figures=re.compile(""))
    doc = spacy.blank("de").make_doc(text)
    day = date(2025, 7, 3)
    found = find_dates(doc, text, grammar, day, ())
    assert len(found) > 400
    assert found == find_dates(doc, text, replace(grammar, lexer=everything), day, ())
