"""Write the table of word classes: which lists of names hold a word and how raw text uses it.

In: the folder ``gazetteers`` of the data and the text that `recipe.text` wrote. Out: a NumPy file that
`depesche.backbone.word_classes` reads. The classes of a word are bits: first name, surname, place,
word of a company's name; seen in small letters; and how often a determiner stands before it.
"""

import argparse
import gzip
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np

from depesche.backbone.word_classes import DETERMINED, ROW, Table, key_of
from recipe.names import gazetteer_rows

FIRST_NAME, SURNAME, PLACE, COMPANY, SMALL = 1, 2, 4, 8, 16
LISTED = FIRST_NAME | SURNAME | PLACE | COMPANY
#: Shares of determiners before a word between the levels seldom, now and then, often.
SELDOM, OFTEN = 0.08, 0.35
SEEN = 3
SENTENCE_STARTS = frozenset('.!?:;"„“»«()–-*')
#: Words of companies' names that say nothing.
_GENERIC = frozenset({"The", "Inc.", "Inc", "of", "and", "&", "de", "I", "II", "III"})


class Usage:
    """How often words stand inside sentences, behind determiners, and in small letters."""

    def __init__(self, lines: Iterable[list[str]], determiners: frozenset[str]) -> None:
        self.capitalised: Counter[str] = Counter()
        self.determined: Counter[str] = Counter()
        self.small: Counter[str] = Counter()
        for words in lines:
            for before, word in zip([".", *words], words, strict=False):
                if word.islower():
                    self.small[word] += 1
                elif before not in SENTENCE_STARTS and word[0].isupper():
                    self.capitalised[word] += 1
                    self.determined[word] += before.lower() in determiners

    def level(self, word: str) -> int:
        """0 for a word not seen often enough, then 1 to 3 by the share of determiners."""
        count = self.capitalised[word]
        if count < SEEN:
            return 0
        share = self.determined[word] / count
        return 1 if share < SELDOM else 2 if share < OFTEN else 3


def lists(gazetteers: Path) -> Iterator[tuple[int, str]]:
    """Each word of the lists of names with the bit of its list."""
    for file, bit in (("first_names_all", FIRST_NAME), ("surnames_de", SURNAME), ("surnames_all", SURNAME)):
        with gzip.open(gazetteers / f"{file}.txt.gz", "rt", encoding="utf8") as lines:
            yield from ((bit, line.strip()) for line in lines)
    for file, column, bit in (
        ("vornamen_de_staedte.csv.gz", "name", FIRST_NAME),
        ("forenames_by_country.csv", "Romanized Name", FIRST_NAME),
        ("surnames_by_country.csv", "Romanized Name", SURNAME),
        ("world_cities.csv.gz", "name", PLACE),
        ("world_cities.csv.gz", "subcountry", PLACE),
        ("dax40_wikipedia.csv", "name", COMPANY),
        ("sp500.csv", "Security", COMPANY),
        ("unicorns_wikipedia.csv", "Company", COMPANY),
        ("unicorns_former_wikipedia.csv", "Company", COMPANY),
        ("listed_companies.csv.gz", "name", COMPANY),
        ("us_listed.csv", "name", COMPANY),
    ):
        for row in gazetteer_rows(gazetteers / file):
            yield from ((bit, word.strip(",()")) for word in row[column].split())
    territories = json.loads((gazetteers / "cldr_de_territories.json").read_text(encoding="utf8"))
    for name in territories["main"]["de"]["localeDisplayNames"]["territories"].values():
        yield from ((PLACE, word.strip(",()")) for word in name.split())


def table(gazetteers: Path, usage: Usage) -> Table:
    """The rows (key of the word, classes), keys ascending."""
    classes: Counter[str] = Counter()
    for bit, word in lists(gazetteers):
        if len(word) > 1 and word[0].isupper() and word not in _GENERIC:
            classes[word] |= bit
    words = {word for word, count in usage.capitalised.items() if count >= SEEN} | classes.keys()
    for word in sorted(words):
        classes[word] |= DETERMINED * usage.level(word)
        if usage.small[word.lower()] >= SEEN:
            classes[word] |= SMALL
        if word.endswith("s") and not classes[word] & LISTED:
            classes[word] |= classes[word[:-1]] & LISTED
    for word, count in usage.small.items():
        if count >= SEEN:
            classes[word] = SMALL
    rows = {key_of(word): bits for word, bits in sorted(classes.items())}
    return np.array(sorted(rows.items()), dtype=ROW)


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gazetteers", type=Path)
    parser.add_argument("text", type=Path, help="one paragraph a line, tokens separated by blanks")
    parser.add_argument("out", type=Path)
    arguments = parser.parse_args()
    determiners = frozenset((Path(__file__).parents[1] / "determiners.txt").read_text("utf8").split())
    with arguments.text.open(encoding="utf8") as lines:
        usage = Usage((line.split() for line in lines), determiners)
    np.save(arguments.out, table(arguments.gazetteers, usage))


if __name__ == "__main__":
    main()
