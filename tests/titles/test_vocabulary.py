"""Single words: inflection, compounds, prefixes, bodies; and what the packs must not say."""

from __future__ import annotations

import pytest

from depesche.errors import RuleError
from depesche.records import TitleStatus
from depesche.ruleset import Origin, Pack, load_ruleset
from depesche.titles import TitleRules, compile_titles
from depesche.titles.pattern import compile_pattern, make_alphabet

WORDS = [
    ("Chef", "ceo"),
    ("Chefin", "ceo"),
    ("Chefinnen", "ceo"),
    ("Finanzchefs", "cfo"),
    ("Finanzvorständin", "cfo"),
    ("Finanzvorstände", "cfo"),
    ("Personalvorstands", "chro"),
    ("Konzernchef", "ceo"),
    ("KI-Chef", "head"),
    ("Entwicklungschefin", "head"),
    ("Vorstandsvorsitzende", "ceo"),
    ("Vorstandsvorsitzenden", "ceo"),
    ("Vorstandsvorsitzender", "ceo"),
    ("Aufsichtsratsvorsitzende", "supervisory_board_chair"),
    ("Verwaltungsratspräsidentin", "chair"),
    ("Generaldirektorin", "ceo"),
    ("Vizepräsidentin", "vice_president"),
    ("Vize-Präsident", "vice_president"),
    ("Co-CEO", "ceo"),
    ("CEOs", "ceo"),
    ("Mitgründern", "co_founder"),
    ("Mitbegründerin", "co_founder"),
    ("Firmengründer", "founder"),
    ("Gründer*innen", "founder"),
    ("Chefökonomin", "chief_economist"),
    ("Chefwissenschaftler", "chief_scientist"),
    ("Aufsichtsrätin", "supervisory_board_member"),
    ("Vorstandsmitglieds", "board_member"),
    ("Hauptgeschäftsführer", "managing_director"),
    ("Insolvenzverwalterin", "insolvency_administrator"),
    ("Chefredaktorin", "editor_in_chief"),
    ("Nationalrätin", "politician"),
]
NO_TITLES = [
    "Chefsache",
    "Chefetage",
    "Gründerszene",
    "CEO-Gehalt",
    "Halbleiter",
    "Begleiter",
    "Gesprächspartner",
    "Lautsprecher",
    "Passwortmanager",
    "Küchenchef",
    "chef",
    "Vorrat",
    "Leitung",
    "Partnerschaft",
]


@pytest.fixture(scope="module")
def rules() -> TitleRules:
    return compile_titles(load_ruleset())


@pytest.mark.parametrize(("word", "normalized"), WORDS)
def test_words_that_are_titles(word: str, normalized: str, rules: TitleRules) -> None:
    found = rules.words.vocabulary.word(word)
    assert found is not None
    assert found.normalized == normalized


@pytest.mark.parametrize("word", NO_TITLES)
def test_words_that_are_none(word: str, rules: TitleRules) -> None:
    found = rules.words.vocabulary.word(word)
    assert found is None or found.normalized is None


@pytest.mark.parametrize(
    ("word", "status", "cut"),
    [("Ex-CEO", TitleStatus.FORMER, 3), ("Exchef", TitleStatus.FORMER, 2), ("CEO", None, 0)],
)
def test_prefixes_tell_the_status(word: str, status: TitleStatus | None, cut: int, rules: TitleRules) -> None:
    found = rules.words.vocabulary.word(word)
    assert found is not None
    assert (found.status, found.cut) == (status, cut)


@pytest.mark.parametrize(
    ("word", "title"),
    [("Chefposten", "ceo"), ("Vorstandsvorsitz", "ceo"), ("Finanzressort", "cfo"), ("Postbote", None)],
)
def test_posts(word: str, title: str | None, rules: TitleRules) -> None:
    assert rules.words.vocabulary.post(word) == title


@pytest.mark.parametrize(
    ("pattern", "reason"),
    [
        ("nobody_knows_this", "no item can ever be 'nobody_knows_this'"),
        ("@nowhere", "unknown macro @nowhere"),
        ("title ;", "cannot read ' ;'"),
        ("(title", "missing \\)"),
        ("@circle", "circle"),
    ],
)
def test_a_bad_pattern_names_pack_rule_and_reason(pattern: str, reason: str) -> None:
    alphabet = make_alphabet([frozenset({"title"}), frozenset({"person"})])
    pack = Pack(pack="titles.mine", kind="titles")
    pack.read_from(Origin("mine/titles.yaml", is_own=True))
    with pytest.raises(RuleError, match=reason) as error:
        compile_pattern(pattern, {"circle": "@circle"}, alphabet, pack, "title.mine")
    assert str(error.value).startswith("mine/titles.yaml: rule 'title.mine': ")
