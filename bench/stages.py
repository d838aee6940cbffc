"""How the time of an article is shared out among the stages."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from types import ModuleType
from typing import Any

from depesche import extractor, stages
from depesche.extractor import Extractor
from depesche.records import Article

_CALLS: Mapping[str, tuple[ModuleType, str]] = {
    "amounts": (stages, "find_numbers"),
    "dates": (stages, "find_dates"),
    "names": (stages, "find_names"),
    "titles": (stages, "find_titles"),
    "clauses": (stages, "find_clauses"),
    "view of the clauses": (stages, "view_of"),
    "entities": (stages, "resolve_entities"),
    "deals": (stages, "find_deals"),
    "bringing deals together": (extractor, "resolve_deals"),
    "language": (extractor, "detect_language"),
    "building the record": (extractor, "build_record"),
}


def stage_seconds(extract: Extractor, articles: Sequence[Article], rounds: int) -> dict[str, float]:
    """Processor seconds of each stage over all articles: for each article the least of some rounds."""
    least: list[dict[str, float]] = []
    with _watched() as spent:
        for article in articles:
            measured: list[dict[str, float]] = []
            for _ in range(rounds):
                spent.clear()
                record = extract.extract(article)
                _timed("JSON", lambda record=record: record.model_dump_json(), spent)()
                measured.append(dict(spent))
            least.append({name: min(one.get(name, 0.0) for one in measured) for name in measured[0]})
    return {name: sum(one.get(name, 0.0) for one in least) for name in (*_CALLS, "JSON")}


@contextmanager
def _watched() -> Iterator[dict[str, float]]:
    """Put a clock around the stages while the block runs."""
    spent: dict[str, float] = {}
    before = {name: getattr(module, call) for name, (module, call) in _CALLS.items()}
    try:
        for name, (module, call) in _CALLS.items():
            setattr(module, call, _timed(name, before[name], spent))
        yield spent
    finally:
        for name, (module, call) in _CALLS.items():
            setattr(module, call, before[name])


def _timed(name: str, call: Callable[..., Any], spent: dict[str, float]) -> Callable[..., Any]:
    def run(*arguments: Any, **named: Any) -> Any:
        began = time.process_time()
        try:
            return call(*arguments, **named)
        finally:
            spent[name] = spent.get(name, 0.0) + time.process_time() - began

    return run
