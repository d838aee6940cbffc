"""Groups of articles: what brings them together is read, and what is wrong with it is named."""

from pathlib import Path

import pytest

from depesche.corpus.groups import COMPANIES_FILE, check_groups, load_groups
from depesche.errors import InputError

ARTICLE = """
published: 2025-03-0{day}
story: {story}
layers: [companies, deals]
text: |
  {text}
companies: [{companies}]
deals:
  - {{type: acquisition, status: announced, buyer: {buyer}, target: {target}, trigger: {trigger}{after}}}
"""


def write(folder: Path, **changed: str) -> Path:
    """Two articles on one deal, and the list of companies; ``changed`` replaces parts of the second one."""
    first = {
        "day": "1",
        "story": "s",
        "text": "Die Tavorix AG kauft Nimbit für viel Geld.",
        "companies": "Tavorix AG, Nimbit",
        "trigger": "kauft",
        "buyer": "Tavorix AG",
        "target": "Nimbit",
        "after": ", transaction: t1",
    }
    second = {
        "day": "2",
        "story": "s",
        "text": "Gestern hat Tavorix den Rivalen Nimbit ganz geschluckt.",
        "companies": "Tavorix, Nimbit",
        "trigger": "geschluckt",
        "buyer": "Tavorix",
        "target": "Nimbit",
        "after": ", transaction: t1",
    }
    (folder / "articles").mkdir()
    for name, parts in (("one", first), ("two", {**second, **changed})):
        (folder / "articles" / f"{name}.yaml").write_text(ARTICLE.format(**parts), encoding="utf-8")
    (folder / COMPANIES_FILE).write_text("tavorix: [Tavorix, Tavorix AG]\n", encoding="utf-8")
    return folder


def test_clusters(tmp_path: Path) -> None:
    groups = load_groups(write(tmp_path))
    assert check_groups(groups) == []
    articles = groups.corpus.articles
    companies = groups.company_clusters(articles)
    assert sorted(companies.values()) == ["=Nimbit", "=Nimbit", "tavorix", "tavorix"]
    assert sorted(groups.deal_clusters(articles).items()) == [(("one", "x1"), "t1"), (("two", "x1"), "t1")]


def test_the_digest_holds_what_brings_articles_together(tmp_path: Path) -> None:
    for name in ("a", "b", "c"):
        (tmp_path / name).mkdir()
    before = load_groups(write(tmp_path / "a"))
    transactions = load_groups(write(tmp_path / "b", after=", transaction: t2"))
    names = load_groups(write(tmp_path / "c"))
    (tmp_path / "c" / COMPANIES_FILE).unlink()
    names = load_groups(tmp_path / "c")
    digests = {groups.digest(groups.corpus.articles) for groups in (before, transactions, names)}
    assert len(digests) == 3


@pytest.mark.parametrize(
    ("changed", "companies", "problem"),
    [
        ({"after": ""}, None, "groups/two.yaml: deals.0: has no transaction"),
        ({"story": "r"}, None, "the group 'r' has no other article"),
        ({"story": ""}, None, "groups/two.yaml: story: is missing"),
        ({}, "a: [Tavorix]\nb: [Tavorix]\n", "b: 'Tavorix' stands at 'a' too"),
        ({}, "a: [Quorvex]\n", "groups/companies.yaml: a: no article has a company 'Quorvex'"),
    ],
)
def test_what_is_wrong_is_named(
    tmp_path: Path, changed: dict[str, str], companies: str | None, problem: str
) -> None:
    folder = write(tmp_path, **changed)
    if companies:
        (folder / COMPANIES_FILE).write_text(companies, encoding="utf-8")
    assert any(problem in str(found) for found in check_groups(load_groups(folder)))


def test_a_transaction_stays_in_one_split(tmp_path: Path) -> None:
    folder = write(tmp_path)
    (folder / "splits.yaml").write_text("train: [one]\ntest: [two]\n", encoding="utf-8")
    problems = [str(problem) for problem in check_groups(load_groups(folder))]
    assert any("'t1' is told in test and train" in problem for problem in problems)


def test_a_transaction_is_told_once_in_an_article(tmp_path: Path) -> None:
    folder = write(tmp_path)
    file = folder / "articles" / "one.yaml"
    last = file.read_text(encoding="utf-8").splitlines()[-1]
    file.write_text(f"{file.read_text(encoding='utf-8')}{last}\n", encoding="utf-8")
    problems = [str(problem) for problem in check_groups(load_groups(folder))]
    assert any("'t1' is told by another deal of the article" in problem for problem in problems)


def test_a_malformed_list_is_refused(tmp_path: Path) -> None:
    folder = write(tmp_path)
    (folder / COMPANIES_FILE).write_text("- Tavorix\n", encoding="utf-8")
    with pytest.raises(InputError, match="list of companies"):
        load_groups(folder)
