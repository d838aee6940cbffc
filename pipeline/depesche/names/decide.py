"""One type for one spelling in an article, by all that speaks for it."""

from __future__ import annotations

from dataclasses import dataclass

from depesche.names.evidence import Spelling, is_capital
from depesche.names.rules import NameRules
from depesche.names.table import Entry
from depesche.readings import NameType

_MOST_WORDS_BY_MODEL = 3
"""Longer places and products that only the model knows are stretches of text, not names."""
_SURE = 2.0


@dataclass(frozen=True, slots=True)
class Decision:
    """What a spelling is in this article; ``entry`` is the list's, if one knows it."""

    type: NameType
    rule: str
    entry: Entry | None = None


def decide(spellings: dict[str, Spelling], rules: NameRules) -> dict[str, Decision]:
    """The spellings that are names, with their type; last names of people with a full name included."""
    _fold_genitives(spellings)
    decided: dict[str, Decision] = {}
    for text, spelling in spellings.items():
        kind = max(spelling.points, key=lambda k: (spelling.points[k], k))
        if spelling.points[kind] >= rules.threshold and _is_plausible(text, kind, spelling, rules):
            entry = spelling.entry if spelling.entry and spelling.entry.type == kind else None
            decided[text] = Decision(kind, spelling.rule, entry)
    for text in [t for t in decided if " " in t and spellings[t].by_model_only and _is_two_names(t, decided)]:
        del decided[text]
    for text in [t for t, d in decided.items() if d.type == "person" and " " in t]:
        last = text.split()[-1]
        other = decided.get(last)
        rival = (
            spellings[last].points.get(other.type, 0.0) if other is not None and last in spellings else 0.0
        )
        if other is None or (other.type != "person" and rival <= _SURE):
            decided[last] = Decision("person", "names.last_name")
    return decided


def _is_two_names(text: str, decided: dict[str, Decision]) -> bool:
    """Whether two listed names stand side by side: "übernimmt Nvidia Wayve"."""
    words = text.split()
    for at in range(1, len(words)):
        one, other = decided.get(" ".join(words[:at])), decided.get(" ".join(words[at:]))
        if one is not None and other is not None and one.entry is not None and other.entry is not None:
            return True
    return False


def _fold_genitives(spellings: dict[str, Spelling]) -> None:
    """Let "Nvidias" count for "Nvidia" where both occur."""
    for text in [t for t in spellings if t.endswith("s") and t[:-1] in spellings]:
        base = spellings[text[:-1]]
        for kind, points in spellings.pop(text).points.items():
            base.points[kind] = base.points.get(kind, 0.0) + points


def _is_plausible(text: str, kind: NameType, spelling: Spelling, rules: NameRules) -> bool:
    words = text.split()
    if len(text) < 2:
        return False
    if not spelling.by_model_only:
        return True
    if len(words) == 1:
        return is_capital(text) and not rules.is_ordinary(text)
    return kind not in {"location", "product"} or len(words) <= _MOST_WORDS_BY_MODEL
