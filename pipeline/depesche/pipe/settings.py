"""How lines are read and answered, and which fields of theirs are meant."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import cast, get_args

from depesche.errors import InputError
from depesche.io.readers.fields import ArticleField, same_field
from depesche.io.source import Limits

_CHOICE = re.compile(r"(?P<field>[a-z]+)=(?P<name>.+)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class LineSettings:
    """``fields``: the names of fields that are not guessed. ``merge``: the key the record goes under.

    ``published``: for articles without a date. Without ``with_text`` records come without their text.
    """

    fields: Mapping[ArticleField, str] = field(default_factory=dict)
    merge: str | None = None
    published: date | datetime | None = None
    limits: Limits = field(default_factory=Limits)


def field_names(choices: Iterable[str]) -> dict[ArticleField, str]:
    """Read choices such as ``text=body_de``; raises InputError for one that is none."""
    known = get_args(ArticleField)
    found: dict[ArticleField, str] = {}
    for choice in choices:
        parts = _CHOICE.fullmatch(choice)
        if parts is None or parts["field"] not in known:
            raise InputError(f"{choice!r} is not FIELD=NAME with FIELD one of {', '.join(known)}")
        found[cast("ArticleField", parts["field"])] = parts["name"]
    return found


def chosen_fields(given: Mapping[str, object], names: Mapping[ArticleField, str]) -> Mapping[str, object]:
    """The fields of an object with the chosen ones under the names they are looked for first.

    Raises InputError, with the reason alone, where the field for the text is not there.
    """
    if not names:
        return given
    guessed = {
        name: value for name, value in given.items() if not any(same_field(name, field) for field in names)
    }
    for field_, name in names.items():
        value = _at(given, name)
        if value is None and field_ == "text":
            found = ", ".join(repr(key) for key in list(given)[:8]) or "none at all"
            raise InputError(f"has no field {name!r} for the text; its fields are {found}")
        guessed[field_] = value
    return guessed


def _at(given: Mapping[str, object], name: str) -> object:
    """The field of this name, or what lies at it as a path ("article.body")."""
    if name in given:
        return given[name]
    here: object = given
    for step in name.split("."):
        if not isinstance(here, Mapping):
            return None
        here = here.get(step)
    return here
