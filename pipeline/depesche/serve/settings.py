"""What a server allows."""

from __future__ import annotations

from dataclasses import dataclass

from depesche.wording import LANGUAGES, Language


@dataclass(frozen=True, slots=True)
class ServeSettings:
    """Limits of a server.

    ``timeout``: seconds a request may take from its first byte to its answer; in streams, seconds an article
    may be worked at. ``idle``: seconds a stream may be silent. ``requests`` and ``streams``: how many may be
    under way at a time. ``max_body_bytes``: of one request, and of what a stream may hold back. ``api_keys``:
    one of them is asked for, if there are any. ``language``: of the page for people.
    """

    max_body_bytes: int = 4 * 1024 * 1024
    max_articles: int = 100
    timeout: float = 30.0
    idle: float = 300.0
    requests: int = 16
    streams: int = 4
    api_keys: tuple[str, ...] = ()
    language: Language = LANGUAGES[0]
