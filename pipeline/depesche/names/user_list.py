"""The user's own names: a CSV file with the columns name, aliases, id, kind; built for a million rows.

A row stays a small tuple until an article names it: entries for a million names would take most of the
loading time and of the memory, and nearly none of them is ever asked for.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, MutableMapping
from dataclasses import dataclass, field
from operator import itemgetter
from pathlib import Path
from typing import cast, get_args

from depesche.collector import collector_paused
from depesche.errors import InputError
from depesche.names.atoms import words_of
from depesche.names.table import Clarity, Entry
from depesche.readings import NameType

_TYPES = frozenset(get_args(NameType))
_COLUMNS = ("name", "aliases", "id", "kind")

Row = tuple[str, str, str, str]
"""Main name, kind, id, and the spelling that leads to it; empty where there is none."""


@dataclass(frozen=True, slots=True)
class UserNames:
    """``rows``: joined atoms -> the row of that spelling, or a list where several rows share it."""

    rows: MutableMapping[str, Row | list[Row]] = field(default_factory=dict)

    def entries(self, key: str) -> tuple[Entry, ...]:
        """The entries of a spelling, in the order of the file."""
        found = self.rows.get(key)
        if found is None:
            return ()
        rows = found if isinstance(found, list) else [found]
        return tuple(_entry(row, several=" " in key) for row in rows)

    def add(self, key: str, row: Row) -> None:
        """Add a spelling; equal spellings keep all their rows."""
        known = self.rows.setdefault(key, row)
        if known is not row:
            if isinstance(known, list):
                known.append(row)
            else:
                self.rows[key] = [known, row]


def _entry(row: Row, *, several: bool) -> Entry:
    name, kind, known_id, spelling = row
    clarity = Clarity.CLEAR if several or len(spelling) > 2 else Clarity.AMBIGUOUS
    return Entry(name, spelling, cast("NameType", kind), kind, clarity, known_id=known_id or None)


def read_user_names(path: Path, abbreviations: frozenset[str]) -> UserNames:
    """Read every spelling of the user's list; raises InputError that names file and line.

    ``aliases`` are parted by "|"; ``kind`` is company (the default), organization, person, product or
    location. Columns may stand in any order, only ``name`` is needed.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file, collector_paused():
            return _read(path, csv.reader(file), abbreviations)
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: not UTF-8 (byte {error.start}); save the list as UTF-8") from error
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror}") from error
    except csv.Error as error:
        raise InputError(f"{path}: not a CSV file: {error}") from error


def _read(path: Path, rows: Iterator[list[str]], abbreviations: frozenset[str]) -> UserNames:
    heading = [column.strip().lower() for column in next(rows, [])]
    if "name" not in heading:
        raise InputError(f"{path}: line 1: no column 'name'; the heading is name,aliases,id,kind")
    # A column that is missing is read from behind the end of the row, where every row gets an empty cell.
    width = len(heading)
    pick = itemgetter(*(heading.index(c) if c in heading else width for c in _COLUMNS))
    nothing = ("",)
    names = UserNames()
    add = names.rows.setdefault
    key_of = _Keys(abbreviations)
    kinds: dict[str, str] = {"": "company", **{kind: kind for kind in _TYPES}}
    for line, row in enumerate(rows, start=2):
        if not row:
            continue
        row[width:] = nothing
        if len(row) <= width:
            row.extend([""] * (width + 1 - len(row)))
        name, aliases, known_id, kind = pick(row)
        name = name.strip()
        if not name:
            raise InputError(f"{path}: line {line}: the name is empty")
        known_kind = kinds.get(kind) or kinds.get(kind.strip())
        if known_kind is None:
            raise InputError(f"{path}: line {line}: kind {kind!r} is none of {', '.join(sorted(_TYPES))}")
        known_id = known_id.strip()
        key = name if name.isalnum() else key_of(name)
        entry: Row = (name, known_kind, known_id, name)
        if key and add(key, entry) is not entry:
            names.add(key, entry)
        if aliases:
            for alias in filter(None, map(str.strip, aliases.split("|"))):
                key = key_of(alias)
                if key:
                    names.add(key, (name, known_kind, known_id, alias))
    return names


class _Keys:
    """Joins the atoms of a spelling; what stands between two blanks is cut once for all names."""

    def __init__(self, abbreviations: frozenset[str]) -> None:
        self._abbreviations = abbreviations
        self._atoms: dict[str, str] = {}

    def __call__(self, spelling: str) -> str:
        """The atoms of a spelling, joined by blanks; empty for a spelling without any."""
        if spelling.replace(" ", "").isalnum() and "  " not in spelling:
            return spelling
        cut = self._atoms
        key = " ".join([p if p.isalnum() else cut.get(p) or self._cut(p) for p in spelling.split()])
        if key[:1] in ("", " ", ".") or key[-1] == " " or "  " in key or " ." in key:
            # A dot that stands apart may belong to the word before it; a hyphen that does is no atom.
            return " ".join(words_of(spelling, self._abbreviations))
        return key

    def _cut(self, part: str) -> str:
        key = self._atoms[part] = " ".join(words_of(part, self._abbreviations))
        return key
