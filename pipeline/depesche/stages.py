"""The stages in their order: what each one reads and hands on, from the Doc to the told deals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from depesche.amounts import AmountGrammar, compile_amounts, find_numbers
from depesche.clauses import Words, find_clauses, words_of
from depesche.dates import DateGrammar, compile_dates, find_dates
from depesche.deals import (
    DealForms,
    DealRules,
    Readings,
    View,
    compile_deals,
    compile_forms,
    find_deals,
    is_awake,
    view_of,
)
from depesche.language import compile_language
from depesche.lexicon import compile_lexicon
from depesche.names import NameRules, compile_names, find_names
from depesche.readings import DealReading, Span, StatusUpdate
from depesche.resolve.entities import Entities, EntityRules, compile_entities, resolve_entities
from depesche.ruleset import RuleSet
from depesche.titles import TitleRules, compile_titles, find_titles
from depesche.tokens import read_tokens

if TYPE_CHECKING:
    from spacy.tokens import Doc


@dataclass(frozen=True, slots=True)
class Stages:
    """The compiled rules of every stage."""

    words: Words
    amounts: AmountGrammar
    dates: DateGrammar
    names: NameRules
    titles: TitleRules
    deals: DealRules
    forms: DealForms
    entities: EntityRules
    language: dict[str, str]


@dataclass(frozen=True, slots=True)
class Reading:
    """What the stages read in one article: everything but the bringing together of deals."""

    readings: Readings
    view: View
    entities: Entities
    deals: tuple[DealReading, ...]
    updates: tuple[StatusUpdate, ...]


def compile_stages(ruleset: RuleSet, names: Path | None = None) -> Stages:
    """Compile every stage's rules; raises RuleError naming file, rule and reason."""
    lexicon = compile_lexicon(ruleset)
    deals = compile_deals(ruleset)
    return Stages(
        words=words_of(lexicon),
        amounts=compile_amounts(ruleset),
        dates=compile_dates(ruleset),
        names=compile_names(ruleset, names),
        titles=compile_titles(ruleset, lexicon),
        deals=deals,
        forms=compile_forms(lexicon, deals),
        entities=compile_entities(ruleset),
        language=compile_language(ruleset),
    )


def read_doc(doc: Doc, text: str, stages: Stages, published: date | None) -> Reading:
    """Run the stages over a Doc of an analysis text; numbers and dates come first and veto names."""
    numbers = find_numbers(text, stages.amounts)
    counted: Sequence[Span] = sorted(
        [
            *(a.span for a in numbers.amounts),
            *(p.span for p in numbers.percents),
            *(h.span for h in numbers.headcounts),
        ]
    )
    dates = find_dates(doc, text, stages.dates, published, counted)
    taken = sorted([*counted, *(d.span for d in dates)])
    tokens = read_tokens(doc, text)
    names = find_names(tokens, stages.names, taken)
    titles = find_titles(tokens, names, stages.titles)
    readings = Readings(names, numbers.amounts, numbers.percents, numbers.headcounts, dates, titles)
    view = view_of(tokens, stages.forms, readings)
    clauses = find_clauses(
        tokens, stages.words, names, taken, lambda first, last: is_awake(first, last, view, stages.forms)
    )
    entities = resolve_entities(tokens, names, titles, stages.entities)
    told, updates = find_deals(clauses, view, stages.deals)
    return Reading(readings, view, entities, told, updates)
