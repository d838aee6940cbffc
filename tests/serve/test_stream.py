"""Streams of lines: answered as they arrive, in order, and given up when nobody is there."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from typing import Any


def lines(body: bytes) -> list[Any]:
    return [json.loads(line) for line in body.splitlines()]


def test_one_line_for_one_line(server: Any) -> None:
    body = b'{"text": "1"}\n{\n\n{"id": "f", "text": "FAIL"}\n{"text": "2"}'
    answer = server.ask("POST", "/extract/stream", body)
    assert answer.status == 200
    assert answer.headers["content-type"] == "application/x-ndjson"
    said = lines(answer.body)
    assert [one["error"] if isinstance(one, dict) else one for one in said] == [
        1,
        "not valid JSON: Expecting property name enclosed in double quotes at column 2",
        "the line is blank",
        "fell over",
        2,
    ]
    assert said[3] == {"error": "fell over", "error_type": "ValueError", "line": 4, "id": "f"}


def test_merging_and_fields(server: Any) -> None:
    body = b'{"text": "9", "b": {"c": "1"}, "n": 1.10}\n'
    answer = server.ask("POST", "/extract/stream?merge=facts&field=text=b.c", body)
    assert answer.body == b'{"text": "9", "b": {"c": "1"}, "n": 1.10,"facts":1}\n'
    refused = server.ask("POST", "/extract/stream?field=colour=b", b"")
    assert refused.status == 422
    assert refused.json["detail"].startswith("query.field.0: String should match pattern '^(id|text|")


def test_a_line_is_answered_before_the_next_is_sent(server: Any) -> None:
    connection = server.connect()
    connection.putrequest("POST", "/extract/stream")
    connection.putheader("transfer-encoding", "chunked")
    connection.endheaders()
    chunk = b'{"text": "1"}\n'
    framed = b"%x\r\n%s\r\n" % (len(chunk), chunk)
    connection.send(framed)
    answer = connection.getresponse()
    for _ in range(3):
        assert answer.readline() == b"1\n"
        connection.send(framed)
    assert answer.readline() == b"1\n"
    connection.send(b"0\r\n\r\n")
    assert answer.read() == b""


def test_more_than_is_held_back_goes_through(server: Any) -> None:
    def body() -> Iterator[bytes]:
        for number in range(600):
            yield b'{"text": "%d"}\n' % number

    assert lines(server.ask("POST", "/extract/stream", body()).body) == list(range(600))


def test_a_silent_stream_ends(server: Any) -> None:
    connection = server.connect()
    connection.putrequest("POST", "/extract/stream")
    connection.putheader("transfer-encoding", "chunked")
    connection.endheaders()
    connection.send(b'e\r\n{"text": "1"}\n\r\n')
    began = time.monotonic()
    assert connection.getresponse().read() == b"1\n"
    assert 0.5 < time.monotonic() - began < 10


def test_number_is_limited_and_a_client_that_leaves_makes_room(server: Any) -> None:
    connection = server.connect()
    connection.putrequest("POST", "/extract/stream")
    connection.putheader("transfer-encoding", "chunked")
    connection.endheaders()
    connection.send(b'e\r\n{"text": "1"}\n\r\n')
    assert connection.getresponse().readline() == b"1\n"
    refused = server.ask("POST", "/extract/stream", b"")
    assert (refused.status, refused.headers["retry-after"]) == (429, "1")
    connection.sock.close()
    connection.close()
    deadline = time.monotonic() + 5
    while (again := server.ask("POST", "/extract/stream", b'{"text": "3"}')).status == 429:
        assert time.monotonic() < deadline
        time.sleep(0.05)
    assert again.body == b"3\n"
