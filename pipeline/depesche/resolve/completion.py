"""The main parties that a telling leaves to its context: the likeliest name beside it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from depesche.deals.compile import Expectation
from depesche.readings import NameType, Span
from depesche.records import DealStatus, DealType, Role
from depesche.resolve.transactions import Party, Telling, is_decisive, telling


@dataclass(frozen=True, slots=True)
class Named:
    """A mention of an entity: its key, name and type, and where it stands."""

    key: str
    name: str
    type: NameType
    span: Span
    in_compound: bool


@dataclass(frozen=True, slots=True)
class Context:
    """What stands around a telling: the names in a span, the company that the text before is about.

    ``salient`` gets an offset and the keys of those it cannot be.
    """

    named_in: Callable[[Span], Sequence[Named]]
    salient: Callable[[int, Collection[str]], tuple[str, str] | None]


def completed(
    cluster: Sequence[Telling],
    kind: DealType,
    expects: Sequence[Expectation],
    role_as: dict[Role, Role],
    context: Context,
) -> list[Telling]:
    """The tellings of a transaction, the first with a party for each expected role that nobody fills.

    ``kind``: the transaction's type, ``role_as``: what a role is called in it. A party that is known
    only by words that refer to nobody ("der Konzern") gives way; one of its own kind ("die
    Cloud-Sparte") does not.
    Nothing is guessed for a transaction in which no party at all has a name, and nobody becomes what a
    transaction is about by the mere mention of one ("an acquisition").
    """
    tellings = list(cluster)
    for expected in expects:
        parties = [party for one in tellings for party in one.parties]
        if not any(party.named for party in parties):
            break
        filled = {
            party.key
            for party in parties
            if role_as.get(party.role, party.role) is expected.role and not party.key.startswith("text:")
        }
        if len(filled) >= expected.least:
            continue
        open_end = not filled and is_decisive(kind, expected.role)
        if open_end and not any(_is_certain(one) for one in tellings):
            continue
        guess = _guess(tellings, expected, {party.key for party in parties}, context)
        if guess is not None:
            first = tellings[0]
            tellings[0] = telling(first.reading, (*first.parties, guess), first.sentence)
    return tellings


def _is_certain(one: Telling) -> bool:
    """Whether a telling is of a certain deal: told by a verb, by a noun that takes one up, or a bid."""
    reading = one.reading
    return not reading.by_noun or reading.anaphoric or reading.status in _FOR_SOMEBODY


_FOR_SOMEBODY = frozenset({DealStatus.OFFERED, DealStatus.REJECTED, DealStatus.IN_TALKS, DealStatus.FAILED})
"""Nobody bids for, talks about or fails to get just anything."""


def _guess(
    tellings: Sequence[Telling], expected: Expectation, taken: Collection[str], context: Context
) -> Party | None:
    for where in expected.where:
        for one in tellings:
            found = _at(where, one, expected, taken, context)
            if found is not None:
                return Party(expected.role, found[0], True, found[1], weak=expected.least == 1)
    return None


def _at(
    where: str, one: Telling, expected: Expectation, taken: Collection[str], context: Context
) -> tuple[str, str] | None:
    """The key and name of the likeliest filler at a place seen from the trigger."""
    reading = one.reading
    if where in {"topic", "other_topic"}:
        if "company" not in expected.types:
            return None
        topic = context.salient(reading.evidence.start, taken if where == "other_topic" else ())
        return topic if topic is not None and topic[0] not in taken else None
    names = [
        name
        for name in context.named_in(reading.evidence)
        if name.key not in taken and name.type in expected.types and not name.in_compound
    ]
    before = [name for name in names if name.span.end <= reading.trigger.start]
    after = [name for name in names if name.span.start >= reading.trigger.end]
    chosen = {
        "before": before[-1:],
        "first": before[:1],
        "after": after[:1],
        "beside": sorted(names, key=lambda n: _gap(n.span, reading.trigger))[:1],
    }[where]
    return (chosen[0].key, chosen[0].name) if chosen else None


def _gap(span: Span, trigger: Span) -> int:
    return max(span.start - trigger.end, trigger.start - span.end)
