"""What all packs have in common: the envelope, and a rule with an id, examples and counter-examples.

Each stage defines its own kind of pack by subclassing :class:`Pack` and, where it has rules,
:class:`Rule`; the loader validates a file against the model of its ``kind``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, PrivateAttr


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a pack comes from: its file, as messages name it, and whether it is the user's own."""

    path: str
    is_own: bool


class Schema(BaseModel):
    """Base of everything that is read from a pack: immutable, unknown fields are errors."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Example(Schema):
    """A text on which a rule must give what ``gives`` says; the keys of ``gives`` depend on the kind."""

    text: str
    gives: dict[str, Any]
    published: str | None = None


class Rule(Schema):
    """A rule: ``id`` is "pack.name"; ``not`` lists texts on which the rule must not fire."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*(\.[a-z0-9äöüß_-]+)+$")
    examples: tuple[Example, ...] = ()
    counter_examples: tuple[str, ...] = Field(default=(), alias="not")


class Pack(Schema):
    """A pack file. ``kind`` names the model it is read with, ``pack`` is its own name."""

    pack: str
    kind: str
    description: str = ""
    _origin: Origin = PrivateAttr(default=Origin("rules", is_own=False))

    @property
    def origin(self) -> Origin:
        """The file it was read from."""
        return self._origin

    def read_from(self, origin: Origin) -> None:
        """Say where the pack was read from; the loader does."""
        self._origin = origin
