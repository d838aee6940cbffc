"""Complete half-annotated treebanks with a tagger that must agree with what is known.

UD GSD train has UPOS only, PUD has UPOS and features but no STTS. A first tagger, trained on
what carries STTS, labels them; its choice is limited to the tags that fit the gold columns.
"""

import argparse
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import spacy
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc

import depesche.backbone.word_classes  # noqa: F401 - registers a component
from recipe.records import Sentence, read_sentences, write_sentences
from recipe.tagset import REDRAWN_CLASSES, allowed_tags

BATCH = 256
Scores = NDArray[np.float32]


def _best(scores: Scores, labels: Sequence[str], fits: Iterable[bool], default: str) -> str:
    candidates = [index for index, fit in enumerate(fits) if fit]
    if not candidates:
        return default
    return labels[max(candidates, key=lambda index: float(scores[index]))]


def _tags(sentence: Sentence, scores: Scores, labels: Sequence[str]) -> tuple[str, ...]:
    assert sentence.pos is not None
    feats: Sequence[str | None] = sentence.feats or [None] * len(sentence.words)
    found = []
    for word, upos, features, row in zip(sentence.words, sentence.pos, feats, scores, strict=True):
        allowed = allowed_tags(word, upos, features)
        found.append(_best(row, labels, (label in allowed for label in labels), ""))
    return tuple(found)


def _with_features(sentence: Sentence, scores: Scores, labels: Sequence[str]) -> Sentence:
    """Features, and UPOS of today where the class was drawn otherwise in older releases."""
    assert sentence.pos is not None
    parts = [dict(pair.split("=") for pair in label.split("|") if pair) for label in labels]
    classes = [part.pop("POS", "X") for part in parts]
    pos, feats = [], []
    for upos, row in zip(sentence.pos, scores, strict=True):
        allowed = REDRAWN_CLASSES.get(upos, frozenset({upos}))
        fitting = [index for index, label_class in enumerate(classes) if label_class in allowed]
        best = max(fitting, key=lambda index: float(row[index]), default=None)
        pos.append(upos if best is None else classes[best])
        feats.append("" if best is None else "|".join(f"{k}={v}" for k, v in parts[best].items()))
    return sentence.with_layers(pos=tuple(pos), feats=tuple(feats))


def complete(nlp: Language, sentences: Sequence[Sentence]) -> Iterator[Sentence]:
    """Each sentence with STTS and features: gold where it has them, else the tagger's."""
    tok2vec: Any = nlp.get_pipe("tok2vec")
    tagger: Any = nlp.get_pipe("tagger")
    morphologizer: Any = nlp.get_pipe("morphologizer")
    for start in range(0, len(sentences), BATCH):
        batch = sentences[start : start + BATCH]
        docs = [Doc(nlp.vocab, words=list(sentence.words)) for sentence in batch]
        tok2vec.set_annotations(docs, tok2vec.predict(docs))
        tag_scores = tagger.model.predict(docs)
        morph_scores = morphologizer.model.predict(docs)
        for sentence, tags, morphs in zip(batch, tag_scores, morph_scores, strict=True):
            known = sentence
            if sentence.feats is None:
                known = _with_features(sentence, morphs, morphologizer.labels)
            yield known.with_layers(tags=_tags(known, tags, tagger.labels))


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path, help="the bootstrap tagger")
    parser.add_argument("unlabelled", type=Path, help="folder of sentences to complete")
    parser.add_argument("out", type=Path)
    arguments = parser.parse_args()
    nlp = spacy.load(arguments.model)
    for path in sorted(arguments.unlabelled.glob("*.jsonl.gz")):
        sentences = list(read_sentences(path))
        write_sentences(arguments.out / path.name, complete(nlp, sentences))


if __name__ == "__main__":
    main()
