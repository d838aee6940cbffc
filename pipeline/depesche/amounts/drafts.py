"""Turns what a form matched into drafts: numbers with a unit, before their context is looked at."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Literal

import regex

from depesche.amounts import elements as kind
from depesche.amounts.elements import Element, Quantity, Unit
from depesche.amounts.forms import Form
from depesche.readings import Span
from depesche.records import Modifier

Family = Literal["money", "percent", "points", "jobs"]

_FAMILIES: dict[str, Family] = {
    kind.CURRENCY: "money",
    kind.SIGN: "money",
    kind.CODE: "money",
    kind.CENT: "money",
    kind.SUM_OF_ORDER: "money",
    kind.PERCENT: "percent",
    kind.POINTS: "points",
    kind.JOB: "jobs",
    kind.HEADED: "jobs",
}
BARE_STAFF = "bare staff"
"""The noun of a headcount that only the subject of its clause makes one."""
_CENTS = Decimal("0.01")
_HUNDRED = Decimal(100)
_GUARD = Decimal(100)
"""The smallest plain number that makes money of a guarded noun ("500 Mark", not "3 Mark")."""
_RECENT_YEARS = (Decimal(1990), Decimal(2040))


@dataclass(frozen=True, slots=True)
class Draft:
    """A number with its unit; ``first``/``last``: its elements (last exclusive), for the context.

    ``unit`` is None where the text names no currency; ``group`` is the same for
    drafts of one match. ``bare``: money only if the context says so.
    """

    family: Family
    span: Span
    first: int
    last: int
    value: Decimal | None
    max: Decimal | None
    modifier: Modifier | None
    rule: str
    unit: Unit | None
    group: int = 0
    bare: bool = False
    noun: str | None = None


@dataclass(frozen=True, slots=True)
class Match:
    """A form that matched: the elements of its values and units by index, in text order."""

    form: Form
    elements: list[Element]
    first: int
    last: int
    values: tuple[int, ...]
    units: tuple[int, ...]

    def quantity(self, position: int) -> Quantity:
        """The quantity of the value at ``position``; "ein" is 1."""
        payload = self.elements[self.values[position]].payload
        return payload if isinstance(payload, Quantity) else Quantity(Decimal(1))

    def unit_of(self, position: int) -> int | None:
        """Index of the unit right behind a value (or before it), None when it shares another's."""
        here = self.values[position]
        after = self.values[position + 1] if position + 1 < len(self.values) else self.last
        return next((u for u in self.units if here < u < after), None)


def match_form(form: Form, elements: list[Element], kinds: str, at: int) -> Match | None:
    """Match a form with its first element at ``at``."""
    found = form.pattern.match(kinds, at)
    if not found or found.end() == at:
        return None
    groups = form.pattern.groupindex
    values = tuple(found.starts("value")) if "value" in groups else ()
    units = tuple(found.starts("unit")) if "unit" in groups else ()
    return Match(form, elements, at, found.end(), values, units)


def read_match(match: Match) -> list[Draft] | None:
    """The drafts of a match, None when its values make no sense together."""
    return _READERS[match.form.rule.reads](match)


def _unit(element: Element) -> Unit:
    return element.payload if isinstance(element.payload, Unit) else Unit(None)


def _draft(match: Match, first: int, last: int, unit_at: int | None, quantity: Quantity) -> Draft | None:
    """A draft over the elements first…last (last exclusive) or None when number and unit do not go together."""
    elements = match.elements
    unit = _unit(elements[unit_at]) if unit_at is not None else None
    family = _FAMILIES[elements[unit_at].kind] if unit_at is not None else "money"
    if unit is not None and unit.guarded and not _suits_guarded(quantity, elements, unit_at):
        return None
    factor = unit.factor if unit is not None else Decimal(1)
    noun = elements[unit_at].payload if unit_at is not None and elements[unit_at].kind == kind.JOB else None
    return Draft(
        family=family,
        span=Span(elements[first].start, elements[last - 1].end),
        first=first,
        last=last,
        value=_times(quantity.value, factor),
        max=_times(quantity.max, factor),
        modifier=quantity.modifier,
        rule=match.form.rule.id,
        unit=unit,
        group=match.first,
        noun=noun if isinstance(noun, str) else None,
    )


