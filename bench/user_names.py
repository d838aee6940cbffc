"""Prints what a user's list of names costs: loading it, and extracting with it.

Usage: ``python bench/user_names.py [NAMES]`` (default 1,000,000). The list is invented: one to three words,
a third with a legal form, hyphen or ampersand, some with aliases. All is processor time of this one run.
"""

from __future__ import annotations

import csv
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from depesche.extractor import Extractor
from depesche.io import read_inputs
from depesche.names import compile_names
from depesche.records import Article
from depesche.ruleset import load_ruleset

_SAMPLES = Path(__file__).parent.parent / "corpus" / "samples"
_ROUNDS = 5
_TAILS = ("", "", "", " GmbH", " AG", " GmbH & Co. KG", " Inc.", "-Werke", " Energy", " Labs")


def main() -> None:
    """Measure and print."""
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    ruleset = load_ruleset()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "names.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(name_rows(size))
        compile_names(ruleset)
        plain = _seconds(lambda: compile_names(ruleset))
        loaded = _seconds(lambda: compile_names(ruleset, path))
        articles = [item for item in read_inputs([str(_SAMPLES)]) if isinstance(item, Article)]
        without, with_list = Extractor(model="embedded"), Extractor(model="embedded", names=path)
        rounds = [
            (
                _seconds(lambda: list(without.stream(articles))),
                _seconds(lambda: list(with_list.stream(articles))),
            )
            for _ in range(_ROUNDS)
        ]
    print(f"{size:,} names load in {loaded - plain:.1f} s")
    slower = min(b for _, b in rounds) / min(a for a, _ in rounds) - 1
    print(f"extraction takes {slower:+.1%} of its time more with them")


def name_rows(size: int) -> Iterator[tuple[str, ...]]:
    """The rows of an invented list of names, the header first; the same ones each time."""
    chance = random.Random(7)
    syllables = [a + b for a in "bdfgklmnprstvwz" for b in ("a", "e", "i", "o", "u", "ar", "en", "il")]
    yield "name", "aliases", "id", "kind"
    for number in range(size):
        word = "".join(chance.choices(syllables, k=chance.randint(2, 4))).capitalize()
        second = f" {''.join(chance.choices(syllables, k=2)).capitalize()}" if chance.random() < 0.3 else ""
        alias = word.upper() if chance.random() < 0.1 else ""
        yield word + second + chance.choice(_TAILS), alias, f"K-{number}", "company"


def _seconds(call: Callable[[], object]) -> float:
    start = time.process_time()
    call()
    return time.process_time() - start


if __name__ == "__main__":
    main()
