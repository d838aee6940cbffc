"""``depesche init``: a folder to begin with."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from depesche.cli.console import out_console
from depesche.project import create_project

EXAMPLES = "[bold]Examples[/bold]\n\ndepesche init my-news && cd my-news && depesche batch && depesche view"


def init(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="The folder to make or to fill.")] = Path(),
) -> None:
    """Make a project folder: depesche.toml, own rules, own names, sample articles and a small corpus.

    In such a folder batch, deals, view, evaluate and rules check need no arguments; depesche.toml has them.
    """
    console = out_console()
    for path in create_project(folder):
        console.print(str(path), markup=False)
    go = "" if folder == Path() else f"cd {folder} && "
    console.print(f"Now: {go}depesche batch && depesche deals && depesche view", markup=False)
