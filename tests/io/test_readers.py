"""What each format gives, and what each kind of bad input says; every case is a file of its own."""

from __future__ import annotations

import gzip
import io
import json
import os
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from depesche.io import InputFailure, Limits, SkippedFile, read_inputs
from depesche.io.compression import SUFFIXES, codec_for
from depesche.records import Article

Put = Callable[..., Path]


@pytest.fixture
def put(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Put:
    """Write a file into an empty folder that is the current one."""
    monkeypatch.chdir(tmp_path)

    def write(name: str, content: str | bytes) -> Path:
        path = Path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return write


def articles(*inputs: str) -> list[Article]:
    items = list(read_inputs(inputs))
    assert all(isinstance(item, Article) for item in items), items
    return [item for item in items if isinstance(item, Article)]


def messages(*inputs: str, limits: Limits | None = None) -> list[str]:
    items = read_inputs(inputs, limits=limits or Limits())
    return [str(item) for item in items if isinstance(item, InputFailure)]


# Text


@pytest.mark.parametrize(
    "text",
    [
        "Meta kauft Scale AI.",
        "Zeile\r\nzwei\r\n",
        "  eingerückt\n\n",
        "Gru\u0308\u00dfe 🎉 Ein\u00adkauf\u00a0im Mai",
    ],
)
def test_text_is_kept_to_the_last_character(put: Put, text: str) -> None:
    put("a.txt", text)
    assert [article.text for article in articles("a.txt")] == [text]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Meta kauft Scale AI\n\nDer Konzern zahlt.", "Meta kauft Scale AI"),
        ("Kauft Meta Scale AI?\nDer Konzern zahlt.", "Kauft Meta Scale AI?"),
        ("Meta kauft Scale AI.\n\nDer Konzern zahlt.", None),
        ("Meta kauft Scale AI", None),
        (f"{'Wort ' * 40}\n\nDer Konzern zahlt.", None),
    ],
)
def test_first_line_as_title(put: Put, text: str, title: str | None) -> None:
    put("a.txt", text)
    assert articles("a.txt")[0].title == title


def test_unknown_ending_is_read_as_text_when_named(put: Put) -> None:
    put("meldung", "Meta kauft.")
    put("meldung.artikel", "SAP kauft.")
    assert [article.id for article in articles("meldung", "meldung.artikel")] == [
        "meldung",
        "meldung.artikel",
    ]


# Markdown


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("Ein **fetter** Kauf von [Meta](http://meta.com/x_y).", "Ein fetter Kauf von Meta."),
        (
            "# Kopf\n\nAbsatz eins\nläuft weiter.\n\nAbsatz zwei.",
            "Kopf\n\nAbsatz eins läuft weiter.\n\nAbsatz zwei.",
        ),
        ("- Punkt eins\n- Punkt zwei", "Punkt eins\n\nPunkt zwei"),
        ("Preis: 5 \\* 3 &amp; mehr", "Preis: 5 * 3 & mehr"),
        ("![Bild von Meta](m.png)\n\nText.", "Text."),
        ("Der Wert von snake_case_name bleibt.", "Der Wert von snake_case_name bleibt."),
        ("Zeile eins  \nZeile zwei", "Zeile eins\nZeile zwei"),
        ("    Eingerückter Absatz.", "Eingerückter Absatz."),
        ("<div><p>Meta kauft.</p></div>\n\n<script>x()</script>", "Meta kauft."),
        ("---\n\nText nach einer Linie.", "Text nach einer Linie."),
        ("| Firma | Wert |\n| --- | --- |\n| Meta | 5 |", "Firma\n\nWert\n\nMeta\n\n5"),
    ],
)
def test_markdown_becomes_text(put: Put, markdown: str, text: str) -> None:
    put("a.md", markdown)
    assert articles("a.md")[0].text == text


def test_front_matter(put: Put) -> None:
    put(
        "a.md",
        "---\ntitle: Kauf\ndate: 2025-07-01\nurl: https://x.de/1\nsource: KI-Radar\n---\n# Kopf\n\nText.",
    )
    (article,) = articles("a.md")
    assert (article.title, article.published, article.url, article.source) == (
        "Kauf",
        date(2025, 7, 1),
        "https://x.de/1",
        "KI-Radar",
    )
    assert article.text == "Kopf\n\nText."


