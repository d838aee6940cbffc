"""The way back from the deals of a record to the lines of a gold file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from depesche.corpus.places import find, number_words, occurrences, sentence_around
from depesche.corpus.source import GoldDeal
from depesche.readings import Span
from depesche.records import Attribution, Deal, Extraction, Mention, Participant, Role

_SNIPPET = 3
"""So many words at each end stand for a long evidence."""


def decompile_deals(
    text: str, record: Extraction, keys: Mapping[str, str], value_words: Mapping[str, str]
) -> tuple[GoldDeal, ...]:
    """The deals as a gold file has them; one without a trigger that can be written is left out."""
    mentions = {mention.id: mention for mention in record.mentions}
    deals = (_deal(text, deal, keys, value_words, mentions) for deal in record.deals)
    return tuple(deal for deal in deals if deal is not None)


def _deal(
    text: str,
    deal: Deal,
    keys: Mapping[str, str],
    value_words: Mapping[str, str],
    mentions: Mapping[str, Mention],
) -> GoldDeal | None:
    triggers: list[str] = []
    snippets: list[str] = []
    for evidence in deal.evidence:
        mention = mentions.get(evidence.trigger)
        trigger = Span(mention.start, mention.end) if mention else None
        words = number_words(text, trigger) if trigger else None
        if trigger is None or words is None:
            continue
        triggers.append(words)
        around = Span(evidence.start, evidence.end)
        snippet = _snippet(text, around) if around != sentence_around(text, trigger) else None
        if snippet:
            snippets.append(snippet)
    if not triggers:
        return None
    said = deal.attribution
    return GoldDeal(
        type=deal.type,
        status=deal.status,
        trigger=tuple(triggers),
        participants=_by_role(_participants(text, deal.participants, keys)),
        amount=value_words.get(deal.amount or ""),
        valuation=value_words.get(deal.valuation or ""),
        stake=None if deal.stake_percent is None else f"{deal.stake_percent:f}",
        round=deal.round,
        headcount=deal.headcount,
        date=value_words.get(deal.date or ""),
        says=_says(text, said, keys) if said else None,
        evidence=tuple(dict.fromkeys(snippets)),
    )


def _participants(
    text: str, participants: Iterable[Participant], keys: Mapping[str, str]
) -> Iterable[tuple[Role, str]]:
    for participant in participants:
        name = keys.get(participant.entity or "")
        if name is None and participant.text and any(occurrences(text, participant.text)):
            name = _description(text, participant.text, keys)
        if name:
            yield participant.role, name


def _by_role(participants: Iterable[tuple[Role, str]]) -> tuple[tuple[Role, str], ...]:
    """Those of one role together, as they stand in a file."""
    found = list(participants)
    roles = list(dict.fromkeys(role for role, _ in found))
    return tuple(sorted(found, key=lambda participant: roles.index(participant[0])))


def _description(text: str, words: str, keys: Mapping[str, str]) -> str:
    """Words of the text; numbered where they would be taken for an entity or for a number."""
    if words in keys.values() or find(text, words) != next(occurrences(text, words)):
        return f"{words}#1"
    return words


def _says(text: str, said: Attribution, keys: Mapping[str, str]) -> str | None:
    if said.entity is not None:
        return keys.get(said.entity)
    span = Span(said.evidence.start, said.evidence.end)
    words = number_words(text, span) if said.text == text[span.start : span.end] else None
    if words is None and said.text and any(occurrences(text, said.text)):
        words = said.text
    return f"{words}#1" if words in keys.values() else words


def _snippet(text: str, span: Span) -> str | None:
    """The words of an evidence, its first and last ones if that names the same place."""
    words = text[span.start : span.end].split()
    if len(words) > 3 * _SNIPPET:
        short = f"{' '.join(words[:_SNIPPET])} … {' '.join(words[-_SNIPPET:])}"
        if find(text, short) == span:
            return short
    return number_words(text, span)
