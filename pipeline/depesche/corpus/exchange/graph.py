"""An annotated article as annotation tools see it: labelled spans, and arcs between them.

=========== ======================== ====================== =========================================
label       note                     besides                arcs that go out
=========== ======================== ====================== =========================================
company …   ``source``, ``apart``                           ``same_as`` the mention with the full name
amount …    the value's notation
title       the normalised form      status                 ``of`` the person, ``at`` the company
trigger     ``stake=45; round=B``    type and status        the roles, ``amount``, ``valuation``,
                                                            ``date``, ``says``, ``evidence``;
                                                            or ``same_deal`` to the deal's first trigger
words                                                       (who is described, not named)
evidence                                                    (where it is not the trigger's sentence)
=========== ======================== ====================== =========================================

Mentions of one type with the same words are one entity; ``same_as`` joins others, and ``apart`` in the note
keeps a mention from being joined by its words alone.
"""

from __future__ import annotations

from dataclasses import dataclass

from depesche.corpus.source import GoldSource, Layer
from depesche.records import DealType, MentionType, Role

NAMES = (
    MentionType.COMPANY,
    MentionType.PERSON,
    MentionType.ORGANIZATION,
    MentionType.LOCATION,
    MentionType.PRODUCT,
)
VALUES = (MentionType.AMOUNT, MentionType.PERCENT, MentionType.HEADCOUNT, MentionType.DATE)
NAME_LABELS = tuple(kind.value for kind in NAMES)
VALUE_LABELS = tuple(kind.value for kind in VALUES)
TITLE, TRIGGER, WORDS, EVIDENCE = "title", "trigger", "words", "evidence"
LABELS = (*NAME_LABELS, *VALUE_LABELS, TITLE, TRIGGER, WORDS, EVIDENCE)

SAME_AS, OF, AT, SAME_DEAL, SAYS = "same_as", "of", "at", "same_deal", "says"
SLOTS = ("amount", "valuation", "date")
ROLE_ARCS = tuple(role.value for role in Role)
DEAL_ARCS = (*ROLE_ARCS, *SLOTS, SAYS, SAME_DEAL, EVIDENCE)
ARCS = (SAME_AS, OF, AT, *DEAL_ARCS)

SOURCE_FLAG, APART_FLAG = "source", "apart"
BIO_LAYERS: tuple[Layer, ...] = (
    "companies",
    "organizations",
    "people",
    "locations",
    "products",
    "amounts",
    "percentages",
    "headcounts",
    "dates",
)
"""The layers that formats without arcs can hold."""


@dataclass(frozen=True, slots=True)
class Node:
    """A labelled span in code points of the text; ids are unique in an article."""

    id: str
    label: str
    start: int
    end: int
    note: str | None = None
    deal_type: str | None = None
    status: str | None = None


@dataclass(frozen=True, slots=True)
class Arc:
    """A labelled arc from one node to another."""

    label: str
    source: str
    target: str


@dataclass(frozen=True, slots=True)
class Graph:
    """An article with its annotation; ``head`` holds text and particulars, its own annotation is ignored."""

    head: GoldSource
    nodes: tuple[Node, ...] = ()
    arcs: tuple[Arc, ...] = ()

    @property
    def text(self) -> str:
        """The article's text."""
        return self.head.text


def deal_types() -> tuple[str, ...]:
    """The types a trigger may have."""
    return tuple(kind.value for kind in DealType)
