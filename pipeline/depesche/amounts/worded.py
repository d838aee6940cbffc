"""Reads the drafts of forms in which words give the number or leave the unit out."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from depesche.amounts import elements as kind
from depesche.amounts.drafts import Draft, Family, Match, draft_of, is_recent, plain, unit_of
from depesche.amounts.elements import Unit
from depesche.amounts.quantities import share_of
from depesche.readings import Span
from depesche.records import Modifier

BARE_STAFF = "bare staff"
"""The noun of a headcount that only the subject of its clause makes one."""
_CENTS = Decimal("0.01")
_HUNDRED = Decimal(100)
_ROUND_WHOLES = (Decimal(10), _HUNDRED)


def read_bare(match: Match) -> list[Draft] | None:
    """A number that only its context can make a sum."""
    draft = draft_of(match, match.values[0], match.values[0] + 1, None, match.quantity(0))
    return [draft._replace(bare=True)] if draft else None


def read_digits(match: Match) -> list[Draft] | None:
    """A sum or share by its number of digits: "dreistelliger Millionenbetrag"."""
    quantity = match.quantity(0)
    if quantity.value is None or quantity.max is None:
        return None
    factor = Decimal(1)
    unit: Unit | None = None
    family: Family = "money"
    for element in match.elements[match.first : match.last]:
        payload: Any = element.payload
        if element.kind == kind.SUM_OF_ORDER:
            factor = payload
        elif element.kind == kind.MAGNITUDE:
            factor = payload.factor
        elif element.kind in (kind.CURRENCY, kind.SIGN, kind.CODE):
            unit = unit_of(element)
        elif element.kind == kind.PERCENT:
            family = "percent"
    draft = _worded(match, match.first, match.last, family)
    value, top = plain(quantity.value * factor), plain(quantity.max * factor)
    return [draft._replace(value=value, max=top, modifier=Modifier.RANGE, unit=unit)]


def read_order(match: Match) -> list[Draft] | None:
    """A sum of which only the magnitude is known: "Milliardenbetrag"."""
    draft = _worded(match, match.first, match.last, "money")
    return [draft._replace(modifier=Modifier.VAGUE, unit=None)]


def read_fraction(match: Match) -> list[Draft] | None:
    """A share as a fraction; only "Hälfte" needs no number before it."""
    unit_at = match.units[0]
    denominator = match.elements[unit_at].payload
    numerator = match.quantity(0).value if match.values else None
    if isinstance(denominator, str):  # "Dreiviertel" holds its numerator
        draft = _worded(match, unit_at, unit_at + 1, "percent")
        return None if match.values else [draft._replace(value=_percent(share_of(denominator)))]
    if not isinstance(denominator, int) or (numerator is None and denominator != 2):
        return None
    value = numerator or Decimal(1)
    if not 0 < value <= denominator:
        return None
    about = any(element.kind == kind.GRADE for element in match.elements[match.first : match.last])
    first = match.values[0] if match.values else unit_at
    draft = _worded(match, first, unit_at + 1, "percent")
    return [draft._replace(value=_percent(value / denominator), modifier=Modifier.ABOUT if about else None)]


def read_nth(match: Match) -> list[Draft] | None:
    """A share as "jeder zehnte"."""
    every = match.elements[match.values[0]].payload
    if not isinstance(every, int):
        return None
    draft = _worded(match, match.first, match.values[0] + 1, "percent")
    return [draft._replace(value=_percent(Decimal(1) / every))]


def read_out_of(match: Match) -> list[Draft] | None:
    """A share as "neun von zehn"; out of ten or a hundred, because others are rather counted."""
    part_at, whole_at = match.values
    part, whole = match.quantity(0).value, match.quantity(1).value
    if match.elements[part_at].kind == kind.ONE:
        part = Decimal(1)
    if part is None or whole not in _ROUND_WHOLES or not 0 < part < whole:
        return None
    draft = _worded(match, part_at, whole_at + 1, "percent")
    return [draft._replace(value=_percent(part / whole))]


def read_majority(match: Match) -> list[Draft] | None:
    """A share of which only the side of the half is known."""
    draft = _worded(match, match.first, match.last, "percent")
    return [draft._replace(modifier=Modifier.VAGUE, noun=str(match.elements[match.first].payload))]


def read_staff(match: Match) -> list[Draft] | None:
    """A number without a noun that only the subject of its clause makes a headcount."""
    at = match.values[0]
    quantity = match.quantity(0)
    if quantity.value is None or (match.elements[at].kind == kind.YEAR_LIKE and is_recent(quantity)):
        return None
    draft = _worded(match, at, at + 1, "jobs")
    return [draft._replace(value=plain(quantity.value), modifier=quantity.modifier, noun=BARE_STAFF)]


def _worded(match: Match, first: int, last: int, family: Family) -> Draft:
    """A draft over elements first…last (last exclusive), its value still to be filled in."""
    span = Span(match.elements[first].start, match.elements[last - 1].end)
    return Draft(family, span, first, last, None, None, None, match.form.rule.id, Unit(None), match.first)


def _percent(share: Decimal) -> Decimal:
    """A share as percent; what does not come out even is rounded to two places."""
    return plain((share * _HUNDRED).quantize(_CENTS))
