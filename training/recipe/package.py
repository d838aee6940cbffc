"""Make the model that is shipped from the best checkpoint of the training.

Drops what only training needs, halves the size of the vectors, names the model, and writes the
list of checksums that the loader and the model card are checked against.
"""

import argparse
import hashlib
import shutil
from pathlib import Path

import numpy as np
import spacy
from spacy.language import Language
from spacy.strings import StringStore

import depesche.backbone.word_classes  # noqa: F401 - registers a component
from depesche.backbone.models import CHECKSUMS, checksum_lines, file_digests

VERSION = "0.3.0"
DESCRIPTION = "German news pipeline of Depesche: names, STTS tags, morphology on one tok2vec"


def _needed_strings(nlp: Language) -> StringStore:
    """The strings of labels and of the language; the words of the corpora are not needed."""
    needed = StringStore()
    for string in spacy.blank("de").vocab.strings:
        needed.add(string)
    for labels in nlp.pipe_labels.values():
        for label in labels:
            needed.add(label)
            for part in label.split("|"):
                needed.add(part)
                for half in part.split("="):
                    needed.add(half)
    return needed


def package(checkpoint: Path, out: Path) -> str:
    """Write the model folder and return the digest of its checksums."""
    nlp = spacy.load(checkpoint)
    strings = _needed_strings(nlp)
    nlp.vocab.vectors.data = nlp.vocab.vectors.data.astype(np.float16)
    nlp.meta.update(
        name="depesche_news_sm",
        version=VERSION,
        spacy_version=">=3.8.0,<3.9.0",
        description=DESCRIPTION,
        author="The Depesche authors",
        license="CC BY-SA 4.0",
        performance={},
    )
    nlp.config["paths"] = dict.fromkeys(nlp.config["paths"])
    if out.exists():
        shutil.rmtree(out)
    nlp.to_disk(out)
    strings.to_disk(out / "vocab" / "strings.json")
    text = checksum_lines(file_digests(out))
    (out / CHECKSUMS).write_text(text, encoding="utf-8")
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("out", type=Path)
    arguments = parser.parse_args()
    print(package(arguments.checkpoint, arguments.out))


if __name__ == "__main__":
    main()
