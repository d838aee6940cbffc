"""Compiles the deals of a gold article: triggers, evidence, participants and slots to ids."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from depesche.corpus.compile_values import PlacedValue, Report
from depesche.corpus.places import find, sentence_around, split_occurrence
from depesche.corpus.source import GoldDeal, GoldSource
from depesche.corpus.values import parse_number
from depesche.readings import Span
from depesche.records import ROLES, Attribution, Deal, Evidence, MentionType, Participant, TextSpan

GOLD_RULE = "gold"
"""Stands in gold evidence where an extraction names its rule."""

PlacedValues = Mapping[MentionType, Sequence[PlacedValue]]


@dataclass(frozen=True, slots=True)
class DealDraft:
    """A deal whose triggers have places but no mention ids yet."""

    deal: Deal
    evidence: tuple[tuple[Span, Span], ...]
    transaction: str | None = None

    def record(self, trigger_id: Callable[[Span], str]) -> Deal:
        """The finished deal; ``trigger_id`` gives the mention id of a trigger's place."""
        evidence = tuple(
            Evidence(start=around.start, end=around.end, rule=GOLD_RULE, trigger=trigger_id(trigger))
            for trigger, around in self.evidence
        )
        return self.deal.model_copy(update={"evidence": evidence})


def compile_deals(
    report: Report,
    source: GoldSource,
    entity_ids: Mapping[str, str],
    values: PlacedValues,
    spans_of: Callable[[str], list[Span]],
) -> tuple[list[DealDraft], list[Span]]:
    """Compile all deals of an article; gives the drafts in the order written, and the trigger places."""

    def places(name: str) -> tuple[str | None, list[Span]]:
        return entity_ids.get(name), spans_of(name) if name in entity_ids else []

    drafts: list[DealDraft] = []
    for index, gold in enumerate(source.deals):
        where = f"deals.{index}"
        evidence = _evidence(report, source.text, gold, where)
        if not evidence:
            continue
        deal = Deal(
            id=f"x{len(drafts) + 1}",
            type=gold.type,
            status=gold.status,
            participants=_participants(report, source.text, gold, entity_ids, where),
            amount=_value_id(report, gold.amount, values, MentionType.AMOUNT, f"{where}.amount"),
            valuation=_value_id(report, gold.valuation, values, MentionType.AMOUNT, f"{where}.valuation"),
            stake_percent=_stake(report, gold, where),
            round=gold.round,
            headcount=gold.headcount,
            date=_value_id(report, gold.date, values, MentionType.DATE, f"{where}.date"),
            attribution=_attribution(
                report, source, gold.says, evidence=evidence[0][1], places=places, where=where
            ),
            confidence=1.0,
        )
        drafts.append(DealDraft(deal, evidence, gold.transaction))
    return drafts, [trigger for draft in drafts for trigger, _ in draft.evidence]


def _evidence(report: Report, text: str, gold: GoldDeal, where: str) -> tuple[tuple[Span, Span], ...]:
    """(trigger, evidence) pairs; a trigger without a quoted snippet around it takes its sentence."""
    snippets: list[Span] = []
    for words in gold.evidence:
        snippet = find(text, words)
        if snippet is None:
            report(f"{where}.evidence", f"{words!r} does not stand in the text")
        else:
            snippets.append(snippet)
    pairs: list[tuple[Span, Span]] = []
    for words in gold.trigger:
        trigger = find(text, words)
        if trigger is None:
            report(f"{where}.trigger", f"{words!r} does not stand in the text as whole words")
            continue
        around = next((s for s in snippets if s.covers(trigger)), None) or sentence_around(text, trigger)
        pairs.append((trigger, around))
    unused = [s for s in snippets if not any(around == s for _, around in pairs)]
    if unused:
        report(f"{where}.evidence", f"{text[unused[0].start : unused[0].end]!r} holds none of the triggers")
    return tuple(pairs)


def _participants(
    report: Report, text: str, gold: GoldDeal, entity_ids: Mapping[str, str], where: str
) -> tuple[Participant, ...]:
    allowed = ROLES[gold.type]
    participants: list[Participant] = []
    for role, name in gold.participants:
        if role not in allowed:
            roles = ", ".join(r.value for r in allowed)
            report(f"{where}.{role.value}", f"no role of {gold.type.value}, which has {roles}")
        if name in entity_ids:
            participants.append(Participant(role=role, entity=entity_ids[name]))
        elif find(text, name):
            participants.append(Participant(role=role, text=split_occurrence(name)[0]))
        else:
            report(f"{where}.{role.value}", f"{name!r} is neither an entity nor words of the text")
    return tuple(participants)


def _value_id(
    report: Report, words: str | None, values: PlacedValues, kind: MentionType, where: str
) -> str | None:
    """The id of the annotated amount or date with these words (``#n``: the n-th with the same words)."""
    if words is None:
        return None
    prefix = "a" if kind is MentionType.AMOUNT else "d"
    bare, number = split_occurrence(words)
    same = [
        f"{prefix}{place}"
        for place, value in enumerate(values[kind], 1)
        if split_occurrence(value.words)[0] == bare
    ]
    if len(same) < (number or 1):
        report(where, f"{words!r} is none of the annotated {kind.value}s")
        return None
    return same[(number or 1) - 1]


def _stake(report: Report, gold: GoldDeal, where: str) -> Decimal | None:
    if gold.stake is None:
        return None
    try:
        return parse_number(gold.stake).value
    except ValueError as error:
        report(f"{where}.stake", str(error))
        return None


def _attribution(
    report: Report,
    source: GoldSource,
    says: str | None,
    *,
    evidence: Span,
    places: Callable[[str], tuple[str | None, list[Span]]],
    where: str,
) -> Attribution | None:
    """Who says so, proved by the mention inside the evidence or, failing that, the nearest one."""
    if says is None:
        return None
    entity, spans = places(says)
    if entity is None:
        place = find(source.text, says)
        spans = [place] if place else []
    if not spans:
        report(f"{where}.says", f"{says!r} is neither an entity nor words of the text")
        return None
    nearest = nearest_to(evidence, spans)
    words = None if entity else split_occurrence(says)[0]
    return Attribution(entity=entity, text=words, evidence=TextSpan(start=nearest.start, end=nearest.end))


def nearest_to(evidence: Span, spans: Sequence[Span]) -> Span:
    """The span inside the evidence, or nearest to its beginning, that proves who says so."""
    return min(spans, key=lambda span: (not evidence.covers(span), abs(span.start - evidence.start)))
