"""What requests bring and answers hold, beside the record itself."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Discriminator, Field, StrictInt, Tag

from depesche.records import Extraction


class ArticleBody(BaseModel):
    """An article. ``published`` anchors relative dates; write it as 2025-07-03 or with a time."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [{"text": "Meta kauft Scale AI.", "id": "42", "published": "2025-07-01"}]
        },
    )

    text: str = Field(min_length=1)
    id: str | StrictInt | None = None
    title: str | None = None
    published: date | datetime | None = None
    source: str | None = None
    url: str | None = None

    def fields(self) -> Mapping[str, object]:
        """The fields that were given."""
        return self.model_dump(exclude_none=True)


class ErrorBody(BaseModel):
    """Why a request was refused."""

    detail: str


class ArticleError(BaseModel):
    """Stands in the place of a record that could not be made."""

    error: str
    error_type: str
    id: str


class Health(BaseModel):
    """The server answers."""

    status: str
    version: str


class Readiness(BaseModel):
    """Whether articles can be extracted now, and by how many workers."""

    status: str
    workers: int


def _kind(body: Any) -> str:
    return "many" if isinstance(body, list) else "one"


OneOrMany = Annotated[
    Annotated[ArticleBody, Tag("one")] | Annotated[list[ArticleBody], Field(min_length=1), Tag("many")],
    Discriminator(_kind),
]
"""An article, or a list of articles."""

Answer = Extraction | list[Extraction | ArticleError]
"""The record of the article, or a list of records in the order of the articles."""
