"""The training corpus as spaCy sees it: registered reader, assembled anew each epoch."""

import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example
from spacy.util import registry
from spacy.vocab import Vocab

from recipe.augment import Chances, change_style, fill, names_of
from recipe.augment import swap_names as swap
from recipe.names import load_names, template_lines
from recipe.records import Sentence, read_sentences

LINE_BREAK = "\n"


def joined(sentences: Iterable[Sentence], breaks: Iterable[bool]) -> Sentence:
    """Several sentences of one source as one text; a line break after where `breaks` says so."""
    words: list[str] = []
    starts: list[int] = []
    columns: dict[str, list[str] | None] = {"tags": [], "pos": [], "feats": [], "ents": []}
    blank = {"tags": "_SP", "pos": "SPACE", "feats": "", "ents": "O"}
    for sentence, line_break in zip(sentences, breaks, strict=False):
        starts.append(len(words))
        words.extend(sentence.words)
        if line_break:
            words.append(LINE_BREAK)
        for name, column in columns.items():
            own = getattr(sentence, name)
            if own is None or column is None:
                columns[name] = None
                continue
            column.extend(own)
            if line_break:
                column.append(blank[name])
    layers = {name: None if column is None else tuple(column) for name, column in columns.items()}
    return Sentence(tuple(words), starts=tuple(starts), **layers)


def as_doc(vocab: Vocab, sentence: Sentence) -> Doc:
    """The gold Doc: unannotated layers stay unset, so that spaCy counts them as missing."""
    return Doc(
        vocab,
        words=list(sentence.words),
        tags=None if sentence.tags is None else list(sentence.tags),
        pos=None if sentence.pos is None else list(sentence.pos),
        morphs=None if sentence.feats is None else list(sentence.feats),
        ents=None if sentence.ents is None else list(sentence.ents),
        sent_starts=[position in sentence.starts for position in range(len(sentence.words))],
    )


def as_example(vocab: Vocab, sentence: Sentence) -> Example:
    """Gold annotation against the bare words; the tokens are the corpus' own."""
    return Example(Doc(vocab, words=list(sentence.words)), as_doc(vocab, sentence))


@registry.readers("depesche.sentences.v1")  # type: ignore[untyped-decorator]
def plain_reader(folder: Path) -> Callable[[Language], Iterator[Example]]:
    """Reader over all files of `folder`, sentence by sentence, as they are."""

    def read(nlp: Language) -> Iterator[Example]:
        for path in sorted(Path(folder).glob("*.jsonl.gz")):
            for sentence in read_sentences(path):
                yield as_example(nlp.vocab, sentence)

    return read


def drawn(sentences: Sequence[Sentence], share: float, rng: random.Random) -> list[Sentence]:
    """The sentences in random order, as often as whole shares say and a sample for the rest."""
    whole = int(share)
    chosen = list(sentences) * whole
    chosen += rng.sample(sentences, round((share - whole) * len(sentences)))
    rng.shuffle(chosen)
    return chosen


@registry.readers("depesche.augmented_sentences.v1")  # type: ignore[untyped-decorator]
def augmented_reader(  # noqa: PLR0917 - spaCy calls by name
    folder: Path,
    names: Path,
    gazetteers: Path,
    longest: int,
    templates: int,
    swap_names: float,
    no_full_stop: float,
    shares: dict[str, float],
    seed: int,
) -> Callable[[Language], Iterator[Example]]:
    """Reader over all files of `folder`; up to `longest` sentences of a file make a text.

    Every call is one epoch: another part of the files that `shares` gives less than 1 (and twice
    the sentences of those with 2), another grouping, other line breaks, other names (in a share of
    `swap_names`), sentences without their full stop (a share of `no_full_stop`), and `templates`
    sentences made of templates, all drawn from `seed` and the number of the epoch.
    """
    files = {
        path.name.removesuffix(".jsonl.gz"): list(read_sentences(path))
        for path in sorted(Path(folder).glob("*.jsonl.gz"))
    }
    seen = names_of(sentence for sentences in files.values() for sentence in sentences)
    known = replace(load_names(Path(names), Path(gazetteers)), seen=seen)
    patterns = template_lines(Path(names))
    chances = Chances(swap_names=swap_names, no_full_stop=no_full_stop)
    epoch = 0

    def changed(sentence: Sentence, rng: random.Random) -> Sentence:
        if sentence.ents and set(sentence.ents) != {"O"} and rng.random() < chances.swap_names:
            sentence = swap(sentence, known, chances, rng)
        return change_style(sentence, chances, rng)

    def read(nlp: Language) -> Iterator[Example]:
        nonlocal epoch
        rng = random.Random(f"{seed}-{epoch}")
        epoch += 1
        made = [fill(rng.choice(patterns), known, rng) for _ in range(templates)]
        texts: list[Sentence] = []
        for name, sentences in [*files.items(), ("templates", made)]:
            shuffled = drawn(sentences, shares.get(name, 1.0), rng)
            start = 0
            while start < len(shuffled):
                size = rng.randint(1, longest)
                group = [changed(sentence, rng) for sentence in shuffled[start : start + size]]
                start += size
                texts.append(joined(group, [rng.random() < 0.3 for _ in group]))
        rng.shuffle(texts)
        for text in texts:
            yield as_example(nlp.vocab, text)

    return read
