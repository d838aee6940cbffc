"""Patterns of a user's packs that could run for ever: stopped, and named by file and rule."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from depesche.backbone import embedded_model_path
from depesche.errors import RuleError
from depesche.extractor import Extractor, Failure
from depesche.records import Article, Extraction
from depesche.ruleset import Origin, Pack, compile_expression, load_ruleset, refuse_nested
from depesche.stages import compile_stages
from depesche.titles.pattern import compile_pattern, make_alphabet

NOTATION = r"""
pack: own.dates
kind: date_notations
notations:
  - {name: slow_date, pattern: '(?:\d|\d\d)+[XY]', symbols: [full_date]}
"""

SLOW: Mapping[str, tuple[str, str, str]] = {
    "dates.yaml": ("slow_date", NOTATION, f"Meta zahlt {'1' * 40} Euro."),
    "amounts.yaml": (
        "numbers.slow",
        """
pack: own.forms
kind: amounts_forms
macros: {}
rules:
  - id: numbers.slow
    form: "value=plain (and | plain | and plain)* unit=code cent cent"
    reads: single
""",
        f"Meta kauft {'3 und ' * 40} Firmen für 5 Euro.",
    ),
    "rounds.yaml": (
        "Slow",
        r"""
pack: own.rounds
kind: deal_rounds
patterns:
  Slow: ['(?:\w|\w\w| )+[XQ]{3}']
""",
        "Das Start-up Aleph Alpha sammelt in einer Finanzierungsrunde unter der Leitung der schwarzen Gruppe "
        "und anderer bekannter Geldgeber aus dem Lande 500 Millionen Dollar ein.",
    ),
    "sentences.yaml": (
        "datelines",
        r"""
pack: own.sentences
kind: sentences
datelines: ['#(?:\w|\w\w)+ ?\(XQ\)']
""",
        f"#{'a' * 60}",
    ),
}
"""By file: the rule's id, the pack, and a text on which it would not end."""

needs_model = pytest.mark.skipif(
    not embedded_model_path().is_dir(), reason="the embedded model is not in this tree"
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("own")
    for name, (_, pack, _) in SLOW.items():
        (folder / name).write_text(pack, encoding="utf-8")
    return folder


@needs_model
def test_each_costs_its_article_and_is_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("depesche.ruleset.patterns._SECONDS", 0.3)
    extractor = Extractor(model="embedded", rules=[folder])
    articles = [Article(id=name, text=text) for name, (_, _, text) in SLOW.items()]
    *stopped, last = extractor.stream([*articles, Article(id="good", text="Meta kauft Scale AI.")])
    assert isinstance(last, Extraction)
    for outcome, (name, (rule, _, _)) in zip(stopped, SLOW.items(), strict=True):
        assert isinstance(outcome, Failure), name
        assert outcome.error_type == "RuleError"
        assert outcome.reason.startswith(f"{folder}/{name}: rule {rule!r}: its pattern was stopped")


@needs_model
@pytest.mark.parametrize("given", ["option", "file"])
def test_the_whole_command(tmp_path: Path, given: str) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "dates.yaml").write_text(NOTATION, encoding="utf-8")
    texts = ["Meta kauft Scale AI.", SLOW["dates.yaml"][2], "Meta kauft zu."]
    (tmp_path / "in.jsonl").write_text("\n".join(json.dumps({"text": text}) for text in texts))
    if given == "file":
        (tmp_path / "depesche.toml").write_text('[batch]\nrules = ["own"]\n')
    options = ["--rules", "own"] if given == "option" else []
    call = [
        "batch",
        "in.jsonl",
        "--out",
        "out.jsonl",
        "--errors",
        "failed.jsonl",
        "--model",
        "embedded",
        *options,
    ]
    command = [sys.executable, "-c", "from depesche.cli import main; main()", *call]
    ended = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False, env=dict(os.environ))
    assert ended.returncode == 1, ended.stderr
    assert len((tmp_path / "out.jsonl").read_bytes().splitlines()) == 2
    (failure,) = map(json.loads, (tmp_path / "failed.jsonl").read_text(encoding="utf-8").splitlines())
    assert failure["article_id"] == "in.jsonl:2"
    assert failure["reason"].startswith("own/dates.yaml: rule 'slow_date': its pattern was stopped")


def test_a_title_pattern(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("depesche.ruleset.patterns._SECONDS", 0.3)
    word, person = frozenset({"word"}), frozenset({"person"})
    alphabet = make_alphabet([word, person])
    pack = Pack(pack="own.titles", kind="titles")
    pack.read_from(Origin("own/titles.yaml", is_own=True))
    pattern = compile_pattern("(word | word word)+ <person: person>", {}, alphabet, pack, "title.slow")
    assert pattern.regex.search(alphabet.encode([word, word, person]))
    with pytest.raises(RuleError, match=r"own/titles.yaml: rule 'title.slow': its pattern was stopped"):
        pattern.regex.search(alphabet.encode([word] * 80))


@pytest.mark.parametrize("name", ["dates.yaml", "rounds.yaml"])
def test_what_is_no_regular_expression_is_named(tmp_path: Path, name: str) -> None:
    rule, pack, _ = SLOW[name]
    (tmp_path / name).write_text(pack.replace("(?:", "(?:("), encoding="utf-8")
    with pytest.raises(RuleError, match=f"{name}: rule '{rule}': .* is no regular expression"):
        compile_stages(load_ruleset([tmp_path]))


def test_words_that_repeat_what_repeats_are_refused() -> None:
    own, shipped = Origin("own/units.yaml", is_own=True), Origin("rules/units.yaml", is_own=False)
    refuse_nested({"words": ["Euro(?:s|en)?", r"\(a+\)+"]}, own)
    refuse_nested({"words": ["(?:a+b)*"]}, shipped)
    for words in ("(?:a+b)*", r"(\w*|x)+", "(a{2,}){3,}"):
        with pytest.raises(RuleError, match=r"own/units.yaml: .* repeats what repeats"):
            refuse_nested({"words": [{"more": ["a", words]}]}, own)


def test_shipped_patterns_run_without_a_limit() -> None:
    assert compile_expression("a+", Origin("rules/a.yaml", is_own=False), "x").search("ba")
