"""A real browser, where there is one; its pages fail a test by any error of a script."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

BROWSERS = ("chromium", "chromium-browser", "google-chrome")

Open = Callable[..., Any]


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Chromium as the system has it, or as CHROMIUM names it."""
    playwright = pytest.importorskip("playwright.sync_api", reason="needs pip install 'depesche[browser]'")
    program = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
    if program is None:
        pytest.skip("no Chromium here; on Debian: apt install chromium")
    with playwright.sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture
def open_page(browser: Any) -> Iterator[Open]:
    """Opens a file in a window of its own: ``open_page(path, phone=True, dark=True)``."""
    errors: list[str] = []
    with ExitStack() as windows:

        def open_file(path: Path, *, phone: bool = False, dark: bool = False, locale: str = "en-GB") -> Any:
            # axe brings a script of its own, which the page's policy would refuse.
            context = browser.new_context(
                viewport={"width": 390, "height": 844} if phone else {"width": 1280, "height": 900},
                color_scheme="dark" if dark else "light",
                reduced_motion="reduce",
                locale=locale,
                bypass_csp=True,
            )
            windows.callback(context.close)
            page = context.new_page()
            page.on("pageerror", lambda error: errors.append(str(error)))
            page.on(
                "console", lambda message: errors.append(message.text) if message.type == "error" else None
            )
            page.goto(path.resolve().as_uri())
            return page

        yield open_file
    assert not errors
