"""Packs: what is refused, with file, rule and reason, and how a user's packs lie on top."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import pytest

from depesche.errors import RuleError
from depesche.ruleset import Pack, Rule, load_ruleset


class WordRule(Rule):
    word: str
    weight: int = 1


class WordPack(Pack):
    kind: Literal["test_words"]
    rules: tuple[WordRule, ...]


GOOD = """
pack: my.words
kind: test_words
rules:
  - {id: words.one, word: eins}
  - {id: words.two, word: NO}
"""

BAD = [
    ("unknown field", GOOD + "  - {id: words.three, word: drei, wieght: 2}\n", "words.three", "wieght"),
    ("wrong type", GOOD + "  - {id: words.three, word: [drei]}\n", "words.three", "word"),
    ("missing field", GOOD + "  - {id: words.three}\n", "words.three", "word"),
    ("text for a number", GOOD + "  - {id: words.three, word: drei, weight: '2'}\n", "words.three", "weight"),
    ("id twice", GOOD + "  - {id: words.one, word: drei}\n", "words.one", "also stands"),
    ("id without a dot", GOOD + "  - {id: three, word: drei}\n", "three", "pattern"),
    ("key twice", GOOD + "pack: again\n", None, "stands twice"),
    ("no YAML", "pack: [unclosed\nkind: x", None, "not valid YAML"),
    ("no pack", "- just\n- a list\n", None, "a pack is a mapping"),
    ("no kind", "pack: x\nrules: []\n", None, "a pack is a mapping"),
]


def write(folder: Path, content: str | bytes, name: str = "own.yaml") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    data = content.encode() if isinstance(content, str) else content
    (folder / name).write_bytes(data)
    return folder


def test_reads_a_users_pack(tmp_path: Path) -> None:
    ruleset = load_ruleset([write(tmp_path, GOOD)])
    (pack,) = ruleset.packs(WordPack, "test_words")
    assert [rule.word for rule in pack.rules] == ["eins", "NO"]


@pytest.mark.parametrize(("content", "rule_id", "reason"), [b[1:] for b in BAD], ids=[b[0] for b in BAD])
def test_names_file_rule_and_reason(tmp_path: Path, content: str, rule_id: str | None, reason: str) -> None:
    write(tmp_path, content)
    with pytest.raises(RuleError) as caught:
        load_ruleset([tmp_path]).packs(WordPack, "test_words")
    message = str(caught.value)
    assert "own.yaml" in message
    assert reason in message
    assert rule_id is None or rule_id in message


def test_refuses_other_encodings(tmp_path: Path) -> None:
    write(tmp_path, "pack: ü".encode("latin-1"))
    with pytest.raises(RuleError, match=r"own\.yaml: not UTF-8"):
        load_ruleset([tmp_path])


def test_refuses_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match="no such directory"):
        load_ruleset([tmp_path / "nowhere"])


def test_a_later_folder_replaces_rules_by_id(tmp_path: Path) -> None:
    first = write(tmp_path / "a", GOOD)
    second = write(tmp_path / "b", "pack: b\nkind: test_words\nrules: [{id: words.one, word: uno}]\n")
    packs = load_ruleset([first, second]).packs(WordPack, "test_words")
    assert sorted(rule.word for pack in packs for rule in pack.rules) == ["NO", "uno"]


def test_the_digest_changes_with_the_rules(tmp_path: Path) -> None:
    shipped = load_ruleset().sha256
    assert load_ruleset().sha256 == shipped
    assert load_ruleset([write(tmp_path, GOOD)]).sha256 != shipped
