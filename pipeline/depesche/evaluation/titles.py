"""Scores titles at three levels: person and title, then the company too, then the status as well."""

from __future__ import annotations

import re
from dataclasses import dataclass

from depesche.evaluation.entities import Alignment, fold
from depesche.evaluation.matching import best_matching
from depesche.evaluation.pairs import Error, Pair
from depesche.evaluation.scores import Counts
from depesche.records import Extraction, TitleStatus

_ENDING = re.compile(r"(?:innen|in|en|er|es|s|n|e)$")
"""Inflection and feminine endings: "Chefin", "Vorstandsvorsitzenden" count as the same title."""


@dataclass(frozen=True, slots=True, order=True)
class _Held:
    """A title somebody holds, with gold ids of person and company where they are aligned."""

    person: str
    title: str
    normalized: str
    company: str
    status: TitleStatus
    start: int
    end: int


def score_titles(pair: Pair, alignment: Alignment) -> tuple[dict[str, Counts], list[Error]]:
    """Counts of the three levels and the differences."""
    if "titles" not in pair.layers:
        return {}, []
    golds = _held(pair.gold, alignment, is_gold=True)
    predictions = _held(pair.predicted, alignment, is_gold=False)
    weights: dict[tuple[int, int], float] = {}
    for left, g in enumerate(golds):
        for right, p in enumerate(predictions):
            if g.person == p.person and _same_title(g, p):
                weights[left, right] = 4.0 + 2.0 * (g.company == p.company) + (g.status is p.status)
    matched = [(golds[left], predictions[right]) for left, right in best_matching(weights)]
    with_company = [(g, p) for g, p in matched if g.company == p.company]
    complete = [(g, p) for g, p in with_company if g.status is p.status]
    counts = {
        f"titles.{level}": Counts(len(golds), len(predictions), len(hits))
        for level, hits in (("person", matched), ("company", with_company), ("status", complete))
    }
    return counts, _errors(golds, predictions, matched)


def _held(record: Extraction, alignment: Alignment, *, is_gold: bool) -> list[_Held]:
    """All titles of a record; a prediction's entities are named by what they are aligned to."""
    return sorted(
        _Held(
            person=alignment.key(person.id, is_gold=is_gold),
            title=fold(title.title),
            normalized=fold(title.normalized),
            company=alignment.key(title.company, is_gold=is_gold),
            status=title.status,
            start=title.evidence.start,
            end=title.evidence.end,
        )
        for person in record.people
        for title in person.titles
    )


def _same_title(gold: _Held, predicted: _Held) -> bool:
    if gold.normalized == predicted.normalized:
        return True
    return _ENDING.sub("", gold.title) == _ENDING.sub("", predicted.title)


def _errors(golds: list[_Held], predictions: list[_Held], matched: list[tuple[_Held, _Held]]) -> list[Error]:
    found = [id(g) for g, _ in matched]
    used = [id(p) for _, p in matched]
    errors = [_error("missing", held) for held in golds if id(held) not in found]
    errors += [_error("spurious", held) for held in predictions if id(held) not in used]
    for g, p in matched:
        if g.company != p.company:
            errors.append(_error("company", p))
        elif g.status is not p.status:
            errors.append(_error("status", p, f"{p.title}: {p.status.value} instead of {g.status.value}"))
    return errors


def _error(kind: str, held: _Held, text: str | None = None) -> Error:
    return Error("titles", kind, text or held.title, held.start, held.end)
