"""The page in a real browser: what a reader does with mouse, keyboard and finger."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from decimal import Decimal
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar

import pytest

from depesche.evaluation import Pair, evaluate_pairs
from depesche.evaluation.html import report_html
from depesche.evaluation.report import build_report
from depesche.records import Amount, Modifier
from depesche.view import extract_page, view_page
from depesche.wording import Language, load_wording
from tests.view.samples import EVIL, many, takeover

Open = Callable[..., Any]
VIEWS = ("deals", "articles", "timeline", "network")


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    records = [
        takeover(),
        takeover("Bosch", "Fünf 😀 GmbH", number=1, published="2023-02-03", before="😀 Anfang. "),
        takeover("SAP", "Café Zwei", number=2, published="2024-05-06", before=EVIL),
    ]
    path = tmp_path_factory.mktemp("view") / "report.html"
    path.write_text("".join(view_page(records)), encoding="utf-8")
    return path


def rows(page: Any) -> list[str]:
    """The participants of the deals in the table."""
    texts: list[str] = page.locator("td.who").all_inner_texts()
    return [" ".join(text.split()) for text in texts]


def test_table(open_page: Open, report: Path) -> None:
    page = open_page(report)
    assert rows(page) == [
        "buyer Meta target Scale AI",
        "buyer SAP target Café Zwei",
        "buyer Bosch target Fünf 😀 GmbH",
    ]
    assert page.locator("td.sum").first.inner_text() == "14.3 bn USD"
    assert "42.9 bn USD" in page.locator("#tiles").inner_text()
    page.get_by_role("button", name="Who").click()
    assert rows(page)[0].startswith("buyer Bosch")
    assert page.locator("th.who").get_attribute("aria-sort") == "ascending"
    assert page.evaluate("document.activeElement.parentElement.className") == "who"


def test_filters_and_search(open_page: Open, report: Path) -> None:
    page = open_page(report)
    page.get_by_label("Company").fill("cafe")
    page.wait_for_function("document.querySelectorAll('td.who').length === 1")
    assert rows(page) == ["buyer SAP target Café Zwei"]
    address = page.url
    page.get_by_role("button", name="Reset").click()
    assert len(rows(page)) == 3
    page.get_by_label("From").fill("2024-01-01")
    page.get_by_label("Until").fill("2024-12-31")
    assert rows(page) == ["buyer SAP target Café Zwei"]
    page.goto(address)
    page.reload()
    assert rows(page) == ["buyer SAP target Café Zwei"]
    assert page.get_by_label("Company").input_value() == "cafe"
    page.get_by_label("Search", exact=True).fill("no such thing")
    page.get_by_text("No deal fits these filters.").wait_for()


def test_article_by_keyboard(open_page: Open, report: Path) -> None:
    page = open_page(report)
    page.get_by_role("button", name="buyer Meta").focus()
    page.keyboard.press("Enter")
    note = page.get_by_role("region", name="Evidence")
    assert "Meta kauft Scale AI für 14,3 Milliarden Dollar." in note.inner_text()
    assert "acquisition.buy (status from past)" in note.inner_text()
    first = page.locator("span.mention").first
    first.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    assert "the language model (ORG)" in note.inner_text()
    page.keyboard.press("Escape")
    assert not page.locator("dialog").is_visible()
    assert page.evaluate("document.activeElement.textContent").startswith("buyer Meta")


def test_back_closes_the_article_and_not_the_page(open_page: Open, report: Path) -> None:
    page = open_page(report)
    page.get_by_label("Company").fill("sap")
    page.wait_for_function("document.querySelectorAll('td.who').length === 1")
    page.get_by_role("button", name="buyer SAP").click()
    page.evaluate("history.back()")
    page.locator("dialog").wait_for(state="hidden")
    assert rows(page) == ["buyer SAP target Café Zwei"]
    page.get_by_role("button", name="buyer SAP").click()
    page.get_by_role("button", name="Close").click()
    page.wait_for_function("!history.state")
    assert page.get_by_label("Company").input_value() == "sap"


def test_offsets_behind_an_emoji(open_page: Open, report: Path) -> None:
    page = open_page(report)
    page.get_by_role("button", name="buyer Bosch").click()
    assert page.locator("span.mention").all_inner_texts() == [
        "Bosch",
        "kauft",
        "Fünf 😀 GmbH",
        "14,3 Milliarden Dollar",
    ]
    assert page.locator(".proof").first.inner_text() == "Bosch"
    page.locator("span.mention").nth(3).click()
    assert "14.3 bn USD" in page.locator(".note").inner_text()


def test_text_of_articles_does_nothing(open_page: Open, report: Path) -> None:
    page = open_page(report)
    page.get_by_role("button", name="buyer SAP").click()
    assert page.locator("div.text").inner_text().startswith("</script><script>")
    assert page.title() == "Depesche: Deals in the news"
    assert page.locator("img").count() == 0
    assert page.locator("dialog a").count() == 0, "a javascript: address is no link"


def test_timeline_narrows_the_time(open_page: Open, report: Path) -> None:
    page = open_page(report)
    page.get_by_role("tab", name="Timeline").click()
    page.get_by_role("button", name="Feb 2023: 1 deal").click()
    assert page.locator(".stream .link").all_inner_texts() == ["acquisition buyer Bosch target Fünf 😀 GmbH"]
    page.get_by_role("button", name="Whole time").click()
    assert page.locator(".stream .link").count() == 3


def test_network(open_page: Open, report: Path) -> None:
    page = open_page(report)
    page.get_by_role("tab", name="Deals").focus()
    page.keyboard.press("ArrowLeft")
    assert page.get_by_role("tab", name="Network").get_attribute("aria-selected") == "true"
    page.get_by_role("button", name="Scale AI: 1 deal").press("Enter")
    assert "buyer Meta" in page.locator(".chosen").inner_text()


AMOUNTS = [
    Amount(id="a1", mention="m1", value=Decimal("14300000000"), currency="USD"),
    Amount(id="a1", mention="m1", value=Decimal("999999.5"), currency="EUR"),
    Amount(id="a1", mention="m1", value=Decimal("2500000"), modifier=Modifier.AT_MOST),
    Amount(id="a1", mention="m1", value=Decimal("1e12"), max=Decimal("1.25e12"), currency="JPY"),
    Amount(id="a1", mention="m1", value=None, currency="CHF"),
]


@pytest.mark.parametrize("language", ["en", "de"])
def test_sums_are_written_as_in_the_terminal(open_page: Open, tmp_path: Path, language: Language) -> None:
    page_file = tmp_path / "page.html"
    page_file.write_text("".join(view_page([], language=language)), encoding="utf-8")
    page = open_page(page_file)
    for amount in AMOUNTS:
        data = amount.model_dump(mode="json", exclude_none=True)
        assert page.evaluate(f"money({json.dumps(data)})") == load_wording(language).money(amount)


@pytest.mark.parametrize("phone", [False, True], ids=["desktop", "phone"])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_accessible(open_page: Open, report: Path, phone: bool, dark: bool) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    page = open_page(report, phone=phone, dark=dark)

    def check() -> None:
        found = axe.run(page).response["violations"]
        assert [(each["id"], [node["target"] for node in each["nodes"]]) for each in found] == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "scrolls sideways"

    for view in VIEWS:
        page.locator(f"#tab-{view}").click()
        check()
    page.locator("#tab-deals").click()
    page.locator("td.who button").first.click()
    check()
    page.locator("span.mention").first.click()
    check()


def test_the_evaluation_report_is_accessible_too(open_page: Open, tmp_path: Path) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    evaluation = evaluate_pairs([Pair(takeover(), takeover("Bosch"))])
    report = build_report(evaluation, corpus_sha256="", split=None)
    path = tmp_path / "evaluation.html"
    path.write_text(report_html(evaluation, report, report), encoding="utf-8")
    for dark in (False, True):
        page = open_page(path, dark=dark)
        page.locator("details.article summary").click()
        assert [each["id"] for each in axe.run(page).response["violations"]] == []


def test_two_thousand_articles(open_page: Open, tmp_path: Path) -> None:
    path = tmp_path / "big.html"
    path.write_text("".join(view_page(many(2000))), encoding="utf-8")
    began = time.monotonic()
    page = open_page(path)
    page.locator("td.who").first.wait_for()
    assert time.monotonic() - began < 10
    assert page.locator("td.who").count() == 50
    for change in ("query:'firma 7'", "query:''", "sort:'who'", *(f"view:'{view}'" for view in VIEWS)):
        script = (
            f"() => {{ const t = performance.now(); change({{{change}}}); return performance.now() - t; }}"
        )
        assert page.evaluate(script) < 1000, change


class Server(BaseHTTPRequestHandler):
    """Answers as the server of Depesche does."""

    seen: ClassVar[list[Any]] = []

    def do_GET(self) -> None:
        self.answer(200, "text/html; charset=utf-8", extract_page().encode())

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["content-length"])))
        self.seen.append((self.path, body))
        if "voll" in body["text"]:
            self.answer(503, "application/json", b'{"detail": "all workers are busy"}')
        else:
            self.answer(200, "application/json", takeover().model_dump_json().encode())

    def answer(self, status: int, content_type: str, body: bytes) -> None:
        self.send_response(status)
        self.send_header("content-type", content_type)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: Any) -> None:
        pass


@pytest.fixture
def address() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Server)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


def test_paste_box(browser: Any, address: str) -> None:
    page = browser.new_page()
    page.goto(address)
    assert not page.locator("#browser").is_visible()
    page.get_by_role("button", name="Extract").click()
    page.get_by_text("Paste a text first.").wait_for()
    page.get_by_label("Paste a German article").fill("Alles voll.")
    page.get_by_role("button", name="Extract").click()
    page.get_by_text("The server answered 503: all workers are busy").wait_for()
    page.get_by_label("Paste a German article").fill("Meta kauft Scale AI.")
    page.get_by_label("Published").fill("2025-07-01")
    page.get_by_role("button", name="Extract").click()
    page.locator("dialog span.mention").first.wait_for()
    assert page.locator("dialog h2").inner_text() == "Meta kauft zu"
    assert Server.seen[-1] == (
        "/extract",
        {"text": "Meta kauft Scale AI.", "title": None, "published": "2025-07-01"},
    )
    page.keyboard.press("Escape")
    assert page.locator("td.who").count() == 1
    page.close()
