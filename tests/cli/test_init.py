"""``depesche init``: the new project works as it is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from depesche import Article, Extractor
from depesche.backbone import embedded_model_path
from depesche.corpus import load_corpus
from depesche.corpus.check import check_corpus
from depesche.io import read_inputs
from depesche.project import create_project

Cli = Callable[..., Any]


def test_commands_need_no_arguments_then(cli: Cli) -> None:
    run = cli("init")
    assert run.status == 0
    assert run.out.endswith("Now: depesche batch && depesche deals && depesche view\n")
    for command in ("batch", "deals", "view"):
        assert cli(command).status == 0, command
    assert Path("report.html").is_file()


def test_nothing_is_overwritten(cli: Cli) -> None:
    Path("names.csv").write_text("mine", encoding="utf-8")
    run = cli("init", ".")
    assert run.status == 2
    assert run.err == "error: names.csv: exists already; choose another folder or move it away\n"
    assert [path.name for path in Path().iterdir()] == ["names.csv"]


def test_its_corpus_is_well(tmp_path: Path) -> None:
    create_project(tmp_path)
    assert check_corpus(load_corpus(tmp_path / "corpus")) == []


@pytest.mark.skipif(not embedded_model_path().is_dir(), reason="the embedded model is not in this tree")
def test_its_rules_and_names_are_used(tmp_path: Path) -> None:
    create_project(tmp_path)
    extractor = Extractor(model="embedded", rules=(tmp_path / "rules",), names=tmp_path / "names.csv")
    articles = {
        Path(a.id).stem: a for a in read_inputs([str(tmp_path / "articles")]) if isinstance(a, Article)
    }
    assert articles["uebernahme"].published == date(2025, 3, 4)
    (deal,) = extractor.extract(articles["uebernahme"]).deals
    assert {evidence.rule for evidence in deal.evidence} == {"own.devour"}
    (lotse,) = (c for c in extractor.extract(articles["runde"]).companies if c.external_id == "crm-1001")
    assert lotse.name == "Lotse Systeme"
