"""Every language has a word for everything."""

from __future__ import annotations

import re
from decimal import Decimal
from enum import Enum
from typing import get_args

import pytest

from depesche.records import Amount, DealStatus, DealType, MentionType, Modifier, Role, TitleStatus
from depesche.wording import LANGUAGES, Language, load_wording

VALUES: dict[str, type[Enum]] = {
    "type": DealType,
    "status": DealStatus,
    "role": Role,
    "mention": MentionType,
    "title_status": TitleStatus,
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("section", VALUES)
def test_every_value_has_a_word(language: Language, section: str) -> None:
    assert set(load_wording(language).sections[section]) == {value.value for value in VALUES[section]}


def test_languages_say_the_same() -> None:
    first, *others = (load_wording(language) for language in LANGUAGES)
    for other in others:
        assert {name: set(words) for name, words in other.sections.items()} == {
            name: set(words) for name, words in first.sections.items()
        }
        for name, words in first.sections.items():
            for key, sentence in words.items():
                places = set(re.findall(r"\{\w+\}", sentence))
                assert set(re.findall(r"\{\w+\}", other.sections[name][key])) == places, (name, key)


@pytest.mark.parametrize(
    ("language", "expected"), [("en", "up to 14.3 bn USD"), ("de", "bis zu 14,3 Mrd. USD")]
)
def test_money(language: Language, expected: str) -> None:
    amount = Amount(
        id="a1", mention="m1", value=Decimal("14300000000"), currency="USD", modifier=Modifier.AT_MOST
    )
    assert load_wording(language).money(amount) == expected


def test_numbers_in_german() -> None:
    assert load_wording("de").number(Decimal("1234567.5")) == "1.234.567,5"


def test_languages_are_the_literal() -> None:
    assert get_args(Language) == LANGUAGES