def test_heading_is_the_title_without_front_matter(put: Put) -> None:
    put("a.md", "# Meta *kauft*\n\nText.")
    assert articles("a.md")[0].title == "Meta kauft"


def test_front_matter_that_is_no_yaml_loses_nothing(put: Put) -> None:
    put("a.md", "---\r\ntitle: SAP: Kauf von LeanIX\r\ndate: 2025-07-01\r\n---\r\nText.")
    (article,) = articles("a.md")
    assert (article.title, article.published) == ("SAP: Kauf von LeanIX", date(2025, 7, 1))
    assert [warning.code for warning in article.warnings] == ["front_matter"]


# JSON


@pytest.mark.parametrize(
    "fields",
    [
        {"text": "T.", "title": "Kopf", "published": "2025-07-01", "url": "u", "source": "s", "id": "7"},
        {
            "body": "T.",
            "headline": "Kopf",
            "date": "01.07.2025",
            "link": "u",
            "publisher": {"name": "s"},
            "_id": 7,
        },
        {
            "@type": "NewsArticle",
            "articleBody": "T.",
            "headline": "Kopf",
            "datePublished": "2025-07-01",
            "url": "u",
            "publisher": [{"@type": "Organization", "name": "s"}],
            "ID": "7",
        },
        {
            "content": ["T."],
            "name": "Kopf",
            "publishedAt": "2025-07-01",
            "url": "u",
            "source": "s",
            "guid": "7",
        },
        {
            "text": "",
            "body_text": "T.",
            "title": "Kopf",
            "pub_date": 20250701,
            "uri": "u",
            "source": "s",
            "uuid": "7",
        },
    ],
)
def test_field_names(put: Put, fields: dict[str, object]) -> None:
    put("a.json", json.dumps(fields))
    (article,) = articles("a.json")
    assert (article.text, article.title, article.url, article.source, article.id) == (
        "T.",
        "Kopf",
        "u",
        "s",
        "7",
    )
    assert article.published == date(2025, 7, 1)


def test_lists_in_json(put: Put) -> None:
    put("a.json", '[{"text": "Eins."}, {"text": "Zwei.", "id": "z"}]')
    put("b.json", '{"articles": [{"text": "Drei."}]}')
    assert [article.id for article in articles("a.json", "b.json")] == ["a.json[1]", "z", "b.json[1]"]


@pytest.mark.parametrize("name", ["a.json", "a.jsonl", "a.ndjson"])
@pytest.mark.parametrize(
    "content",
    [
        '{"text": "Eins."}\n{"text": "Zwei."}\n',
        '[\n {"text": "Eins."},\n {"text": "Zwei."}\n]',
        '\ufeff{"text": "Eins."}\n{"text": "Zwei."}',
    ],
)
def test_documents_and_lines_are_told_apart_whatever_the_name(put: Put, name: str, content: str) -> None:
    put(name, content)
    assert [article.text for article in articles(name)] == ["Eins.", "Zwei."]


def test_line_endings_inside_strings_are_no_lines(put: Put) -> None:
    put("a.jsonl", '{"text": "Eins\u2028zwei\u0085drei."}\r\n\n{"text": "Vier."}')
    assert [(a.id, a.text) for a in articles("a.jsonl")] == [
        ("a.jsonl:1", "Eins\u2028zwei\u0085drei."),
        ("a.jsonl:3", "Vier."),
    ]


def test_utf16_lines(put: Put) -> None:
    put("a.jsonl", '{"text": "Größe."}\n{"text": "Zwei."}\n'.encode("utf-16"))
    assert [article.text for article in articles("a.jsonl")] == ["Größe.", "Zwei."]


def test_lone_surrogates_and_zero_characters(put: Put) -> None:
    put("a.jsonl", '{"text": "a \\ud83d b \\ud83c\\udf89 c \\u0000 d"}')
    (article,) = articles("a.jsonl")
    assert article.text == "a \ufffd b 🎉 c \x00 d"
    assert [warning.code for warning in article.warnings] == ["lone_surrogates"]


