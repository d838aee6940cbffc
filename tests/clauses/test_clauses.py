"""The clause reader on sentences of our own, and on anything at all."""

from __future__ import annotations

import pytest
import spacy
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from depesche.clauses import Words, find_clauses, words_of
from depesche.lexicon import compile_lexicon
from depesche.readings import Clause, Name, Span
from depesche.ruleset import load_ruleset
from depesche.tokens import read_tokens
from tests.clauses.tables import Case, cases, differences, read

_WORDS = words_of(compile_lexicon(load_ruleset()))
_VOCAB = spacy.blank("de").vocab


@pytest.fixture(scope="module")
def words() -> Words:
    return _WORDS


@pytest.mark.parametrize(
    "case", [*cases("clauses.yaml"), *cases("clauses_hard.yaml")], ids=lambda case: case.text[:60]
)
def test_clauses(case: Case, words: Words) -> None:
    doc, names, taken = read(case)
    found = find_clauses(read_tokens(doc), words, names, taken)
    texts = [doc.text[c.span.start : c.span.end] for c in found]
    assert len(found) == len(case.clauses), texts
    problems = [
        f"{line.split()[0]}: {problem}"
        for line, clause in zip(case.clauses, found, strict=True)
        for problem in differences(line, clause, doc, names)
    ]
    assert not problems, texts


_ANY_WORDS = """
    Meta der die das den dem dessen kauft kaufte gekauft zu kaufen einzusteigen ein ab dass um ohne und
    oder sondern , . : ; ( ) „ “ – nicht kein sich wird wurde hat ist worden sein will was wer wie als vor
    von mit 32 Milliarden Dollar Übernahme
"""
_ANY_TAGS = """
    NN NE ART APPR APPRART ADJA ADJD ADV CARD KON KOUS KOUI KOKOM PRELS PRELAT PWS PWAV PPER PRF PDS PIS
    PIAT PTKVZ PTKZU PTKNEG VVFIN VVPP VVINF VVIZU VAFIN VAINF VMFIN TRUNC $, $. $( XY
"""


def check_invariants(doc: Doc, found: tuple[Clause, ...]) -> None:
    for clause in found:
        assert 0 <= clause.first < clause.last <= len(doc)
        assert clause.parent is None or 0 <= clause.parent < len(found)
        for chunk in clause.chunks:
            assert chunk.first <= chunk.head < chunk.last
            assert chunk.span.start == doc[chunk.first].idx
            assert chunk.span.end == doc[chunk.last - 1].idx + len(doc[chunk.last - 1])


@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(st.tuples(st.sampled_from(_ANY_WORDS.split()), st.sampled_from(_ANY_TAGS.split())), max_size=60),
    st.data(),
)
def test_any_words_and_tags(tokens: list[tuple[str, str]], data: st.DataObject) -> None:
    doc = Doc(_VOCAB, words=[word for word, _ in tokens], tags=[tag for _, tag in tokens])
    names, taken = [], []
    if len(doc) > 3:
        first = data.draw(st.integers(0, len(doc) - 2))
        last = data.draw(st.integers(first + 1, len(doc)))
        span = Span(doc[first].idx, doc[last - 1].idx + len(doc[last - 1]))
        if data.draw(st.booleans()):
            names.append(Name(span, "company", "x", "test"))
        else:
            taken.append(span)
    found = find_clauses(read_tokens(doc), _WORDS, names, taken)
    check_invariants(doc, found)
    for clause in found:
        for chunk in clause.chunks:
            for name in names:
                assert chunk.span.covers(name.span) or not chunk.span.overlaps(name.span)


@settings(max_examples=100)
@given(st.text(max_size=200))
def test_any_text_without_tags(text: str) -> None:
    doc = spacy.blank("de")(text)
    check_invariants(doc, find_clauses(read_tokens(doc), _WORDS, (), ()))


def test_a_sentence_of_a_thousand_words_is_read_in_linear_time() -> None:
    doc, _, _ = read(cases("clauses.yaml")[0])
    words = [token.text for token in doc] * 120
    tags = [token.tag_ for token in doc] * 120
    starts: list[bool | int | None] = [at == 0 for at in range(len(words))]
    long = Doc(_VOCAB, words=words, tags=tags, sent_starts=starts)
    assert len(find_clauses(read_tokens(long), _WORDS, (), ())) >= 120
