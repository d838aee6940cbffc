"""Decides whether a number that names no currency is a sum: "mit 32 Milliarden bewertet"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from depesche.amounts import elements as kind
from depesche.amounts.context import Site
from depesche.amounts.drafts import Draft
from depesche.amounts.elements import Element, Quantity

_MILLION = 1_000_000
_NEARBY, _ATTRIBUTES = 25, 5
"""How many elements around a number are looked at, and how many attributes a noun may have."""
_PASSAGE = 1500
"""How many characters apart two large numbers may be of one kind."""
_NOUNS = (
    kind.NOUN,
    kind.COUNTED,
    kind.JOB,
    kind.CODE,
    kind.SHORT,
    kind.HYPHEN,
    kind.PERCENT,
    kind.POINTS,
    kind.BARE_POINT,
    kind.BEARER,
    kind.SUM_NOUN,
    kind.OTHER,
)
"""What behind a number says that it is no sum by itself."""


@dataclass(frozen=True, slots=True)
class Course:
    """The large numbers of a text that are surely sums or surely counts, in order."""

    starts: tuple[int, ...]
    are_sums: tuple[bool, ...]

    def before(self, at: int) -> bool | None:
        """Whether the last large number of the passage before an offset is a sum; None without one."""
        index = bisect_left(self.starts, at) - 1
        if index < 0 or at - self.starts[index] > _PASSAGE:
            return None
        return self.are_sums[index]


def course_of(elements: Sequence[Element], drafts: Sequence[Draft]) -> Course:
    """Sort the large numbers of a text into sums and counts; ``drafts`` are all that were read."""
    sums: set[int] = set()
    open_: set[int] = set()
    for draft in drafts:
        if draft.family == "money":
            (open_ if draft.bare else sums).update(range(draft.first, draft.last))
    starts: list[int] = []
    are_sums: list[bool] = []
    for index, element in enumerate(elements):
        if element.kind != kind.SCALED or not _is_large(element):
            continue
        is_sum = index in sums
        if is_sum or (index not in open_ and _is_counted(elements, index + 1)):
            starts.append(element.start)
            are_sums.append(is_sum)
        elif index in open_ and _is_counted(elements, index + 1):
            starts.append(element.start)
            are_sums.append(False)
    return Course(tuple(starts), tuple(are_sums))


def is_sum(site: Site, course: Course, measures: Callable[[str], bool], *, has_purpose: bool) -> bool:
    """Whether the bare number of ``site`` is a sum.

    ``measures`` tells nouns that only money is counted in ("vier Millionen Umsatz"); ``has_purpose``:
    a word near it tells what a sum is for.
    """
    draft, elements = site.draft, site.elements
    if draft.value is None or abs(draft.value) < _MILLION:
        return False
    behind = _noun_behind(elements, draft.last)
    if behind is not None and measures(site.words_of(behind)):
        return True
    if _is_counted(elements, draft.last) or _counts_nearby(site):
        return False
    if has_purpose:
        return True
    if _counts_before(site):
        return False
    earlier = course.before(draft.span.start)
    return earlier is True or (earlier is None and _sum_follows(site, course))


def _counts_before(site: Site) -> bool:
    """Whether the sentence begins with what is counted: "Die Zahl der Passagiere wuchs auf 37 Millionen"."""
    first = max(0, site.draft.first - _NEARBY)
    before = site.elements[first : site.draft.first]
    return any(e.kind == kind.COUNTED and e.start >= site.sentence.start for e in before)


def _sum_follows(site: Site, course: Course) -> bool:
    """Whether the next large number of the sentence is a sum."""
    index = bisect_left(course.starts, site.draft.span.end)
    return index < len(course.starts) and course.are_sums[index] and course.starts[index] < site.sentence.end


def _is_large(element: Element) -> bool:
    quantity = element.payload
    return isinstance(quantity, Quantity) and quantity.value is not None and abs(quantity.value) >= _MILLION


def _is_counted(elements: Sequence[Element], at: int) -> bool:
    """Whether the element at ``at`` or the noun behind its attributes is what a number counts."""
    behind = _noun_behind(elements, at)
    return behind is not None and behind.kind in _NOUNS


def _noun_behind(elements: Sequence[Element], at: int) -> Element | None:
    """The first element from ``at`` on that is no attribute."""
    stop = min(len(elements), at + _ATTRIBUTES)
    while at < stop and elements[at].kind in (kind.ADJECTIVE, kind.FILLER):
        at += 1
    return elements[at] if at < stop else None


def _counts_nearby(site: Site) -> bool:
    """Whether another number of the sentence counts things: "300 Millionen Nutzer, 10 Millionen zahlen"."""
    first, last = max(0, site.draft.first - _NEARBY), site.draft.last + _NEARBY
    for at, element in enumerate(site.elements[first:last], first):
        if element.kind in (kind.SCALED, kind.PLAIN, kind.VAGUE) and site.sentence.start <= element.start:
            behind = _noun_behind(site.elements, at + 1)
            if behind is not None and behind.kind == kind.COUNTED and behind.end <= site.sentence.end:
                return True
    return False
