"""The analysis text: what it evens out, and that offsets always find their way back."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depesche.text import analysis_text

WRAPPED = (
    "Der Chipkonzern Nvidia will das israelische Start-up\n"
    "Run:ai für 700 Millionen Dollar kaufen, wie am Freitag\n"
    "aus Kreisen verlautete."
)

CASES = [
    ("plain text stays", "Meta kauft Scale AI.", "Meta kauft Scale AI."),
    ("decomposed umlauts", unicodedata.normalize("NFD", "Für Übernahmen"), "Für Übernahmen"),
    ("soft hyphens", "Über\u00adnahme", "Übernahme"),
    ("zero-width characters", "Scale\u200b AI\ufeff", "Scale AI"),
    ("no-break spaces", "14,3\u00a0Mrd.\u202fUS-Dollar", "14,3 Mrd. US-Dollar"),
    ("Windows line ends", "Titel\r\nText", "Titel\nText"),
    ("old line ends", "Titel\rText", "Titel\nText"),
    ("emoji stay", "Rakete 🚀 für Isar", "Rakete 🚀 für Isar"),
    ("lone surrogates", "kaputt \ud83d hier", "kaputt \ufffd hier"),
    ("tabs", "a\tb", "a b"),
    ("a line of signs stays", "a\n" + "-" * 80 + "\nb", "a\n" + "-" * 80 + "\nb"),
    ("a long run of signs", "Meta " + "([)„" * 50 + " kauft", "Meta " + " " * 200 + " kauft"),
    (
        "hard-wrapped paragraphs",
        WRAPPED,
        WRAPPED.replace("\n", " "),
    ),
    (
        "headline over text",
        "Nvidia vor Übernahme\nDer Chipkonzern kauft ein.",
        "Nvidia vor Übernahme\nDer Chipkonzern kauft ein.",
    ),
]


@pytest.mark.parametrize(("source", "wanted"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_normalises(source: str, wanted: str) -> None:
    assert analysis_text(source).text == wanted


@pytest.mark.parametrize("source", [case[1] for case in CASES], ids=[case[0] for case in CASES])
def test_words_are_found_again(source: str) -> None:
    text = analysis_text(source)
    for word in text.text.split():
        start, end = text.to_source(text.text.index(word), text.text.index(word) + len(word))
        assert analysis_text(source[start:end]).text == word


MESSY = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from("aeuU\u0308\u00ad\u200b\u00a0\u202f\r\n 🚀ß\ud800"),
    ),
    max_size=200,
)


@given(MESSY)
def test_offsets_are_ordered_and_inside(source: str) -> None:
    text = analysis_text(source)
    last = 0
    for index in range(len(text.text)):
        start, end = text.to_source(index, index + 1)
        assert last <= start < end <= len(source)
        last = start


@given(MESSY)
def test_normalising_twice_changes_nothing(source: str) -> None:
    once = analysis_text(source).text
    assert analysis_text(once).text == once
