"""``depesche models``: the language models of this machine."""

from __future__ import annotations

from rich.table import Table

from depesche.cli.console import out_console


def models() -> None:
    """List the language models that --model can name."""
    from depesche.backbone import available_models  # noqa: PLC0415 - imports spaCy

    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in ("model", "version", "installed", "what it is"):
        table.add_column(heading)
    for info in available_models():
        installed = "[green]yes[/]" if info.installed else "no"
        table.add_row(info.name, info.version or "-", installed, info.description)
    out_console().print(table)
