"""The deal packs: their examples, and what is said of a rule that is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from depesche.backbone import load_backbone
from depesche.deal_examples import check
from depesche.deals import compile_deals
from depesche.errors import RuleError
from depesche.records import DealType
from depesche.ruleset import load_ruleset


def test_all_examples_come_out() -> None:
    ruleset = load_ruleset()
    assert check(ruleset, load_backbone("embedded", ruleset).nlp) == []


def test_every_type_has_rules_and_there_are_enough_triggers() -> None:
    rules = compile_deals(load_ruleset())
    assert set(rules.needs) == set(DealType)
    assert len(rules.by_verb) + len(rules.by_noun) + len(rules.by_adjective) >= 250


PACK = """
pack: own.deals
kind: deals
type: acquisition
roles: {{buyer: [company], target: [company]}}
required: [[target]]
rules:
  - id: own.gobble
    trigger: {{verb: verspachteln}}
    frame: {frame}
    examples: [{{text: "Adobe verspachtelt Figma.", gives: {{buyer: Adobe, target: Figma}}}}]
"""
BAD = [
    ("a role of another type", "{investor: agent}", "acquisition has no role 'investor'"),
    ("a frame nobody defined", "gobble", "no frame 'gobble'"),
    (
        "a word class nobody defined",
        '{target: {at: patient, noun: ["@nothing"], of: von}}',
        "no word class '@nothing'",
    ),
]


@pytest.mark.parametrize(("frame", "reason"), [b[1:] for b in BAD], ids=[b[0] for b in BAD])
def test_a_wrong_rule_is_named(tmp_path: Path, frame: str, reason: str) -> None:
    (tmp_path / "own.yaml").write_text(PACK.format(frame=frame), encoding="utf-8")
    with pytest.raises(RuleError, match=reason) as caught:
        compile_deals(load_ruleset([tmp_path]))
    assert caught.value.rule_id == "own.gobble"


def test_a_users_trigger_works(tmp_path: Path) -> None:
    (tmp_path / "own.yaml").write_text(PACK.format(frame="{buyer: agent, target: patient}"), encoding="utf-8")
    ruleset = load_ruleset([tmp_path])
    assert check(ruleset, load_backbone("embedded", ruleset).nlp) == []
