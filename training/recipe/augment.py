"""Change training sentences: other names in the same place, other quotes, headline style, case."""

import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from recipe.names import Names, Words
from recipe.records import Sentence

CURRENCIES = frozenset({"Euro", "Dollar", "US-Dollar", "Franken", "EUR", "USD", "Yen"})
_QUOTES = (("„", "“"), ("»", "«"), ('"', '"'), ("“", "”"), ("«", "»"))
_STRAIGHT = frozenset({'"', "``", "''", "„", "“", "”"})


@dataclass(frozen=True, slots=True)
class Chances:
    """How often each change is made to a sentence, 0 to 1."""

    swap_names: float = 0.35
    swap_places: float = 0.15
    #: Of the sentences with other names, those that get names of other sentences and not of the lists.
    names_seen: float = 0.5
    quotes: float = 0.5
    no_full_stop: float = 0.08
    upper_case: float = 0.02
    upper_names: float = 0.02
    lower_case: float = 0.01


def spans(ents: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Alternating stretches of a BIO column: (start, end, label), label "" outside entities."""
    start = 0
    while start < len(ents):
        end = start + 1
        label = ents[start][2:]
        continues = f"I-{label}" if label else "O"
        while end < len(ents) and ents[end] == continues:
            end += 1
        yield start, end, label
        start = end


def swap_names(sentence: Sentence, names: Names, chances: Chances, rng: random.Random) -> Sentence:
    """Other companies, people and places for those of the sentence; only entities are annotated."""
    assert sentence.ents is not None
    words: list[str] = []
    ents: list[str] = []
    seen = names.seen if rng.random() < chances.names_seen else {}
    places = rng.random() < chances.swap_places
    for start, end, label in spans(sentence.ents):
        old = sentence.words[start:end]
        new: Words = old
        if label in seen:
            new = rng.choice(seen[label]) if rng.random() < chances.names_seen else old
        elif label == "ORG":
            new = _inflected(names.organization(rng), old, rng)
        elif label == "PER":
            new = _inflected(names.person(rng, len(old)), old, rng)
        elif label == "LOC" and places:
            new = _inflected(names.place(rng), old, rng)
        words += new
        ents += _bio(label, len(new))
    return Sentence(words=tuple(words), ents=tuple(ents))


def names_of(sentences: Iterable[Sentence]) -> dict[str, tuple[Words, ...]]:
    """The names that are annotated in the sentences, by label, as often as they stand there."""
    found: dict[str, list[Words]] = {}
    for sentence in sentences:
        for start, end, label in spans(sentence.ents or ()):
            if label:
                found.setdefault(label, []).append(sentence.words[start:end])
    return {label: tuple(names) for label, names in found.items()}


def _bio(label: str, length: int) -> list[str]:
    return [f"B-{label}", *[f"I-{label}"] * (length - 1)] if label else ["O"] * length


def _inflected(new: Words, old: Words, rng: random.Random) -> Words:
    """The name with a genitive s now and then, where the old one ended in s."""
    last = new[-1]
    if old[-1][-1:] == "s" and last[-1].islower() and last[-1] not in "sxzß" and rng.random() < 0.5:
        return (*new[:-1], last + "s")
    return new


def fill(template: Words, names: Names, rng: random.Random) -> Sentence:
    """A template with names and numbers in place of its variables."""
    makers: dict[str, Callable[[], Words]] = {
        "ORG": lambda: names.organization(rng),
        "PER": lambda: names.person(rng, 2 if rng.random() < 0.8 else 1),
        "LOC": lambda: names.place(rng),
        "MISC": lambda: names.product(rng),
    }
    words: list[str] = []
    ents: list[str] = []
    for word in template:
        variable, hyphen, rest = word.partition("-")
        if word in makers:
            name = makers[word]()
            words += name
            ents += _bio(word, len(name))
        elif word == "NUM":
            words.append(_number(rng))
            ents.append("O")
        elif hyphen and variable in makers:
            words.append(f"{_one_word(makers[variable])}-{rest}")
            ents.append("O")
        else:
            words.append(word)
            ents.append("O")
    return with_currencies(Sentence(words=tuple(words), ents=tuple(ents)))


def with_currencies(sentence: Sentence) -> Sentence:
    """Currencies as MISC, where the sentence has them outside entities."""
    assert sentence.ents is not None
    ents = (
        "B-MISC" if ent == "O" and word in CURRENCIES else ent
        for word, ent in zip(sentence.words, sentence.ents, strict=True)
    )
    return sentence.with_layers(ents=tuple(ents))


def _one_word(maker: Callable[[], Words]) -> str:
    while len(name := maker()) > 1:
        pass
    return name[0]


def _number(rng: random.Random) -> str:
    whole = rng.choice((rng.randint(1, 20), rng.randint(20, 999)))
    return f"{whole},{rng.randint(1, 9)}" if rng.random() < 0.4 else str(whole)


def change_style(sentence: Sentence, chances: Chances, rng: random.Random) -> Sentence:
    """Other quotes, no full stop, other case; every layer stays in step."""
    words = list(sentence.words)
    if rng.random() < chances.quotes and not _STRAIGHT.isdisjoint(words):
        words = _requoted(words, rng)
    roll = rng.random()
    if roll < chances.upper_case:
        words = [word.upper() for word in words]
    elif roll < chances.upper_case + chances.lower_case:
        words = [word.lower() for word in words]
    elif roll < chances.upper_case + chances.lower_case + chances.upper_names and sentence.ents:
        words = [word.upper() if ent != "O" else word for word, ent in zip(words, sentence.ents, strict=True)]
    changed = sentence.with_layers(words=tuple(words))
    if len(words) > 4 and words[-1] == "." and rng.random() < chances.no_full_stop:
        return _shortened(changed)
    return changed


def _requoted(words: Sequence[str], rng: random.Random) -> list[str]:
    quotes = rng.choice(_QUOTES)
    seen = 0
    new = []
    for word in words:
        if word in _STRAIGHT:
            new.append(quotes[seen % 2])
            seen += 1
        else:
            new.append(word)
    return new


def _shortened(sentence: Sentence) -> Sentence:
    return Sentence(
        words=sentence.words[:-1],
        tags=sentence.tags and sentence.tags[:-1],
        pos=sentence.pos and sentence.pos[:-1],
        feats=sentence.feats and sentence.feats[:-1],
        ents=sentence.ents and sentence.ents[:-1],
    )
