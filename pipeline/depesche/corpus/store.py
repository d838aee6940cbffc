"""Reads a folder of gold: the corpus of the project or any user's own."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from depesche.corpus.compile import Compiled, compile_article
from depesche.corpus.source import GoldSource, Problem, parse_source
from depesche.errors import InputError
from depesche.ruleset.yaml import load_yaml

SplitName = Literal["train", "dev", "test"]
SPLIT_NAMES: tuple[SplitName, ...] = get_args(SplitName)
SECOND = "second"
"""The folder inside a corpus that holds a second annotation of some of its articles."""


class Splits(BaseModel):
    """Which article belongs to which split, by id."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    train: tuple[str, ...] = ()
    dev: tuple[str, ...] = ()
    test: tuple[str, ...] = ()

    def of(self, article_id: str) -> SplitName | None:
        """The split of an article, None where it has none."""
        return next((name for name in SPLIT_NAMES if article_id in getattr(self, name)), None)


@dataclass(frozen=True, slots=True)
class Corpus:
    """All articles of a folder in the order of their ids, the splits if there are any, and what is wrong."""

    articles: tuple[Compiled, ...]
    splits: Splits | None
    problems: tuple[Problem, ...]
    sha256: str

    def split(self, name: SplitName) -> tuple[Compiled, ...]:
        """The articles of one split."""
        if self.splits is None:
            raise InputError("this corpus has no splits.yaml; leave --split away to use all articles")
        chosen = set(getattr(self.splits, name))
        return tuple(article for article in self.articles if article.source.id in chosen)


def load_corpus(folder: Path) -> Corpus:
    """Read ``folder/articles/*.yaml``, or ``folder/*.yaml``, and ``folder/splits.yaml`` where it exists.

    Raises InputError for a folder that is missing or holds no article; what is wrong inside an article
    is listed in ``problems`` and the other articles are read all the same.
    """
    if not folder.is_dir():
        raise InputError(f"{folder}: no such folder; --corpus takes a folder of gold articles (.yaml)")
    place = folder / "articles" if (folder / "articles").is_dir() else folder
    files = [file for file in sorted(place.glob("*.yaml")) if file.name != "splits.yaml"]
    if not files:
        raise InputError(f"{place}: holds no gold article (.yaml); see corpus/README.md for the form")
    digest = hashlib.sha256()
    articles: list[Compiled] = []
    problems: list[Problem] = []
    for file in files:
        content = file.read_bytes()
        digest.update(file.stem.encode() + b"\0" + hashlib.sha256(content).digest())
        parsed = _parse(content, file)
        if isinstance(parsed, GoldSource):
            article = compile_article(parsed, path=file.name)
            articles.append(article)
            problems.extend(article.problems)
        else:
            problems.extend(parsed)
    return Corpus(tuple(articles), load_splits(folder / "splits.yaml"), tuple(problems), digest.hexdigest())


def load_splits(file: Path) -> Splits | None:
    """Read a splits file, None where there is none; raises InputError when it is malformed."""
    if not file.is_file():
        return None
    try:
        return Splits.model_validate(load_yaml(file.read_text(encoding="utf-8")))
    except (yaml.YAMLError, ValidationError) as error:
        raise InputError(f"{file}: no splits file (train, dev, test: lists of ids): {error}") from error


def _parse(content: bytes, file: Path) -> GoldSource | list[Problem]:
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        return [Problem(file.name, "file", f"not UTF-8 (byte {error.start}); save it as UTF-8")]
    return parse_source(text, path=file.name, article_id=file.stem)
