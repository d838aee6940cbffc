"""Lines: what is read from them, by guessing and by choice, and what is answered."""

from __future__ import annotations

import json
from datetime import date

import pytest

from depesche.engines import EncodedRecord
from depesche.errors import InputError
from depesche.extractor import Failure
from depesche.io import InputFailure, InputFile, Limits
from depesche.pipe.lines import answer, read_line
from depesche.pipe.settings import LineSettings, field_names
from depesche.records import Article

FILE = InputFile(None, "standard input", "stdin")


def article(line: str, settings: LineSettings) -> Article:
    read = read_line(line.encode(), 7, FILE, settings).content
    assert isinstance(read, Article), read
    return read


@pytest.mark.parametrize(
    ("choices", "line", "expected"),
    [
        ([], {"body": "Bosch kauft zu.", "nr": 3}, ("stdin:7", "Bosch kauft zu.", None)),
        (
            ["text=b", "id=nr"],
            {"text": "Teaser", "b": "Bosch kauft zu.", "nr": 3},
            ("3", "Bosch kauft zu.", None),
        ),
        (["text=a.b"], {"a": {"b": "Bosch kauft zu."}}, ("stdin:7", "Bosch kauft zu.", None)),
        (["text=a.b"], {"a.b": "Bosch kauft zu.", "a": {"b": "nein"}}, ("stdin:7", "Bosch kauft zu.", None)),
        (["title=kopf"], {"headline": "nein", "kopf": "ja", "text": "Da."}, ("stdin:7", "Da.", "ja")),
        (["title=kopf"], {"headline": "nein", "text": "Da."}, ("stdin:7", "Da.", None)),
        (["title=kopf"], {"Title": "nein", "kopf": "ja", "text": "Da."}, ("stdin:7", "Da.", "ja")),
    ],
)
def test_fields(choices: list[str], line: dict[str, object], expected: tuple[str, str, str | None]) -> None:
    read = article(json.dumps(line), LineSettings(field_names(choices)))
    assert (read.id, read.text, read.title) == expected


def test_a_chosen_text_is_not_guessed_elsewhere() -> None:
    read = read_line(b'{"text": "Teaser"}', 1, FILE, LineSettings({"text": "body"})).content
    assert isinstance(read, InputFailure)
    assert read.reason == "has no field 'body' for the text; its fields are 'text'"


@pytest.mark.parametrize("choice", ["text", "text=", "colour=x", "=x"])
def test_choices_that_are_none(choice: str) -> None:
    with pytest.raises(InputError, match="FIELD=NAME"):
        field_names([choice])


def test_default_date_is_for_those_without() -> None:
    settings = LineSettings(published=date(2025, 7, 1))
    assert article('{"text": "Da."}', settings).published == date(2025, 7, 1)
    assert article('{"text": "Da.", "date": "2024-01-02"}', settings).published == date(2024, 1, 2)


def said(line: bytes | None, settings: LineSettings) -> dict[str, object]:
    read = read_line(line, 7, FILE, settings)
    outcome = (
        EncodedRecord(read.content.id, b'{"deals":[]}') if isinstance(read.content, Article) else read.content
    )
    printed: dict[str, object] = json.loads(answer(read, outcome, settings))
    return printed


def test_answers() -> None:
    plain, merging = LineSettings(), LineSettings(merge="facts")
    good = '{"text": "Börse"}'.encode()
    assert said(good, plain) == {"deals": []}
    assert said(good, merging) == {"text": "Börse", "facts": {"deals": []}}
    assert said('{"text": "Börse"}'.encode("cp1252"), merging) == {"text": "Börse", "facts": {"deals": []}}
    no_text = {
        "error": "has no text: 'text', 'body' or 'content' is needed; its fields are 'a'",
        "error_type": "InputError",
        "line": 7,
        "id": "stdin:7",
    }
    assert said(b'{"a": 1}', plain) == no_text
    assert said(b'{"a": 1}', merging) == {"a": 1, "facts": no_text}


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"\n", "the line is blank"),
        (b"[1]", "is a JSON list, not an object with a 'text'"),
        (b"{", "not valid JSON"),
        (b"\x00\xff\x00\x01", "is a binary file, not a text"),
        (None, "has more than the limit of 9 characters"),
        (b'{"text": "0123456789"}', "has 10 characters, more than the limit of 9 characters"),
    ],
)
@pytest.mark.parametrize("merge", [None, "facts"])
def test_lines_that_hold_no_article(line: bytes | None, reason: str, merge: str | None) -> None:
    answered = said(line, LineSettings(merge=merge, limits=Limits(max_chars=9)))
    answered = answered.get("facts", answered)  # type: ignore[assignment]
    assert str(answered["error"]).startswith(reason)
    assert answered["line"] == 7


def test_a_failed_extraction_is_an_error_too() -> None:
    settings = LineSettings(merge="facts")
    read = read_line(b'{"id": "x", "text": "Da."}', 7, FILE, settings)
    failure = Failure("x", "standard input", "took longer than 1 seconds", "TimeoutError")
    assert json.loads(answer(read, failure, settings))["facts"] == {
        "error": "took longer than 1 seconds",
        "error_type": "TimeoutError",
        "line": 7,
        "id": "x",
    }
