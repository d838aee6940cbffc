"""Writes the template of a project into a folder, over nothing that is there."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from depesche.errors import OutputError

if TYPE_CHECKING:
    from importlib.abc import Traversable


def create_project(folder: Path) -> list[Path]:
    """Write the files of a new project and return them.

    Raises OutputError if one of them exists already (then nothing is written) or cannot be written.
    """
    template = {
        folder / name: source
        for name, source in _files(files(__package__).joinpath("template"), PurePosixPath())
    }
    taken = [str(path) for path in template if path.exists()]
    if taken:
        raise OutputError(f"{', '.join(taken)}: exists already; choose another folder or move it away")
    for path, source in template.items():
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(source.read_bytes())
        except OSError as error:
            raise OutputError(f"{path}: cannot be written: {error.strerror}") from error
    return list(template)


def _files(folder: Traversable, path: PurePosixPath) -> Iterator[tuple[PurePosixPath, Traversable]]:
    for entry in sorted(folder.iterdir(), key=lambda each: each.name):
        if entry.is_dir():
            yield from _files(entry, path / entry.name)
        else:
            yield path / entry.name, entry
