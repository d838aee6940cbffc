"""Collects the checks that the stages bring for their own rules."""

from __future__ import annotations

import importlib
import importlib.util
import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TypeVar

from depesche.backbone import load_backbone
from depesche.ledger import compile_ledger
from depesche.ruleset import Pack, RuleSet
from depesche.stages import compile_stages

CHECKS = (
    *(f"depesche.{stage}.check" for stage in ("lexicon", "amounts", "dates", "names", "clauses", "titles")),
    "depesche.deal_examples",
    "depesche.resolve.check",
)
"""The modules that may bring a ``check``, in the order of an article's way."""

PackT = TypeVar("PackT", bound=Pack)


@dataclass(frozen=True, slots=True)
class WatchedRuleSet(RuleSet):
    """A rule set that remembers which kinds of packs it has been asked for."""

    asked: set[str] = field(default_factory=set, compare=False)

    def packs(self, model: type[PackT], kind: str) -> tuple[PackT, ...]:
        """As in RuleSet."""
        self.asked.add(kind)
        return RuleSet.packs(self, model, kind)


def run_checks(ruleset: RuleSet, model: str) -> Iterator[str]:
    """Yield a message for each pack nobody reads, and each rule that fails its own examples.

    The model is loaded once. Raises RuleError for a pack that does not load at all.
    """
    watched = WatchedRuleSet(ruleset.raw, ruleset.sha256)
    nlp = load_backbone(model, watched).nlp
    compile_stages(watched)
    compile_ledger(watched)
    for raw in watched.raw:
        if raw.kind not in watched.asked:
            known = ", ".join(sorted(watched.asked))
            yield f"{raw.path}: no stage reads packs of kind {raw.kind!r}; the kinds are {known}"
    for module in CHECKS:
        check = _check_in(module)
        if check is not None:
            takes_model = len(inspect.signature(check).parameters) > 1
            yield from check(ruleset, nlp) if takes_model else check(ruleset)


def _check_in(module: str) -> Callable[..., list[str]] | None:
    if importlib.util.find_spec(module) is None:
        return None
    check: Callable[..., list[str]] = importlib.import_module(module).check
    return check
