"""Reads the drafts of forms in which a number stands with its unit: single, ranges, lists, changes."""

from __future__ import annotations

from decimal import Decimal

from depesche.amounts import elements as kind
from depesche.amounts.drafts import FAMILIES, Draft, Match, draft_of, is_recent, plain, unit_of
from depesche.amounts.elements import Element, Power, Quantity
from depesche.records import Modifier

_HUNDREDTH = Decimal("0.01")
_THOUSAND = Decimal(1000)
_ENGLISH = frozenset({"USD", "GBP", "AUD", "CAD", "NZD", "HKD", "SGD", "INR"})
"""Currencies whose sign before a number tells that the number is written the English way."""


def read_single(match: Match) -> list[Draft] | None:
    """One number, its unit behind or before it."""
    quantity = match.quantity(0)
    unit_at, value_at = match.units[-1], match.values[0]
    unit = match.elements[unit_at]
    last = match.last if unit.kind == kind.JOB else max(unit_at, value_at) + 1
    if unit_at < value_at:
        if match.elements[value_at].kind == kind.YEAR_LIKE and unit.kind == kind.CODE and is_recent(quantity):
            return None
        if unit.kind == kind.CURRENCY and not _is_written_as_money(quantity):
            return None
        quantity = _as_written(quantity, unit)
    first = min(unit_at, value_at)
    if match.elements[match.first].kind == kind.MINUS and quantity.value is not None:
        first, quantity = match.first, quantity._replace(value=-quantity.value)
    draft = draft_of(match, first, last, unit_at, quantity)
    return [draft] if draft else None


def _is_written_as_money(quantity: Quantity) -> bool:
    """Whether a number behind "Euro" is surely no name ("Euro 7"): it is large, grouped or has decimals."""
    value = quantity.value
    return value is None or quantity.scale > 1 or quantity.grouped or value != value.to_integral_value()


def _as_written(quantity: Quantity, unit: Element) -> Quantity:
    """A number behind a sign, read the English way where the sign says so ("$1,500")."""
    is_english = unit_of(unit).currency in _ENGLISH
    if is_english and quantity.english is not None and quantity.english > (quantity.value or Decimal(0)):
        return quantity._replace(value=quantity.english)
    return quantity


def read_joined(match: Match) -> list[Draft] | None:
    """A whole and a fractional unit: "4 Euro 50 Cent"."""
    whole, part = match.quantity(0), match.quantity(1)
    draft = draft_of(match, match.first, match.last, match.units[0], whole)
    factor = unit_of(match.elements[match.units[1]]).factor if len(match.units) > 1 else _HUNDREDTH
    if draft is None or draft.value is None or part.value is None or not 0 <= part.value * factor < 1:
        return None
    return [draft._replace(value=plain(draft.value + part.value * factor))]


def read_range(match: Match) -> list[Draft] | None:
    """Two numbers that are the ends of one range."""
    low, high = match.quantity(0), match.quantity(1)
    first_unit, last_unit = match.units[0], match.units[-1]
    if not _same_unit(match, first_unit, last_unit) or _begins_with_year(match):
        return None
    if any(match.elements[i].kind == kind.DANGLING for i in range(match.values[0], match.values[1])):
        low = low._replace(value=_dangling_value(low, high))
    elif len(match.units) == 1 or first_unit < match.values[0]:
        shared = _share(match, 0, low, high)
        if shared is None:
            return None
        low = shared
    if low.value is None or high.value is None:
        vague = low if low.value is None else high
        return _whole(match, last_unit, vague)
    if low.value >= high.value:
        return None
    return _whole(
        match, last_unit, Quantity(low.value, high.value, high.scale, Modifier.RANGE, grouped=high.grouped)
    )


def _dangling_value(low: Quantity, high: Quantity) -> Decimal | None:
    """The value of "zwei-" before "dreihundert", "zweihundert-" before "dreihunderttausend"."""
    if low.value is None or high.value is None:
        return None
    factors = sorted((high.tail * high.scale, _THOUSAND * high.scale, high.scale), reverse=True)
    return next((plain(low.value * f) for f in factors if low.value * f < high.value), None)


def _whole(match: Match, unit_at: int, quantity: Quantity) -> list[Draft] | None:
    first = min(match.values[0], match.units[0])
    draft = draft_of(match, first, match.last, unit_at, quantity)
    return [draft] if draft else None


def _begins_with_year(match: Match) -> bool:
    """Whether the first value is a year: "von 2020 bis 2024", "bis 2028 bis zu 14.000 Stellen"."""
    return match.elements[match.values[0]].kind == kind.YEAR_LIKE and is_recent(match.quantity(0))


def _same_unit(match: Match, one: int, other: int) -> bool:
    a, b = match.elements[one], match.elements[other]
    return FAMILIES[a.kind] == FAMILIES[b.kind] and unit_of(a).currency == unit_of(b).currency


def _share(match: Match, position: int, low: Quantity, high: Quantity) -> Quantity | None:
    """The elliptic ``low`` with the magnitude of ``high``; None when it cannot have one."""
    if high.scale == 1 or low.scale != 1 or low.value is None or high.value is None:
        return low
    if low.grouped and low.value > high.value / high.scale:
        return low  # "von 977.000 auf 2,8 Millionen"
    if match.elements[match.values[position]].kind == kind.YEAR_LIKE:
        return None
    return low._replace(value=low.value * high.scale, scale=high.scale)


def read_each(match: Match) -> list[Draft] | None:
    """Several numbers that are read one by one and may share a unit."""
    last_unit = match.units[-1]
    highest = match.quantity(len(match.values) - 1)
    is_part = any(match.elements[i].kind == kind.OF for i in range(match.first, match.values[-1]))
    drafts: list[Draft] = []
    for position, at in enumerate(match.values):
        quantity = match.quantity(position)
        own = match.unit_of(position)
        if own is not None and not _same_unit(match, own, last_unit):
            return None
        if own is None and not (is_part and match.elements[last_unit].kind == kind.JOB):
            shared = _share(match, position, quantity, highest)
            if shared is None:
                return None
            quantity = shared
        draft = draft_of(match, at, (own if own is not None else at) + 1, own or last_unit, quantity)
        if draft is None:
            return None
        drafts.append(draft)
    return drafts


def read_bracketed(match: Match) -> list[Draft] | None:
    """A number and one in brackets that share what stands behind: "739 (Vorjahr: 465) Mio. Euro"."""
    unit_at = match.units[-1]
    power = match.elements[unit_at - 1].payload
    factor = power.factor if isinstance(power, Power) else Decimal(1)
    drafts: list[Draft] = []
    for position, last in enumerate((match.values[0] + 1, match.last)):
        quantity = match.quantity(position)
        if quantity.value is None:
            return None
        scaled = quantity._replace(value=quantity.value * factor, scale=factor)
        draft = draft_of(match, match.values[position], last, unit_at, scaled)
        if draft is None:
            return None
        drafts.append(draft)
    return drafts
