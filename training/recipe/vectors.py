"""Train floret vectors on the raw German text.

In: the folders ``raw`` and ``gazetteers`` of the data, and the training sentences with names.
Out: ``vectors.floret``, the table that ``spacy init vectors --mode floret`` reads.
"""

import argparse
import gzip
import json
import random
import tempfile
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import floret
import spacy

from recipe.names import Names, load_names
from recipe.records import read_sentences

OWN_NAMES = Path(__file__).parents[1] / "names"
DIMENSIONS = 96
ROWS = 20_000
EPOCHS = 7
NAME_ROUNDS = 6
NAMES_A_LINE = 12
SEED = 7


def paragraphs(raw: Path) -> Iterator[str]:
    """The texts of every JSON line under ``raw``, in file order."""
    for path in sorted(raw.glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf8") as lines:
            for line in lines:
                yield str(json.loads(line)["text"])


def running_tokens(raw: Path) -> Iterator[list[str]]:
    """The paragraphs as the pipeline will see them."""
    nlp = spacy.blank("de")
    for doc in nlp.pipe(paragraphs(raw), batch_size=500):
        yield [token.text for token in doc if not token.is_space]


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


def _files_with_text(corpus: Path) -> Iterator[Path]:
    yield from (corpus / "names" / "train").glob("*.jsonl.gz")
    yield from (corpus / "text").glob("*.jsonl.gz")


def write_tokens(data: Path, corpus: Path, out: Path) -> None:
    """All text that vectors are trained on, one line a paragraph, tokens separated by blanks."""
    rng = random.Random(SEED)
    names = load_names(OWN_NAMES, data / "gazetteers")
    annotated = (
        list(sentence.words)
        for path in sorted(_files_with_text(corpus), key=lambda path: path.name)
        for sentence in read_sentences(path)
    )
    with out.open("w", encoding="utf8") as target:
        for tokens in chain(running_tokens(data / "raw"), annotated, name_lines(names, rng)):
            target.write(" ".join(tokens) + "\n")


def train(data: Path, corpus: Path, out: Path) -> None:
    """Train on one thread, so that the same text always gives the same vectors."""
    with tempfile.TemporaryDirectory() as scratch:
        tokens = Path(scratch) / "tokens.txt"
        write_tokens(data, corpus, tokens)
        model = floret.train_unsupervised(
            str(tokens),
            model="cbow",
            mode="floret",
            dim=DIMENSIONS,
            bucket=ROWS,
            hashCount=2,
            minn=3,
            maxn=5,
            minCount=5,
            epoch=EPOCHS,
            neg=10,
            ws=5,
            thread=1,
            verbose=1,
        )
        model.save_floret_vectors(str(out))


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("corpus", type=Path, help="what recipe.convert wrote")
    parser.add_argument("out", type=Path)
    arguments = parser.parse_args()
    train(arguments.data, arguments.corpus, arguments.out)


if __name__ == "__main__":
    main()
