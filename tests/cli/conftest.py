"""Runs the command line in this process, with an extractor that needs no model."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import pytest

from depesche.cli import main
from depesche.extractor import Failure
from depesche.records import (
    Article,
    Company,
    Extraction,
    Mention,
    MentionType,
    ModelInfo,
    PipelineInfo,
    Source,
)


class FakeExtractor:
    """Takes the first "Meta" for a company; fails on BOOM, and is interrupted by STOP if "stop" exists."""

    def __init__(self, model: str = "auto", rules: Sequence[Path] = (), names: Path | None = None) -> None:
        self.model = model

    def extract(
        self, article: Article, *, published: date | datetime | None = None, article_id: str | None = None
    ) -> Extraction:
        day = published or article.published
        start = article.text.find("Meta")
        mentions = [_meta(start)] if start >= 0 else []
        return Extraction(
            id=article.id,
            source=Source(path=article.path, title=article.title, published=day.isoformat() if day else None),
            text_sha256="0" * 64,
            text=article.text,
            pipeline=PipelineInfo(
                version="0", model=ModelInfo(name=self.model, version="1"), rules_sha256="0" * 64
            ),
            mentions=tuple(mentions),
            companies=tuple(Company(id="c1", name="Meta", mentions=(mention.id,)) for mention in mentions),
            warnings=article.warnings,
        )

    def stream(self, articles: Iterable[Article]) -> Iterator[Extraction | Failure]:
        for article in articles:
            if "STOP" in article.text and Path("stop").exists():
                raise KeyboardInterrupt
            if "BOOM" in article.text:
                yield Failure(article.id, article.path, "the stage fell over", "ValueError")
            else:
                yield self.extract(article)


def _meta(start: int) -> Mention:
    return Mention(
        id="m1",
        type=MentionType.COMPANY,
        start=start,
        end=start + 4,
        text="Meta",
        entity="c1",
        rule="names.list",
    )


@dataclass(frozen=True, slots=True)
class Run:
    """How a call ended and what it printed."""

    status: int
    out: str
    err: str


RunCli = Callable[..., Run]


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put the fake in the extractor's place."""
    for module in ("depesche.extractor", "depesche.engines.outcome"):
        monkeypatch.setattr(f"{module}.Extractor", FakeExtractor)


@pytest.fixture
def cli(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], fake: None
) -> RunCli:
    """Run ``depesche`` with arguments in an empty folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DEPESCHE_DEBUG", raising=False)
    monkeypatch.setenv("COLUMNS", "120")

    def run(*arguments: str, stdin: bytes = b"") -> Run:
        monkeypatch.setattr(sys, "argv", ["depesche", *arguments])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        status = 0
        try:
            main()
        except SystemExit as stop:
            status = int(stop.code or 0)
        captured = capsys.readouterr()
        return Run(status, captured.out, captured.err)

    return run


@pytest.fixture
def put(tmp_path: Path) -> Callable[..., None]:
    """Write a file below the folder the calls run in."""

    def write(name: str, content: str | bytes) -> None:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)

    return write
