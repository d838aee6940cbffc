"""The formats by name, and gold articles through them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from depesche.corpus.compile import Compiled
from depesche.corpus.decompile import decompile
from depesche.corpus.exchange.brat import read_brat, write_brat
from depesche.corpus.exchange.conll import read_conll, write_conll
from depesche.corpus.exchange.docbin import read_docbin, write_docbin
from depesche.corpus.exchange.from_graph import graph_article
from depesche.corpus.exchange.graph import Graph
from depesche.corpus.exchange.label_studio import read_label_studio, write_label_studio
from depesche.corpus.exchange.to_graph import article_graph
from depesche.corpus.source import GoldSource, Problem
from depesche.errors import InputError

FormatName = Literal["brat", "label-studio", "docbin", "conll"]


@dataclass(frozen=True, slots=True)
class Format:
    """How a format is written to a folder and read from it; ``files`` says what it reads."""

    write: Callable[[Iterable[Graph], Path], None]
    read: Callable[[Path], Iterator[Graph | list[Problem]]]
    files: str


FORMATS: Mapping[FormatName, Format] = MappingProxyType(
    {
        "brat": Format(write_brat, read_brat, "*.ann with *.txt"),
        "label-studio": Format(write_label_studio, read_label_studio, "*.json"),
        "docbin": Format(write_docbin, read_docbin, "*.spacy"),
        "conll": Format(write_conll, read_conll, "*.conll"),
    }
)


def export_articles(articles: Iterable[Compiled], name: FormatName, folder: Path) -> None:
    """Write gold articles in a format."""
    FORMATS[name].write([article_graph(article) for article in articles], folder)


def import_articles(name: FormatName, place: Path) -> tuple[list[GoldSource], list[Problem]]:
    """Read a folder (or a single file) as gold articles in source form, and what did not fit.

    Raises InputError where there is nothing to read.
    """
    sources: list[GoldSource] = []
    problems: list[Problem] = []
    found = False
    for item in FORMATS[name].read(place):
        found = True
        if isinstance(item, Graph):
            source, lost = graph_source(item)
            sources.append(source)
            problems += lost
        else:
            problems += item
    if not found:
        raise InputError(f"{place}: holds no {FORMATS[name].files}, which is what {name} reads")
    return sources, problems


def graph_source(graph: Graph) -> tuple[GoldSource, list[Problem]]:
    """The source form of a graph, and what did not fit."""
    path = graph.head.id
    read = graph_article(graph, path=path)
    source, lost = decompile(read.record, graph.head, read.headcounts)
    return source, [*read.problems, *lost]