def test_html_in_a_field(put: Put) -> None:
    put("a.json", json.dumps({"body_html": "<p>Meta&nbsp;kauft <b>Scale</b>.</p><p>Für 5 &euro;.</p>"}))
    (article,) = articles("a.json")
    assert article.text == "Meta\u00a0kauft Scale.\n\nFür 5 €."
    assert [warning.code for warning in article.warnings] == ["markup_removed"]


def test_unreadable_date_is_told_and_costs_nothing_else(put: Put) -> None:
    put("a.json", '{"text": "T.", "date": "demnächst"}')
    (article,) = articles("a.json")
    assert article.published is None
    assert "demnächst" in article.warnings[0].message


# Web pages

PAGE = """<!DOCTYPE html><html lang="de"><head>{meta}<title>Meta kauft zu | KI-Blatt</title>
<meta property="og:site_name" content="KI-Blatt"><link rel="canonical" href="https://ki-blatt.example/meta">
<meta property="article:published_time" content="2025-07-01T10:00:00+02:00">
<script>var x = "Google kauft alles, wie das Unternehmen am Montag mitteilte.";</script></head>
<body><nav><ul><li><a href="/">Start</a></li><li><a href="/w">Wirtschaft</a></li></ul></nav><article>
<h1>Meta kauft zu</h1>
<p>Der Konzern Meta übernimmt 49 Prozent der Anteile an Scale AI, wie es am Dienstag mitteilte.</p>
<p>Gründer Alexandr Wang wechselt zu Meta. Er soll dort nach früheren Angaben ein neues Labor leiten.</p>
<aside><p>Lesen Sie auch: <a href="/x">OpenAI entlässt seinen Chef</a></p></aside>
</article><footer>Impressum Datenschutz Cookies</footer></body></html>"""


@pytest.mark.parametrize(
    ("name", "meta", "encoding"),
    [
        ("a.html", '<meta charset="utf-8">', "utf-8"),
        ("a.htm", '<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">', "cp1252"),
        ("a.html", '<meta charset="utf-8">', "cp1252"),
        ("a.html", "", "utf-8"),
        ("seite", '<meta charset="utf-8">', "utf-8"),
        ("a.html.gz", '<meta charset="utf-8">', "utf-8"),
    ],
)
def test_web_page(put: Put, name: str, meta: str, encoding: str) -> None:
    put(name, PAGE.format(meta=meta).encode(encoding))
    (article,) = articles(name)
    assert (article.title, article.published, article.source) == (
        "Meta kauft zu",
        date(2025, 7, 1),
        "KI-Blatt",
    )
    assert article.url == "https://ki-blatt.example/meta"
    assert "Anteile an Scale AI, wie es am Dienstag mitteilte.\n\nGründer" in article.text
    assert not any(word in article.text for word in ("Lesen Sie auch", "Google", "Impressum", "Wirtschaft"))


@pytest.mark.parametrize("html", ["<html><body></body></html>", "<div>" * 90_000, "<html>" + "<p>" * 20_000])
def test_web_page_without_an_article(put: Put, html: str) -> None:
    put("a.html", html)
    assert messages("a.html") == ["a.html: no article was found in this web page; save its text as .txt"]


# Compression


def packed(suffix: str, data: bytes) -> bytes:
    out = io.BytesIO()
    codec = codec_for(suffix)
    assert codec is not None
    with codec.writer(out) as writer:
        writer.write(data)
    return out.getvalue()


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("name", ["a.txt", "a.txt.gz", "a.txt.zst"])
def test_compression_is_known_by_the_content(put: Put, name: str, suffix: str) -> None:
    put(name, packed(suffix, "Grüße.".encode()))
    assert [article.text for article in articles(name)] == ["Grüße."]


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_compressed_files_in_parts(put: Put, suffix: str) -> None:
    put("a.txt", packed(suffix, b"Eins ") + packed(suffix, b"zwei."))
    assert [article.text for article in articles("a.txt")] == ["Eins zwei."]


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_cut_data_keeps_the_lines_before_the_cut(put: Put, suffix: str) -> None:
    lines = [json.dumps({"text": f"{number} {os.urandom(2000).hex()}"}) for number in range(400)]
    put(f"a.jsonl{suffix}", packed(suffix, "\n".join(lines).encode())[:-2000])
    items = list(read_inputs([f"a.jsonl{suffix}"]))
    assert len(items) > 100
    assert str(items[-1]) == f"a.jsonl{suffix}: its {suffix} data is damaged or cut off; make the file anew"


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_damaged_data(put: Put, suffix: str) -> None:
    data = packed(suffix, os.urandom(1000).hex().encode())
    put("a.txt", data[:20] + bytes(byte ^ 255 for byte in data[20:]))
    assert messages("a.txt") == [f"a.txt: its {suffix} data is damaged or cut off; make the file anew"]


