"""Collects the checks that the stages bring for their own rules."""

from __future__ import annotations

import importlib
import importlib.util
import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from depesche.backbone import load_backbone
from depesche.ruleset import RuleSet

STAGES = ("backbone", "lexicon", "amounts", "dates", "names", "clauses", "titles", "deals", "resolve")
"""The stages that read rule packs, in the order of an article's way."""


@dataclass(frozen=True, slots=True)
class StageResult:
    """What one stage's check found: no message means that all is well."""

    stage: str
    messages: tuple[str, ...]


def run_checks(ruleset: RuleSet, model: str) -> Iterator[StageResult]:
    """Run the check of every stage that has one; the model is loaded once, for those that need it.

    Raises RuleError for a pack that does not load at all.
    """
    nlp: Any = None
    for stage in STAGES:
        check = _check_of(stage)
        if check is None:
            continue
        if len(inspect.signature(check).parameters) == 1:
            yield StageResult(stage, tuple(check(ruleset)))
            continue
        nlp = nlp or load_backbone(model, ruleset).nlp
        yield StageResult(stage, tuple(check(ruleset, nlp)))


def _check_of(stage: str) -> Callable[..., list[str]] | None:
    name = f"depesche.{stage}.check"
    if importlib.util.find_spec(name) is None:
        return None
    check: Callable[..., list[str]] = importlib.import_module(name).check
    return check
