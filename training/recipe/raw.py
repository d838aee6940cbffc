"""Choose sentences of the raw text that probably hold names, for the teachers to label.

In: the folder of raw text and the table of word classes. Out: one file of bare sentences a source.
"""

import argparse
import gzip
import json
import random
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
from spacy.tokens import Span

from depesche.backbone.word_classes import BY_LAST_PART, DETERMINED, UNKNOWN, look_up
from recipe.articles import sentence_cutter
from recipe.records import Sentence, write_sentences
from recipe.word_classes import LISTED, SMALL

#: Sentences of each source; the encyclopedia, where the most names are, gives the most.
SENTENCES = {
    "wikipedia_de_klexikon": 35_000,
    "bundestag_plenary_wp18": 7_000,
    "okf_blogs": 8_000,
    "xquad_de_contexts": 1_000,
}
SHORTEST, LONGEST = 6, 50
_ENDS = frozenset(".!?:")


def is_name_like(classes: int) -> bool:
    """Whether the word may be a name: unknown, or seldom behind a determiner and never small."""
    if classes == UNKNOWN:
        return True
    if classes & (SMALL | BY_LAST_PART):
        return False
    level = classes // DETERMINED % 4
    return level == 1 or (level == 0 and bool(classes & LISTED))


def has_name_like(words: Sequence[str], classes_of: Callable[[str], int]) -> bool:
    """Whether a capitalised word behind the first may be a name."""
    return any(word[0].isupper() and is_name_like(classes_of(word)) for word in words[1:])


def sentences_of(path: Path) -> Iterator[tuple[str, ...]]:
    """The whole sentences of one source as words, each kind once, in the order of the text."""
    nlp = sentence_cutter()
    seen: set[tuple[str, ...]] = set()
    with gzip.open(path, "rt", encoding="utf8") as lines:
        texts = (str(json.loads(line)["text"]) for line in lines)
        for doc in nlp.pipe(texts, batch_size=500):
            for words in map(_words, doc.sents):
                if SHORTEST <= len(words) <= LONGEST and words[-1] in _ENDS and words not in seen:
                    seen.add(words)
                    yield words


def _words(sentence: Span) -> tuple[str, ...]:
    return tuple(token.text for token in sentence if not token.is_space)


def choose(path: Path, count: int, classes_of: Callable[[str], int], rng: random.Random) -> list[Sentence]:
    """`count` sentences of one source, or all there are, in the order of the text."""
    found = [words for words in sentences_of(path) if has_name_like(words, classes_of)]
    kept = sorted(rng.sample(range(len(found)), min(count, len(found))))
    print(f"{path.name}: {len(found)} sentences, {len(kept)} kept")
    return [Sentence(words=found[index]) for index in kept]


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("raw", type=Path)
    parser.add_argument("word_classes", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--seed", type=int, required=True)
    arguments = parser.parse_args()
    classes_of = look_up(np.load(arguments.word_classes, allow_pickle=False))
    for source, count in SENTENCES.items():
        rng = random.Random(f"{arguments.seed}-{source}")
        chosen = choose(arguments.raw / f"{source}.jsonl.gz", count, classes_of, rng)
        write_sentences(arguments.out / f"raw_{source}.jsonl.gz", chosen)


if __name__ == "__main__":
    main()