def test_zstandard_without_its_library(put: Put, monkeypatch: pytest.MonkeyPatch) -> None:
    put("a.txt.zst", packed(".zst", b"Text."))
    for name in ("backports.zstd", "compression.zstd"):
        monkeypatch.setitem(sys.modules, name, None)
    (message,) = messages("a.txt.zst")
    assert message.endswith("pip install 'depesche[zst]'")


# Bad input: each a message that names the file and the mend


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.txt", "", "a.txt: the file is empty"),
        ("a.txt", " \n\t\n", "a.txt: has no text, only blank space"),
        ("a.txt", b"\x00\x01\x02\x03" * 100, "a.txt: is a binary file, not a text"),
        ("a.txt", b"%PDF-1.4 ...", "a.txt: is a PDF; save its text as .txt first"),
        (
            "a.txt.gz",
            gzip.compress(b"Text", mtime=0)[:-9],
            "a.txt.gz: its .gz data is damaged or cut off; make the file anew",
        ),
        ("a.md", "---\ntitle: x\n---\n", "a.md: has no text, only blank space"),
        ("a.json", "", "a.json: the file is empty"),
        ("a.json", '{"text": "a"', "a.json: not valid JSON: Expecting ',' delimiter at column 13"),
        ("a.json", '{\n"text": x}', "a.json: not valid JSON: Expecting value at line 2, column 9"),
        ("a.json", '"Text"', "a.json: is a JSON str, not an object with a 'text'"),
        ("a.json", "[]", "a.json: its list of articles is empty"),
        (
            "a.json",
            '{"inhalt": "x"}',
            "a.json: has no text: 'text', 'body' or 'content' is needed; its fields are 'inhalt'",
        ),
        ("a.json", '{"text": 5}', "a.json: its text is a int, not a string"),
        ("a.json", "[" * 100_000, "a.json: not usable JSON: nested too deep"),
        ("a.jsonl", "\n\n", "a.jsonl: the file is empty"),
        ("a.jsonl", "[1]", "a.jsonl: article 1 of the list is a JSON int, not an object with a 'text'"),
        (
            "a.jsonl",
            '{"text": ""}',
            "a.jsonl, line 1: has no text: 'text', 'body' or 'content' is needed; its fields are 'text'",
        ),
    ],
)
def test_bad_files(put: Put, name: str, content: str | bytes, message: str) -> None:
    put(name, content)
    assert messages(name) == [message]


def test_bad_line_17_costs_that_line_only(put: Put) -> None:
    lines = [json.dumps({"text": f"Artikel {number}."}) for number in range(1, 31)]
    lines[16] = '{"text": "Artikel 17."'
    put("a.jsonl", "\n".join(lines))
    items = list(read_inputs(["a.jsonl"]))
    assert [item.id for item in items if isinstance(item, Article)] == [
        f"a.jsonl:{number}" for number in range(1, 31) if number != 17
    ]
    assert str(items[16]) == "a.jsonl, line 17: not valid JSON: Expecting ',' delimiter at column 23"


def test_a_text_of_50_mb_is_refused_with_the_option_that_allows_it(put: Put) -> None:
    put("a.txt", "Meta kauft Scale AI für 14 Mrd.\n" * 1_600_000)
    expected = "a.txt: has more than the limit of 2,000,000 characters; split it, or raise --max-chars"
    assert messages("a.txt") == [expected]


@pytest.mark.parametrize(("characters", "refused"), [(10, False), (11, True)])
def test_the_limit_counts_characters(put: Put, characters: int, refused: bool) -> None:
    put("a.txt", "ä" * characters)
    put("a.jsonl", json.dumps({"text": "ä" * characters}))
    limits = Limits(max_chars=10)
    assert len(messages("a.txt", "a.jsonl", limits=limits)) == (2 if refused else 0)


