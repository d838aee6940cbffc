"""What holds for every record: offsets, ids, the schema, and independence of company and order."""

from __future__ import annotations

import json
import unicodedata

import jsonschema
import pytest

from depesche import Article, Extractor
from depesche.records import Extraction

TEXT = (
    "Nvidia übernimmt Run:ai für 700 Mio. Dollar\n\n"
    "Der Chipkonzern Nvidia kauft das israelische Start-up Run:ai, wie Konzernchef Jensen Huang am Freitag "
    "mitteilte. Der Preis liege bei rund 700 Millionen Dollar. Im Herbst war noch die Übernahme von Arm "
    "gescheitert."
)

MESSY = [
    ("plain", TEXT),
    ("decomposed umlauts", unicodedata.normalize("NFD", TEXT)),
    ("emoji", TEXT.replace("Nvidia", "🚀 Nvidia", 1)),
    ("soft hyphens", TEXT.replace("Chipkonzern", "Chip\u00adkon\u00adzern")),
    ("Windows line ends", TEXT.replace("\n", "\r\n")),
    ("no-break spaces", TEXT.replace("700 M", "700\u00a0M")),
    ("contractions", TEXT + " Im Juni hatte Nvidia zum Kauf beim Konkurrenten Deci angesetzt."),
    ("zero-width space", TEXT.replace("Run:ai", "Run:ai\u200b")),
    ("empty but for a blank", " "),
    ("one word", "Nvidia"),
    ("nulls", "Nvidia\x00 kauft \x00Arm."),
]

SAME_WORDS = [
    m for m in MESSY if m[0] in {"decomposed umlauts", "soft hyphens", "Windows line ends", "no-break spaces"}
]
"""The same words, differently encoded."""


@pytest.mark.parametrize("text", [m[1] for m in MESSY], ids=[m[0] for m in MESSY])
def test_every_offset_gives_its_words(extractor: Extractor, text: str) -> None:
    record = extractor.extract(text, published="2024-04-26")
    assert record.text == text
    ids = {mention.id for mention in record.mentions}
    assert len(ids) == len(record.mentions)
    for mention in record.mentions:
        assert text[mention.start : mention.end] == mention.text
        assert mention.text.strip() == mention.text != ""
    for deal in record.deals:
        for evidence in deal.evidence:
            assert evidence.trigger in ids
            assert 0 <= evidence.start < evidence.end <= len(text)


@pytest.mark.parametrize("text", [m[1] for m in SAME_WORDS], ids=[m[0] for m in SAME_WORDS])
def test_encoding_accidents_change_no_fact(extractor: Extractor, text: str) -> None:
    plain, messy = (extractor.extract(t, published="2024-04-26") for t in (TEXT, text))
    assert [c.name for c in messy.companies] == [c.name for c in plain.companies]
    assert [(d.type, d.status, d.participants) for d in messy.deals] == [
        (d.type, d.status, d.participants) for d in plain.deals
    ]


def test_records_fit_the_schema(extractor: Extractor) -> None:
    schema = Extraction.model_json_schema(mode="serialization")
    record = json.loads(extractor.extract(TEXT, published="2024-04-26").model_dump_json())
    jsonschema.Draft202012Validator(schema).validate(record)


def test_records_read_back_as_they_were(extractor: Extractor) -> None:
    record = extractor.extract(TEXT, published="2024-04-26")
    assert Extraction.model_validate_json(record.model_dump_json()) == record


def test_an_article_reads_the_same_in_any_company(extractor: Extractor) -> None:
    articles = [Article(id=name, text=text) for name, text in MESSY]
    forwards = {r.id if isinstance(r, Extraction) else r.article_id: r for r in extractor.stream(articles)}
    backwards = {
        r.id if isinstance(r, Extraction) else r.article_id: r for r in extractor.stream(reversed(articles))
    }
    assert forwards == backwards
    assert forwards["plain"] == extractor.extract(TEXT, article_id="plain")


def test_english_is_read_with_a_warning(extractor: Extractor) -> None:
    english = (
        "Nvidia has agreed to buy the Israeli start-up Run:ai for 700 million dollars, the company said on "
        "Friday. The deal is the latest in a series of acquisitions that have made it one of the largest "
        "companies in the world, and it will be closed by the end of the year."
    )
    record = extractor.extract(english)
    assert [w.code for w in record.warnings] == ["not_german"]
    assert record.source.language == "en"


def test_relative_dates_without_a_day_of_publication_are_said_to_be_open(extractor: Extractor) -> None:
    record = extractor.extract(TEXT)
    assert "no_publication_date" in [w.code for w in record.warnings]
    assert all(d.value is None for d in record.dates if d.relative)


def test_a_bad_date_is_refused(extractor: Extractor) -> None:
    with pytest.raises(ValueError, match="write YYYY-MM-DD"):
        extractor.extract(TEXT, published="gestern")
