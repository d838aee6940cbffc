"""A very long text is read in parts, and its Doc is that of the whole text."""

from __future__ import annotations

import pytest

from depesche.backbone import Backbone
from depesche.backbone.loader import _LONGEST_PART, _parts

PARAGRAPH = "Der Chipkonzern Nvidia übernimmt das Start-up Run:ai. Die Aktie von Intel verlor am Montag.\n\n"


def test_a_short_text_is_one_part() -> None:
    assert _parts(PARAGRAPH) == [PARAGRAPH]


def test_parts_end_with_paragraphs() -> None:
    parts = _parts(PARAGRAPH * (3 * _LONGEST_PART // len(PARAGRAPH)))
    assert len(parts) == 3
    assert all(len(part) <= _LONGEST_PART and part.endswith("\n\n") for part in parts)


def test_white_space_goes_with_the_paragraph_before() -> None:
    gap = "\n \n" * 4
    parts = _parts((PARAGRAPH + gap) * (2 * _LONGEST_PART // len(PARAGRAPH)))
    assert len(parts) > 1
    assert not any(part[:1].isspace() for part in parts)


@pytest.mark.parametrize(
    ("unit", "end"), [("Das ist so.\n", "\n"), ("Das ist so. ", ". "), ("x ", " "), ("x", "x")]
)
def test_a_text_without_paragraphs_is_cut_all_the_same(unit: str, end: str) -> None:
    text = unit * (3 * _LONGEST_PART // len(unit))
    parts = _parts(text)
    assert "".join(parts) == text
    assert all(len(part) <= _LONGEST_PART and part.endswith(end) for part in parts)


def test_nothing_but_white_space_is_cut_too() -> None:
    text = "Meta" + " " * 5 * _LONGEST_PART + "kauft zu."
    parts = _parts(text)
    assert "".join(parts) == text
    assert all(len(part) <= 2 * _LONGEST_PART for part in parts)


def test_the_doc_is_that_of_the_whole_text(embedded: Backbone) -> None:
    text = PARAGRAPH * (_LONGEST_PART // len(PARAGRAPH) + 20)
    doc, whole = embedded.read(text), embedded.nlp(text)
    assert doc.text == text
    assert [token.idx for token in doc] == [token.idx for token in whole]
    assert [sent.start for sent in doc.sents] == [sent.start for sent in whole.sents]
    assert {(ent.text, ent.label_) for ent in doc.ents} == {(ent.text, ent.label_) for ent in whole.ents}
