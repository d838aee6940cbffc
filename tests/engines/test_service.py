"""The service: each future is settled, whatever the workers do."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from depesche.engines import EncodedRecord
from depesche.engines.service import Outcome, Service
from depesche.errors import DepescheError
from depesche.extractor import Failure
from depesche.records import Article

PATIENCE = 60


@pytest.fixture
def spec(monkeypatch: pytest.MonkeyPatch) -> Any:
    """The fake's class; its module is found by worker processes too, which inherit the path."""
    monkeypatch.syspath_prepend(str(Path(__file__).parent))
    yield importlib.import_module("fake_spec").FakeSpec
    sys.modules.pop("fake_spec")


def ask(service: Service, texts: list[str]) -> Iterator[Outcome]:
    futures = [service.submit(Article(id=str(number), text=text)) for number, text in enumerate(texts)]
    return (future.result(PATIENCE) for future in futures)


def test_every_article_is_answered_whatever_happens_to_workers(spec: Any, tmp_path: Path) -> None:
    texts = ["a", f"DIE-ONCE {tmp_path / 'died'}", "b", "DIE", "FAIL", "c"]
    with Service(spec(), workers=2) as service:
        service.wait_ready()
        outcomes = list(ask(service, texts))
        assert service.ready >= 1
    said = [one.reason if isinstance(one, Failure) else one.json.decode() for one in outcomes]
    assert said == ["a", texts[1], "b", "its worker process died twice", "fell over", "c"]


def test_a_late_article_costs_itself_only(spec: Any) -> None:
    with Service(spec(), workers=1, timeout=0.5) as service:
        late, fine = ask(service, ["HANG", "a"])
    assert isinstance(late, Failure)
    assert late.error_type == "TimeoutError"
    assert fine == EncodedRecord("1", b"a")


def test_what_is_cancelled_is_not_worked_at(spec: Any) -> None:
    with Service(spec(), workers=1) as service:
        slow = service.submit(Article(id="1", text="SLOW"))
        dropped = service.submit(Article(id="2", text="DIE"))
        assert dropped.cancel()
        assert service.submit(Article(id="3", text="a")).result(PATIENCE) == EncodedRecord("3", b"a")
        assert slow.done()


@pytest.mark.parametrize(("broken", "reason"), [("broken", "no model here"), ("dead", "die while they load")])
def test_a_model_that_does_not_load_is_reported_to_all(spec: Any, broken: str, reason: str) -> None:
    with Service(spec(**{broken: True}), workers=2) as service:
        waiting = service.submit(Article(id="1", text="a"))
        with pytest.raises(DepescheError, match=reason):
            service.wait_ready()
        with pytest.raises(DepescheError, match=reason):
            waiting.result(PATIENCE)
        with pytest.raises(DepescheError, match=reason):
            service.submit(Article(id="2", text="a")).result(PATIENCE)


def test_workers_are_replaced_when_their_time_is_over(spec: Any) -> None:
    with Service(spec(), workers=1, lifetime=2) as service:
        outcomes = list(ask(service, ["PID"] * 5))
    processes = [one.json for one in outcomes if isinstance(one, EncodedRecord)]
    assert len(processes) == 5
    assert [processes[0] == pid for pid in processes] == [True, True, False, False, False]
    assert processes[2] == processes[3] != processes[4]


def test_closing_settles_what_is_open(spec: Any) -> None:
    with Service(spec(), workers=1) as service:
        service.wait_ready()
        futures = [service.submit(Article(id=text, text=text)) for text in ("HANG", "a")]
    for future in futures:
        with pytest.raises(DepescheError, match="closing"):
            future.result(PATIENCE)
