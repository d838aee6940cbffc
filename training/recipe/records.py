"""The one record that every corpus is turned into, and its file format.

A file holds one JSON object a line; a layer that the source does not annotate is null, so
that the model learns nothing from its absence.
"""

import gzip
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a corpus: parallel columns, or None where there is no annotation.

    A text made of several sentences has more than one of ``starts``, the indices of first words.
    ``tags`` are STTS, ``pos`` UPOS, ``feats`` UD features ("" for none), ``ents`` BIO tags.
    """

    words: tuple[str, ...]
    tags: tuple[str, ...] | None = None
    pos: tuple[str, ...] | None = None
    feats: tuple[str, ...] | None = None
    ents: tuple[str, ...] | None = None
    starts: tuple[int, ...] = (0,)

    def __post_init__(self) -> None:
        for column in (self.tags, self.pos, self.feats, self.ents):
            if column is not None and len(column) != len(self.words):
                raise ValueError(f"columns of unequal length in sentence {' '.join(self.words)!r}")

    def with_layers(self, **layers: tuple[str, ...] | None) -> "Sentence":
        """A copy with some columns exchanged."""
        return replace(self, **layers)  # type: ignore[arg-type]


def _column(values: Any) -> tuple[str, ...] | None:
    return None if values is None else tuple(values)


def read_sentences(path: Path) -> Iterator[Sentence]:
    """The sentences of a file that `write_sentences` wrote."""
    with gzip.open(path, "rt", encoding="utf8") as lines:
        for line in lines:
            fields = json.loads(line)
            yield Sentence(
                words=tuple(fields["words"]),
                tags=_column(fields["tags"]),
                pos=_column(fields["pos"]),
                feats=_column(fields["feats"]),
                ents=_column(fields["ents"]),
            )


def write_sentences(path: Path, sentences: Iterable[Sentence]) -> int:
    """Write the sentences, return how many; the bytes depend on nothing but the sentences."""
    path.parent.mkdir(parents=True, exist_ok=True)
    count = 0
    with path.open("wb") as raw, gzip.GzipFile("", "wb", fileobj=raw, mtime=0) as packed:
        for sentence in sentences:
            fields = {
                "words": sentence.words,
                "tags": sentence.tags,
                "pos": sentence.pos,
                "feats": sentence.feats,
                "ents": sentence.ents,
            }
            packed.write((json.dumps(fields, ensure_ascii=False) + "\n").encode("utf8"))
            count += 1
    return count
