"""Who holds, leaves or takes which post where, as the titles of an article tell it, for its deals."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace

from depesche.readings import DealReading, Span, TitleReading
from depesche.records import DealType, Role, TitleStatus
from depesche.resolve.transactions import NEAR, Party, Telling, telling

Keyed = tuple[str, str]
"""The key and name of an entity."""


@dataclass(frozen=True, slots=True)
class Seat:
    """A title of a person at a company, None where that is not known; ``words`` are where it stands.

    ``place``: where the company is named; ``lasting``: no leaving ends it, as with founders.
    """

    person: Keyed
    company: Keyed | None
    status: TitleStatus
    title: str
    words: Span
    place: Span | None
    lasting: bool


@dataclass(frozen=True, slots=True)
class Offices:
    """All seats of an article, in text order."""

    seats: tuple[Seat, ...]

    def employer(self, person: str) -> Keyed | None:
        """The company where a person (by key) holds or held a title; the first that is told."""
        for seat in self.seats:
            if seat.person[0] == person and seat.status is not TitleStatus.DESIGNATED and seat.company:
                return seat.company
        return None

    def next_employer(self, person: str) -> Keyed | None:
        """The company where a person (by key) is to take a post, else where one is held or was."""
        for seat in self.seats:
            if seat.person[0] == person and seat.status is TitleStatus.DESIGNATED and seat.company:
                return seat.company
        return self.employer(person)

    def office(self, person: str) -> Keyed | None:
        """The company for which a person (by key) acts now; None if there are several or none."""
        held = {
            seat.company
            for seat in self.seats
            if seat.person[0] == person
            and seat.company is not None
            and seat.status is TitleStatus.CURRENT
            and not seat.lasting
        }
        return next(iter(held)) if len(held) == 1 else None

    def changes(self, sentence: Span, people: Collection[str]) -> Seat | None:
        """The post one of these people is to take, or has taken from somebody, as the sentence says."""
        return next(
            (
                seat
                for seat in self.seats
                if seat.person[0] in people
                and sentence.covers(seat.words)
                and (seat.status is TitleStatus.DESIGNATED or self.predecessor(seat) is not None)
            ),
            None,
        )

    def left(self, sentence: Span, new: Seat) -> Keyed | None:
        """The other house where, as the sentence says, who is to take a post works or worked."""
        return next(
            (
                seat.company
                for seat in self.seats
                if seat.person[0] == new.person[0]
                and seat.status is not TitleStatus.DESIGNATED
                and not seat.lasting
                and seat.words != new.words
                and seat.company not in (None, new.company)
                and sentence.covers(seat.words)
            ),
            None,
        )

    def predecessor(self, new: Seat) -> Keyed | None:
        """Who loses the post that another is to take, told by the same words."""
        return next(
            (
                seat.person
                for seat in self.seats
                if seat.words == new.words
                and seat.status is TitleStatus.FORMER
                and seat.person[0] != new.person[0]
            ),
            None,
        )


def offices_of(
    titles: Sequence[TitleReading], entity: Callable[[Span], Keyed | None], lasting: Collection[str]
) -> Offices:
    """The seats of an article's titles; ``lasting``: normalized titles that no leaving ends."""
    seats: list[Seat] = []
    for title in titles:
        person = entity(title.person) if title.person is not None else None
        if person is not None:
            company = entity(title.company) if title.company is not None else None
            is_lasting = title.normalized in lasting
            seats.append(
                Seat(person, company, title.status, title.title, title.span, title.company, is_lasting)
            )
    return Offices(tuple(seats))


def seated(
    reading: DealReading, parties: Sequence[Party], offices: Offices
) -> tuple[DealReading, tuple[Party, ...]]:
    """A change of leadership with what the titles of its sentence say of who takes the post.

    The house is that of the new title, where the sentence names it, never the one that is left; whoever
    leaves another house for the post moves there, which is a talent move. Readings of other types stay as
    they are.
    """
    people = [party.key for party in parties if party.role is Role.PERSON]
    new = offices.changes(reading.evidence, people)
    if reading.type is not DealType.LEADERSHIP_CHANGE or new is None:
        return reading, tuple(parties)
    left = offices.left(reading.evidence, new)
    named = new.place is not None and reading.evidence.covers(new.place)
    kept = [
        party
        for party in parties
        if party.role is not Role.POSITION
        and (party.role is not Role.COMPANY or (not named and (left is None or party.key != left[0])))
    ]
    kept.append(Party(Role.POSITION, "title:", False, new.title))
    taken = {party.key for party in kept}
    has_house = any(party.role is Role.COMPANY for party in kept)
    if new.company is not None and not has_house and new.company[0] not in taken:
        kept.append(Party(Role.COMPANY, new.company[0], True, new.company[1], weak=not named))
    before = offices.predecessor(new)
    if before is not None and before[0] not in taken:
        kept.append(Party(Role.PREDECESSOR, before[0], True, before[1]))
    if left is None:
        return reading, tuple(kept)
    moved = [
        replace(party, role=Role.TO) if party.role is Role.COMPANY else party
        for party in kept
        if party.role is not Role.PREDECESSOR and party.key != left[0]
    ]
    moved.append(Party(Role.FROM, left[0], True, left[1]))
    return reading._replace(type=DealType.TALENT_MOVE, about=Role.TO), tuple(moved)


def passed_on(tellings: Sequence[Telling]) -> list[Telling]:
    """Tellings in which who only leaves a seat is the predecessor, where one nearby tells who follows:
    "Max Muster geht. Sein Nachfolger wird …" is one change."""
    followers = [
        one
        for one in tellings
        if one.reading.type is DealType.LEADERSHIP_CHANGE and not _persons(one) & _movers(tellings)
    ]
    return [_as_predecessor(one, followers) for one in tellings]


def _persons(one: Telling) -> frozenset[str]:
    return frozenset(party.key for party in one.parties if party.role is Role.PERSON and party.named)


def _movers(tellings: Sequence[Telling]) -> frozenset[str]:
    """Who comes from another house: their move is one deal, the seat that is left another."""
    moves = [_persons(one) for one in tellings if one.reading.type is DealType.TALENT_MOVE]
    return frozenset().union(*moves)


def _as_predecessor(one: Telling, followers: Sequence[Telling]) -> Telling:
    roles = {party.role for party in one.parties}
    if one.reading.type not in _LEAVING or roles & {Role.TO, Role.PREDECESSOR}:
        return one
    people = _persons(one)
    followed = any(
        abs(other.sentence - one.sentence) <= NEAR
        and people == {party.key for party in other.parties if party.role is Role.PREDECESSOR}
        and _persons(other)
        for other in followers
    )
    if not people or not followed:
        return one
    parties = tuple(replace(party, role=_LEFT_AS.get(party.role, party.role)) for party in one.parties)
    return telling(one.reading._replace(type=DealType.LEADERSHIP_CHANGE), parties, one.sentence)


_LEAVING = frozenset({DealType.LEADERSHIP_CHANGE, DealType.TALENT_MOVE})
_LEFT_AS = {Role.PERSON: Role.PREDECESSOR, Role.FROM: Role.COMPANY}
"""What the roles of who leaves are when the seat is passed on."""
