"""Label sentences with the names that the majority of several models finds.

A name counts with its exact span and label. Sentences keep their other layers; those with names of
their own keep these, but for the label MISC where ``--add-misc`` asks for it.
"""

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from recipe.evaluate import Span, complete_model, spans_of
from recipe.records import Sentence, read_sentences, write_sentences

UNUSED = ("tagger", "morphologizer", "senter")


def elected(ballots: Sequence[set[Span]], needed: int) -> set[Span]:
    """The spans with at least `needed` votes; of two that overlap the one with more, then the earlier."""
    votes = Counter(span for ballot in ballots for span in ballot)
    found: set[Span] = set()
    taken: set[int] = set()
    for span, count in sorted(votes.items(), key=lambda item: (-item[1], item[0])):
        inside = range(span[0], span[1])
        if count >= needed and taken.isdisjoint(inside):
            found.add(span)
            taken.update(inside)
    return found


def as_bio(spans: Iterable[Span], length: int) -> tuple[str, ...]:
    """The BIO column of spans that do not overlap."""
    column = ["O"] * length
    for start, end, label in spans:
        column[start:end] = [f"B-{label}", *[f"I-{label}"] * (end - start - 1)]
    return tuple(column)


def with_names(sentence: Sentence, spans: set[Span], added: frozenset[str]) -> Sentence:
    """The sentence with these spans, or with those of the labels `added` beside its own names."""
    own = spans_of(sentence.ents or ())
    if sentence.ents is not None:
        taken = {position for start, end, _ in own for position in range(start, end)}
        spans = own | {
            span for span in spans if span[2] in added and taken.isdisjoint(range(span[0], span[1]))
        }
    return sentence.with_layers(ents=as_bio(spans, len(sentence.words)))


def ballots_of(nlp: Language, sentences: Iterable[Sentence]) -> list[set[Span]]:
    """The names that one model finds in each sentence."""
    docs = (Doc(nlp.vocab, words=list(sentence.words)) for sentence in sentences)
    return [
        {(span.start, span.end, span.label_) for span in doc.ents} for doc in nlp.pipe(docs, batch_size=256)
    ]


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        yield from sorted(path.glob("*.jsonl.gz")) if path.is_dir() else [path]


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", type=Path, nargs="+", help="files of sentences, or folders of them")
    parser.add_argument(
        "--teacher", type=Path, action="append", required=True, help="a model; repeat for more"
    )
    parser.add_argument("--needed", type=int, required=True, help="votes that a name needs")
    parser.add_argument("--add-misc", action="store_true", help="to sentences with names add those of MISC")
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    added = frozenset({"MISC"}) if arguments.add_misc else frozenset[str]()
    files = {path: list(read_sentences(path)) for path in _files(arguments.files)}
    ballots: dict[Path, list[list[set[Span]]]] = {path: [] for path in files}
    for teacher, weight in Counter(arguments.teacher).items():
        nlp = complete_model(teacher, without=UNUSED)
        for path, sentences in files.items():
            ballots[path] += [ballots_of(nlp, sentences)] * weight
    for path, sentences in files.items():
        results = [elected(of_all, arguments.needed) for of_all in zip(*ballots[path], strict=True)]
        labelled = map(with_names, sentences, results, [added] * len(sentences))
        count = write_sentences(arguments.out / path.name, labelled)
        names = sum(map(len, results))
        print(f"{path.name}: {count} sentences, {names} names of {len(arguments.teacher)} models")


if __name__ == "__main__":
    main()
