from pathlib import Path

import numpy as np
import pytest
import spacy

from depesche.backbone import Backbone
from depesche.backbone.word_classes import BY_LAST_PART, FACTORY, ROW, TABLE, UNKNOWN, Table, key_of, look_up


def table_of(classes: dict[str, int]) -> Table:
    return np.array(sorted((key_of(word), bits) for word, bits in classes.items()), dtype=ROW)


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("Merkel", 2),
        ("Merkels", 2),
        ("MERKEL", 2),
        ("Hans", 1),
        ("Hanss", 1),
        ("Frau-Merkel", BY_LAST_PART + 2),
        ("OpenAI-Chef", BY_LAST_PART + 96),
        ("Firmenchef", BY_LAST_PART + 96),
        ("IT-Firmenchef", BY_LAST_PART + 96),
        ("Chef", 96),
        ("Omchef", UNKNOWN),
        ("firmenchef", UNKNOWN),
        ("Vectara", UNKNOWN),
        ("GPT-", UNKNOWN),
        ("-", UNKNOWN),
        ("", UNKNOWN),
    ],
)
def test_classes_of_a_word(word: str, expected: int) -> None:
    assert look_up(table_of({"Merkel": 2, "Hans": 1, "Chef": 96}))(word) == expected


def test_an_empty_table_knows_nothing() -> None:
    assert look_up(table_of({}))("Merkel") == UNKNOWN


def test_classes_come_back_from_a_model_folder(tmp_path: Path) -> None:
    nlp = spacy.blank("de")
    np.save(tmp_path / "made.npy", table_of({"Merkel": 2}))
    nlp.add_pipe(FACTORY).initialize(lambda: [], path=tmp_path / "made.npy")  # type: ignore[attr-defined]
    nlp.to_disk(tmp_path / "model")
    again = spacy.load(tmp_path / "model")
    assert [token.prefix for token in again("Merkel reist")] == [2, UNKNOWN]


def test_another_array_is_no_table(tmp_path: Path) -> None:
    np.save(tmp_path / TABLE, np.zeros(3))
    with pytest.raises(ValueError, match=TABLE):
        spacy.blank("de").add_pipe(FACTORY).from_disk(tmp_path)  # type: ignore[attr-defined]


def test_the_embedded_model_knows_names_from_words(embedded: Backbone) -> None:
    name, word = (token.prefix for token in embedded.nlp.make_doc("Angela Unternehmen"))
    assert name != word
    assert UNKNOWN not in {name, word}


def test_words_of_exceptions_keep_the_features_of_the_training(embedded: Backbone) -> None:
    assert embedded.nlp.vocab["vor"].prefix_ == "v"
