from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from depesche.backbone import load_backbone
from depesche.errors import InputError
from depesche.names import NameRules, compile_names, find_names
from depesche.names.atoms import words_of
from depesche.names.user_list import read_user_names
from depesche.readings import Name, Span
from depesche.ruleset import RuleSet, load_ruleset
from depesche.ruleset.yaml import load_yaml
from depesche.tokens import read_tokens

CASES: list[dict[str, Any]] = [
    case
    for name in ("names", "names_pages")
    for case in load_yaml(
        (Path(__file__).parent.parent / "cases" / f"{name}.yaml").read_text(encoding="utf-8")
    )
]
OTHER_TYPES = ("person", "organization", "product", "location")
RULESET: RuleSet = load_ruleset()
RULES: NameRules = compile_names(RULESET)
NLP = load_backbone("embedded", RULESET).nlp


def find(text: str, taken: tuple[Span, ...] = (), rules: NameRules = RULES) -> tuple[Name, ...]:
    return find_names(read_tokens(NLP(text)), rules, taken)


def _case(case: dict[str, Any]) -> Any:
    marks = [pytest.mark.xfail(reason=case["fails"], raises=AssertionError)] if "fails" in case else []
    return pytest.param(case, id=case["text"][:60], marks=marks)


@pytest.mark.parametrize("case", [_case(case) for case in CASES])
def test_names_of_a_sentence(case: dict[str, Any]) -> None:
    names = find(case["text"])
    bases: dict[str, set[str]] = defaultdict(set)
    for name in names:
        bases[name.type].add(name.base)
    assert bases["company"] == set(case["company"])
    for kind in OTHER_TYPES:
        assert set(case.get(kind, ())) <= bases[kind]
    written = {case["text"][name.span.start : name.span.end] for name in names}
    assert not set(case.get("not", ())) & (written | {name.base for name in names})


def test_enough_cases() -> None:
    assert len(CASES) >= 120
    assert sum("not" in case for case in CASES) >= 40


def test_genitive_is_outside_the_span() -> None:
    text = "Metas Gewinn stieg, auch der von OpenAI."
    name = find(text)[0]
    assert (text[name.span.start : name.span.end], name.base) == ("Meta", "Meta")


def test_name_in_a_compound() -> None:
    text = "Die Nvidia-Aktie stieg."
    (name,) = find(text)
    assert text[name.span.start : name.span.end] == "Nvidia"
    assert name.in_compound


def test_one_name_has_one_type() -> None:
    text = (
        "Das Start-up Tavorix wächst. In Berlin stellt Tavorix ein. Die Tavorix-Chefin Eva Lang freut sich."
    )
    types = {name.type for name in find(text) if name.base == "Tavorix"}
    assert types == {"company"}
    assert sum(name.base == "Tavorix" for name in find(text)) == 3


def test_numbers_and_dates_are_no_names() -> None:
    text = "Am 2. Oktober zahlte Siemens 40 Euro."
    taken = (Span(3, 13), Span(29, 36))
    assert [name.base for name in find(text, taken)] == ["Siemens"]
    whole = (Span(0, len(text)),)
    assert find(text, whole) == ()


def test_empty_text() -> None:
    assert find("") == ()


def test_final_full_stop_changes_nothing() -> None:
    assert find("Hallo Herr Müller.") == find("Hallo Herr Müller")


def test_own_names_bring_their_ids(tmp_path: Path) -> None:
    own = tmp_path / "own.csv"
    own.write_text("name,aliases,id,kind\nQuorvex Anlagen,QVX|Quorvex,K-17,company\n", encoding="utf-8")
    rules = compile_names(RULESET, own)
    ids = {
        n.base: n.known_id for n in find("Quorvex Anlagen baut um. Das kostet Quorvex viel Geld.", (), rules)
    }
    assert ids["Quorvex Anlagen"] == "K-17"
    assert ids["Quorvex"] == "K-17"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("firma,id\nA,1\n", "line 1: no column 'name'"),
        ("name,kind\nA,company\nB,planet\n", "line 3: kind 'planet'"),
        ("name,id\n,7\n", "line 2: the name is empty"),
    ],
)
def test_wrong_own_lists_are_explained(tmp_path: Path, content: str, message: str) -> None:
    own = tmp_path / "own.csv"
    own.write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=message):
        compile_names(RULESET, own)


