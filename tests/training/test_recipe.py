from __future__ import annotations

import gzip
import random
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from depesche.backbone.word_classes import BY_LAST_PART, DETERMINED, look_up
from recipe.articles import SNAPSHOT
from recipe.augment import Chances, change_style, fill, names_of, spans, swap_names, with_currencies
from recipe.evaluate import f1, spans_of
from recipe.names import Names, template_lines
from recipe.reader import joined
from recipe.records import Sentence, read_sentences, write_sentences
from recipe.sources import probe_sentences, treebank_sentences
from recipe.tagset import allowed_tags, kept_features, standard_tag
from recipe.train import NumpyProducts, overrides
from recipe.word_classes import FIRST_NAME, PLACE, SMALL, SURNAME, Usage, table

NAMES = Names(
    tech=(("Scale", "AI"),),
    listed=(("Scale", "AI"),),
    heads=("Vel",),
    tails=("ia",),
    nouns=("Atlas",),
    endings=("AI",),
    first_names=("Ada",),
    surnames=("Musk",),
    people=(("Ada", "Musk"),),
    places=(("Bern",),),
    products=(("Grok",),),
)


def test_contractions_become_one_token(tmp_path: Path) -> None:
    rows = [
        "1-2\tIm\t_\t_\t_\t_\t_\t_\t_\t_",
        "1\tIn\tin\tADP\tAPPR\t_\t3\tcase\t_\t_",
        "2\tdem\tder\tDET\tART\tCase=Dat|Gender=Neut|Number=Sing|PronType=Art\t3\tdet\t_\t_",
        "3\tJahr\tJahr\tNOUN\tNN\tCase=Dat|Gender=Neut|Number=Sing\t0\troot\t_\t_",
    ]
    path = tmp_path / "trees.conllu.gz"
    path.write_bytes(gzip.compress(("\n".join(rows) + "\n\n").encode()))
    (sentence,) = treebank_sentences(path, tags=True)
    assert sentence.words == ("Im", "Jahr")
    assert sentence.tags == ("APPRART", "NN")
    assert sentence.pos == ("ADP", "NOUN")
    assert sentence.feats == ("Case=Dat|Gender=Neut|Number=Sing",) * 2


@pytest.mark.parametrize(
    ("tag", "expected"), [("PAV", "PROAV"), ("PTKIFG", "ADV"), ("EMOASC", ""), ("NN", "NN")]
)
def test_standard_tags(tag: str, expected: str) -> None:
    assert standard_tag(tag) == expected


@pytest.mark.parametrize(
    ("word", "upos", "features", "inside", "outside"),
    [
        ("zum", "ADP", None, "APPRART", "APPR"),
        ("zu", "ADP", None, "APPR", "APPRART"),
        ("kauft", "VERB", "Mood=Ind|VerbForm=Fin", "VVFIN", "VVINF"),
        ("kaufen", "VERB", "VerbForm=Inf", "VVINF", "VVFIN"),
        ("Mrd.", "NUM", None, "NN", "CARD"),
    ],
)
def test_tags_agree_with_what_is_known(
    word: str, upos: str, features: str | None, inside: str, outside: str
) -> None:
    allowed = allowed_tags(word, upos, features)
    assert inside in allowed
    assert outside not in allowed


def test_mood_makes_a_verb_finite() -> None:
    assert kept_features("Mood=Ind|Person=3|Tense=Past") == "Mood=Ind|Tense=Past|VerbForm=Fin"
    assert kept_features("_") == ""


def test_sentences_survive_the_file(tmp_path: Path) -> None:
    sentence = Sentence(words=("Ja", "."), ents=("O", "O"), tags=("PTKANT", "$."))
    path = tmp_path / "a.jsonl.gz"
    assert write_sentences(path, [sentence]) == 1
    first = path.read_bytes()
    assert list(read_sentences(path)) == [sentence]
    write_sentences(path, [sentence])
    assert path.read_bytes() == first


def test_columns_must_be_parallel() -> None:
    with pytest.raises(ValueError, match="unequal length"):
        Sentence(words=("a", "b"), tags=("NN",))


def test_spans_of_bio() -> None:
    tags = ("B-ORG", "I-ORG", "B-ORG", "O", "B-PER")
    assert spans_of(tags) == {(0, 2, "ORG"), (2, 3, "ORG"), (4, 5, "PER")}
    assert list(spans(tags)) == [(0, 2, "ORG"), (2, 3, "ORG"), (3, 4, ""), (4, 5, "PER")]
    assert f1(1, 2, 2) == 0.5
    assert f1(0, 0, 0) == 0.0


def test_swapped_names_keep_their_label() -> None:
    sentence = Sentence(words=("Die", "Bank", "kauft", "X"), ents=("O", "O", "O", "B-ORG"))
    for seed in range(20):
        swapped = swap_names(sentence, NAMES, Chances(), random.Random(seed))
        assert swapped.words[:3] == sentence.words[:3]
        assert swapped.words[3:] != ("X",)
        assert swapped.ents is not None
        assert {label for _, _, label in spans_of(swapped.ents)} == {"ORG"}


