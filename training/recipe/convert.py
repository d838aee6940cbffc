"""Turn the corpora under the data folder into `Sentence` files for training and evaluation.

Writes ``OUT/bootstrap/{train,dev}`` (what carries STTS or features), ``OUT/names/{train,dev}``
(entities), ``OUT/articles`` (ours), ``OUT/text`` (for vectors only), ``OUT/unlabelled`` (to be
completed by the bootstrap tagger) and ``OUT/test``.
"""

import argparse
from collections.abc import Iterable, Sequence
from pathlib import Path

from recipe.articles import SNAPSHOT
from recipe.augment import with_currencies
from recipe.records import Sentence, read_sentences, write_sentences
from recipe.sources import (
    empirist_sentences,
    entity_sentences,
    probe_sentences,
    treebank_sentences,
    universal_tag_sentences,
)

#: Every tenth sentence of UD GSD dev is kept for choosing the checkpoint.
HELD_OUT = 10
PROBE = Path(__file__).parents[1] / "probe"
#: The court decisions are far from news: a part of their text is for the vectors alone.
LEGAL_STEP = 10
NAME_CORPORA = ("germeval14", "smartdata", "mobie", "wikiner_part")
#: Corpora without MISC: their currencies get it, since the largest corpus counts them as MISC.
WITHOUT_MISC = frozenset({"smartdata", "mobie"})


def split(sentences: Iterable[Sentence]) -> tuple[list[Sentence], list[Sentence]]:
    """Training and held-out sentences."""
    train: list[Sentence] = []
    held_out: list[Sentence] = []
    for number, sentence in enumerate(sentences):
        (held_out if number % HELD_OUT == 0 else train).append(sentence)
    return train, held_out


def save(out: Path, name: str, sentences: Sequence[Sentence]) -> None:
    """Write one file and say what it holds."""
    count = write_sentences(out / f"{name}.jsonl.gz", sentences)
    words = sum(len(sentence.words) for sentence in sentences)
    print(f"{out.parent.name}/{out.name}/{name}: {count} sentences, {words} words")


def convert_tags(trees: Path, out: Path) -> None:
    """Treebanks: gold STTS and features for the bootstrap, the rest to be completed."""
    train, held_out = split(treebank_sentences(trees / "de_gsd.dev.conllu.gz", tags=True))
    save(out / "bootstrap" / "train", "gsd_dev", train)
    save(out / "bootstrap" / "dev", "gsd_dev", held_out)
    web = [*empirist_sentences(trees / "empirist.train.tsv.gz")]
    web += empirist_sentences(trees / "empirist.test.tsv.gz")
    save(out / "bootstrap" / "train", "empirist", web)
    pud = list(treebank_sentences(trees / "de_pud.test.conllu.gz", tags=False))
    save(out / "bootstrap" / "train", "pud", pud)
    save(out / "unlabelled", "pud", pud)
    gsd = list(universal_tag_sentences(trees / "de_gsd.train.upos.tsv.gz"))
    save(out / "unlabelled", "gsd_train", gsd)
    save(out / "test", "gsd", list(treebank_sentences(trees / "de_gsd.test.conllu.gz", tags=True)))


def convert_names(names: Path, out: Path) -> None:
    """Corpora with entities."""
    for corpus in NAME_CORPORA:
        for part in ("train", "dev"):
            sentences = list(entity_sentences(names / f"{corpus}.{part}.conll.gz"))
            if corpus in WITHOUT_MISC and part == "train":
                sentences = [with_currencies(sentence) for sentence in sentences]
            save(out / "names" / part, corpus, sentences)
    save(out / "articles", "articles", list(read_sentences(SNAPSHOT)))
    legal = list(entity_sentences(names / "legal_ler.train.conll.gz"))[::LEGAL_STEP]
    save(out / "text", "legal_ler", legal)
    for probe in ("known_names", "unseen_names"):
        save(out / "names" / "dev", f"probe_{probe}", list(probe_sentences(PROBE / f"{probe}.txt")))
    save(out / "names" / "dev", "uner_pud", list(entity_sentences(names / "uner_pud.dev.conll.gz")))


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, help="folder with ner/, ud/, raw/, gazetteers/")
    parser.add_argument("out", type=Path)
    arguments = parser.parse_args()
    convert_tags(arguments.data / "ud", arguments.out)
    convert_names(arguments.data / "ner", arguments.out)


if __name__ == "__main__":
    main()
