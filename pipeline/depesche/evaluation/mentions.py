"""Scores mentions by the schemes of SemEval-2013 task 9.

Gold and predicted spans are aligned one-to-one and optimally: the same span and type first, then the same
span, then an overlap of the same type, then any overlap. Every scheme scores that one alignment:
*strict* span and type, *exact* the span alone, *partial* half a point for an overlap, *type* the type and
some overlap. A gold mention that was found as two counts as one match and one spurious.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from depesche.corpus.source import Layer
from depesche.evaluation.matching import best_matching
from depesche.evaluation.pairs import Error, Pair, overlap
from depesche.evaluation.scores import Counts
from depesche.records import Extraction, Mention, MentionType

LAYER_OF: dict[MentionType, Layer] = {
    MentionType.COMPANY: "companies",
    MentionType.PERSON: "people",
    MentionType.ORGANIZATION: "organizations",
    MentionType.LOCATION: "locations",
    MentionType.PRODUCT: "products",
    MentionType.AMOUNT: "amounts",
    MentionType.PERCENT: "percentages",
    MentionType.HEADCOUNT: "headcounts",
    MentionType.DATE: "dates",
}
"""Titles have a score of their own, and a trigger is a matter of the rule that found it."""

Aligned = list[tuple[Mention, Mention]]


def score_mentions(pair: Pair) -> tuple[dict[str, Counts], list[Error]]:
    """Counts of every scheme, overall and by type, and the differences."""
    gold = _scored(pair.gold, pair.layers)
    predicted = _scored(pair.predicted, pair.layers)
    aligned = align_mentions(gold, predicted)
    strict = [(g, p) for g, p in aligned if _span(g) == _span(p) and g.type is p.type]
    exact = [(g, p) for g, p in aligned if _span(g) == _span(p)]
    same_type = [(g, p) for g, p in aligned if g.type is p.type]
    points = len(exact) + 0.5 * (len(aligned) - len(exact))
    counts = {
        "mentions.strict": Counts(len(gold), len(predicted), len(strict)),
        "mentions.exact": Counts(len(gold), len(predicted), len(exact)),
        "mentions.partial": Counts(len(gold), len(predicted), points),
        "mentions.type": Counts(len(gold), len(predicted), len(same_type)),
    }
    for kind in LAYER_OF:
        of_gold = sum(mention.type is kind for mention in gold)
        of_predicted = sum(mention.type is kind for mention in predicted)
        if of_gold or of_predicted:
            for scheme, matched in (("strict", strict), ("type", same_type)):
                correct = sum(g.type is kind for g, _ in matched)
                counts[f"mentions.{scheme}.{kind.value}"] = Counts(of_gold, of_predicted, correct)
    return counts, _errors(gold, predicted, aligned)


def align_mentions(gold: Iterable[Mention], predicted: Iterable[Mention]) -> Aligned:
    """Pair the mentions that belong together."""
    lefts = sorted(gold, key=_content)
    rights = sorted(predicted, key=_content)
    starts = defaultdict(list)
    for at, mention in enumerate(rights):
        # Spans are found by the positions they cover, so that a long article costs no more than its length.
        for position in range(mention.start, mention.end):
            starts[position].append(at)
    weights: dict[tuple[int, int], float] = {}
    for left, g in enumerate(lefts):
        for right in {at for position in range(g.start, g.end) for at in starts.get(position, ())}:
            weights[left, right] = _weight(g, rights[right])
    return [(lefts[left], rights[right]) for left, right in best_matching(weights)]


def _scored(record: Extraction, layers: tuple[Layer, ...]) -> list[Mention]:
    vague = vague_dates(record)
    return [m for m in record.mentions if LAYER_OF.get(m.type) in layers and m.id not in vague]


def vague_dates(record: Extraction) -> frozenset[str]:
    """Ids of mentions of dates such as "damals", "derzeit": read, but not annotated and so not scored."""
    return frozenset(day.mention for day in record.dates if day.granularity == "vague")


def _weight(gold: Mention, predicted: Mention) -> float:
    same_type = gold.type is predicted.type
    if _span(gold) == _span(predicted):
        return 8.0 if same_type else 6.0
    common = overlap(_span(gold), _span(predicted))
    union = (gold.end - gold.start) + (predicted.end - predicted.start) - common
    return (3.0 if same_type else 1.0) + common / union


def _errors(gold: list[Mention], predicted: list[Mention], aligned: Aligned) -> list[Error]:
    found = {g.id for g, _ in aligned}
    used = {p.id for _, p in aligned}
    errors = [_error("missing", m, f"{m.text} ({m.type.value})") for m in gold if m.id not in found]
    errors += [_error("spurious", m, f"{m.text} ({m.type.value})") for m in predicted if m.id not in used]
    for g, p in aligned:
        if g.type is not p.type:
            errors.append(_error("type", p, f"{p.text}: {p.type.value} instead of {g.type.value}"))
        elif _span(g) != _span(p):
            errors.append(_error("span", p, f"{p.text} instead of {g.text}"))
    return errors


def _error(kind: str, mention: Mention, text: str) -> Error:
    return Error("mentions", kind, text, mention.start, mention.end, mention.rule)


def _span(mention: Mention) -> tuple[int, int]:
    return mention.start, mention.end


def _content(mention: Mention) -> tuple[int, int, str]:
    return mention.start, mention.end, mention.type.value
