"""Read the corpora in their own formats into `Sentence` records."""

import gzip
from collections.abc import Iterator
from pathlib import Path

from recipe.records import Sentence
from recipe.tagset import kept_features, standard_tag


def blocks(path: Path) -> Iterator[list[str]]:
    """The groups of lines between empty lines, without comments of CoNLL-U."""
    block: list[str] = []
    with gzip.open(path, "rt", encoding="utf8") as lines:
        for line in (line.rstrip("\n") for line in lines):
            if line.strip():
                if not line.startswith("# "):
                    block.append(line)
            elif block:
                yield block
                block = []
    if block:
        yield block


def entity_sentences(path: Path) -> Iterator[Sentence]:
    """Token and BIO tag in two columns."""
    for block in blocks(path):
        rows = [line.split("\t") for line in block]
        yield Sentence(words=tuple(row[0] for row in rows), ents=tuple(row[1] for row in rows))


def universal_tag_sentences(path: Path) -> Iterator[Sentence]:
    """Token and UPOS in two columns."""
    for block in blocks(path):
        rows = [line.split("\t") for line in block]
        yield Sentence(words=tuple(row[0] for row in rows), pos=tuple(row[1] for row in rows))


def empirist_sentences(path: Path) -> Iterator[Sentence]:
    """Token, STTS (IBK variant), UPOS, lemma."""
    for block in blocks(path):
        rows = [line.split("\t") for line in block]
        yield Sentence(words=tuple(row[0] for row in rows), tags=tuple(standard_tag(row[1]) for row in rows))


def treebank_sentences(path: Path, *, tags: bool) -> Iterator[Sentence]:
    """CoNLL-U with contractions put back into one token; `tags`: XPOS is STTS."""
    for block in blocks(path):
        rows = list(_joined_rows([line.split("\t") for line in block]))
        yield Sentence(
            words=tuple(row[1] for row in rows),
            tags=tuple(standard_tag(row[4]) for row in rows) if tags else None,
            pos=tuple(row[3] for row in rows),
            feats=tuple(kept_features(row[5]) for row in rows),
        )


def _joined_rows(rows: list[list[str]]) -> Iterator[list[str]]:
    """The rows of a sentence, "im = in + dem" as one row tagged APPRART."""
    inside = 0
    for position, row in enumerate(rows):
        if "-" in row[0]:
            first, last = (int(number) for number in row[0].split("-"))
            inside = last - first + 1
            preposition, article = rows[position + 1], rows[position + 2]
            yield [row[0], row[1], "_", preposition[3], "APPRART", article[5]]
        elif inside:
            inside -= 1
        elif "." not in row[0]:
            yield row


def probe_sentences(path: Path) -> Iterator[Sentence]:
    """Our own lines with entities in brackets: ``[ORG Scale AI] bekommt Geld .``"""
    for line in path.read_text(encoding="utf8").splitlines():
        words: list[str] = []
        ents: list[str] = []
        label, begins = "", False
        for piece in line.split():
            if piece.startswith("["):
                label, begins = piece[1:], True
                continue
            closes = piece.endswith("]")
            words.append(piece.removesuffix("]"))
            ents.append(f"{'B' if begins else 'I'}-{label}" if label else "O")
            begins = False
            if closes:
                label = ""
        yield Sentence(words=tuple(words), ents=tuple(ents))
