"""The compiled title rules."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from depesche.errors import RuleError
from depesche.lexicon import Lexicon, compile_lexicon
from depesche.ruleset import RuleSet
from depesche.titles.company_nouns import load_company_nouns
from depesche.titles.labels import Labels, compile_labels
from depesche.titles.pack import ChunkRule, LabelPack, PatternPack, TitleRule, VocabularyPack
from depesche.titles.pattern import Alphabet, Pattern, compile_pattern, make_alphabet
from depesche.titles.vocabulary import compile_vocabulary
from depesche.titles.wording import LINE_END, SHAPES, Words

_NAME_TYPES = (
    frozenset({"company"}),
    frozenset({"company", "organization"}),
    frozenset({"person"}),
    frozenset({"location"}),
    frozenset({"product"}),
)
_TOPICAL = frozenset({"topic", "antecedent", "subject"})
_NOUN_FLAGS = ("joined", "post", "body", "company_noun")
_PHRASE_FLAGS = ("owned", "poss", "det", "oblique", "board")


@dataclass(frozen=True, slots=True)
class CompiledRule:
    """A rule with its pattern; ``order`` is its place among all rules."""

    rule: TitleRule
    pattern: Pattern
    order: int


@dataclass(frozen=True, slots=True)
class CompiledChunk:
    """A first-pass rule: what it finds becomes one node with its label."""

    label: str
    pattern: Pattern


@dataclass(frozen=True, slots=True)
class TitleRules:
    """Everything :func:`depesche.titles.find_titles` needs; ``levels``: rules by level, ascending."""

    words: Words
    alphabet: Alphabet
    topical: frozenset[str]
    chunks: tuple[CompiledChunk, ...]
    levels: tuple[tuple[CompiledRule, ...], ...]


def compile_titles(ruleset: RuleSet, lexicon: Lexicon | None = None) -> TitleRules:
    """Compile the packs of the titles stage; raises RuleError for a pattern that cannot be read.

    ``lexicon`` conjugates the verbs of the word classes; it is compiled from the rule set when not given.
    """
    lexicon = lexicon or compile_lexicon(ruleset)
    vocabulary = compile_vocabulary(ruleset.packs(VocabularyPack, "title_vocabulary"))
    labels = compile_labels(ruleset.packs(LabelPack, "title_words"), lexicon)
    packs = ruleset.packs(PatternPack, "titles")
    macros = _macros(packs)
    chunk_rules = [(pack, chunk) for pack in packs for chunk in pack.chunks]
    alphabet = make_alphabet(_label_sets(labels, [chunk for _, chunk in chunk_rules]))
    chunks = tuple(
        CompiledChunk(chunk.label, compile_pattern(chunk.pattern, macros, alphabet, pack, chunk.label))
        for pack, chunk in chunk_rules
    )
    ordered = [(pack, rule) for pack in packs for rule in pack.rules]
    compiled = [
        CompiledRule(rule, compile_pattern(rule.pattern, macros, alphabet, pack, rule.id), order)
        for order, (pack, rule) in enumerate(ordered)
    ]
    compiled.sort(key=lambda one: one.rule.level)
    levels = tuple(tuple(group) for _, group in itertools.groupby(compiled, key=lambda one: one.rule.level))
    company_nouns = load_company_nouns(ruleset)
    topical = frozenset(rule.id for pack in packs for rule in pack.rules if rule.company in _TOPICAL)
    return TitleRules(Words(vocabulary, labels, company_nouns), alphabet, topical, chunks, levels)


def _macros(packs: Sequence[PatternPack]) -> dict[str, str]:
    macros: dict[str, str] = {}
    for pack in packs:
        for name, source in pack.macros.items():
            if name in macros:
                raise RuleError(pack.pack, name, "a macro of this name exists in another pack")
            macros[name] = source
    return macros


def _label_sets(labels: Labels, chunks: Sequence[ChunkRule]) -> Iterator[frozenset[str]]:
    """Every label set an item or chunk can have."""
    yield from set(labels.by_form.values())
    yield LINE_END
    for shape in SHAPES:
        yield frozenset({shape})
        yield frozenset({shape, "joined"})
    for count in range(1, len(_NOUN_FLAGS) + 1):
        for flags in itertools.combinations(_NOUN_FLAGS, count):
            yield frozenset({"noun", *flags})
    for flags in _subsets(("strong", "membership", "joined", "body")):
        yield frozenset({"title", *flags})
    for types in _NAME_TYPES:
        for flags in _subsets(("genitive", "joined")):
            yield frozenset({"name", *types, *flags})
        yield frozenset({"name", "truncated", *types})
        yield frozenset({"name", "truncated", "joined", *types})
    for chunk in chunks:
        for flags in _subsets(_PHRASE_FLAGS):
            yield frozenset({chunk.label, *flags})


def _subsets(flags: Sequence[str]) -> Iterator[tuple[str, ...]]:
    for count in range(len(flags) + 1):
        yield from itertools.combinations(flags, count)
