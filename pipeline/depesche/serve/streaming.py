"""JSON lines through a server: each line is answered when its record is there, in order.

What arrives is held back up to a limit, because many clients read nothing before they have sent all; beyond
it the client has to wait until lines are answered.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Awaitable
from contextlib import suppress
from dataclasses import dataclass, field

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from depesche.engines.service import Outcome, Service
from depesche.errors import DepescheError
from depesche.extractor import Failure
from depesche.io import InputFailure, InputFile
from depesche.pipe.lines import Line, answer, read_line
from depesche.pipe.settings import LineSettings
from depesche.records import Article
from depesche.serve.metrics import Metrics
from depesche.serve.settings import ServeSettings

MEDIA_TYPE = "application/x-ndjson"

_FILE = InputFile(None, "request", "line")
_AHEAD = 4
"""Lines of a stream that wait for workers, for each worker."""


@dataclass(slots=True)
class _Arrived:
    """Lines that have arrived and wait, and how many bytes they are."""

    limit: int
    lines: deque[bytes | None] = field(default_factory=deque)
    size: int = 0
    ended: bool = False
    changed: asyncio.Condition = field(default_factory=asyncio.Condition)

    async def put(self, line: bytes | None) -> None:
        """Add a line (None for one that is too long) as soon as there is room."""
        async with self.changed:
            await self.changed.wait_for(lambda: self.size < self.limit)
            self.lines.append(line)
            self.size += len(line or b"")
            self.changed.notify_all()

    async def end(self) -> None:
        async with self.changed:
            self.ended = True
            self.changed.notify_all()

    async def get(self) -> AsyncIterator[bytes | None]:
        """The lines until the end."""
        while True:
            async with self.changed:
                await self.changed.wait_for(lambda: self.lines or self.ended)
                if not self.lines:
                    return
                line = self.lines.popleft()
                self.size -= len(line or b"")
                self.changed.notify_all()
            yield line


@dataclass(frozen=True, slots=True)
class _Answered:
    line: Line
    outcome: Awaitable[Outcome | InputFailure]


class LineStream(Response):
    """The answer to a stream of lines, made while the lines arrive."""

    media_type = MEDIA_TYPE

    def __init__(
        self,
        request: Request,
        service: Service,
        lines: LineSettings,
        settings: ServeSettings,
        metrics: Metrics,
    ) -> None:
        self.status_code = 200
        self.background = None
        self.body = b""
        self.init_headers()
        del self.headers["content-length"]
        self._request = request
        self._service = service
        self._lines = lines
        self._settings = settings
        self._metrics = metrics
        self._arrived = _Arrived(settings.max_body_bytes)
        self._pending: asyncio.Queue[_Answered | None] = asyncio.Queue(_AHEAD * service.size)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002 - ASGI
        """Send the head at once, then the answers as they come, until all are sent or the client leaves."""
        await send({"type": "http.response.start", "status": 200, "headers": self.raw_headers})
        await self._watched(self._send_answers(send))
        with suppress(ClientDisconnect):
            await send({"type": "http.response.body", "body": b"", "more_body": False})

    async def _watched(self, answers: Awaitable[None]) -> None:
        """Run until all is answered; a client that leaves ends it too, and drops what waits for workers."""
        tasks = [
            asyncio.ensure_future(answers),
            asyncio.ensure_future(self._submit()),
            asyncio.ensure_future(self._read()),
        ]
        try:
            await asyncio.wait([tasks[0], tasks[2]], return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            self._drop_pending()

    async def _send_answers(self, send: Send) -> None:
        while (item := await self._pending.get()) is not None:
            try:
                outcome = await item.outcome
            except DepescheError as error:
                outcome = InputFailure(_FILE.label, str(error), item.line.number, error_type="DepescheError")
            self._metrics.article(failed=isinstance(outcome, Failure | InputFailure))
            said = answer(item.line, outcome, self._lines)
            await send({"type": "http.response.body", "body": said + b"\n", "more_body": True})

    async def _submit(self) -> None:
        """Hand the lines that have arrived to the workers, as many as they can soon be at."""
        number = 0
        async for raw in self._arrived.get():
            number += 1
            # A long line takes a while to parse; the event loop has others to answer.
            line = await asyncio.to_thread(read_line, raw, number, _FILE, self._lines)
            await self._pending.put(_Answered(line, self._outcome(line.content)))
        await self._pending.put(None)

    def _outcome(self, content: Article | InputFailure) -> Awaitable[Outcome | InputFailure]:
        if isinstance(content, Article):
            return asyncio.wrap_future(self._service.submit(content.model_copy(update={"path": None})))
        known: asyncio.Future[InputFailure] = asyncio.get_running_loop().create_future()
        known.set_result(content)
        return known

    async def _read(self) -> None:
        """Take in the lines of the body, then watch whether the client is still there."""
        rest = b""
        too_long = False
        limit = self._lines.limits.max_line_bytes
        chunks = self._request.stream()
        while chunk := await self._next(chunks):
            *complete, rest = (rest + chunk).split(b"\n")
            for line in complete:
                await self._arrived.put(None if too_long or len(line) > limit else line)
                too_long = False
            if len(rest) > limit:
                rest, too_long = b"", True
        if rest or too_long:
            await self._arrived.put(None if too_long else rest)
        await self._arrived.end()
        while (await self._request.receive())["type"] != "http.disconnect":
            pass

    async def _next(self, chunks: AsyncIterator[bytes]) -> bytes:
        """The next bytes; none at the end, or when nothing came for too long."""
        try:
            return await asyncio.wait_for(self._some(chunks), self._settings.idle)
        except asyncio.TimeoutError:
            return b""

    @staticmethod
    async def _some(chunks: AsyncIterator[bytes]) -> bytes:
        async for chunk in chunks:
            if chunk:
                return chunk
        return b""

    def _drop_pending(self) -> None:
        while not self._pending.empty():
            item = self._pending.get_nowait()
            if item and isinstance(item.outcome, asyncio.Future):
                item.outcome.cancel()
