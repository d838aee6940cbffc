"""Finds articles that are copies of earlier ones, as media print what news agencies send them.

A copy has the same words as an earlier article, or nearly: most of its runs of three words stand there too,
and it brings no number of its own. So a shortened or slightly edited print is left out, while a new version
with another sum, and a stock report made from a template, stay. How alike two articles are is estimated by
MinHash; candidates come from tables of fixed size, so memory does not grow with the number of articles: an
article is compared with the last ``_WINDOW`` that were kept.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import blake2b
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from depesche.io.source import Copy
from depesche.records import Article

OtherT = TypeVar("OtherT")

_WINDOW = 2**16
_RUN = 3
"""Words in a run."""

_MIN_WORDS = 30
"""Shorter texts are copies only when they have exactly the same words."""

_SIMILAR = 0.7
"""Share of common runs among the runs of both (Jaccard) from which two articles may be copies."""

_CONTAINED = 0.9
"""Share of a copy's runs that have to stand in the original."""

_BANDS, _ROWS = 32, 4
_HASHES = _BANDS * _ROWS
_SLOT_BITS = 17
_BLOCK = 4096

_WORD = re.compile(r"\w+")
_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")

Words = npt.NDArray[np.uint64]
_RANDOM = np.random.Generator(np.random.PCG64(20250701))
_FACTORS: Words = _RANDOM.integers(0, 2**63, (_HASHES, 1), dtype=np.uint64) * np.uint64(2) + np.uint64(1)
_SUMMANDS: Words = _RANDOM.integers(0, 2**63, (_HASHES, 1), dtype=np.uint64)
_BAND_FACTORS: Words = _RANDOM.integers(0, 2**63, _ROWS, dtype=np.uint64) * np.uint64(2) + np.uint64(1)


@dataclass(frozen=True, slots=True)
class _Sketch:
    """What is kept of an article to compare others with it."""

    article_id: str
    digest: bytes
    runs: int
    hashes: npt.NDArray[np.uint32]
    numbers: npt.NDArray[np.uint32]


def without_copies(items: Iterator[Article | OtherT]) -> Iterator[Article | Copy | OtherT]:
    """Put a Copy in the place of every article that is one; the first of all stays."""
    seen = _Seen()
    for item in items:
        if isinstance(item, Article):
            sketch = _sketch(item)
            copy = seen.original_of(sketch, item.path)
            if copy is None:
                seen.add(sketch)
            yield copy or item
        else:
            yield item


class _Seen:
    """The articles that were kept, as far back as the window reaches."""

    def __init__(self) -> None:
        self._count = 0
        self._sketches: list[_Sketch] = []
        self._tables = np.zeros((_BANDS, 2**_SLOT_BITS), dtype=np.int64)
        self._by_digest: dict[bytes, str] = {}

    def original_of(self, sketch: _Sketch, path: str | None) -> Copy | None:
        if (same := self._by_digest.get(sketch.digest)) is not None:
            return Copy(path, sketch.article_id, same, 1.0)
        if not sketch.runs:
            return None
        for earlier in self._candidates(sketch):
            similarity = float((earlier.hashes == sketch.hashes).mean())
            if _is_copy(sketch, earlier, similarity):
                return Copy(path, sketch.article_id, earlier.article_id, round(similarity, 2))
        return None

    def add(self, sketch: _Sketch) -> None:
        place = self._count % _WINDOW
        if self._count < _WINDOW:
            self._sketches.append(sketch)
        else:
            self._by_digest.pop(self._sketches[place].digest, None)
            self._sketches[place] = sketch
        self._by_digest[sketch.digest] = sketch.article_id
        self._count += 1
        if sketch.runs:
            # Numbered from one, since zero is an empty slot.
            self._tables[np.arange(_BANDS), _slots(sketch.hashes)] = self._count

    def _candidates(self, sketch: _Sketch) -> Iterator[_Sketch]:
        """The kept articles that share a band of hashes, oldest first."""
        numbers = np.unique(self._tables[np.arange(_BANDS), _slots(sketch.hashes)])
        oldest = max(1, self._count - _WINDOW + 1)
        return (self._sketches[(int(number) - 1) % _WINDOW] for number in numbers if number >= oldest)


def _is_copy(sketch: _Sketch, earlier: _Sketch, similarity: float) -> bool:
    common = similarity / (1 + similarity) * (sketch.runs + earlier.runs)
    return (
        similarity >= _SIMILAR
        and common >= _CONTAINED * sketch.runs
        and bool(np.isin(sketch.numbers, earlier.numbers).all())
    )


def _sketch(article: Article) -> _Sketch:
    words = [word.casefold() for word in _WORD.findall(article.text)]
    runs: set[int] = set()
    if len(words) >= _MIN_WORDS:
        runs = {_hash(" ".join(words[at : at + _RUN])) for at in range(len(words) - _RUN + 1)}
    return _Sketch(
        article_id=article.id,
        # A text without a word is told from others by all it has.
        digest=blake2b((" ".join(words) or article.text).encode("utf-8"), digest_size=16).digest(),
        runs=len(runs),
        hashes=_min_hashes(np.fromiter(runs, dtype=np.uint64, count=len(runs))),
        numbers=np.array(
            sorted({_hash(number) for number in _NUMBER.findall(article.text)}), dtype=np.uint32
        ),
    )


def _hash(text: str) -> int:
    return zlib.crc32(text.encode("utf-8"))


def _min_hashes(runs: Words) -> npt.NDArray[np.uint32]:
    """For each of the hash functions the lowest value any run has; block by block, to bound memory."""
    lowest = np.full(_HASHES, 2**32 - 1, dtype=np.uint32)
    for start in range(0, len(runs), _BLOCK):
        block = (_FACTORS * runs[start : start + _BLOCK] + _SUMMANDS) >> np.uint64(32)
        np.minimum(lowest, block.min(axis=1).astype(np.uint32), out=lowest)
    return lowest


def _slots(hashes: npt.NDArray[np.uint32]) -> npt.NDArray[np.intp]:
    mixed = hashes.reshape(_BANDS, _ROWS).astype(np.uint64) * _BAND_FACTORS
    bands: Words = mixed.sum(axis=1, dtype=np.uint64)
    slots: npt.NDArray[np.intp] = (bands >> np.uint64(64 - _SLOT_BITS)).astype(np.intp)
    return slots
