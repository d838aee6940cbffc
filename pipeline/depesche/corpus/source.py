"""The editable form of an annotated article: one YAML file, spans given by their words.

Numbers, percentages and dates are written as lines ``words | value``; see ``corpus/GUIDELINES.md`` for
the whole notation. :func:`parse_source` validates the form, :mod:`depesche.corpus.compile` the content.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from depesche.records import DealStatus, DealType, Role, TitleStatus
from depesche.ruleset.yaml import load_yaml

Layer = Literal[
    "companies",
    "organizations",
    "people",
    "locations",
    "products",
    "titles",
    "amounts",
    "percentages",
    "headcounts",
    "dates",
    "deals",
]
LAYERS: tuple[Layer, ...] = get_args(Layer)
"""What can be annotated; a file that names fewer in ``layers:`` is scored on those alone."""

_ROLE_NAMES = frozenset(role.value for role in Role)


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong in a gold file: ``path`` and ``field`` say where, ``reason`` what and the mend."""

    path: str
    field: str
    reason: str

    def __str__(self) -> str:
        return f"{self.path}: {self.field}: {self.reason}"


class _Form(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class GoldTitle(_Form):
    """A line ``title | person | company | status``; company may be empty, status defaults to current.

    ``title`` may carry the normalised form behind "=": ``Finanzchef = cfo``.
    """

    title: str
    normalized: str | None = None
    person: str
    company: str | None = None
    status: TitleStatus = TitleStatus.CURRENT


class GoldValue(_Form):
    """A line ``words | value`` of a number, percentage, headcount or date; the value is parsed later."""

    words: str
    value: str


class GoldDeal(_Form):
    """A deal. Roles stand beside the other keys; participants are entity names or words of the text.

    ``transaction``: in a group of articles, the id of the transaction that several of them tell.
    """

    type: DealType
    status: DealStatus
    trigger: tuple[str, ...] = Field(min_length=1)
    participants: tuple[tuple[Role, str], ...] = ()
    amount: str | None = None
    valuation: str | None = None
    stake: str | None = None
    round: str | None = None
    headcount: int | None = None
    date: str | None = None
    says: str | None = None
    evidence: tuple[str, ...] = ()
    transaction: str | None = None

    @model_validator(mode="before")
    @classmethod
    def _gather_roles(cls, data: Any) -> Any:
        if not isinstance(data, dict) or "participants" in data:
            return data
        rest = {key: value for key, value in data.items() if key not in _ROLE_NAMES}
        for key in ("trigger", "evidence"):
            if key in rest:
                rest[key] = _as_list(rest[key])
        for key in ("stake", "round"):
            if key in rest:
                rest[key] = str(rest[key])
        participants = [
            (key, str(name)) for key in data if key in _ROLE_NAMES for name in _as_list(data[key])
        ]
        return {**rest, "participants": participants}


class GoldSource(_Form):
    """One annotated article as written by people."""

    id: str
    title: str | None = None
    published: str
    medium: str | None = None
    style: tuple[str, ...] = ()
    region: Literal["de", "at", "ch"] = "de"
    story: str | None = None
    sample: bool = False
    layers: tuple[Layer, ...] = LAYERS
    text: str = Field(min_length=1)
    text_sha256: str | None = None
    companies: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    organizations: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    people: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    locations: tuple[str, ...] = ()
    products: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    titles: tuple[GoldTitle, ...] = ()
    amounts: tuple[GoldValue, ...] = ()
    percentages: tuple[GoldValue, ...] = ()
    headcounts: tuple[GoldValue, ...] = ()
    dates: tuple[GoldValue, ...] = ()
    deals: tuple[GoldDeal, ...] = ()

    @field_validator("style", mode="before")
    @classmethod
    def _one_or_more(cls, value: Any) -> Any:
        return _as_list(value)

    @field_validator("companies", "organizations", "people", mode="before")
    @classmethod
    def _names_with_mentions(cls, value: Any) -> Any:
        """Take a list of bare names too: a name without further mention strings."""
        if isinstance(value, list):
            return {str(name): () for name in value}
        if isinstance(value, dict):
            return {str(name): tuple(map(str, _as_list(more))) for name, more in value.items()}
        return value

    @field_validator("titles", mode="before")
    @classmethod
    def _title_lines(cls, value: Any) -> Any:
        return [read_title(line) if isinstance(line, str) else line for line in value or ()]

    @field_validator("amounts", "percentages", "headcounts", "dates", mode="before")
    @classmethod
    def _value_lines(cls, value: Any) -> Any:
        return [read_value(line) if isinstance(line, str) else line for line in value or ()]


HEAD: tuple[str, ...] = ("title", "published", "medium", "style", "region", "story", "sample", "layers")
"""The particulars of an article, beside its text and annotation."""


def head_data(source: GoldSource) -> dict[str, Any]:
    """The particulars that are not at their default, as plain data for JSON."""
    return source.model_dump(mode="json", include=set(HEAD), exclude_defaults=True)


def source_from_head(
    data: Mapping[str, Any], *, text: str, path: str, article_id: str
) -> GoldSource | list[Problem]:
    """An article without annotation from :func:`head_data`; a missing ``published`` is left empty."""
    known = {"published": "", **{key: value for key, value in data.items() if key in HEAD}}
    return _validated({**known, "id": article_id, "text": text}, path)


def parse_source(content: str, *, path: str, article_id: str) -> GoldSource | list[Problem]:
    """Read one gold file; gives the problems instead when its form is wrong.

    ``article_id`` is the file's stem, so an id never disagrees with its file.
    """
    try:
        data = load_yaml(content)
    except yaml.YAMLError as error:
        return [Problem(path, "file", f"not valid YAML: {' '.join(str(error).split())}")]
    if not isinstance(data, Mapping):
        return [Problem(path, "file", "a gold file is a mapping with at least 'published:' and 'text:'")]
    return _validated({**data, "id": article_id}, path)


def _validated(data: Mapping[str, Any], path: str) -> GoldSource | list[Problem]:
    try:
        return GoldSource.model_validate(data)
    except ValidationError as error:
        return [
            Problem(
                path,
                ".".join(str(part) for part in e["loc"]) or "file",
                _reason(e["type"], e["msg"], e["loc"]),
            )
            for e in error.errors()
        ]


def _reason(kind: str, message: str, place: tuple[int | str, ...]) -> str:
    """What is wrong, with the mend where the field is unknown."""
    if kind != "extra_forbidden":
        return message
    if place[0] == "deals":
        return f"unknown; beside its slots a deal has the roles {', '.join(role.value for role in Role)}"
    return f"unknown; an article has the fields {', '.join(n for n in GoldSource.model_fields if n != 'id')}"


def _as_list(value: Any) -> list[Any]:
    if value is None:
        return []
    return list(value) if isinstance(value, list | tuple) else [value]


def read_title(line: str) -> dict[str, Any]:
    """The fields of a title's line; raises ValueError with the form it should have."""
    parts = [part.strip() for part in line.split("|")]
    if not 2 <= len(parts) <= 4:
        raise ValueError(f"{line!r}: write 'title | person | company | status', the last two if known")
    title, _, normalized = parts[0].partition(" = ")
    return {
        "title": title.strip(),
        "normalized": normalized.strip() or None,
        "person": parts[1],
        "company": (parts[2] or None) if len(parts) > 2 else None,
        "status": parts[3] if len(parts) > 3 else TitleStatus.CURRENT,
    }


def read_value(line: str) -> dict[str, str]:
    """The fields of a value's line; raises ValueError with the form it should have."""
    words, bar, value = line.rpartition("|")
    if not bar or not words.strip() or not value.strip():
        raise ValueError(f"{line!r}: write 'words of the text | value'")
    return {"words": words.strip(), "value": value.strip()}
