"""Rebuild rules/names/nouns.csv from the table of the package german-nouns (nouns.csv, of German Wiktionary).

Kept are the lemmas that the words already in rules/names/words.csv and the nouns kept before, shorter first,
neither inflect to nor compound to: what depesche.names.german works out needs no line.

    python training/noun_list.py NOUNS.csv
"""

from __future__ import annotations

import argparse
import csv
from pathlib import Path

from depesche.names.german import german_words
from depesche.names.pack import NamePack
from depesche.ruleset import load_ruleset

_RULES = Path(__file__).parent.parent / "rules" / "names"
_NO_NOUNS = (
    "name",
    "Toponym",
    "Affix",
    "Suffix",
    "Präfix",
    "Lexem",
    "Abkürzung",
    "Symbol",
    "Buchstabe",
    "Wortverb",
)
_SHORTEST = 3
_STEP = 500
"""The word knowledge is rebuilt after so many new nouns."""


def lemmas(table: Path) -> list[str]:
    """The common nouns of the table, shorter ones first."""
    with table.open(encoding="utf-8", newline="") as file:
        found = {
            row["lemma"] for row in csv.DictReader(file) if not any(kind in row["pos"] for kind in _NO_NOUNS)
        }
    nouns = (w for w in found if w[:1].isupper() and w[1:].islower() and w.isalpha() and len(w) >= _SHORTEST)
    return sorted(nouns, key=lambda noun: (len(noun), noun))


def underived(nouns: list[str]) -> list[str]:
    """The nouns that are not derived from words.csv and one another."""
    pack = next(pack for pack in load_ruleset().packs(NamePack, "names"))
    words = (_RULES / "words.csv").read_text(encoding="utf-8").split()[1:]
    kept: list[str] = []
    for at in range(0, len(nouns), _STEP):
        german = german_words(words, kept, pack.german_endings, pack.compound_links)
        kept += [noun for noun in nouns[at : at + _STEP] if not german.knows(noun)]
    return sorted(kept)


def main() -> None:
    """Write the list."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("table", type=Path, metavar="NOUNS.csv")
    kept = underived(lemmas(parser.parse_args().table))
    (_RULES / "nouns.csv").write_text("\n".join(["noun", *kept]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
