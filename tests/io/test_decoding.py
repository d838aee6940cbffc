"""Encodings that German articles come in, and what is no text at all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depesche.errors import InputError
from depesche.io.decoding import decode

ARTICLES = {
    "short": "Grüße aus Köln",
    "capitals": "ÖSTERREICHS GRÖSSTE BÖRSE ÜBERNIMMT",
    "quotes": "Der Vorstand sprach von einer „schwierigen Lage“ – und kündigte für März Gespräche an.",
    "sum": "Für 3,5 Mrd. € übernimmt die Düsseldorfer Gesellschaft den Händler Société Générale.",
    "swiss": "Die Zürcher Grossbank prüft laut «NZZ» Verkäufe über 500 Mio. Franken, so René Müller.",
    "one letter": "Der Kurs fiel, sagte Frau Müller.",
}


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"]
)
@pytest.mark.parametrize("article", ARTICLES.values(), ids=ARTICLES)
def test_encodings_that_hold_every_article(article: str, encoding: str) -> None:
    assert decode(article.encode(encoding)).text == article


@pytest.mark.parametrize("encoding", ["latin-1", "iso8859-15", "mac_roman", "cp850"])
@pytest.mark.parametrize("article", ARTICLES.values(), ids=ARTICLES)
def test_older_encodings(article: str, encoding: str) -> None:
    try:
        data = article.encode(encoding)
    except UnicodeEncodeError:
        pytest.skip("this encoding cannot hold the text")
    assert decode(data).text == article


def test_a_guess_is_told() -> None:
    decoded = decode(ARTICLES["quotes"].encode("cp1252"))
    assert [warning.code for warning in decoded.warnings] == ["encoding_guessed"]
    assert "cp1252" in decoded.warnings[0].message


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_what_is_certain_is_not_warned_of(encoding: str) -> None:
    assert decode("Köln".encode(encoding)).warnings == ()


def test_damaged_utf8_stays_utf8() -> None:
    decoded = decode(f"{ARTICLES['quotes']} {ARTICLES['sum']}".encode().replace(b"H", b"\xff"))
    assert "\ufffdändler" in decoded.text
    assert [warning.code for warning in decoded.warnings] == ["encoding_damaged"]


def test_text_cut_in_the_middle_of_a_character() -> None:
    decoded = decode(ARTICLES["quotes"].encode() + "ä".encode()[:1])
    assert decoded.text == ARTICLES["quotes"] + "\ufffd"


def test_text_decoded_twice_is_told() -> None:
    twice = ARTICLES["sum"].encode().decode("cp1252").encode()
    assert "mojibake" in {warning.code for warning in decode(twice).warnings}


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "PDF"),
        (b"PK\x03\x04\x14\x00", "ZIP"),
        (b"\x89PNG\r\n\x1a\n", "picture"),
        (b"\x7fELF\x02\x01\x01\x00\x00\x00\x00\x00\x00\x00\x00\x00", "binary"),
        (bytes(range(256)) * 20, "binary"),
        (b"{\\rtf1\\ansi", "Rich Text"),
    ],
)
def test_what_is_no_text(data: bytes, reason: str) -> None:
    with pytest.raises(InputError, match=reason):
        decode(data)


@given(st.binary(max_size=400))
def test_any_bytes_give_text_or_a_reason(data: bytes) -> None:
    try:
        decoded = decode(data)
    except InputError as error:
        assert str(error)
    else:
        decoded.text.encode("utf-8")


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=200))
def test_utf8_is_read_exactly(text: str) -> None:
    assert decode(text.encode("utf-8")).text == text.removeprefix("\ufeff")
