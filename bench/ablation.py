"""What each part of reading deals is worth: scores on the development articles with the part left out.

    python bench/ablation.py [CORPUS]

Gold names put the annotated names in the place of what the names stage finds, so that what is lost beyond
them is lost by titles, clauses, deal rules and resolution.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from pathlib import Path
from typing import Any
from unittest import mock

from depesche import Extractor
from depesche.corpus.store import load_corpus
from depesche.deals.compile import Needs
from depesche.evaluation.evaluate import evaluate_pairs
from depesche.evaluation.pairs import Pair
from depesche.readings import Name, Span
from depesche.records import Article, Extraction, MentionType

_METRICS = ("deals.found", "deals.main", "deals.amount", "deals.status")
_NAMED = {
    MentionType.COMPANY: "company",
    MentionType.PERSON: "person",
    MentionType.ORGANIZATION: "organization",
    MentionType.LOCATION: "location",
    MentionType.PRODUCT: "product",
}


def main(corpus: Path) -> None:
    """Print a Markdown table of F1 on the development articles."""
    gold = [article.record for article in load_corpus(corpus).split("dev")]
    sys.stdout.write(f"| | {' | '.join(_METRICS)} |\n| --- | {' | '.join('---:' for _ in _METRICS)} |\n")
    for name, change in _CHANGES.items():
        extractor = Extractor(model="embedded")
        scores = evaluate_pairs(_pairs(gold, extractor, change)).scores
        cells = [f"{100 * (scores[metric].f1 or 0):.1f}" for metric in _METRICS]
        sys.stdout.write(f"| {name} | {' | '.join(cells)} |\n")


def _pairs(
    gold: list[Extraction], extractor: Extractor, change: Callable[[Extractor, Extraction], Any]
) -> Iterator[Pair]:
    for record in gold:
        with change(extractor, record):
            article = Article(
                id=record.id,
                text=record.text or "",
                title=record.source.title,
                published=record.source.published,
            )
            yield Pair(record, extractor.extract(article))


def _without_cues(extractor: Extractor, _: Extraction) -> Any:
    return _with_deals(extractor, cues=(), supports={})


def _without_guesses(extractor: Extractor, _: Extraction) -> Any:
    needs = extractor._stages.deals.needs
    return _with_deals(extractor, needs={kind: Needs(need.required, ()) for kind, need in needs.items()})


@contextmanager
def _with_deals(extractor: Extractor, **changes: Any) -> Iterator[None]:
    stages = extractor._stages
    changed = replace(stages, deals=replace(stages.deals, **changes))
    with mock.patch.object(extractor, "_stages", changed):
        yield


def _without_merging(_: Extractor, __: Extraction) -> Any:
    return mock.patch("depesche.resolve.deals.same_transaction", return_value=False)


def _without_reference(_: Extractor, __: Extraction) -> Any:
    return mock.patch("depesche.resolve.entities.find_referents", return_value=())


def _with_gold_names(_: Extractor, record: Extraction) -> Any:
    text = record.text or ""
    names = tuple(
        Name(
            Span(mention.start, mention.end),
            _NAMED[mention.type],  # type: ignore[arg-type]
            mention.text,
            "gold",
            in_compound=text[mention.end : mention.end + 1] == "-",
        )
        for mention in sorted(record.mentions, key=lambda m: m.start)
        if mention.type in _NAMED
    )
    return mock.patch("depesche.stages.find_names", return_value=names)


_CHANGES: dict[str, Callable[[Extractor, Extraction], Any]] = {
    "as it is": lambda _, __: nullcontext(),
    "no status cues, the tense alone": _without_cues,
    "no guessed parties": _without_guesses,
    "tellings not brought together": _without_merging,
    "no pronouns and descriptions": _without_reference,
    "gold names": _with_gold_names,
}

if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path("corpus"))
