"""The ``sentences`` pack: what ends a German sentence, and what a tokenizer must not tear."""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce

from depesche.ruleset.loader import RuleSet
from depesche.ruleset.schema import Pack, Schema

KIND = "sentences"


class SentenceExample(Schema):
    """A text and the sentences it must fall into."""

    text: str
    sentences: tuple[str, ...]


class SentencePack(Pack):
    """One pack file; the fields are explained in ``rules/sentences/german.yaml``."""

    terminals: tuple[str, ...] = ()
    weak_terminals: tuple[str, ...] = ()
    closers: tuple[str, ...] = ()
    opener_tags: tuple[str, ...] = ()
    abbreviations_before_names: tuple[str, ...] = ()
    abbreviations_anywhere: tuple[str, ...] = ()
    atomic: tuple[str, ...] = ()
    datelines: tuple[str, ...] = ()
    examples: tuple[SentenceExample, ...] = ()


@dataclass(frozen=True, slots=True)
class SentenceRules:
    """All sentence packs in one, as the component and the tokenizer use them.

    ``own``: the last file of the user's own that has datelines.
    """

    terminals: frozenset[str] = frozenset()
    weak_terminals: frozenset[str] = frozenset()
    closers: frozenset[str] = frozenset()
    opener_tags: frozenset[str] = frozenset()
    never_last: frozenset[str] = frozenset()
    perhaps_last: frozenset[str] = frozenset()
    atomic: frozenset[str] = frozenset()
    datelines: tuple[str, ...] = ()
    own: str | None = None


def sentence_rules(ruleset: RuleSet) -> SentenceRules:
    """Join the sentence packs of a rule set; later ones add words."""
    return reduce(_with_pack, ruleset.packs(SentencePack, KIND), SentenceRules())


def _with_pack(rules: SentenceRules, pack: SentencePack) -> SentenceRules:
    return SentenceRules(
        terminals=rules.terminals | set(pack.terminals),
        weak_terminals=rules.weak_terminals | set(pack.weak_terminals),
        closers=rules.closers | set(pack.closers),
        opener_tags=rules.opener_tags | set(pack.opener_tags),
        never_last=rules.never_last | set(pack.abbreviations_before_names),
        perhaps_last=rules.perhaps_last | set(pack.abbreviations_anywhere),
        atomic=rules.atomic | set(pack.atomic),
        datelines=(*rules.datelines, *pack.datelines),
        own=pack.origin.path if pack.origin.is_own and pack.datelines else rules.own,
    )
