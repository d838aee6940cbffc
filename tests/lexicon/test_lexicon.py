"""Verb and noun forms: what a form can be, and what an unknown one is read as."""

from __future__ import annotations

import pytest

from depesche.lexicon import Lexicon, VerbKind, compile_lexicon
from depesche.ruleset import load_ruleset


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return compile_lexicon(load_ruleset())


@pytest.mark.parametrize(
    ("form", "lemma", "kind"),
    [
        ("einsteigt", "einsteigen", VerbKind.FINITE),
        ("eingestiegen", "einsteigen", VerbKind.PARTICIPLE),
        ("einzusteigen", "einsteigen", VerbKind.ZU_INFINITIVE),
        ("übernommen", "übernehmen", VerbKind.PARTICIPLE),
        ("Übernimmt", "übernehmen", VerbKind.FINITE),
        ("unterstützt", "unterstützen", VerbKind.PARTICIPLE),
        ("abgeworben", "abwerben", VerbKind.PARTICIPLE),
        ("investierte", "investieren", VerbKind.FINITE),
        ("investiert", "investieren", VerbKind.PARTICIPLE),
        ("gewönne", "gewinnen", VerbKind.FINITE),
        ("bot", "bieten", VerbKind.FINITE),
        ("geboten", "bieten", VerbKind.PARTICIPLE),
        ("anerkannt", "anerkennen", VerbKind.PARTICIPLE),
        ("zurückzutreten", "zurücktreten", VerbKind.ZU_INFINITIVE),
        ("wechselt", "wechseln", VerbKind.FINITE),
        ("sammele", "sammeln", VerbKind.FINITE),
        ("sei", "sein", VerbKind.FINITE),
        ("hätten", "haben", VerbKind.FINITE),
        ("dürfte", "dürfen", VerbKind.FINITE),
        ("worden", "werden", VerbKind.PARTICIPLE),
    ],
)
def test_known_verb_forms(lexicon: Lexicon, form: str, lemma: str, kind: VerbKind) -> None:
    assert (lemma, kind) in {(found.lemma, found.kind) for found in lexicon.verb_forms(form)}


@pytest.mark.parametrize(
    ("form", "kind", "lemma"),
    [
        ("zwirbelte", VerbKind.FINITE, "zwirbeln"),
        ("verzwirbelt", VerbKind.PARTICIPLE, "verzwirbeln"),
        ("abgezwirbelt", VerbKind.PARTICIPLE, "abzwirbeln"),
        ("geswapt", VerbKind.PARTICIPLE, "swapen"),
    ],
)
def test_unknown_verbs_are_read_as_weak(lexicon: Lexicon, form: str, kind: VerbKind, lemma: str) -> None:
    found = lexicon.verb(form, kind)
    assert (found.lemma, found.guessed) == (lemma, True)


def test_lemmas_of_other_packs_are_inflected() -> None:
    lexicon = compile_lexicon(
        load_ruleset(), extra_verbs=["aufzwirbeln", "zwirbeln"], extra_nouns=["Zwirbelung", "Chipdeal"]
    )
    assert [f.lemma for f in lexicon.verb_forms("aufgezwirbelt")] == ["aufzwirbeln"]
    noun = lexicon.noun("Zwirbelungen")
    assert noun is not None and (noun.lemma, noun.plural, noun.guessed) == ("Zwirbelung", True, False)
    deal = lexicon.noun("Chipdeals")
    assert deal is not None and (deal.lemma, deal.modifier) == ("Chipdeal", None)


@pytest.mark.parametrize(
    ("stem", "particle", "lemma"),
    [("steigen", "ein", "einsteigen"), ("zwirbeln", "auf", "aufzwirbeln"), ("kaufen", "haus", None)],
)
def test_rejoin(lexicon: Lexicon, stem: str, particle: str, lemma: str | None) -> None:
    assert lexicon.rejoin(stem, particle) == lemma


@pytest.mark.parametrize(
    ("form", "lemma", "modifier"),
    [
        ("Übernahme", "Übernahme", None),
        ("Milliardenübernahme", "Übernahme", "Milliarden"),
        ("OpenAI-Übernahme", "Übernahme", "OpenAI"),
        ("KI-Start-ups", "Start-up", "KI"),
        ("Chipkonzerne", "Konzern", "Chip"),
        ("Übernahmeangebots", "Übernahmeangebot", None),
        ("Käufen", "Kauf", None),
        ("Google-Ableger", "Ableger", "Google"),
        ("Personalvorständin", "Personalvorständin", None),
    ],
)
def test_nouns_and_compounds(lexicon: Lexicon, form: str, lemma: str, modifier: str | None) -> None:
    found = lexicon.noun(form)
    assert found is not None
    assert (found.lemma, found.modifier) == (lemma, modifier)


def test_participles_with_adjective_endings(lexicon: Lexicon) -> None:
    found = lexicon.attributive_participle("gegründeten")
    assert found is not None and (found.lemma, found.kind) == ("gründen", VerbKind.PARTICIPLE)
    assert lexicon.attributive_participle("grünen") is None


def test_perfect_auxiliary(lexicon: Lexicon) -> None:
    assert lexicon.perfect_with_sein("einsteigen") and lexicon.perfect_with_sein("ausscheiden")
    assert not lexicon.perfect_with_sein("übernehmen")
