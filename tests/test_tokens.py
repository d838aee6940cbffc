"""The lists of an article's tokens say what spaCy's document says."""

from __future__ import annotations

import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc

from depesche.backbone import load_backbone
from depesche.tokens import read_tokens

_NLP = load_backbone("embedded").nlp
_TEXT = "Meta kauft 2025 die Berliner Kairon GmbH.\nDas sagte Anna Kern (Orbit).\n\nEs gefällt nicht jedem."


def _check(doc: Doc) -> None:
    tokens = read_tokens(doc)
    assert tokens.text == doc.text
    assert tokens.words == [token.text for token in doc]
    assert tokens.small == [token.text.lower() for token in doc]
    assert tokens.tags == [token.tag_ for token in doc]
    assert tokens.starts == [token.idx for token in doc]
    assert tokens.ends == [token.idx + len(token) for token in doc]
    assert tokens.entities == [(ent.start, ent.end, ent.label_) for ent in doc.ents]


def test_a_read_text() -> None:
    doc = _NLP(_TEXT)
    _check(doc)
    assert read_tokens(doc).sentences == [(sent.start, sent.end) for sent in doc.sents]
    assert len(read_tokens(doc).sentences) == 3
    assert read_tokens(doc).entities


@given(st.text(max_size=80))
def test_any_text_without_a_model(text: str) -> None:
    doc = spacy.blank("de").make_doc(text)
    _check(doc)
    assert read_tokens(doc).sentences == ([(0, len(doc))] if len(doc) else [])


def test_the_text_may_be_given() -> None:
    assert read_tokens(_NLP.make_doc(_TEXT), _TEXT) == read_tokens(_NLP.make_doc(_TEXT))