def test_missing_own_list_is_explained(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        compile_names(RULESET, tmp_path / "nothing.csv")


PIECES = st.sampled_from(
    [
        "Meta",
        "OpenAIs",
        "Nvidia-Aktie",
        "Safe Superintelligence (SSI)",
        "der",
        "„Talent-Welle“",
        "kauft",
        ",",
        ".",
        "\n",
        "Sam Altman",
        "KI",
        "Scale AI",
        "14,3 Milliarden",
        "Müller & Söhne GmbH & Co. KG",
        "'",
        "-",
        "(",
        "e\u0301",
        "🚀",
        "von",
    ]
)


@settings(max_examples=60)
@given(st.lists(PIECES, max_size=14).map(" ".join))
def test_names_are_ordered_and_apart(text: str) -> None:
    names = find(text)
    assert names == find(text)
    for name in names:
        assert 0 <= name.span.start < name.span.end <= len(text)
        assert text[name.span.start : name.span.end].strip()
    for one, other in pairwise(names):
        assert one.span.end <= other.span.start


def test_piece_beside_the_checkout(project: Path) -> None:
    piece = project.parent / "shared" / "articles" / "aibase.txt"
    if not piece.exists():
        pytest.skip("the shared folder is not beside this checkout")
    bases: dict[str, set[str]] = defaultdict(set)
    for name in find(piece.read_text(encoding="utf-8")):
        bases[name.type].add(name.base)
    assert bases["company"] == {
        "Abacus.AI",
        "Meta",
        "OpenAI",
        "Safe Superintelligence",
        "SSI",
        "GitHub",
        "NFDG",
        "Scale AI",
        "Microsoft",
        "Google",
        "Inflection AI",
        "Character.AI",
        "Hugging Face",
        "AIbase",
    }
    assert bases["person"] == {
        "Ilya Sutskever",
        "Daniel Gross",
        "Nat Friedman",
        "Alexandr Wang",
        "Sam Altman",
        "Mustafa Suleyman",
    }


def test_own_list_with_odd_rows(tmp_path: Path) -> None:
    own = tmp_path / "own.csv"
    rows = [
        "kind,name,aliases",
        ",Quorvex,",
        "product,Quorvex,,too,many",
        "",
        "company,Brunn & Tavo-Lind AG",
        "company,Run:ix,R. X. Tavorin|",
    ]
    own.write_text("\n".join(rows), encoding="utf-8")
    table = compile_names(RULESET, own).table
    assert [(e.type, e.kind, e.known_id) for e in table.entries("Quorvex")] == [
        ("company", "company", None),
        ("product", "product", None),
    ]
    assert [e.base for e in table.entries("Brunn & Tavo Lind AG")] == ["Brunn & Tavo-Lind AG"]
    assert [e.name for e in table.entries("R X Tavorin")] == ["Run:ix"]
    assert table.longest["Brunn"] == 5


def test_own_names_come_before_ours(tmp_path: Path) -> None:
    own = tmp_path / "own.csv"
    own.write_text("name,id,kind\nNvidia,N-1,product\n", encoding="utf-8")
    entries = compile_names(RULESET, own).table.entries("Nvidia")
    assert [entry.known_id for entry in entries][:2] == ["N-1", None]


@given(st.lists(st.text(alphabet="aBäß1 .&-:'’+", min_size=1), min_size=1, max_size=5).map(" ".join))
@settings(max_examples=200)
def test_own_names_are_cut_as_all_others(spelling: str) -> None:
    abbreviations = RULES.abbreviations
    with TemporaryDirectory() as folder:
        own = Path(folder) / "own.csv"
        own.write_text(f"name,aliases\nTavorix,{spelling}\n", encoding="utf-8")
        (_, *keys) = read_user_names(own, abbreviations).rows
    assert keys == [key for key in [" ".join(words_of(spelling.strip(), abbreviations))] if key]
