from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from depesche.readings import DateReading, Span
from depesche.ruleset.yaml import load_yaml

CASES = Path(__file__).parent.parent / "cases"
MARK = re.compile(r"\[([^\[\]]*)\]")


def table(name: str) -> dict[str, Any]:
    return dict(load_yaml((CASES / f"{name}.yaml").read_text(encoding="utf-8")))


def phrases() -> Iterator[Any]:
    for name in ("dates_absolute", "dates_relative", "dates_vague", "dates_wide", "dates_pages"):
        content = table(name)
        for case in content["cases"]:
            tags = {**content.get("tags", {}), **case.get("tags", {})}
            published = str(case.get("published", content["published"]))
            yield pytest.param(case["text"], tuple(case["is"]), published, tags, id=case["text"])


def shown(reading: DateReading) -> str:
    end = f"/{reading.end}" if reading.end else ""
    words = [f"{reading.value or '-'}{end}", reading.granularity]
    words += ["rel"] if reading.relative else []
    words += [reading.modifier] if reading.modifier else []
    return " ".join(words)


@pytest.mark.parametrize(("marked", "expected", "published", "tags"), list(phrases()))
def test_phrase(
    marked: str, expected: tuple[str, ...], published: str, tags: dict[str, str], read: Callable[..., Any]
) -> None:
    text = MARK.sub(r"\1", marked)
    day = None if published == "none" else date.fromisoformat(published)
    readings = read(text, day, tags)
    assert [text[r.span.start : r.span.end] for r in readings] == MARK.findall(marked)
    assert tuple(shown(r) for r in readings) == expected


def traps() -> Iterator[Any]:
    for name, key in (("dates_traps", "cases"), ("dates_wide", "nothing"), ("dates_pages", "nothing")):
        content = table(name)
        for text in content[key]:
            yield pytest.param(text, content["tags"], id=text)


@pytest.mark.parametrize(("text", "tags"), list(traps()))
def test_trap(text: str, tags: dict[str, str], read: Callable[..., Any]) -> None:
    readings = read(text, date(2025, 7, 3), tags)
    assert [text[r.span.start : r.span.end] for r in readings] == []


def test_taken_spans_are_left_alone(read: Callable[..., Any]) -> None:
    text = "Im Juni 2025 kamen 2019 und 2020."
    taken = (Span(text.index("2019"), text.index("2019") + 4),)
    readings = read(text, date(2025, 7, 3), taken=taken)
    assert [text[r.span.start : r.span.end] for r in readings] == ["Juni 2025", "2020"]
