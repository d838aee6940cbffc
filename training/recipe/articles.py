"""Write the training split of our annotated articles as sentences for the recipe.

    python -m recipe.articles            # in the folder training/

The file is kept beside the recipe, because the articles go on being mended and the weights must stay
what the recipe makes; write it anew before a new model is trained.
"""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from depesche.backbone.pack import sentence_rules
from depesche.backbone.tokens import german_tokenizer
from depesche.corpus.store import load_corpus
from depesche.ruleset.loader import load_ruleset
from recipe.augment import with_currencies
from recipe.records import Sentence, write_sentences

CORPUS = Path(__file__).parents[2] / "corpus"
SNAPSHOT = Path(__file__).parents[1] / "articles.jsonl.gz"
#: What the annotated articles of this repository call the labels.
LABEL_OF_TYPE = {
    "company": "ORG",
    "organization": "ORG",
    "person": "PER",
    "location": "LOC",
    "product": "MISC",
}


def sentence_cutter() -> Language:
    """A pipeline that cuts a text at sentence marks, with the words as Depesche cuts them."""
    nlp = spacy.blank("de")
    nlp.tokenizer = german_tokenizer(nlp, sentence_rules(load_ruleset()))
    nlp.add_pipe("sentencizer")
    return nlp


def article_sentences(corpus: Path) -> Iterator[Sentence]:
    """The training split of our annotated articles, cut at line ends and sentence marks."""
    nlp = sentence_cutter()
    for article in load_corpus(corpus).split("train"):
        text = article.record.text or ""
        labelled = [
            (mention.start, mention.end, LABEL_OF_TYPE[mention.type.value])
            for mention in article.record.mentions
            if mention.type.value in LABEL_OF_TYPE
        ]
        start = 0
        for line in text.split("\n"):
            inside = [
                (first - start, last - start, label)
                for first, last, label in labelled
                if start <= first and last <= start + len(line)
            ]
            start += len(line) + 1
            yield from _labelled_sentences(nlp(line), inside)


def _labelled_sentences(doc: Doc, labelled: list[tuple[int, int, str]]) -> Iterator[Sentence]:
    """The sentences of a line; mentions that end inside a token ("OpenAI-Chef") are none."""
    ents = ["O"] * len(doc)
    for first, last, label in labelled:
        span = doc.char_span(first, last)
        if span is not None:
            ents[span.start : span.end] = [f"B-{label}", *[f"I-{label}"] * (len(span) - 1)]
    cuts = [sent.start for sent in doc.sents if not ents[sent.start].startswith("I-")]
    for first, last in pairwise([*cuts, len(doc)]):
        kept = [token.i for token in doc[first:last] if not token.is_space]
        if kept:
            yield Sentence(words=tuple(doc[i].text for i in kept), ents=tuple(ents[i] for i in kept))


def main() -> None:
    """Command line."""
    count = write_sentences(SNAPSHOT, map(with_currencies, article_sentences(CORPUS)))
    print(f"{SNAPSHOT.name}: {count} sentences")


if __name__ == "__main__":
    main()
