"""Text that was decoded twice is repaired on request, everything else is left as it is."""

from __future__ import annotations

import sys

import pytest

from depesche.errors import DepescheError
from depesche.io.preparing import Preparation
from depesche.records import Article, ArticleWarning

pytest.importorskip("ftfy")

GOOD = "Für die Übernahme „heute“ zahlt Müller 3 €.\nGanz normal: Größe – 20 °C.\n"


def prepared(article: Article) -> Article:
    (result,) = Preparation(repair=True).apply([article])
    assert isinstance(result, Article)
    return result


def test_what_was_decoded_twice() -> None:
    bad = GOOD.encode().decode("cp1252", "replace").replace("\ufffd", "\x9d")
    warnings = (ArticleWarning(code="mojibake", message=""), ArticleWarning(code="other", message=""))
    article = prepared(Article(id="a", text=bad, title="MÃ¼ller", warnings=warnings))
    assert (article.text, article.title) == (GOOD, "Müller")
    assert [warning.code for warning in article.warnings] == ["other", "mojibake_repaired"]


@pytest.mark.parametrize("text", [GOOD, "São Paulo, Ã", "a\r\n\x00b\u2028c", "🎉 €"])
def test_good_text_is_left_alone(text: str) -> None:
    article = Article(id="a", text=text)
    assert prepared(article) is article


def test_a_text_that_is_bad_in_one_line() -> None:
    assert prepared(Article(id="a", text="Größe.\nGrÃ¶ÃŸe.\n")).text == "Größe.\nGröße.\n"


def test_without_its_library(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ftfy", None)
    with pytest.raises(DepescheError, match=r"pip install 'depesche\[repair\]'"):
        prepared(Article(id="a", text="a"))
