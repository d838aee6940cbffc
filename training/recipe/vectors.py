"""Train floret vectors on the raw German text.

In: the text that `recipe.text` wrote and the folder ``gazetteers`` of the data.
Out: ``vectors.floret``, the table that ``spacy init vectors --mode floret`` reads.
"""

import argparse
import random
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import floret

from recipe.names import Names, load_names

OWN_NAMES = Path(__file__).parents[1] / "names"
DIMENSIONS = 96
ROWS = 60_000
EPOCHS = 5
NAME_ROUNDS = 6
NAMES_A_LINE = 12
SEED = 7


def name_lines(names: Names, rng: random.Random) -> Iterator[list[str]]:
    """Lines that hold names of one kind only, so that a kind's names come to lie together."""
    single = {
        "first": names.first_names,
        "last": names.surnames,
        "place": tuple(" ".join(words) for words in names.places),
        "company": tuple(" ".join(words) for words in (*names.tech, *names.listed)),
    }
    for kind in single.values():
        distinct = sorted(set(kind))
        for _ in range(NAME_ROUNDS):
            shuffled = rng.sample(distinct, len(distinct))
            for start in range(0, len(shuffled), NAMES_A_LINE):
                yield " ".join(shuffled[start : start + NAMES_A_LINE]).split()


def write_tokens(text: Path, names: Names, out: Path) -> None:
    """The text and the names, one paragraph a line."""
    shutil.copyfile(text, out)
    with out.open("a", encoding="utf8") as target:
        for tokens in name_lines(names, random.Random(SEED)):
            target.write(" ".join(tokens) + "\n")


def train(text: Path, names: Names, out: Path) -> None:
    """Train on one thread, so that the same text always gives the same vectors."""
    with tempfile.TemporaryDirectory() as scratch:
        tokens = Path(scratch) / "tokens.txt"
        write_tokens(text, names, tokens)
        model = floret.train_unsupervised(
            str(tokens),
            model="skipgram",
            mode="floret",
            dim=DIMENSIONS,
            bucket=ROWS,
            hashCount=2,
            minn=3,
            maxn=5,
            minCount=3,
            epoch=EPOCHS,
            neg=5,
            ws=5,
            thread=1,
            verbose=1,
        )
        model.save_floret_vectors(str(out))


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("text", type=Path)
    parser.add_argument("gazetteers", type=Path)
    parser.add_argument("out", type=Path)
    arguments = parser.parse_args()
    train(arguments.text, load_names(OWN_NAMES, arguments.gazetteers), arguments.out)


if __name__ == "__main__":
    main()
