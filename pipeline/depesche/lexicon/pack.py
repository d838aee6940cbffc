"""The packs of the lexicon: verbs by principal parts, verb classes, nouns by inflection pattern."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from depesche.ruleset import Pack, Schema


class IrregularVerb(Schema):
    """A verb whose present is listed in full (six persons)."""

    present: str
    past: str
    unreal: str
    participle: str
    reported: str | None = None
    reported_plural: str | None = None
    prefixed: str = ""


class VerbPack(Pack):
    """Verbs and what is derived from them; ``weak`` and ``simple`` are inflected regularly.

    ``strong``: "steigt, stieg, ist gestiegen; ab| be-": principal parts (a Konjunktiv II may stand before
    the participle), then the derivations. Lists of lemmas are one string, separated by commas: a long
    YAML list takes many times as long to load.
    """

    strong: dict[str, str] = Field(default_factory=dict)
    irregular: dict[str, IrregularVerb] = Field(default_factory=dict)
    weak: dict[str, str] = Field(default_factory=dict)
    simple: str = ""
    auxiliaries: str = ""
    modals: str = ""
    perfect_with_sein: str = ""
    perfect_with_haben: str = ""


class WordClassPack(Pack):
    """Classes of words that syntax asks for: "object_control", "speech", "time_nouns" and so on."""

    classes: dict[str, str]


class AgreementPack(Pack):
    """What endings say about gender and case; cells as "mN fDG" (see the pack's description)."""

    determiners: dict[str, str] = Field(default_factory=dict)
    der_stems: str = ""
    der_words: dict[str, str] = Field(default_factory=dict)
    ein_stems: str = ""
    ein_words: dict[str, str] = Field(default_factory=dict)
    pronouns: dict[str, str] = Field(default_factory=dict)
    relatives: dict[str, str] = Field(default_factory=dict)
    adjectives: dict[str, str] = Field(default_factory=dict)
    persons: dict[str, str] = Field(default_factory=dict)
    contractions: dict[str, str] = Field(default_factory=dict)


NounSort = Literal["person", "company", "actor", "group", "thing"]
"""An actor may be a person or a company ("Rivale"), a group is a body that does no business."""


class NounPack(Pack):
    """Nouns by gender and pattern "plural/genitive" (see the pack's description).

    ``sort`` says what all nouns of the pack stand for; ``suffixes`` guess the rest by their ending.
    """

    sort: NounSort = "thing"
    feminine: dict[str, str] = Field(default_factory=dict)
    masculine: dict[str, str] = Field(default_factory=dict)
    neuter: dict[str, str] = Field(default_factory=dict)
    plural: str = ""
    suffixes: dict[str, str] = Field(default_factory=dict)


def words(listed: str) -> list[str]:
    """The words of a comma-separated string."""
    return [word for part in listed.split(",") if (word := part.strip())]
