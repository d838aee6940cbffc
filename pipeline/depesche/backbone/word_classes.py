"""What lists of names and raw text tell about a single word, as a feature of the embedded model.

The classes of a word take the place of spaCy's PREFIX attribute (a word's first letter), which no later
stage reads. They come from a table that belongs to the model's weights and lies beside them.
"""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import PREFIX
from spacy.language import Language
from spacy.strings import hash_string  # type: ignore[attr-defined]  # not in its stub
from spacy.tokens import Doc
from spacy.training import Example
from spacy.vocab import Vocab

FACTORY = "depesche_word_classes"
TABLE = "table.npy"
ROW = np.dtype([("word", "<u4"), ("classes", "u1")])
"""A row of a table: the key of a word and its classes as bits; rows stand in the order of the keys."""
UNKNOWN = 256
"""The classes of a word that the table knows neither whole nor by its last part; no row has this value."""
BY_LAST_PART = 128
"""Added to the classes of the last part of a compound that is not in the table as a whole."""
DETERMINED = 32
"""Classes from twice this on have a noun that often stands behind a determiner, as few names do."""
_GENITIVE = "s"
_SHORTEST_HEAD, _SHORTEST_NOUN = 3, 4

_KEY_BITS = 0xFFFFFFFF

Table = NDArray[np.void]


def key_of(word: str) -> int:
    """Half of spaCy's hash of the word: one in 15,000 unknown words is taken for a known one."""
    return int(hash_string(word)) & _KEY_BITS


def look_up(table: Table) -> Callable[[str], int]:
    """The function that gives the classes of a word, with what is known of its parts for an unknown one.

    In this order: the word, without a genitive s, with a first capital only if it is all capitals,
    what follows its last hyphen, and the longest common noun that it ends with ("Umweltstaatssekretär").
    """
    keys, classes = np.ascontiguousarray(table["word"]), table["classes"].tolist()

    def known(word: str) -> int | None:
        key = np.uint32(key_of(word))
        place = int(keys.searchsorted(key))
        return classes[place] if place < len(classes) and keys[place] == key else None

    def whole(word: str) -> int | None:
        found = known(word)
        if found is None and word.endswith(_GENITIVE):
            found = known(word[: -len(_GENITIVE)])
        if found is None and word.isupper():
            found = known(word.capitalize())
        return found

    def last_noun(word: str) -> int | None:
        if not word[:1].isupper() or not word.isalpha():
            return None
        for start in range(_SHORTEST_HEAD, len(word) - _SHORTEST_NOUN + 1):
            found = known(word[start:].capitalize())
            if found is not None and found >= 2 * DETERMINED:
                return found
        return None

    def classes_of(word: str) -> int:
        found = whole(word)
        if found is not None:
            return found
        last = word.rpartition("-")[2]
        part = last_noun(word) if last == word else whole(last) or last_noun(last)
        return UNKNOWN if part is None else BY_LAST_PART + part

    return classes_of


class WordClasses:
    """spaCy component: gives the words of its vocabulary their classes; documents pass unchanged.

    Its table comes from ``initialize`` or from the model's folder, before the first text is read.
    """

    def __init__(self, vocab: Vocab) -> None:
        self._getters: Any = vocab.lex_attr_getters  # type: ignore[attr-defined]  # not in its stub
        self.table: Table = np.empty(0, dtype=ROW)

    def __call__(self, doc: Doc) -> Doc:
        """The same document: words get their classes when they are first met."""
        return doc

    def initialize(
        self,
        get_examples: Callable[[], Iterable[Example]],  # noqa: ARG002 - spaCy passes it
        nlp: Language | None = None,  # noqa: ARG002 - spaCy passes it
        path: Path | None = None,
    ) -> None:
        """Take the table from the file at `path`; without one every word is unknown."""
        self._use(self.table if path is None else np.load(path, allow_pickle=False))

    def to_disk(self, path: Path, exclude: Iterable[str] = ()) -> None:  # noqa: ARG002 - spaCy passes it
        """Write the table into the new folder `path`."""
        Path(path).mkdir(exist_ok=True)
        np.save(Path(path) / TABLE, self.table)

    def from_disk(self, path: Path, exclude: Iterable[str] = ()) -> "WordClasses":  # noqa: ARG002 - spaCy passes it
        """Read the table from the folder `path`; raises ValueError or OSError if it is damaged."""
        self._use(np.load(Path(path) / TABLE, allow_pickle=False))
        return self

    def _use(self, table: Table) -> None:
        if table.dtype != ROW:
            raise ValueError(f"{TABLE} is no table of word classes")
        self.table = table
        self._getters[PREFIX] = look_up(table)


@Language.factory(FACTORY)
def make_word_classes(nlp: Language, name: str) -> WordClasses:  # noqa: ARG001 - spaCy passes it
    """The component; it must stand before all that have weights."""
    return WordClasses(nlp.vocab)