def test_names_of_other_sentences_are_swapped_in() -> None:
    known = (Sentence(words=("FC", "Bayern"), ents=("B-ORG", "I-ORG")), Sentence(words=("Ja",)))
    seen = names_of(known)
    assert seen == {"ORG": (("FC", "Bayern"),)}
    sentence = Sentence(words=("X", "kauft"), ents=("B-ORG", "O"))
    names = replace(NAMES, seen=seen)
    changed = swap_names(sentence, names, Chances(names_seen=1.0), random.Random(1))
    assert changed == Sentence(words=("FC", "Bayern", "kauft"), ents=("B-ORG", "I-ORG", "O"))


def test_change_of_style_keeps_layers_in_step() -> None:
    words = ('"', "Die", "Bank", "kauft", '"', ".")
    sentence = Sentence(words=words, tags=("$(", "ART", "NN", "VVFIN", "$(", "$."), ents=("O",) * 6)
    for seed in range(50):
        changed = change_style(sentence, Chances(no_full_stop=0.5), random.Random(seed))
        assert changed.tags is not None
        assert len(changed.words) == len(changed.tags)


def test_every_template_can_be_filled(project: Path) -> None:
    templates = template_lines(project / "training" / "names")
    assert len(templates) > 100
    for template in templates:
        filled = fill(template, NAMES, random.Random(1))
        assert not {"ORG", "PER", "LOC", "MISC", "NUM"} & set(filled.words)


def test_currencies_are_misc_as_in_germeval() -> None:
    sentence = with_currencies(Sentence(words=("5", "Euro"), ents=("O", "O")))
    assert sentence.ents == ("O", "B-MISC")


def test_joined_sentences_keep_what_all_annotate() -> None:
    first = Sentence(words=("A", "B"), tags=("NN", "NN"), ents=("O", "O"))
    second = Sentence(words=("C",), ents=("B-ORG",))
    text = joined([first, second], [True, False])
    assert text.words == ("A", "B", "\n", "C")
    assert text.ents == ("O", "O", "O", "B-ORG")
    assert text.tags is None
    assert text.starts == (0, 3)


def test_probes_hold_entities(project: Path) -> None:
    for path in sorted((project / "training" / "probe").glob("*.txt")):
        sentences = list(probe_sentences(path))
        assert len(sentences) >= 20
        assert all(sentence.ents and set(sentence.ents) - {"O"} for sentence in sentences)


def test_our_articles_are_sentences_with_entities() -> None:
    sentences = list(read_sentences(SNAPSHOT))
    assert len(sentences) > 1000
    labels = {ent[2:] for sentence in sentences for ent in sentence.ents or () if ent != "O"}
    assert labels == {"ORG", "PER", "LOC", "MISC"}


def test_products_of_matrices_are_those_of_spacy() -> None:
    one, other = np.arange(6.0, dtype="f").reshape(2, 3), np.ones((2, 3), dtype="f")
    ops = NumpyProducts()
    assert np.array_equal(ops.gemm(one, other, trans2=True), one @ other.T)
    out = np.empty((3, 3), dtype="f")
    assert ops.gemm(one, other, out=out, trans1=True) is out
    assert np.array_equal(out, one.T @ other)


def test_settings_of_a_training() -> None:
    given = ["system.seed=7", "training.dropout=0.25", "paths.train=a=b"]
    assert overrides(given) == {"system.seed": 7, "training.dropout": 0.25, "paths.train": "a=b"}


def test_word_classes_come_from_lists_and_text(tmp_path: Path) -> None:
    countries = '{"main": {"de": {"localeDisplayNames": {"territories": {"CH": "Schweiz"}}}}}'
    lists = {
        "first_names_all.txt.gz": "Ada\n",
        "surnames_de.txt.gz": "Koch\n",
        "surnames_all.txt.gz": "",
        "vornamen_de_staedte.csv.gz": "name\nAda\n",
        "world_cities.csv.gz": "name,subcountry\nBern,Bern\n",
        "listed_companies.csv.gz": "name\n",
        "forenames_by_country.csv": "Romanized Name\n",
        "surnames_by_country.csv": "Romanized Name\n",
        "dax40_wikipedia.csv": "name\n",
        "sp500.csv": "Security\n",
        "unicorns_wikipedia.csv": "Company\n",
        "unicorns_former_wikipedia.csv": "Company\n",
        "us_listed.csv": "name\n",
        "cldr_de_territories.json": countries,
    }
    for name, text in lists.items():
        data = text.encode()
        (tmp_path / name).write_bytes(gzip.compress(data) if name.endswith(".gz") else data)
    usage = Usage([["Gern", "sah", "der", "Koch", "Bern"]] * 3, frozenset({"der"}))
    classes = look_up(table(tmp_path, usage))
    assert classes("Ada") == FIRST_NAME
    assert classes("Koch") == SURNAME + 3 * DETERMINED
    assert classes("Meisterkoch") == BY_LAST_PART + SURNAME + 3 * DETERMINED
    assert classes("Berns") == classes("BERN") == PLACE + DETERMINED
    assert classes("Schweiz") == PLACE
    assert classes("sah") == SMALL
