"""The summary of an evaluation in both languages."""

from __future__ import annotations

import io

import pytest
from rich.console import Console, RenderableType

from depesche.cli.evaluate_view import changes_table, confusion_table, scores_table
from depesche.evaluation.report import ConfusionRow, Report
from depesche.evaluation.scores import Score
from depesche.wording import Language, load_wording

SCORE = Score(precision=0.5, recall=0.25, f1=1 / 3, low=0.2, high=0.4, gold=8, predicted=4, correct=2.5)
REPORT = Report(
    pipeline=None,
    corpus_sha256="",
    split="dev",
    articles=(),
    scores={"deals.main": SCORE},
    types=(ConfusionRow(gold="merger", predicted="acquisition", count=3),),
    statuses=(),
)


def printed(table: RenderableType | None) -> list[str]:
    assert table is not None
    console = Console(width=100, file=io.StringIO(), record=True)
    console.print(table)
    return console.export_text().split()


@pytest.mark.parametrize(
    ("language", "title", "row", "confusion", "change"),
    [
        ("en", "0 articles, split dev", "50.0 25.0 33.3 20.0–40.0 8 4 2.5", "merger acquisition 3", "-16.7"),
        ("de", "0 Artikel, Teil dev", "50,0 25,0 33,3 20,0–40,0 8 4 2,5", "Fusion Übernahme 3", "-16,7"),
    ],
)
def test_summary(language: Language, title: str, row: str, confusion: str, change: str) -> None:
    wording = load_wording(language)
    assert printed(scores_table(REPORT, wording, types=False))[:4] == title.split()
    assert printed(scores_table(REPORT, wording, types=False))[-7:] == row.split()
    assert printed(confusion_table("type", REPORT.types, wording))[-3:] == confusion.split()
    assert confusion_table("status", REPORT.statuses, wording) is None
    assert printed(changes_table({"deals.main": (0.5, 1 / 3)}, wording))[-1] == change
