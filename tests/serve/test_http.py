"""The server over HTTP: answers, refusals, and that one request cannot harm another."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from typing import Any

import pytest

from depesche.io.schema import record_schema

HANG = {"text": "HANG"}


def test_one_article(server: Any) -> None:
    answer = server.ask("POST", "/extract", {"text": "1", "id": 42, "published": "2025-07-01"})
    assert (answer.status, answer.json) == (200, 1)
    assert answer.headers["content-type"] == "application/json"


def test_many_articles_in_order_with_errors_in_their_places(server: Any) -> None:
    body = [{"text": "FAIL", "id": 7}, {"text": "2"}, {"text": "  "}]
    answer = server.ask("POST", "/extract", body)
    assert answer.status == 200
    assert answer.json == [
        {"error": "fell over", "error_type": "ValueError", "id": "7"},
        2,
        {"error": "has no text, only blank space", "error_type": "InputError", "id": "article[3]"},
    ]


@pytest.mark.parametrize(
    ("body", "status", "detail"),
    [
        (b"{", 422, "body: not valid JSON: Expecting property name"),
        (b"\xff\xfe", 422, "body: not valid JSON"),
        (b"[" * 1900, 400, "There was an error parsing the body"),
        (b"", 422, "body: Field required"),
        ({"txt": "a"}, 422, "body.text: Field required"),
        ({"text": 3}, 422, "body.text: Input should be a valid string"),
        ({"text": "a", "date": "2025-01-01"}, 422, "body.date: Extra inputs are not permitted"),
        ({"text": "a", "published": "gestern"}, 422, "body.published: Input should be a valid date"),
        ({"text": " \n"}, 422, "has no text, only blank space"),
        ([], 422, "body: List should have at least 1 item"),
        ([{"text": "a"}, {}], 422, "body.1.text: Field required"),
        ([{"text": "a"}] * 4, 413, "more than 3 articles; use /extract/stream"),
        ({"text": "FAIL"}, 500, "fell over"),
    ],
)
def test_refusals_say_what_is_wrong(server: Any, body: Any, status: int, detail: str) -> None:
    answer = server.ask("POST", "/extract", body)
    assert answer.status == status
    assert answer.json["detail"].startswith(detail)


def test_a_body_is_limited_whether_it_tells_its_size_or_not(server: Any) -> None:
    large = json.dumps({"text": "x" * 3000}).encode()

    def pieces() -> Iterator[bytes]:
        for start in range(0, len(large), 500):
            yield large[start : start + 500]

    for body in (large, pieces()):
        answer = server.ask("POST", "/extract", body)
        assert answer.status == 413
        assert answer.json["detail"].startswith("the body is larger than 2,000 bytes")


def test_time_and_number_are_limited_and_the_loop_stays_free(server: Any, in_background: Any) -> None:
    hanging = [in_background(lambda: server.ask("POST", "/extract", HANG)) for _ in range(2)]
    time.sleep(0.3)
    began = time.monotonic()
    refused = server.ask("POST", "/extract", {"text": "1"})
    assert (refused.status, refused.headers["retry-after"]) == (429, "1")
    assert server.ask("GET", "/health").status == 200
    assert time.monotonic() - began < 2
    for late in (wait() for wait in hanging):
        assert (late.status, late.headers["retry-after"]) == (503, "1")
        assert "longer than 3 seconds" in late.json["detail"]
    assert server.ask("POST", "/extract", {"text": "1"}).status in {200, 503}, "a place is free again"


def test_information(server: Any) -> None:
    assert server.ask("GET", "/schema").json == json.loads(json.dumps(record_schema()))
    assert server.ask("GET", "/health").json["status"] == "ok"
    deadline = time.monotonic() + 30
    while (ready := server.ask("GET", "/ready")).status == 503 and time.monotonic() < deadline:
        time.sleep(0.2)
    assert ready.json == {"status": "ready", "workers": 1}
    assert server.ask("GET", "/nowhere").status == 404
    assert server.ask("GET", "/extract").status == 405
    assert set(server.ask("GET", "/openapi.json").json["paths"]) == {
        *("/extract", "/extract/stream", "/schema", "/health", "/ready", "/metrics")
    }


def test_metrics(server: Any) -> None:
    server.ask("POST", "/extract", {"text": "1"})
    server.ask("GET", "/no/such/path")
    answer = server.ask("GET", "/metrics")
    assert answer.headers["content-type"].startswith("text/plain; version=0.0.4")
    text = answer.body.decode()
    for line in (
        'depesche_requests_total{path="/extract",status="200"}',
        'depesche_requests_total{path="other",status="404"}',
        'depesche_articles_total{outcome="record"}',
        "depesche_workers_ready 1.0",
        "depesche_requests_under_way 0.0",
    ):
        assert line in text
    assert "/no/such/path" not in text, "a path of a stranger must not become a series"


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 401),
        ({"x-api-key": "wrong"}, 401),
        ({"x-api-key": "second"}, 200),
        ({"authorization": "Bearer second"}, 200),
        ({"authorization": "bearer  second"}, 200),
        ({"authorization": "Basic second"}, 401),
        ({"x-api-key": "öffne-dich".encode().decode("latin-1")}, 200),
    ],
)
def test_keys(locked_server: Any, headers: dict[str, str], status: int) -> None:
    answer = locked_server.ask("POST", "/extract", {"text": "1"}, headers)
    assert answer.status == status
    assert locked_server.ask("GET", "/metrics", headers=headers).status == status
    assert locked_server.ask("POST", "/extract/stream", b"", headers).status == status
    assert locked_server.ask("GET", "/ready").status in {200, 503}


def test_page_at_the_root(server: Any, locked_server: Any) -> None:
    answer = server.ask("GET", "/")
    assert answer.status == 200
    assert answer.headers["content-type"].startswith("text/html")
    assert b'type="password"' not in answer.body
    assert b'type="password"' in locked_server.ask("GET", "/").body
