"""Copies of agency reports are recognised; a report with a fact of its own never is one."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from depesche.io import copies
from depesche.io.copies import without_copies
from depesche.io.source import Copy
from depesche.records import Article

REPORT = """Der Softwarekonzern Nordlicht übernimmt den Konkurrenten Fjord. Das teilten beide Unternehmen \
am Dienstag in Kiel mit. Der Kaufpreis liegt bei 120 Millionen Euro, dazu kommen Schulden von 15 Millionen \
Euro.

Die Aufsichtsräte haben zugestimmt, die Behörden prüfen noch. Fjord beschäftigt rund 300 Menschen und \
schreibt seit zwei Jahren Gewinne. Der Gründer soll das Geschäft weiterführen, sagte eine Sprecherin. \
Analysten hatten den Schritt erwartet, weil Nordlicht in Skandinavien bisher kaum vertreten war.

Die Aktie von Nordlicht legte im frühen Handel zu. Händler sprachen von einem guten Preis."""

UPDATE = """ Am Abend hieß es aus Kreisen, der Kauf sei geplatzt, weil ein Großaktionär mit dem Verkauf \
nicht einverstanden ist und andere Bieter ins Gespräch gebracht hat."""

SHORTENED = REPORT.rsplit("\n\n", 1)[0]


def left_out(*texts: str) -> list[tuple[str, str]]:
    articles = [Article(id=str(number), text=text) for number, text in enumerate(texts)]
    found = without_copies(iter(articles))
    return [(item.article_id, item.original_id) for item in found if isinstance(item, Copy)]


@pytest.mark.parametrize(
    ("case", "text"),
    [
        ("the same", REPORT),
        ("other line breaks and quotes", REPORT.replace("\n\n", "\n").replace(".", " . ")),
        ("capitals", REPORT.upper().replace("ẞ", "SS")),
        ("a dateline", "KIEL (dpa-AFX) - " + REPORT),
        ("a word changed", REPORT.replace("Händler", "Börsianer")),
        ("the last paragraph cut", SHORTENED),
        ("an author", REPORT + "\n\nVon Anna Beispiel, Kiel"),
    ],
)
def test_copies(case: str, text: str) -> None:
    assert left_out(REPORT, text) == [("1", "0")]


@pytest.mark.parametrize(
    ("case", "text"),
    [
        ("another price", REPORT.replace("120", "130")),
        ("a number more", REPORT + " Das sind 4 Prozent."),
        ("an update", REPORT + UPDATE),
        ("another report", "Der Chipkonzern " + " ".join(reversed(REPORT.split()))),
    ],
)
def test_no_copies(case: str, text: str) -> None:
    assert left_out(REPORT, text) == []


def test_the_longer_print_is_no_copy_of_the_shorter() -> None:
    assert left_out(SHORTENED, REPORT + " Mehr dazu bald.") == []


def test_the_first_is_the_original_of_all() -> None:
    assert left_out(REPORT, SHORTENED, REPORT, "KIEL - " + SHORTENED) == [("1", "0"), ("2", "0"), ("3", "0")]


@pytest.mark.parametrize("text", ["Meta kauft.", "!?", "…"])
def test_short_texts_are_copies_when_equal(text: str) -> None:
    assert left_out(text, text + " Ja.", text) == [("2", "0")]


def test_other_items_pass() -> None:
    items: Iterator[Article | int] = iter([1, Article(id="a", text=REPORT), 2, Article(id="b", text=REPORT)])
    assert [item if isinstance(item, int) else type(item) for item in without_copies(items)] == [
        1,
        Article,
        2,
        Copy,
    ]


def generated(number: int) -> str:
    return " ".join(random.Random(number).choices("abcdefghijklmnopqrstuvwxyz", k=80))


def test_the_window_bounds_what_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copies, "_WINDOW", 10)
    texts = [generated(number) for number in range(11)]
    assert left_out(*texts, texts[1]) == [("11", "1")]
    assert left_out(*texts, texts[0]) == []
    seen = copies._Seen()
    for text in map(generated, range(100)):
        seen.add(copies._sketch(Article(id="a", text=text)))
    assert len(seen._sketches) == len(seen._by_digest) == 10


@given(st.lists(st.text(max_size=30), max_size=12))
@settings(max_examples=60)
def test_nothing_is_lost(texts: list[str]) -> None:
    """Whatever the texts are, each is kept or the copy of one that is kept."""
    articles = [Article(id=str(number), text=text) for number, text in enumerate(texts)]
    found = list(without_copies(iter(articles)))
    kept = {item.id: item.text for item in found if isinstance(item, Article)}
    assert len(found) == len(texts)
    for item in found:
        if isinstance(item, Copy):
            assert item.original_id in kept


def test_a_long_article_is_sketched_in_blocks() -> None:
    text = " ".join(str(number) for number in range(30_000))
    assert left_out(text, text.replace("29999", "29998")) == [("1", "0")]
