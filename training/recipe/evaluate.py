"""Score a model on the development sets, on the corpora's own tokens.

Out: one JSON object: entity F1 per corpus and label, STTS, UPOS and feature accuracy and
sentence F1 on UD GSD test, and words per second.
"""

import argparse
import gzip
import json
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from depesche.backbone import load_backbone
from depesche.backbone.loader import widen_vectors
from depesche.backbone.products import multiply_by_numpy
from depesche.corpus.store import load_corpus
from recipe.articles import LABEL_OF_TYPE
from recipe.records import Sentence, read_sentences

ARTICLES = Path(__file__).parents[2] / "corpus"
Span = tuple[int, int, str]
#: Sentences of the treebank that are put together as one text to measure sentence ends.
SENTENCES_A_TEXT = 10
END_MARKS = frozenset('.!?…"“”)')


def spans_of(tags: Sequence[str]) -> set[Span]:
    """The entities of a BIO column as (first word, end, label)."""
    found: set[Span] = set()
    start, label = 0, ""
    for position, tag in enumerate([*tags, "O"]):
        if label and tag != f"I-{label}":
            found.add((start, position, label))
            label = ""
        if tag != "O" and not label:
            start, label = position, tag[2:]
    return found


def f1(correct: int, predicted: int, gold: int) -> float:
    """Harmonic mean of precision and recall, 0 where nothing is right."""
    return 2 * correct / (predicted + gold) if correct else 0.0


def _parsed(nlp: Language, sentences: Iterable[Sentence]) -> Iterator[Doc]:
    docs = (Doc(nlp.vocab, words=list(sentence.words)) for sentence in sentences)
    yield from nlp.pipe(docs, batch_size=256)


def entity_scores(nlp: Language, sentences: Sequence[Sentence]) -> dict[str, float]:
    """Exact-span F1 for each label of the corpus and for all its labels together."""
    pairs = []
    for sentence, doc in zip(sentences, _parsed(nlp, sentences), strict=True):
        assert sentence.ents is not None
        pairs.append((spans_of(sentence.ents), {(span.start, span.end, span.label_) for span in doc.ents}))
    return span_scores(pairs)


def article_scores(nlp: Language, folder: Path) -> dict[str, float]:
    """The same for the development split of our annotated articles, on their raw text."""
    pairs = []
    for article in load_corpus(folder).split("dev"):
        record = article.record
        assert record.text is not None
        gold = {
            (mention.start, mention.end, LABEL_OF_TYPE[mention.type.value])
            for mention in record.mentions
            if mention.type.value in LABEL_OF_TYPE
        }
        found = nlp(record.text).ents
        pairs.append((gold, {(span.start_char, span.end_char, span.label_) for span in found}))
    return span_scores(pairs)


def span_scores(pairs: Sequence[tuple[set[Span], set[Span]]]) -> dict[str, float]:
    """F1 for each label that the gold (first of a pair) has, and for all of these."""
    correct: Counter[str] = Counter()
    predicted: Counter[str] = Counter()
    gold: Counter[str] = Counter()
    for gold_spans, own_spans in pairs:
        gold.update(label for _, _, label in gold_spans)
        predicted.update(label for _, _, label in own_spans)
        correct.update(label for _, _, label in gold_spans & own_spans)
    labels = sorted(gold)
    scores = {label: f1(correct[label], predicted[label], gold[label]) for label in labels}
    sums = (sum(counter[label] for label in labels) for counter in (correct, predicted, gold))
    return {**scores, "all": f1(*sums)}


def tag_scores(nlp: Language, sentences: Sequence[Sentence]) -> dict[str, float]:
    """Accuracy of STTS, UPOS and the six features over all words."""
    right: Counter[str] = Counter()
    words = 0
    for sentence, doc in zip(sentences, _parsed(nlp, sentences), strict=True):
        assert sentence.tags and sentence.pos and sentence.feats is not None
        words += len(doc)
        for token, tag, pos, feats in zip(doc, sentence.tags, sentence.pos, sentence.feats, strict=True):
            right["stts"] += token.tag_ == tag
            right["upos"] += token.pos_ == pos
            right["morphology"] += str(token.morph) == feats
    return {name: count / words for name, count in sorted(right.items())}


