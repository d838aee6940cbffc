"""The user's own names: a CSV file with the columns name, aliases, id, kind; built for a million rows."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import cast, get_args

from depesche.errors import InputError
from depesche.names.atoms import words_of
from depesche.names.table import Clarity, Entry
from depesche.readings import NameType

_TYPES = frozenset(get_args(NameType))


def read_user_names(path: Path, abbreviations: frozenset[str]) -> Iterator[tuple[list[str], Entry]]:
    """Every spelling of the user's list with its entry; raises InputError that names file and line.

    ``aliases`` are parted by "|"; ``kind`` is company (the default), organization, person, product or
    location. Columns may stand in any order, only ``name`` is needed.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            yield from _read(path, csv.reader(file), abbreviations)
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: not UTF-8 (byte {error.start}); save the list as UTF-8") from error
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror}") from error
    except csv.Error as error:
        raise InputError(f"{path}: not a CSV file: {error}") from error


def _read(
    path: Path, rows: Iterator[list[str]], abbreviations: frozenset[str]
) -> Iterator[tuple[list[str], Entry]]:
    heading = [column.strip().lower() for column in next(rows, [])]
    if "name" not in heading:
        raise InputError(f"{path}: line 1: no column 'name'; the heading is name,aliases,id,kind")
    at = {column: heading.index(column) for column in ("name", "aliases", "id", "kind") if column in heading}
    for line, row in enumerate(rows, start=2):
        if not row:
            continue
        values = {column: row[i].strip() if i < len(row) else "" for column, i in at.items()}
        name = values["name"]
        kind = values.get("kind") or "company"
        if not name:
            raise InputError(f"{path}: line {line}: the name is empty")
        if kind not in _TYPES:
            raise InputError(f"{path}: line {line}: kind {kind!r} is none of {', '.join(sorted(_TYPES))}")
        known_id = values.get("id") or None
        for spelling in (name, *values.get("aliases", "").split("|")):
            words = words_of(spelling, abbreviations) if spelling.strip() else None
            if words:
                clear = len(words) > 1 or len(spelling) > 2
                clarity = Clarity.CLEAR if clear else Clarity.AMBIGUOUS
                yield (
                    words,
                    Entry(
                        name, spelling.strip(), cast("NameType", kind), kind, clarity, False, None, known_id
                    ),
                )
