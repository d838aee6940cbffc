"""Scores sums of money, percentages and dates by their normalised values.

A predicted value counts when its mention overlaps the gold mention (aligned one-to-one) and the value is
the same: value, upper end and currency of a sum; value, upper end and unit of a percentage; both ends of
a date. ``.modifier`` also asks for the modifier.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from depesche.corpus.source import Layer
from depesche.evaluation.mentions import align_mentions, vague_dates
from depesche.evaluation.pairs import Error, Pair, mention_by_id
from depesche.evaluation.scores import Counts
from depesche.records import Amount, DateValue, Extraction, Mention, Modifier, Percentage


@dataclass(frozen=True, slots=True)
class _Value:
    mention: Mention
    value: tuple[object, ...]
    modifier: Modifier | None

    def __str__(self) -> str:
        parts = [str(part) for part in self.value if part is not None]
        return f"{self.mention.text} = {' '.join(parts) or 'unknown'}"


def amount_value(amount: Amount) -> tuple[object, ...]:
    """What makes two sums the same."""
    return (amount.value, amount.max, amount.currency)


def _percent_value(share: Percentage) -> tuple[object, ...]:
    return (share.value, share.max, share.unit)


def date_value(day: DateValue) -> tuple[object, ...]:
    """What makes two dates the same."""
    return (day.value, day.end)


def _amounts(record: Extraction) -> list[_Value]:
    mentions = mention_by_id(record)
    return [_Value(mentions[a.mention], amount_value(a), a.modifier) for a in record.amounts]


def _percentages(record: Extraction) -> list[_Value]:
    mentions = mention_by_id(record)
    return [_Value(mentions[s.mention], _percent_value(s), s.modifier) for s in record.percentages]


def _dates(record: Extraction) -> list[_Value]:
    mentions = mention_by_id(record)
    vague = vague_dates(record)
    return [_Value(mentions[d.mention], date_value(d), None) for d in record.dates if d.mention not in vague]


_LAYERS: tuple[tuple[Layer, Callable[[Extraction], list[_Value]]], ...] = (
    ("amounts", _amounts),
    ("percentages", _percentages),
    ("dates", _dates),
)


def score_values(pair: Pair) -> tuple[dict[str, Counts], list[Error]]:
    """Counts of each layer and the differences."""
    counts: dict[str, Counts] = {}
    errors: list[Error] = []
    for layer, read in _LAYERS:
        if layer not in pair.layers:
            continue
        golds, predictions = read(pair.gold), read(pair.predicted)
        aligned = _align(golds, predictions)
        same = [(g, p) for g, p in aligned if g.value == p.value]
        counts[f"{layer}.value"] = Counts(len(golds), len(predictions), len(same))
        if layer != "dates":
            modified = sum(g.modifier is p.modifier for g, p in same)
            counts[f"{layer}.modifier"] = Counts(len(golds), len(predictions), modified)
        errors += [_error(layer, "value", p, f"{p}, not {g}") for g, p in aligned if g.value != p.value]
        errors += [
            _error(layer, "modifier", p, f"{p}: {_word(p.modifier)}, not {_word(g.modifier)}")
            for g, p in same
            if g.modifier is not p.modifier
        ]
    return counts, errors


def _align(golds: Sequence[_Value], predictions: Sequence[_Value]) -> list[tuple[_Value, _Value]]:
    by_gold = {value.mention.id: value for value in golds}
    by_predicted = {value.mention.id: value for value in predictions}
    aligned = align_mentions([v.mention for v in golds], [v.mention for v in predictions])
    return [(by_gold[g.id], by_predicted[p.id]) for g, p in aligned]


def _word(modifier: Modifier | None) -> str:
    return modifier.value if modifier else "none"


def _error(layer: str, kind: str, value: _Value, text: str) -> Error:
    mention = value.mention
    return Error(layer, kind, text, mention.start, mention.end, mention.rule)
