"""Drafts: numbers with a unit as their form gives them, before their context is looked at."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal, NamedTuple

from depesche.amounts import elements as kind
from depesche.amounts.elements import Element, Quantity, Unit
from depesche.amounts.forms import Form
from depesche.readings import Span
from depesche.records import Modifier

Family = Literal["money", "percent", "points", "jobs"]

FAMILIES: dict[str, Family] = {
    kind.CURRENCY: "money",
    kind.SIGN: "money",
    kind.CODE: "money",
    kind.CENT: "money",
    kind.SUM_OF_ORDER: "money",
    kind.PERCENT: "percent",
    kind.POINTS: "points",
    kind.BARE_POINT: "points",
    kind.JOB: "jobs",
    kind.HEADED: "jobs",
}
_GUARD = Decimal(100)
"""The smallest plain number that makes money of a guarded noun ("500 Mark", not "3 Mark")."""
_RECENT_YEARS = (Decimal(1990), Decimal(2040))


class Draft(NamedTuple):
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


class Match(NamedTuple):
    """A form that matched: the elements of its values and units by index, in text order."""

    form: Form
    elements: list[Element]
    first: int
    last: int
    values: tuple[int, ...]
    units: tuple[int, ...]

    def quantity(self, position: int) -> Quantity:
        """The quantity of the value at ``position``; "ein" is 1, "einige" vague."""
        element = self.elements[self.values[position]]
        if isinstance(element.payload, Quantity):
            return element.payload
        return Quantity(None, modifier=Modifier.VAGUE) if element.kind == kind.SOME else Quantity(Decimal(1))

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


def unit_of(element: Element) -> Unit:
    """What an element means as a unit; a unit without a currency where it is none."""
    return element.payload if isinstance(element.payload, Unit) else Unit(None)


def draft_of(match: Match, first: int, last: int, unit_at: int | None, quantity: Quantity) -> Draft | None:
    """A draft over elements first…last (last exclusive); None when number and unit do not go together."""
    elements = match.elements
    unit = unit_of(elements[unit_at]) if unit_at is not None else None
    family = FAMILIES[elements[unit_at].kind] if unit_at is not None else "money"
    if unit is not None and unit.guarded and not _suits_guarded(quantity, elements, unit_at):
        return None
    factor = unit.factor if unit is not None else Decimal(1)
    noun = elements[unit_at].payload if unit_at is not None and elements[unit_at].kind == kind.JOB else None
    return Draft(
        family=family,
        span=Span(elements[first].start, elements[last - 1].end),
        first=first,
        last=last,
        value=times(quantity.value, factor),
        max=times(quantity.max, factor),
        modifier=quantity.modifier,
        rule=match.form.rule.id,
        unit=unit,
        group=match.first,
        noun=noun if isinstance(noun, str) else None,
    )


def times(value: Decimal | None, factor: Decimal) -> Decimal | None:
    """The exact product, written plainly."""
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


def is_recent(quantity: Quantity) -> bool:
    """Whether a quantity of four digits is rather a year than a count."""
    return quantity.value is not None and is_recent_year(quantity.value)


def is_recent_year(value: Decimal) -> bool:
    """Whether a number of four digits is rather a year than a count."""
    low, high = _RECENT_YEARS
    return low <= value <= high and value % 100 != 0