def test_a_line_beyond_all_limits_costs_that_line_only(put: Put) -> None:
    put("a.jsonl", '{"text": "Eins."}\n' + json.dumps({"text": "x" * 1_200_000}) + '\n{"text": "Drei."}')
    items = list(read_inputs(["a.jsonl"], limits=Limits(max_chars=10)))
    assert [item.id for item in items if isinstance(item, Article)] == ["a.jsonl:1", "a.jsonl:3"]
    assert str(items[1]).startswith("a.jsonl, line 2: has more than the limit of 10 characters")


def test_missing_file(put: Put) -> None:
    put("da.txt", "Text.")
    assert messages("fehlt.txt", "da.txt") == ["fehlt.txt: no such file or folder"]


@pytest.mark.parametrize("folder", ["leer", "voll"])
def test_folder_without_articles(put: Put, folder: str) -> None:
    Path("leer").mkdir()
    put("voll/bild.jpg", b"x")
    (message,) = messages(folder)
    assert message.startswith(f"{folder}: no articles in this folder; Depesche reads .txt")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_file_without_permission(put: Put) -> None:
    put("a.txt", "Text.").chmod(0)
    assert messages("a.txt") == ["a.txt: no permission to open it"]


# Folders


def test_folders_in_a_fixed_order_with_ids_below_the_input(put: Put) -> None:
    for name in (
        "news/b.txt",
        "news/a/z.txt",
        "news/a/a.md",
        "news/Ä.txt",
        "news/.versteckt.txt",
        "news/c.jpg",
    ):
        put(name, "Text.")
    items = list(read_inputs(["news"]))
    assert [item.id for item in items if isinstance(item, Article)] == ["a/a.md", "a/z.txt", "b.txt", "Ä.txt"]
    assert next(item.path for item in items if isinstance(item, Article)) == "news/a/a.md"
    assert [item.path for item in items if isinstance(item, SkippedFile)] == ["news/c.jpg"]


def test_equal_ids_are_told_apart(put: Put) -> None:
    for name in ("a/x.txt", "b/x.txt"):
        put(name, "Text.")
    assert [article.id for article in articles("a", "b")] == ["x.txt", "x.txt#2"]


def test_each_file_once(put: Put) -> None:
    put("news/x.txt", "Text.")
    Path("news/y.txt").symlink_to("x.txt")
    items = list(read_inputs(["news", "news/x.txt", "./news"]))
    assert sum(isinstance(item, Article) for item in items) == 1
    assert {item.reason for item in items if isinstance(item, SkippedFile)} == {
        "read already under another name"
    }


def test_links_that_go_round(put: Put) -> None:
    put("news/x.txt", "Text.")
    Path("news/rund").symlink_to(".", target_is_directory=True)
    Path("news/selbst.txt").symlink_to("selbst.txt")
    items = list(read_inputs(["news"]))
    assert [item.id for item in items if isinstance(item, Article)] == ["x.txt"]
    assert [item.path for item in items if isinstance(item, InputFailure)] == ["news/selbst.txt"]


def test_a_link_out_of_the_folder_is_followed(put: Put) -> None:
    put("anderswo/x.txt", "Text.")
    Path("news").mkdir()
    Path("news/dort").symlink_to("../anderswo", target_is_directory=True)
    assert [article.id for article in articles("news")] == ["dort/x.txt"]


def test_pipes_and_devices_in_folders_do_not_block(put: Put) -> None:
    put("news/x.txt", "Text.")
    os.mkfifo("news/rohr.txt")
    assert [item.id for item in read_inputs(["news"]) if isinstance(item, Article)] == ["x.txt"]


def test_a_file_name_that_is_no_unicode(put: Put) -> None:
    put("news/x.txt", "Text.")
    Path(os.fsdecode(b"news/gr\xfc\xdfe.txt")).write_text("Text.")
    assert [article.id for article in articles("news")] == ["gr\ufffd\ufffde.txt", "x.txt"]


def test_excluded_files_are_passed_over(put: Put) -> None:
    put("news/x.txt", "Text.")
    put("news/out.jsonl", '{"text": "Alt."}')
    items = list(read_inputs(["news"], exclude=[Path("news/out.jsonl")]))
    assert [item.id for item in items if isinstance(item, Article)] == ["x.txt"]
