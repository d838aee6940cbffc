from collections import Counter

import pytest

from depesche.errors import InputError
from depesche.evaluation.agreement import agreement_markdown, compare_annotations, kappa
from depesche.evaluation.deals import NONE
from tests.corpus.gold import ARTICLE, compiled


def test_an_annotation_agrees_with_itself() -> None:
    measured = compare_annotations([compiled()], [compiled()])
    assert {score.f1 for score in measured.scores.values()} == {1.0}
    assert (measured.status.value, measured.type.value) == (1.0, 1.0)


def test_it_does_not_matter_which_comes_first() -> None:
    other = compiled(ARTICLE.replace("status: rejected", "status: offered").replace(", Lumo: }", "}"))
    there, back = compare_annotations([compiled()], [other]), compare_annotations([other], [compiled()])
    assert {name: score.f1 for name, score in there.scores.items()} == {
        name: score.f1 for name, score in back.scores.items()
    }
    assert there.status == back.status


@pytest.mark.parametrize(
    ("decisions", "items", "observed", "value"),
    [
        # Cohen 1960: 0.6 of the decisions agree where chance alone would give 0.5.
        ({("a", "a"): 3, ("a", "b"): 2, ("b", "a"): 2, ("b", "b"): 3}, 10, 0.6, 0.2),
        ({("a", "a"): 3, ("b", "b"): 1, ("a", NONE): 9, (NONE, "b"): 9}, 4, 1.0, 1.0),
        ({("a", "b"): 1, ("b", "a"): 1}, 2, 0.0, -1.0),
        ({("a", "a"): 4}, 4, 1.0, None),
        ({}, 0, None, None),
    ],
)
def test_kappa(
    decisions: dict[tuple[str, str], int], items: int, observed: float | None, value: float | None
) -> None:
    measured = kappa(Counter(decisions))
    assert (measured.items, measured.observed) == (items, observed)
    assert measured.value == (None if value is None else pytest.approx(value))


def test_only_layers_that_both_annotated_are_compared() -> None:
    partial = compiled(f"layers: [companies, amounts]\n{ARTICLE}")
    measured = compare_annotations([compiled()], [partial])
    assert set(measured.scores) == {"mentions.strict", "mentions.exact", "entities", "amounts.value"}


def test_other_texts_and_other_articles_are_refused() -> None:
    with pytest.raises(InputError, match="a: text: the two annotations have different texts"):
        compare_annotations([compiled()], [compiled(ARTICLE.replace("lehnt ab", "sagt zu"))])
    with pytest.raises(InputError, match="no article in common"):
        compare_annotations([compiled()], [])


def test_the_figures_are_a_table() -> None:
    table = agreement_markdown(compare_annotations([compiled()], [compiled()]))
    assert "| deals: type and main participants | 100.0 | 100.0–100.0 | 3 | 3 |" in table
    assert "| status | 100.0 | 1.00 | 3 |" in table
