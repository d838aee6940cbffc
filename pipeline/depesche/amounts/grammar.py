"""The compiled number grammar: everything the packs of this stage say, ready to read with."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TypeVar

from depesche.amounts.context import ContextRules, compile_context
from depesche.amounts.currencies import TABLE, compile_currencies
from depesche.amounts.forms import STARTS, Form, FormError, compile_form
from depesche.amounts.modifiers import ModifierRules, compile_modifiers
from depesche.amounts.pack import (
    CurrenciesPack,
    FormsPack,
    KindsPack,
    ModifiersPack,
    NumbersPack,
    StakesPack,
    UnitsPack,
)
from depesche.amounts.purpose import PurposeRules, compile_purpose
from depesche.amounts.stakes import StakeRules, compile_stakes
from depesche.amounts.vocabulary import Vocabulary, compile_vocabulary
from depesche.amounts.words import compile_number_words
from depesche.errors import RuleError
from depesche.ruleset import Pack, RuleSet, refuse_nested

PackT = TypeVar("PackT", bound=Pack)


@dataclass(frozen=True, slots=True)
class AmountGrammar:
    """``forms`` maps the kind of an element to the forms that can begin with it, in order; ``starts``
    finds these kinds."""

    vocabulary: Vocabulary
    forms: dict[str, tuple[Form, ...]]
    starts: re.Pattern[str]
    modifiers: ModifierRules
    purpose: PurposeRules
    stakes: StakeRules
    context: ContextRules


def compile_amounts(ruleset: RuleSet) -> AmountGrammar:
    """Compile the packs of the kinds ``amounts_*``; raises RuleError for a pack that is missing or wrong."""
    numbers = _only(ruleset, NumbersPack, "amounts_numbers")
    units = _only(ruleset, UnitsPack, "amounts_units")
    modifiers = _only(ruleset, ModifiersPack, "amounts_modifiers")
    currency_pack = _only(ruleset, CurrenciesPack, "amounts_currencies")
    currencies = compile_currencies(currency_pack, _table(ruleset))
    words = compile_number_words(numbers)
    forms = _forms(ruleset.packs(FormsPack, "amounts_forms"))
    return AmountGrammar(
        vocabulary=compile_vocabulary(words, numbers, modifiers, units, currencies),
        forms=forms,
        starts=re.compile(f"[{re.escape(''.join(sorted(forms)))}]"),
        modifiers=compile_modifiers(modifiers),
        purpose=compile_purpose(ruleset.packs(KindsPack, "amounts_kinds"), units),
        stakes=compile_stakes(ruleset.packs(StakesPack, "amounts_stakes")),
        context=compile_context(units, currency_pack),
    )


def _table(ruleset: RuleSet) -> str:
    """The text of the list of currencies; the last folder that has one wins."""
    for folder in reversed(ruleset.folders("amounts_currencies")):
        if (folder / TABLE).is_file():
            table: str = (folder / TABLE).read_text("utf-8")
            return table
    raise RuleError("rules", None, f"no {TABLE} beside the pack of kind 'amounts_currencies'")


def _only(ruleset: RuleSet, model: type[PackT], name: str) -> PackT:
    """The last pack of a kind: a user's pack replaces the shipped one."""
    packs = ruleset.packs(model, name)
    if not packs:
        raise RuleError("rules", None, f"no pack of kind {name!r}; the shipped ones stand in rules/amounts")
    last = packs[-1]
    refuse_nested(last.model_dump(mode="json"), last.origin)
    return last


def _forms(packs: tuple[FormsPack, ...]) -> dict[str, tuple[Form, ...]]:
    """Compile all forms and sort them by the elements they can begin with."""
    compiled: list[Form] = []
    for pack in packs:
        for rule in pack.rules:
            try:
                compiled.append(compile_form(rule, pack))
            except FormError as error:
                raise RuleError(pack.origin.path, rule.id, str(error)) from error
    starts: dict[str, tuple[Form, ...]] = {}
    for name in sorted(STARTS):
        starting = tuple(form for form in compiled if form.pattern.match(name, partial=True))
        if starting:
            starts[name] = starting
    return starts


__all__ = ["AmountGrammar", "compile_amounts"]
