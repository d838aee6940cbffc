"""Makes tagged documents for the date tables without a language model."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

import pytest
import spacy
from spacy.tokens import Doc

from depesche.dates import DateGrammar, compile_dates, find_dates
from depesche.readings import DateReading, Span
from depesche.ruleset import load_ruleset

Tagger = Callable[[str, Mapping[str, str]], Doc]
Read = Callable[..., tuple[DateReading, ...]]


@pytest.fixture(scope="session")
def grammar() -> DateGrammar:
    return compile_dates(load_ruleset())


@pytest.fixture(scope="session")
def tagged() -> Tagger:
    """Tags a text: words of the mapping as told, figures CARD, capitalised words NN."""
    tokenizer = spacy.blank("de")

    def tag(text: str, tags: Mapping[str, str]) -> Doc:
        doc = tokenizer.make_doc(text)
        words = [token.text for token in doc]
        opens: list[bool | int | None] = [
            at == 0 or words[at - 1] in {".", "!", "?"} for at in range(len(words))
        ]
        return Doc(
            tokenizer.vocab,
            words=words,
            spaces=[bool(token.whitespace_) for token in doc],
            tags=[
                tags.get(word) or _guess(word, first=bool(first))
                for word, first in zip(words, opens, strict=True)
            ],
            sent_starts=opens,
        )

    return tag


@pytest.fixture(scope="session")
def read(grammar: DateGrammar, tagged: Tagger) -> Read:
    """Reads the dates of a text."""

    def run(
        text: str,
        published: date | None = None,
        tags: Mapping[str, str] | None = None,
        taken: tuple[Span, ...] = (),
    ) -> tuple[DateReading, ...]:
        return find_dates(tagged(text, tags or {}), text, grammar, published, taken)

    return run


def _guess(word: str, *, first: bool) -> str:
    if word in {".", "!", "?", ":", ";"}:
        return "$."
    if word == ",":
        return "$,"
    if word[:1].isdigit():
        return "CARD"
    return "NN" if word[:1].isupper() and not first else "ADV"
