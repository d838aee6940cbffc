import pytest

from depesche.corpus.places import find, occurrences, sentence_around
from depesche.readings import Span

TEXT = (
    "Metas Chef: Meta verkauft. Er kauft am 3. Mai für 5 Mio. Euro Meta-Aktien. Metallbau folgt."
    "\n\nEnde 2014. Neu."
)


def _words(words: str) -> list[str]:
    return [TEXT[span.start : span.end + 1] for span in occurrences(TEXT, words, name=True)]


def test_a_name_stands_free_before_a_genitive_or_hyphen_but_not_inside_a_word() -> None:
    assert _words("Meta") == ["Metas", "Meta ", "Meta-"]


def test_other_words_take_no_ending() -> None:
    assert [span.start for span in occurrences(TEXT, "Meta")] == [12, 62]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("kauft", "kauft am"),
        ("Meta#1", "Meta ver"),
        ("Meta#2", "Meta-Akt"),
        ("Meta#3", None),
        ("fehlt", None),
    ],
)
def test_words_are_found_by_occurrence(words: str, found: str | None) -> None:
    span = find(TEXT, words)
    assert (TEXT[span.start : span.start + 8] if span else None) == found


def test_a_snippet_with_a_gap_spans_from_first_to_last_words() -> None:
    span = find(TEXT, "Er kauft … Meta-Aktien")
    assert span
    assert TEXT[span.start : span.end] == "Er kauft am 3. Mai für 5 Mio. Euro Meta-Aktien"


@pytest.mark.parametrize(
    ("word", "sentence"),
    [
        ("verkauft", "Metas Chef: Meta verkauft."),
        ("kauft", "Er kauft am 3. Mai für 5 Mio. Euro Meta-Aktien."),
        ("Ende", "Ende 2014."),
        ("Neu", "Neu."),
    ],
)
def test_sentences_end_neither_at_ordinals_nor_abbreviations(word: str, sentence: str) -> None:
    at = next(occurrences(TEXT, word))
    around = sentence_around(TEXT, at)
    assert TEXT[around.start : around.end] == sentence


def test_spans_are_half_open() -> None:
    assert next(occurrences("ab", "ab")) == Span(0, 2)
