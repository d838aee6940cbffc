"""Write the text that vectors and word classes are made from: one paragraph a line, tokens apart."""

import argparse
import gzip
import json
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import spacy

from recipe.records import read_sentences


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


def _files_with_text(corpus: Path) -> Iterator[Path]:
    yield from (corpus / "names" / "train").glob("*.jsonl.gz")
    yield from (corpus / "text").glob("*.jsonl.gz")


def write_text(data: Path, corpus: Path, out: Path) -> None:
    """The raw text of the data folder, then the sentences of the corpora with names."""
    annotated = (
        list(sentence.words)
        for path in sorted(_files_with_text(corpus), key=lambda path: path.name)
        for sentence in read_sentences(path)
    )
    with out.open("w", encoding="utf8") as target:
        for tokens in chain(running_tokens(data / "raw"), annotated):
            target.write(" ".join(tokens) + "\n")


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("corpus", type=Path, help="what recipe.convert wrote")
    parser.add_argument("out", type=Path)
    arguments = parser.parse_args()
    write_text(arguments.data, arguments.corpus, arguments.out)


if __name__ == "__main__":
    main()
