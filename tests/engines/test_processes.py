"""Worker processes: order kept, nothing lost, nothing twice, whatever a worker does."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from depesche.engines import EncodedRecord, run_inline, run_processes
from depesche.errors import DepescheError
from depesche.extractor import Failure
from depesche.records import Article


@pytest.fixture
def spec(monkeypatch: pytest.MonkeyPatch) -> Any:
    """The fake's class; its module is found by worker processes too, which inherit the path."""
    monkeypatch.syspath_prepend(str(Path(__file__).parent))
    yield importlib.import_module("fake_spec").FakeSpec
    sys.modules.pop("fake_spec")


def articles(*texts: str) -> list[Article | int]:
    """Articles named by their place, and a number that has to pass through after every third."""
    items: list[Article | int] = []
    for number, text in enumerate(texts):
        items.append(Article(id=str(number), text=text))
        if number % 3 == 2:
            items.append(number)
    return items


def short(outcomes: Iterable[EncodedRecord | Failure | int]) -> list[str | int]:
    return [_short(outcome) for outcome in outcomes]


def _short(outcome: EncodedRecord | Failure | int) -> str | int:
    match outcome:
        case Failure():
            return f"{outcome.article_id}!"
        case EncodedRecord():
            return outcome.article_id
        case _:
            return outcome


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_order_is_that_of_the_input(spec: Any, workers: int) -> None:
    items = articles(
        *("SLOW" if number % 7 == 0 else "FAIL" if number % 5 == 0 else "x" * 3000 for number in range(150))
    )
    inline = list(run_inline(items, spec()))
    assert list(run_processes(items, spec(), workers=workers)) == inline
    assert len(inline) == 200


def test_a_worker_that_dies_costs_one_article(spec: Any) -> None:
    items = articles("a", "b", "DIE", "c", "d")
    assert short(run_processes(items, spec(), workers=2)) == ["0", "1", "2!", 2, "3", "4"]


def test_an_article_gets_a_second_try(spec: Any, tmp_path: Path) -> None:
    items = articles("a", f"DIE-ONCE {tmp_path / 'died'}", "c")
    assert short(run_processes(items, spec(), workers=1)) == ["0", "1", "2", 2]


def test_an_article_that_takes_too_long(spec: Any) -> None:
    items = articles("a", "HANG", "c", "HANG")
    outcomes = list(run_processes(items, spec(), workers=2, timeout=0.5))
    assert short(outcomes) == ["0", "1!", "2", 2, "3!"]
    failures = [outcome for outcome in outcomes if isinstance(outcome, Failure)]
    assert {failure.reason for failure in failures} == {"took longer than 0.5 seconds (--timeout)"}


def test_a_model_that_does_not_load_ends_the_call(spec: Any) -> None:
    with pytest.raises(DepescheError, match="no model here; install one"):
        list(run_processes(articles("a"), spec(broken=True), workers=2))


def test_workers_that_die_loading_end_the_call(spec: Any) -> None:
    with pytest.raises(DepescheError, match="die while they load the model"):
        list(run_processes(articles("a"), spec(dead=True), workers=2))


def test_nothing_to_do(spec: Any) -> None:
    assert list(run_processes([], spec(), workers=2)) == []
    assert list(run_processes([1, 2], spec(), workers=2)) == [1, 2]
    assert list(run_inline([1, 2], spec())) == [1, 2]


def test_only_a_bounded_number_is_read_ahead(spec: Any) -> None:
    taken = 0

    def source() -> Iterator[Article]:
        nonlocal taken
        for number in range(3000):
            taken += 1
            yield Article(id=str(number), text="x" * 2000)

    outcomes = run_processes(source(), spec(), workers=1)
    next(outcomes)
    assert taken < 400
    assert sum(1 for _ in outcomes) == 2999


def test_leaving_early_ends_the_workers(spec: Any) -> None:
    outcomes = run_processes(articles(*("SLOW" for _ in range(500))), spec(), workers=2)
    next(outcomes)
    outcomes.close()  # type: ignore[attr-defined]  # a generator
