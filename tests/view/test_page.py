"""The page as text: complete, self-contained, and with data that cannot act."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser

import pytest

from depesche.records import Extraction
from depesche.view import extract_page, view_page
from depesche.wording import LANGUAGES, Language
from tests.view.samples import EVIL, takeover


class Elements(HTMLParser):
    """Gathers the elements and the text in scripts by their id."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.started: list[tuple[str, dict[str, str | None]]] = []
        self.scripts: dict[str, str] = {}
        self._inside: str | None = None
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.started.append((tag, dict(attrs)))
        if tag == "script":
            self._inside = dict(attrs).get("id") or "code"

    def handle_endtag(self, tag: str) -> None:
        self._inside = None

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.scripts[self._inside] = self.scripts.get(self._inside, "") + data


def page_of(*records: Extraction, language: Language = "en") -> str:
    return "".join(view_page(records, language=language))


def test_data_stays_data() -> None:
    elements = Elements(page_of(takeover(before=EVIL)))
    assert sorted(elements.scripts) == ["code", "records", "words"]
    assert sum(tag == "script" for tag, _ in elements.started) == 3
    (line,) = elements.scripts["records"].strip("\n").split("\n")
    assert json.loads(line)["text"].startswith(EVIL)


def test_only_its_own_script_may_run() -> None:
    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]*)"', page_of())
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe" not in policy
    assert "connect-src" not in policy


@pytest.mark.parametrize("page", [page_of(takeover()), extract_page(needs_key=True)])
def test_nothing_comes_from_elsewhere(page: str) -> None:
    elements = Elements(page)
    assert not [attrs for _, attrs in elements.started if {"src", "href", "srcset"} & set(attrs)]
    assert "@import" not in page
    assert "url(" not in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_language(language: Language) -> None:
    page = page_of(takeover(), language=language)
    assert f'<html lang="{language}">' in page
    assert ">Netz<" in page if language == "de" else ">Network<" in page


def test_no_place_is_left_open() -> None:
    assert not re.findall(r"\$[a-z_]+\b", extract_page().split("<script")[0])


def test_the_server_decides_where_to_send_and_whether_a_key_is_needed() -> None:
    assert 'action="v1/extract"' in extract_page(endpoint="v1/extract")
    assert 'name="key"' in extract_page(needs_key=True)
    assert 'name="key"' not in extract_page()
    assert 'id="paste"' not in page_of()
