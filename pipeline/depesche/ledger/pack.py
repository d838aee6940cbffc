"""The kind of pack that the ledger reads, and the rules compiled from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import regex
from pydantic import Field

from depesche.ledger.spelling import fold
from depesche.records import DealType
from depesche.resolve.entities import compile_entities
from depesche.ruleset import Pack, RuleSet


class LedgerPack(Pack):
    """What holds across articles; see the pack's own comments."""

    kind: Literal["ledger"]
    group_tails: tuple[str, ...] = ()
    empty_tails: tuple[str, ...] = ()
    part_words: tuple[str, ...] = ()
    silent_words: tuple[str, ...] = ()
    windows: dict[DealType, int] = Field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LedgerRules:
    """The compiled rules. Words are folded; ``windows`` are days between two reports of one transaction.

    ``empty_tails`` hold the ``group_tails`` as well.
    """

    legal_form: regex.Pattern[str]
    weak_words: frozenset[str]
    group_tails: frozenset[str]
    empty_tails: frozenset[str]
    part_words: frozenset[str]
    silent_words: frozenset[str]
    windows: Mapping[DealType, int]


def compile_ledger(ruleset: RuleSet) -> LedgerRules:
    """Compile the packs of kind ``ledger``; raises RuleError."""
    packs = ruleset.packs(LedgerPack, "ledger")
    entities = compile_entities(ruleset)
    windows: dict[DealType, int] = dict.fromkeys(DealType, 180)
    for pack in packs:
        windows.update(pack.windows)
    return LedgerRules(
        legal_form=entities.legal_form,
        weak_words=frozenset(map(fold, entities.weak_words)),
        group_tails=frozenset(fold(word) for pack in packs for word in pack.group_tails),
        empty_tails=frozenset(
            fold(word) for pack in packs for word in (*pack.empty_tails, *pack.group_tails)
        ),
        part_words=frozenset(fold(word) for pack in packs for word in pack.part_words),
        silent_words=frozenset(fold(word) for pack in packs for word in pack.silent_words),
        windows=windows,
    )