def _times(value: Decimal | None, factor: Decimal) -> Decimal | None:
    """An exact product without an exponent or trailing zeros behind the point."""
    return None if value is None else plain(value * factor)


def plain(value: Decimal) -> Decimal:
    """The same number written plainly: 1500000, 0.5."""
    whole = value.to_integral_value()
    return (
        whole.quantize(Decimal(1)) if value == whole and abs(whole) < Decimal(10) ** 27 else value.normalize()
    )


def _suits_guarded(quantity: Quantity, elements: list[Element], unit_at: int | None) -> bool:
    """Whether a number is so large, so grouped or so exact that a guarded word beside it is a currency."""
    if quantity.value is None or quantity.scale > 1 or quantity.grouped:
        return True
    is_code = unit_at is not None and elements[unit_at].kind == kind.CODE
    if is_code:
        return quantity.value != quantity.value.to_integral_value()
    return abs(quantity.value) >= _GUARD


def _single(match: Match) -> list[Draft] | None:
    quantity = match.quantity(0)
    unit_at = match.units[-1]
    element = match.elements[unit_at]
    before = unit_at < match.values[0]
    unit = _unit(element)
    if (
        before
        and quantity.english is not None
        and unit.currency in ENGLISH
        and quantity.english > (quantity.value or 0)
    ):
        quantity = quantity._replace(value=quantity.english)
    first = min(unit_at, match.values[0])
    last = max(unit_at, match.values[0]) + 1
    if (
        before
        and match.elements[match.values[0]].kind == kind.YEAR_LIKE
        and element.kind == kind.CODE
        and _is_recent(quantity)
    ):
        return None
    if element.kind == kind.JOB:
        last = match.last
    draft = _draft(match, first, last, unit_at, quantity)
    return [draft] if draft else None


ENGLISH = frozenset({"USD", "GBP", "AUD", "CAD", "NZD", "HKD", "SGD", "INR"})
"""Currencies whose sign before a number tells that the number is written the English way."""


def _is_recent(quantity: Quantity) -> bool:
    return quantity.value is not None and is_recent_year(quantity.value)


def is_recent_year(value: Decimal) -> bool:
    """Whether a number of four digits is rather a year than a count."""
    low, high = _RECENT_YEARS
    return low <= value <= high and value % 100 != 0


def _joined(match: Match) -> list[Draft] | None:
    whole, part = match.quantity(0), match.quantity(1)
    draft = _draft(match, match.first, match.last, match.units[0], whole)
    cent = _unit(match.elements[match.units[1]])
    if draft is None or draft.value is None or part.value is None or not 0 <= part.value * cent.factor < 1:
        return None
    return [replace(draft, value=plain(draft.value + part.value * cent.factor))]


def _range(match: Match) -> list[Draft] | None:
    low, high = match.quantity(0), match.quantity(1)
    first_unit, last_unit = match.units[0], match.units[-1]
    if not _same_unit(match, first_unit, last_unit) or _begins_with_year(match):
        return None
    if any(match.elements[i].kind == kind.DANGLING for i in range(match.values[0], match.values[1])):
        low = low._replace(value=_times(low.value, high.tail * high.scale))
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


def _whole(match: Match, unit_at: int, quantity: Quantity) -> list[Draft] | None:
    first = min(match.values[0], match.units[0])
    draft = _draft(match, first, match.last, unit_at, quantity)
    return [draft] if draft else None


def _begins_with_year(match: Match) -> bool:
    """Whether the first value is a year: "von 2020 bis 2024", "bis 2028 bis zu 14.000 Stellen"."""
    return match.elements[match.values[0]].kind == kind.YEAR_LIKE and _is_recent(match.quantity(0))


def _same_unit(match: Match, one: int, other: int) -> bool:
    a, b = match.elements[one], match.elements[other]
    return _FAMILIES[a.kind] == _FAMILIES[b.kind] and _unit(a).currency == _unit(b).currency


def _share(match: Match, position: int, low: Quantity, high: Quantity) -> Quantity | None:
    """The elliptic ``low`` with the magnitude of ``high``; None when it cannot have one."""
    if high.scale == 1 or low.scale != 1 or low.value is None or high.value is None:
        return low
    if low.grouped and low.value > high.value / high.scale:
        return low  # "von 977.000 auf 2,8 Millionen"
    if match.elements[match.values[position]].kind == kind.YEAR_LIKE:
        return None
    return low._replace(value=low.value * high.scale, scale=high.scale)


