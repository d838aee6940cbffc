"""Where messages go: errors and progress to standard error, results to standard output."""

from __future__ import annotations

from rich.console import Console
from rich.markup import escape

EXIT_FAILED = 1
"""Some inputs failed, the others are done."""

EXIT_UNUSABLE = 2
"""The call cannot work: a wrong option, a missing model, a broken rule."""


def out_console() -> Console:
    """The console for what a person asked to see."""
    return Console(highlight=False, soft_wrap=False)


def message_console() -> Console:
    """The console for messages, on standard error; lines are not broken at the terminal's width."""
    return Console(stderr=True, highlight=False, soft_wrap=True)


def print_error(message: str) -> None:
    """Print one error line."""
    message_console().print(f"[bold red]error:[/] {escape(visible(message))}")


def print_warning(message: str) -> None:
    """Print one warning line."""
    message_console().print(f"[yellow]warning:[/] {escape(visible(message))}")


_CONTROLS = dict.fromkeys((*range(9), *range(11, 32), *range(127, 160)), "�")


def visible(text: str) -> str:
    """Replace control characters, one by one, so that a text cannot steer the terminal."""
    return text.translate(_CONTROLS)
