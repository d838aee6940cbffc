"""The page at the root of the server."""

from __future__ import annotations

import importlib
import importlib.util

from depesche.serve.settings import ServeSettings


def root_page(settings: ServeSettings) -> str | None:
    """The page with a box to paste an article in, where this Depesche has one."""
    if importlib.util.find_spec("depesche.view") is None:
        return None
    page: str = importlib.import_module("depesche.view").extract_page(
        endpoint="extract", needs_key=bool(settings.api_keys)
    )
    return page
