"""The tokens of an article in plain lists, read from spaCy's document once for all stages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from spacy.attrs import IDX, LENGTH, SENT_START, TAG

if TYPE_CHECKING:
    from spacy.tokens import Doc


@dataclass(frozen=True, slots=True)
class Tokens:
    """Parallel lists, one value a token; ``starts`` and ``ends`` are character offsets in ``text``.

    ``small``: the words in small letters; ``tags``: STTS, "" where the model gave none. ``sentences``: token
    ranges (first, last exclusive); ``entities``: the same for the model's names, each with its label.
    """

    text: str
    words: Sequence[str]
    small: Sequence[str]
    tags: Sequence[str]
    starts: Sequence[int]
    ends: Sequence[int]
    sentences: Sequence[tuple[int, int]]
    entities: Sequence[tuple[int, int, str]]


def read_tokens(doc: Doc, text: str | None = None) -> Tokens:
    """Read a Doc; one without sentence ends is one sentence.

    ``text`` is that of the document, which spaCy would put together anew from its tokens.
    """
    if text is None:
        text = doc.text
    columns = doc.to_array([IDX, LENGTH, TAG, SENT_START]).T.tolist() if len(doc) else [[], [], [], []]
    starts, lengths, tag_ids, opens = columns
    ends = [start + length for start, length in zip(starts, lengths, strict=True)]
    tag_names = {tag: doc.vocab.strings[tag] for tag in set(tag_ids)}
    words = [text[start:end] for start, end in zip(starts, ends, strict=True)]
    borders = [0, *[at for at, flag in enumerate(opens) if flag == 1 and at], len(words)]
    return Tokens(
        text=text,
        words=words,
        small=[word.lower() for word in words],
        tags=[tag_names[tag] for tag in tag_ids],
        starts=starts,
        ends=ends,
        sentences=list(pairwise(borders)) if words else [],
        entities=[(ent.start, ent.end, ent.label_) for ent in doc.ents],
    )