def _texts(path: Path) -> list[str]:
    with gzip.open(path, "rt", encoding="utf8") as lines:
        return [line[9:].strip() for line in lines if line.startswith("# text = ")]


def sentence_f1(nlp: Language, sentences: Sequence[str], *, lines: bool = False) -> float:
    """F1 of exact sentence spans in running text, white space at the edges aside.

    Sentences are joined by blanks; with `lines`, those without an end mark by a line break.
    """
    correct = predicted = gold = 0
    for start in range(0, len(sentences), SENTENCES_A_TEXT):
        group = sentences[start : start + SENTENCES_A_TEXT]
        gold_spans: set[tuple[int, int]] = set()
        text = ""
        for sentence in group:
            gold_spans.add((len(text), len(text) + len(sentence)))
            text += sentence + ("\n" if lines and sentence[-1] not in END_MARKS else " ")
        own_spans = {(sent.start_char, sent.start_char + len(sent.text.rstrip())) for sent in nlp(text).sents}
        correct += len(gold_spans & own_spans)
        predicted += len(own_spans)
        gold += len(gold_spans)
    return f1(correct, predicted, gold)


def words_per_second(nlp: Language, texts: Sequence[str], repeats: int = 3) -> float:
    """Best of several runs over running text, tokenizer included, in seconds of processor time."""
    best = 0.0
    for _ in range(repeats):
        started = time.process_time()
        words = sum(len(doc) for doc in nlp.pipe(texts, batch_size=16))
        best = max(best, words / (time.process_time() - started))
    return best


def running_texts(path: Path, size: int = 20) -> list[str]:
    """Texts of about article length, from the treebank's sentences."""
    sentences = _texts(path)
    return [" ".join(sentences[at : at + size]) for at in range(0, len(sentences), size)]


def speed(nlp: Language, texts: Sequence[str]) -> dict[str, float]:
    """Words per second of the whole pipeline and of its ``ner`` with the tok2vec alone."""
    with nlp.select_pipes(enable=["tok2vec", "ner"]):
        names_only = words_per_second(nlp, texts)
    whole = words_per_second(nlp, texts)
    return {"names_only": names_only, "whole": whole, "ratio": whole / names_only}


def complete_model(path: Path, without: Sequence[str] = ()) -> Language:
    """The model with the layers that Depesche itself does without, but for those named."""
    nlp = spacy.load(path, exclude=list(without))
    widen_vectors(nlp)
    multiply_by_numpy(nlp)
    return nlp


def evaluate(model: Path, corpus: Path, data: Path) -> dict[str, object]:
    """All scores of a model: as Depesche loads it, tags and features of the complete one."""
    nlp = load_backbone(str(model)).nlp
    names = {
        path.name.removesuffix(".jsonl.gz"): entity_scores(nlp, list(read_sentences(path)))
        for path in sorted((corpus / "names" / "dev").glob("*.jsonl.gz"))
    }
    names["articles"] = article_scores(nlp, ARTICLES)
    treebank = data / "ud" / "de_gsd.test.conllu.gz"
    return {
        "names": names,
        "tags": tag_scores(complete_model(model), list(read_sentences(corpus / "test" / "gsd.jsonl.gz"))),
        "sentences": {
            "gsd_test": sentence_f1(nlp, _texts(treebank)),
            "gsd_test_lines": sentence_f1(nlp, _texts(treebank), lines=True),
            "pud": sentence_f1(nlp, _texts(data / "ud" / "de_pud.test.conllu.gz")),
        },
        "words_per_second": speed(nlp, running_texts(treebank)),
    }


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path)
    parser.add_argument("corpus", type=Path, help="what recipe.convert wrote")
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path, nargs="?")
    arguments = parser.parse_args()
    scores = evaluate(arguments.model, arguments.corpus, arguments.data)
    text = json.dumps(scores, indent=2, ensure_ascii=False)
    if arguments.out:
        arguments.out.write_text(text + "\n", encoding="utf8")
    print(text)


if __name__ == "__main__":
    main()
