from pathlib import Path

import pytest

from depesche.corpus import load_corpus
from depesche.corpus.check import check_corpus, check_second
from depesche.corpus.duplicates import near_duplicates
from depesche.corpus.splits import assign_splits, splits_yaml
from depesche.corpus.store import load_splits
from depesche.errors import InputError
from tests.corpus.gold import ARTICLE, source


def _folder(tmp_path: Path, **articles: str) -> Path:
    for name, content in articles.items():
        (tmp_path / f"{name}.yaml").write_text(content, encoding="utf-8")
    return tmp_path


def test_a_bad_file_is_named_and_the_others_are_read(tmp_path: Path) -> None:
    corpus = load_corpus(_folder(tmp_path, good=ARTICLE, bad="published: 2025-01-01\n"))
    assert [article.source.id for article in corpus.articles] == ["good"]
    assert [str(problem) for problem in corpus.problems] == ["bad.yaml: text: Field required"]


def test_text_in_another_encoding_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes("text: Für".encode("latin-1"))
    assert "not UTF-8" in str(load_corpus(tmp_path).problems[0])


@pytest.mark.parametrize("exists", [True, False])
def test_a_folder_without_articles_is_an_error(tmp_path: Path, exists: bool) -> None:
    with pytest.raises(InputError, match="folder" if not exists else "no gold article"):
        load_corpus(tmp_path if exists else tmp_path / "missing")


def test_the_same_article_twice_is_found(tmp_path: Path) -> None:
    problems = check_corpus(load_corpus(_folder(tmp_path, a=ARTICLE, b=ARTICLE)))
    assert "shares 100% of its wording with b" in str(problems[0])


def test_different_texts_are_no_duplicates() -> None:
    assert near_duplicates({"a": "eins zwei drei vier fünf", "b": "ganz andere Wörter stehen hier"}) == []


def test_splits_keep_what_is_assigned_and_never_part_a_story(tmp_path: Path) -> None:
    sources = [
        source(ARTICLE + f"story: s{number // 2}\n").model_copy(update={"id": f"a{number}"})
        for number in range(40)
    ]
    first = assign_splits(sources[:20])
    second = assign_splits(sources, first)
    for name in ("train", "dev", "test"):
        assert set(getattr(first, name)) <= set(getattr(second, name))
    assert all(second.of(f"a{n}") == second.of(f"a{n + 1}") for n in range(0, 40, 2))
    assert len(second.train) == 24
    file = tmp_path / "splits.yaml"
    file.write_text(splits_yaml(second), encoding="utf-8")
    assert load_splits(file) == second


def test_samples_are_never_test_articles() -> None:
    sources = [
        source(ARTICLE + "sample: true\n").model_copy(update={"id": f"a{number}"}) for number in range(10)
    ]
    assert assign_splits(sources).test == ()


def test_a_story_in_two_splits_and_an_unknown_article_are_found(tmp_path: Path) -> None:
    folder = _folder(
        tmp_path, a=ARTICLE + "story: s\n", b="published: 2025-01-01\nstory: s\ntext: Ganz anders.\n"
    )
    (folder / "splits.yaml").write_text("train: [a]\ndev: [b]\ntest: [c]\n", encoding="utf-8")
    reasons = [problem.reason for problem in check_corpus(load_corpus(folder))]
    assert "c is no article; take it out" in reasons
    assert "the story 's' stands in dev and train" in reasons


def test_a_second_annotation_must_have_the_same_articles_and_texts(tmp_path: Path) -> None:
    first = load_corpus(_folder(tmp_path, a=ARTICLE, b="published: 2025-01-01\ntext: Ganz anders.\n"))
    (tmp_path / "second").mkdir()
    second = _folder(
        tmp_path / "second",
        a=ARTICLE,
        b="published: 2025-01-01\ntext: Ganz neu.\n",
        c="published: 2025-01-01\ntext: Noch einer.\n",
    )
    assert [str(problem) for problem in check_second(load_corpus(second), first)] == [
        "second/b.yaml: text: differs from the article in the first annotation",
        "second/c.yaml: file: the first annotation has no article with this name",
    ]
