"""The three kinds of packs the titles stage reads: vocabulary, word classes, patterns."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from depesche.records import TitleStatus
from depesche.ruleset import Pack, Rule, Schema


class InflectionPattern(Schema):
    """Endings by number, put on the lemma without ``cut``; ``feminine`` derives the feminine lemma."""

    sg: tuple[str, ...]
    pl: tuple[str, ...]
    cut: str = ""
    feminine: str | None = None


class Prefix(Schema):
    """A part before any title ("Ex-"); ``closed`` ones also stand without a hyphen ("Exchef")."""

    part: str
    status: TitleStatus | None = None
    deputy: bool = False
    closed: bool = False


class Head(Schema):
    """A title word and its compounds.

    ``title``: by itself (None: only in compounds); ``compound``: with a first part that is not in
    ``parts`` (None: no title); ``unit``: with a complement that is not a company ("Chef der Sparte").
    ``alone``: worth a reading without a person; ``corporate``: its company may be inferred; ``house``:
    only worth a reading with a company ("Professor an der ETH"); ``membership``: only behind a body
    ("Mitglied des Vorstands"); ``seat``: who is called into the body gets the title ("in den Vorstand").
    """

    lemma: str
    inflection: str
    title: str | None
    feminine: str | None = "auto"
    plural: str | None = None
    compound: str | None = None
    unit: str | None = None
    alone: bool = False
    corporate: bool = False
    house: bool = False
    membership: bool = False
    seat: bool = False
    grammatical: str | None = None
    parts: dict[str, str] = Field(default_factory=dict)
    not_parts: tuple[str, ...] = ()


class Phrase(Schema):
    """A title of several words; ``unit``: what follows is a unit, not a company ("Head of AI")."""

    words: str
    title: str
    unit: bool = False


class PostWord(Schema):
    """Nouns for a post, all forms."""

    forms: tuple[str, ...]
    title: str


class Posts(Schema):
    """Nouns for posts: compound heads behind a title ("Chef|posten") and words of their own."""

    heads: tuple[str, ...]
    words: tuple[PostWord, ...]


class VocabularyPack(Pack):
    """``kind: title_vocabulary``."""

    inflections: dict[str, InflectionPattern] = Field(default_factory=dict)
    prefixes: tuple[Prefix, ...] = ()
    deputies: dict[str, str] = Field(default_factory=dict)
    single: tuple[str, ...] = ()
    lasting: tuple[str, ...] = ()
    business: tuple[str, ...] = ()
    editorial: tuple[str, ...] = ()
    houses: dict[str, str] = Field(default_factory=dict)
    bodies: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    heads: tuple[Head, ...] = ()
    phrases: tuple[Phrase, ...] = ()
    posts: Posts = Posts(heads=(), words=())


class WordClass(Schema):
    """A label for patterns: ``words`` as they are (lower case), ``adjectives`` as stems, ``verbs`` by lemma.

    ``tense``: only the verbs' forms that tell of what was (past, participle), or of what is or will be.
    An attribute of a title may say its ``status``, make it a ``deputy``'s, another title (``retitle``), or
    belong to its words (``part_of_title``: "wissenschaftlicher Leiter").
    """

    words: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    verbs: tuple[str, ...] = ()
    tense: Literal["present", "past"] | None = None
    status: TitleStatus | None = None
    deputy: bool = False
    retitle: dict[str, str] = Field(default_factory=dict)
    part_of_title: bool = False


class LabelPack(Pack):
    """``kind: title_words``; ``adjective_endings`` go on every stem of the classes."""

    adjective_endings: tuple[str, ...] = ()
    classes: dict[str, WordClass] = Field(default_factory=dict)


class TitleRule(Rule):
    """A pattern over items, see docs/titles.md. Lower ``level`` is read first.

    ``status`` overrides what the words around the title say; ``normalized`` and ``title`` are for
    rules that find no title word but a verb ("gründete"); ``company``: where a missing company comes
    from: the likely subject, the company named last, the last one besides the subject, or the
    one spoken of.
    """

    pattern: str
    level: int = Field(ge=1, le=9)
    status: TitleStatus | None = None
    normalized: str | None = None
    title: str | None = None
    company: str | None = Field(default=None, pattern="^(subject|antecedent|other|topic)$")


class ChunkRule(Schema):
    """A first-pass pattern; what it matches becomes one node with ``label`` for the later passes."""

    label: str
    pattern: str


class PatternPack(Pack):
    """``kind: titles``; ``macros`` may be used by the patterns of all packs as @name."""

    macros: dict[str, str] = Field(default_factory=dict)
    chunks: tuple[ChunkRule, ...] = ()
    rules: tuple[TitleRule, ...] = ()
