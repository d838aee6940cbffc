"""Train floret vectors on the raw German text.

In: the folder ``raw`` of the data and the token columns of the training corpora.
Out: ``vectors.floret``, the table that ``spacy init vectors --mode floret`` reads.
"""

import argparse
import gzip
import json
import tempfile
from collections.abc import Iterator
from pathlib import Path

import floret
import spacy

DIMENSIONS = 64
ROWS = 20_000
EPOCHS = 5


def paragraphs(raw: Path) -> Iterator[str]:
    """The texts of every JSON line under ``raw``, in file order."""
    for path in sorted(raw.glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf8") as lines:
            for line in lines:
                yield str(json.loads(line)["text"])


def write_tokens(raw: Path, out: Path) -> None:
    """One paragraph a line, tokens separated by blanks, as the pipeline will see them."""
    tokenizer = spacy.blank("de").tokenizer
    with out.open("w", encoding="utf8") as target:
        for doc in tokenizer.pipe(paragraphs(raw), batch_size=500):
            target.write(" ".join(token.text for token in doc if not token.is_space) + "\n")


def train(raw: Path, out: Path) -> None:
    """Train on one thread, so that the same text always gives the same vectors."""
    with tempfile.TemporaryDirectory() as scratch:
        tokens = Path(scratch) / "tokens.txt"
        write_tokens(raw, tokens)
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
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("raw", type=Path)
    parser.add_argument("out", type=Path)
    arguments = parser.parse_args()
    train(arguments.raw, arguments.out)


if __name__ == "__main__":
    main()
