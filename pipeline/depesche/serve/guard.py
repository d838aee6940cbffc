"""Stands before all requests: key, size, number, time. Pure ASGI, so that a body is counted as it comes."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from depesche.serve.metrics import Metrics
from depesche.serve.settings import ServeSettings

EXTRACT = "/extract"
STREAM = "/extract/stream"
METRICS = "/metrics"

_KEY_PATHS = frozenset({EXTRACT, STREAM, METRICS})
_KNOWN_PATHS = frozenset({EXTRACT, STREAM, METRICS, "/", "/health", "/ready", "/schema", "/openapi.json"})


@dataclass(slots=True)
class _Answering:
    """What has been sent of an answer."""

    send: Send
    status: int = 0

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
        await self.send(message)


@dataclass(slots=True)
class _Counts:
    """Requests under way, by kind."""

    requests: int = 0
    streams: int = 0


@dataclass(slots=True)
class Guard:
    """ASGI middleware that answers 401, 413, 429 and 503 in the application's place."""

    app: ASGIApp
    settings: ServeSettings
    metrics: Metrics
    _counts: _Counts = field(default_factory=_Counts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or refuse it, and count it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        began = time.monotonic()
        answering = _Answering(send)
        try:
            await self._guarded(scope, receive, answering)
        finally:
            path = scope["path"] if scope["path"] in _KNOWN_PATHS else "other"
            self.metrics.request(path, answering.status or 499, time.monotonic() - began)

    async def _guarded(self, scope: Scope, receive: Receive, send: _Answering) -> None:
        path = scope["path"]
        if path in _KEY_PATHS and not self._has_key(scope):
            await refuse(send, 401, "an API key is needed: X-API-Key or Authorization: Bearer", "Bearer")
        elif path == STREAM and scope["method"] == "POST":
            await self._stream(scope, receive, send)
        elif path == EXTRACT and scope["method"] == "POST":
            await self._request(scope, receive, send)
        else:
            await self.app(scope, receive, send)

    async def _stream(self, scope: Scope, receive: Receive, send: _Answering) -> None:
        with self._place(self.settings.streams, "streams") as free:
            if free:
                await self.app(scope, receive, send)
            else:
                await refuse(send, 429, "too many streams are under way; try again later")

    async def _request(self, scope: Scope, receive: Receive, send: _Answering) -> None:
        limit = self.settings.max_body_bytes
        too_large = f"the body is larger than {limit:,} bytes; send fewer articles, or use {STREAM}"
        if _declared_length(scope) > limit:
            await refuse(send, 413, too_large)
            return
        with self._place(self.settings.requests, "requests") as free:
            if not free:
                await refuse(send, 429, "too many requests are under way; try again later")
                return
            try:
                app = self.app(scope, _counted(receive, limit, too_large), send)
                await asyncio.wait_for(app, self.settings.timeout)
            except asyncio.TimeoutError:
                await refuse(
                    send, 503, f"took longer than {self.settings.timeout:g} seconds; try again later"
                )

    @contextmanager
    def _place(self, limit: int, kind: str) -> Iterator[bool]:
        """Hold one of ``limit`` places; gives False where none is free."""
        taken = getattr(self._counts, kind)
        if taken >= limit:
            yield False
            return
        setattr(self._counts, kind, taken + 1)
        self.metrics.under_way.inc()
        try:
            yield True
        finally:
            setattr(self._counts, kind, getattr(self._counts, kind) - 1)
            self.metrics.under_way.dec()

    def _has_key(self, scope: Scope) -> bool:
        if not self.settings.api_keys:
            return True
        given = _given_key(scope)
        # Digests, so that neither time nor length tells anything of a key; all of them, for the same reason.
        digest = hashlib.sha256(given).digest()
        matches = [
            hmac.compare_digest(digest, hashlib.sha256(key.encode("utf-8")).digest())
            for key in self.settings.api_keys
        ]
        return any(matches)


async def refuse(send: _Answering, status: int, detail: str, challenge: str | None = None) -> None:
    """Send an answer of a status and its reason, unless one is under way; the connection ends with it.

    A body that was not read to its end would otherwise have to be.
    """
    if send.status:
        return
    body = json.dumps({"detail": detail}).encode("utf-8")
    headers = [
        (b"content-type", b"application/json"),
        (b"content-length", str(len(body)).encode("ascii")),
        (b"connection", b"close"),
    ]
    if status in {429, 503}:
        headers.append((b"retry-after", b"1"))
    if challenge:
        headers.append((b"www-authenticate", challenge.encode("ascii")))
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


def _counted(receive: Receive, limit: int, too_large: str) -> Receive:
    """Bodies that do not declare their length are counted as they come."""
    taken = 0

    async def counted() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > limit:
            raise HTTPException(413, too_large)
        return message

    return counted


def _declared_length(scope: Scope) -> int:
    value = _header(scope, b"content-length")
    return int(value) if value.isdigit() else 0


def _given_key(scope: Scope) -> bytes:
    key = _header(scope, b"x-api-key")
    if key:
        return key
    scheme, _, token = _header(scope, b"authorization").partition(b" ")
    return token.strip() if scheme.lower() == b"bearer" else b""


def _header(scope: Scope, name: bytes) -> bytes:
    for header, value in scope["headers"]:
        if header == name:
            return bytes(value)
    return b""