def _each(match: Match) -> list[Draft] | None:
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
        draft = _draft(match, at, (own if own is not None else at) + 1, own or last_unit, quantity)
        if draft is None:
            return None
        drafts.append(draft)
    return drafts


def _bare(match: Match) -> list[Draft] | None:
    draft = _draft(match, match.values[0], match.values[0] + 1, None, match.quantity(0))
    return [replace(draft, bare=True)] if draft else None


def _digits(match: Match) -> list[Draft] | None:
    quantity = match.quantity(0)
    factor = Decimal(1)
    unit: Unit | None = None
    family: Family = "money"
    for index in range(match.first, match.last):
        element = match.elements[index]
        payload: Any = element.payload
        if element.kind == kind.SUM_OF_ORDER:
            factor = payload
        elif element.kind == kind.MAGNITUDE:
            factor = payload.factor
        elif element.kind in (kind.CURRENCY, kind.SIGN, kind.CODE):
            unit = _unit(element)
        elif element.kind == kind.PERCENT:
            family = "percent"
    if quantity.value is None or quantity.max is None:
        return None
    span = Span(match.elements[match.first].start, match.elements[match.last - 1].end)
    return [
        Draft(family, span, match.first, match.last, plain(quantity.value * factor), plain(quantity.max * factor), Modifier.RANGE,
              match.form.rule.id, unit)
    ]  # fmt: skip


def _order(match: Match) -> list[Draft] | None:
    span = Span(match.elements[match.first].start, match.elements[match.last - 1].end)
    return [
        Draft("money", span, match.first, match.last, None, None, Modifier.VAGUE, match.form.rule.id, None)
    ]


def _fraction(match: Match) -> list[Draft] | None:
    denominator = match.elements[match.units[0]].payload
    numerator = match.quantity(0).value if match.values else None
    if not isinstance(denominator, int) or (numerator is None and denominator != 2):
        return None
    value = numerator or Decimal(1)
    if not 0 < value <= denominator:
        return None
    about = any(match.elements[i].kind == kind.GRADE for i in range(match.first, match.last))
    first = match.values[0] if match.values else match.units[0]
    return [
        _percent(match, first, match.units[0] + 1, value / denominator, Modifier.ABOUT if about else None)
    ]


def _nth(match: Match) -> list[Draft] | None:
    every = match.elements[match.values[0]].payload
    if not isinstance(every, int):
        return None
    return [_percent(match, match.first, match.values[0] + 1, Decimal(1) / every, None)]


def _majority(match: Match) -> list[Draft] | None:
    element = match.elements[match.first]
    span = Span(element.start, element.end)
    rule, noun = match.form.rule.id, str(element.payload)
    return [
        Draft(
            "percent", span, match.first, match.last, None, None, Modifier.VAGUE, rule, Unit(None), noun=noun
        )
    ]


def _staff(match: Match) -> list[Draft] | None:
    at = match.values[0]
    span = Span(match.elements[at].start, match.elements[at].end)
    quantity, rule = match.quantity(0), match.form.rule.id
    if quantity.value is None or (match.elements[at].kind == kind.YEAR_LIKE and _is_recent(quantity)):
        return None
    value = plain(quantity.value)
    return [
        Draft("jobs", span, at, at + 1, value, None, quantity.modifier, rule, Unit(None), noun=BARE_STAFF)
    ]


def _percent(match: Match, first: int, last: int, share: Decimal, modifier: Modifier | None) -> Draft:
    """A share as percent; what does not come out even is rounded to two places."""
    value = share * _HUNDRED
    rounded = value.quantize(_CENTS)
    span = Span(match.elements[first].start, match.elements[last - 1].end)
    return Draft("percent", span, first, last, plain(rounded), None, modifier, match.form.rule.id, Unit(None))


_READERS: dict[str, Callable[[Match], list[Draft] | None]] = {
    "single": _single,
    "range": _range,
    "each": _each,
    "joined": _joined,
    "bare": _bare,
    "digits": _digits,
    "order": _order,
    "fraction": _fraction,
    "nth": _nth,
    "majority": _majority,
    "staff": _staff,
}
__all__ = ["Draft", "Family", "Match", "match_form", "plain", "read_match", "regex"]
