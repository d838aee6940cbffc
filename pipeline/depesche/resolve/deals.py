"""From deal readings to deals: one for each transaction, with all its evidence."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from depesche.deals.compile import Needs
from depesche.deals.status import CAME_TO_NOTHING
from depesche.deals.view import Readings
from depesche.readings import (
    AmountReading,
    DealReading,
    Filler,
    Span,
    StatusUpdate,
)
from depesche.records import ROLES, DealStatus, DealType, Role
from depesche.resolve.beside import with_details_beside
from depesche.resolve.clusters import Clusters
from depesche.resolve.completion import Context, completed
from depesche.resolve.confidence import features, probability
from depesche.resolve.offices import Offices, passed_on, seated
from depesche.resolve.resolved import ResolvedDeal
from depesche.resolve.status import status_of, taken_up_by
from depesche.resolve.transactions import (
    Party,
    Telling,
    complementary,
    same_transaction,
    telling,
)

_SUM_TOLD_APART = 0.06


@dataclass(frozen=True, slots=True)
class Resolver:
    """How words become parties.

    ``entities``: a filler's entities as (key, name), none when it has none or is only a cited source;
    several for "beide Konzerne". No word but a name stands for an entity among the keys given besides.
    ``context``: the names around a telling. ``keys_at``: the entity keys of name spans. ``sentence``:
    the sentence index of a character offset. ``text``: the words of a span. ``offices``: who holds which
    post. ``readings``: all that was read in the article.
    ``weights``: those of a deal's confidence. ``published``: the day of the article, None if unknown.
    """

    entities: Callable[[Filler, Collection[str]], tuple[tuple[str, str], ...]]
    context: Context
    keys_at: Callable[[Sequence[Span]], frozenset[str]]
    sentence: Callable[[int], int]
    text: Callable[[Span], str]
    offices: Offices
    readings: Readings
    weights: Mapping[str, float]
    published: date | None


def resolve_deals(
    readings: Sequence[DealReading],
    updates: Sequence[StatusUpdate],
    needs: dict[DealType, Needs],
    resolver: Resolver,
) -> tuple[ResolvedDeal, ...]:
    """Bring the readings of each transaction together, in the order of their first evidence.

    A reading that denies or only supposes a deal is left out, and so is a deal without its required
    roles. The main roles that a transaction leaves to its context are filled by the likeliest names.
    """
    required = {kind: need.required for kind, need in needs.items()}
    tellings = passed_on(
        [_moved(_telling(reading, resolver), resolver) for reading in readings if not reading.unreal]
    )
    # Complete tellings open transactions; the others then find the one they belong to, or are
    # completed by what the text is about.
    whole = [t for t in tellings if not t.reading.joins and _is_complete([t], required) and not _of_nobody(t)]
    opening = {id(one) for one in whole}
    told = Clusters()
    for one in whole:
        _add(one, told, opens=True)
    parts = Clusters()
    continued: set[Span] = set()
    rest: list[Telling] = []
    for one in tellings:
        if id(one) in opening:
            continue
        if _add(one, told, opens=False):
            continued.add(one.reading.trigger)
        else:
            rest.append(one)
    for one in rest:
        trigger = one.reading.trigger
        if trigger in continued:
            continue
        if one.reading.joins or _continue(one, told):
            # The word is used up: whoever joins a round makes no investment besides.
            continued.add(trigger)
            continue
        filled = _with_topic(one, resolver)
        if not _add(filled, told, opens=_is_complete([filled], required)):
            _join_part(filled, parts)
    clusters = [_completed(cluster, needs, resolver.context) for cluster in (*told.members, *parts.members)]
    taken: dict[int, list[StatusUpdate]] = {}
    for update in updates:
        number = taken_up_by(update, clusters, resolver.keys_at(update.names), resolver.sentence)
        if number is not None:
            taken.setdefault(number, []).append(update)
    deals = [
        deal
        for number, cluster in enumerate(clusters)
        if _is_complete(cluster, required)
        for deal in [_deal(cluster, tuple(taken.get(number, ())), resolver)]
        if _has_required({party.role for party in deal.parties}, required[deal.type])
    ]
    deals.sort(key=lambda d: d.readings[0].trigger)
    return with_details_beside(deals, resolver.readings, resolver.sentence)


def _add(one: Telling, clusters: Clusters, *, opens: bool) -> bool:
    """Put a telling to the nearest cluster of its transaction; ``opens`` a new one if there is none."""
    matches = [cluster for cluster in clusters.around(one) if same_transaction(cluster, one)]
    if matches:
        clusters.put(one, min(matches, key=lambda c: _remoteness(c, one)))
    elif opens:
        clusters.begin(one)
    return bool(matches) or opens


def _continue(one: Telling, clusters: Clusters) -> bool:
    """Put a telling that does not say what it is about to a transaction of its type told just before."""
    near = [c for c in clusters.around(one) if one.reading.about and complementary(c, one) <= 1]
    before = [c for c in near if min(t.reading.trigger for t in c) < one.reading.trigger]
    if before:
        clusters.put(one, before[-1])
    return bool(before)


def _remoteness(cluster: Sequence[Telling], one: Telling) -> tuple[bool, int]:
    """How far a telling is from a cluster: of another outcome or not, then by sentences."""
    outcomes = {t.reading.status in CAME_TO_NOTHING for t in cluster}
    differs = (one.reading.status in CAME_TO_NOTHING) not in outcomes
    return differs, min(abs(t.sentence - one.sentence) for t in cluster)


def _join_part(one: Telling, parts: Clusters) -> None:
    """Put an incomplete telling to one right beside it that has what it lacks, or begin a new part."""
    beside = [part for part in parts.around(one) if complementary(part, one) <= 1]
    if beside:
        parts.put(one, beside[-1])
    else:
        parts.begin(one)


def _telling(reading: DealReading, resolver: Resolver) -> Telling:
    # Names come first: a pronoun or description beside them stands for somebody else.
    found: dict[Filler, list[Party]] = {}
    keys: set[str] = set()
    named = frozenset(
        key
        for _, filler in reading.roles
        if filler.kind == "name"
        for key, _ in resolver.entities(filler, ())
    )
    for role, filler in sorted(reading.roles, key=lambda pair: pair[1].kind != "name"):
        new = [p for p in _parties_of(role, filler, keys, resolver) if p.key not in keys]
        found[filler] = [_on_behalf(party, named, resolver) for party in new]
        keys.update(party.key for party in found[filler])
    parties = [party for _, filler in reading.roles for party in found[filler]]
    parties.extend(_house(reading, parties, resolver))
    reading, seats = seated(reading, parties, resolver.offices)
    return telling(reading, seats, resolver.sentence(reading.trigger.start))


def _parties_of(role: Role, filler: Filler, taken: Collection[str], resolver: Resolver) -> list[Party]:
    text = resolver.text(filler.span)
    if filler.kind in {"name", "pronoun", "description"}:
        found = resolver.entities(filler, taken)
        if found:
            weak = filler.kind != "name"
            return [Party(role, key, True, name, weak) for key, name in found]
        return [Party(role, f"text:{text.lower()}", False, text)] if filler.kind == "description" else []
    return [Party(role, f"{filler.kind}:", False, text)]


def _on_behalf(party: Party, named: Collection[str], resolver: Resolver) -> Party:
    """Who acts in office acts for the house: "Finanzvorstand X will den Kauf …" means the company's purchase.

    Not where the house is ``named`` as a party, or where somebody holds offices in several.
    """
    house = resolver.offices.office(party.key) if party.named and party.role in _HOUSE_ACTS else None
    if house is None or house[0] in named:
        return party
    return replace(party, key=house[0], text=house[1], weak=True)


_HOUSE_ACTS = frozenset(
    {
        Role.BUYER,
        Role.SELLER,
        Role.INVESTOR,
        Role.COMPANY,
        Role.SUPPLIER,
        Role.CUSTOMER,
        Role.PARTNER,
        Role.TO,
    }
)
"""Roles that people hardly ever fill for themselves."""


def _house(reading: DealReading, parties: Sequence[Party], resolver: Resolver) -> list[Party]:
    """The house of people that the sentence leaves unsaid, by their titles, if all known are of one."""
    house = _HOUSE.get(reading.type)
    if house is None or any(party.role is house for party in parties):
        return []
    people = [p for p in parties if p.named and p.role in {Role.PERSON, Role.PREDECESSOR}]
    offices = resolver.offices
    find = offices.employer if reading.type is DealType.TALENT_MOVE else offices.next_employer
    employers = {employer for p in people if (employer := find(p.key)) is not None}
    if len(employers) != 1 or {key for key, _ in employers} & {party.key for party in parties}:
        return []
    return [Party(house, key, True, name, True) for key, name in employers]


def _moved(one: Telling, resolver: Resolver) -> Telling:
    """A telling of somebody who comes from elsewhere, with the house that the text is about."""
    return _with_topic(one, resolver) if one.reading.about is Role.TO else one


def _with_topic(one: Telling, resolver: Resolver) -> Telling:
    """A telling with the company that the text before is about, in the role that is left unsaid.

    Only for a verb, or a noun that takes up what was told; a company of the same sentence comes first.
    """
    reading = one.reading
    about = reading.about
    if about is None or (reading.by_noun and not reading.anaphoric):
        return one
    if any(party.role is about for party in one.parties):
        return one
    keys = {party.key for party in one.parties}
    for offset in (reading.trigger.start, reading.evidence.start):
        topic = resolver.context.salient(offset, ())
        if topic is not None and topic[0] not in keys:
            party = Party(about, topic[0], True, topic[1], True)
            return telling(reading, (*one.parties, party), one.sentence)
    return one


def _of_nobody(one: Telling) -> bool:
    """Whether the people that a telling is about have no names: "Apple trennt sich von KI-Chef"."""
    people = [party for party in one.parties if party.role is Role.PERSON]
    return bool(people) and all(party.key.startswith("text:") for party in people)


_HOUSE = {DealType.TALENT_MOVE: Role.FROM, DealType.LEADERSHIP_CHANGE: Role.COMPANY}
"""The role of the company where the people of a deal hold their titles."""


def _is_complete(cluster: Sequence[Telling], required: dict[DealType, tuple[tuple[Role, ...], ...]]) -> bool:
    """Whether every group of required roles has a party, and at least one party of the deal is named."""
    roles = {party.role for t in cluster for party in t.parties}
    kind = cluster[0].reading.type
    named = any(party.named or _may_be_unit(kind, party) for t in cluster for party in t.parties)
    pairwise = kind in {DealType.MERGER, DealType.PARTNERSHIP, DealType.JOINT_VENTURE}
    if pairwise and len({p.key for t in cluster for p in t.parties if p.role is not Role.RESULT}) < 2:
        return False
    return named and _has_required(roles, required[kind])


def _may_be_unit(kind: DealType, party: Party) -> bool:
    """Whether the only party of a type can go without a name: "die Lkw-Sparte" goes public."""
    return kind is DealType.IPO and party.key.startswith("unit:")


def _completed(cluster: list[Telling], needs: dict[DealType, Needs], context: Context) -> list[Telling]:
    kind = _type(cluster)
    return completed(cluster, kind, needs[kind].expects, _role_names(cluster, kind), context)


def _has_required(roles: Collection[Role], required: tuple[tuple[Role, ...], ...]) -> bool:
    return all(any(role in roles for role in group) for group in required)


def _deal(cluster: list[Telling], updates: tuple[StatusUpdate, ...], resolver: Resolver) -> ResolvedDeal:
    cluster.sort(key=lambda t: t.reading.trigger)
    readings = tuple(t.reading for t in cluster)
    kind = _type(cluster)
    amounts = [r.amount for r in readings if r.amount is not None]
    amount = next((a for a in amounts if a.value is not None), amounts[0] if amounts else None)
    parties = _parties(cluster, kind)
    detailed = any(r.amount or r.percent or r.date for r in readings)
    found = features(cluster, parties, detailed=detailed)
    return ResolvedDeal(
        type=kind,
        status=status_of(kind, cluster, updates, resolver.published),
        parties=parties,
        amount=amount,
        valuation=next((r.valuation for r in readings if r.valuation is not None), None),
        percent=next((r.percent for r in readings if r.percent is not None), None),
        headcount=next((int(r.headcount.value) for r in readings if r.headcount and r.headcount.value), None),
        date=next((r.date for r in readings if r.date is not None), None),
        round=next((r.round for r in readings if r.round is not None), None),
        attribution=next((r.attribution for r in readings if r.attribution is not None), None),
        confidence=probability(found, resolver.weights),
        features=found,
        readings=readings,
        updates=updates,
        sums_differ=_sums_differ(amounts),
    )


def _type(tellings: Sequence[Telling]) -> DealType:
    """The type most tellings give; among equals the one told first.

    Who leaves for another house makes a talent move, who leaves for nobody knows where a seat.
    """
    roles = {party.role for one in tellings for party in one.parties if party.named}
    if Role.TO in roles:
        return DealType.TALENT_MOVE
    types = {one.reading.type for one in tellings}
    if types == {DealType.TALENT_MOVE} and {Role.PERSON, Role.FROM} <= roles and not _courted(tellings):
        return DealType.LEADERSHIP_CHANGE
    counts: dict[DealType, int] = {}
    for one in tellings:
        counts[one.reading.type] = counts.get(one.reading.type, 0) + 1
    return max(counts, key=lambda kind: counts[kind])


def _courted(tellings: Sequence[Telling]) -> bool:
    """Whether somebody tried to win the people: an offer is a talent move even if its house has no name."""
    return any(one.reading.status in {DealStatus.OFFERED, DealStatus.REJECTED} for one in tellings)


_ROLE_AS: dict[DealType, dict[Role, Role]] = {
    DealType.ACQUISITION: {Role.INVESTOR: Role.BUYER, Role.COMPANY: Role.TARGET},
    DealType.DIVESTITURE: {Role.COMPANY: Role.TARGET, Role.INVESTOR: Role.BUYER},
    DealType.INVESTMENT: {
        Role.BUYER: Role.INVESTOR,
        Role.TARGET: Role.COMPANY,
        Role.LEAD_INVESTOR: Role.INVESTOR,
    },
    DealType.FUNDING_ROUND: {Role.BUYER: Role.INVESTOR, Role.TARGET: Role.COMPANY},
    DealType.TALENT_MOVE: {Role.COMPANY: Role.TO},
    DealType.LEADERSHIP_CHANGE: {Role.TO: Role.COMPANY},
    DealType.PARTNERSHIP: {Role.SUPPLIER: Role.PARTNER, Role.CUSTOMER: Role.PARTNER},
}
"""What a role of another type is called in a deal of this type."""


def _role_names(cluster: Sequence[Telling], kind: DealType) -> dict[Role, Role]:
    """What roles are called in a deal of a type; the seat that is only left is one at the old house."""
    names = _ROLE_AS.get(kind, {})
    only_left = all(one.reading.type is DealType.TALENT_MOVE for one in cluster)
    return names | {Role.FROM: Role.COMPANY} if kind is DealType.LEADERSHIP_CHANGE and only_left else names


def _parties(cluster: Sequence[Telling], kind: DealType) -> tuple[Party, ...]:
    """All parties once, in the order of the roles.

    In one role names count before pronouns and what was left unsaid, and these before mere words.
    """
    found: dict[tuple[Role, str], Party] = {}
    names = _role_names(cluster, kind)
    for one in cluster:
        for party in one.parties:
            role = names.get(party.role, party.role)
            if role in ROLES[kind] and not any(key == party.key for _, key in found):
                found.setdefault((role, party.key), replace(party, role=role))
    firm = {role for (role, _), party in found.items() if party.named and not party.weak}
    named_roles = {role for (role, _), party in found.items() if party.named}
    order = {role: index for index, role in enumerate(ROLES[kind])}
    kept = [
        p
        for p in found.values()
        if (p.named and not p.weak) or (p.role not in firm and (p.named or p.role not in named_roles))
    ]
    return tuple(sorted(kept, key=lambda p: order[p.role]))


def _sums_differ(amounts: Sequence[AmountReading]) -> bool:
    values = [a.value for a in amounts if a.value is not None and a.same_as is None]
    if len(values) < 2:
        return False
    return float(max(values) - min(values)) > _SUM_TOLD_APART * float(max(values))
