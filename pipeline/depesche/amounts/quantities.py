"""Puts number, magnitude and their small words together: "zwei Millionen", "eine halbe Milliarde"."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from depesche.amounts import elements as kind
from depesche.amounts.digits import Digits
from depesche.amounts.elements import Element, Power, Quantity
from depesche.amounts.words import WordNumber
from depesche.records import Modifier

_QUANTITY = re.compile(
    r"(?P<vague>i[gta]?(?:[wkn]?k?M{1,2}|[wk])|P(?:F?[kM])?)"
    r"|(?P<lettered>-?[ny]s)"
    r"|(?P<digits>(?:[wne]LT)?(?:z|[nw]HZ))"
    r"|(?P<number>-?(?:[ewn]?[gta]{0,2}[hf]M{1,2}|e[gta]{0,2}h(?=[%pc])|(?:[nw]K[wn]{1,3}|[nwyk]|e(?=[gta]{0,2}[kM]))(?:H?[gta]{0,2}[kM]){0,2}(?:[nwk]k?M|w(?!M))?))"
    r"|(?P<magnitude>M)"
)
"""Over the string of kinds; every alternative has a bounded length, so matching is linear."""

_LINKS = (kind.HYPHEN, kind.DASH, kind.TO)
_VAGUE = Quantity(None, modifier=Modifier.VAGUE)


def find_quantities(elements: list[Element], kinds: str) -> list[Element]:
    """Replace the elements of each number by one element that holds a :class:`Quantity`."""
    out: list[Element] = []
    at = 0
    found = _QUANTITY.search(kinds)
    while found:
        first, last = found.span()
        out.extend(elements[at:first])
        made, at = _read(elements, first, last, found.lastgroup or "")
        out.extend(made)
        found = _QUANTITY.search(kinds, at)
    out.extend(elements[at:])
    return out


def _read(elements: list[Element], first: int, last: int, group: str) -> tuple[list[Element], int]:
    """The elements that replace those from ``first`` on, and the index to go on from."""
    parts = elements[first:last]
    start, end = parts[0].start, parts[-1].end
    if group == "vague":
        return [Element(kind.VAGUE, start, end, _VAGUE)], last
    if group == "magnitude":
        power = parts[0].payload
        by_digits = first > 0 and elements[first - 1].kind in (kind.DIGITS, kind.HYPHEN)
        if isinstance(power, Power) and power.plural and not by_digits:
            return [Element(kind.VAGUE, start, end, _VAGUE)], last
        return parts, last
    if group == "digits":
        return [Element(kind.DIGITS, start, end, _by_digits(parts))], last
    if group == "lettered":
        return _lettered(elements, first, last)
    return _numeral(parts, first)


def _numeral(parts: list[Element], first: int) -> tuple[list[Element], int]:
    """A number with its magnitudes; reads as far as the parts make one number."""
    negative = parts[0].kind == kind.MINUS
    joined = _with_decimals(parts)
    body = joined[1:] if negative else joined
    if body[0].kind == kind.YEAR and len(body) > 1 and not _is_abbreviated(body[1]):
        body = body[:1]  # "im Jahr 2024 Millionen Euro": the year is no factor
    value, used, modifier = _evaluate(body)
    body = body[:used]
    lead = body[0].payload
    digits = lead if isinstance(lead, Digits) else None
    word = lead if isinstance(lead, WordNumber) else None
    quantity = Quantity(
        value=-value if negative else value,
        scale=_scale(body),
        modifier=modifier,
        english=digits.english if digits and used == 1 and not negative else None,
        grouped=digits is not None and digits.grouped,
        tail=word.tail if word else Decimal(1),
    )
    name = kind.PLAIN if quantity.scale == 1 else kind.SCALED
    if used == 1 and body[0].kind == kind.YEAR:
        name = kind.YEAR_LIKE
    return [Element(name, parts[0].start, body[-1].end, quantity)], first + used + negative + (
        len(parts) - len(joined)
    )


def _with_decimals(parts: list[Element]) -> list[Element]:
    """The parts with "zwei Komma fünf" as one number."""
    at = next((i for i, part in enumerate(parts) if part.kind == kind.SPOKEN_COMMA), None)
    if at is None:
        return parts
    end = at + 1
    decimals = ""
    while end < len(parts) and parts[end].kind in (kind.NUMBER, kind.WORD_NUMBER):
        payload: Any = parts[end].payload
        decimals += str(payload.value)
        end += 1
    whole: Any = parts[at - 1].payload
    if not decimals.isdigit() or whole.value != whole.value.to_integral_value():
        return parts
    value = WordNumber(Decimal(f"{whole.value}.{decimals}"), Decimal(1))
    number = Element(kind.WORD_NUMBER, parts[at - 1].start, parts[end - 1].end, value)
    return [*parts[: at - 1], number, *parts[end:]]


def _evaluate(parts: list[Element]) -> tuple[Decimal, int, Modifier | None]:
    """The value of the longest beginning of ``parts`` that is one number, and its length."""
    total = Decimal(0)
    current: Decimal | None = None
    limit: Decimal | None = None
    modifier: Modifier | None = None
    for index, part in enumerate(parts):
        payload: Any = part.payload
        if part.kind == kind.GRADE:
            modifier = Modifier.ABOUT
        elif part.kind == kind.HALF:
            current = (Decimal(1) if current is None else current) * share_of(payload)
        elif part.kind == kind.FRACTION:
            current = (current or Decimal(1)) / payload
        elif part.kind == kind.ONE:
            current = Decimal(1)
        elif part.kind in (kind.MAGNITUDE, kind.THOUSAND) and current is not None:
            current *= payload.factor
            limit = payload.factor
        elif part.kind in (kind.NUMBER, kind.YEAR, kind.WORD_NUMBER, kind.THOUSAND):
            value: Decimal = payload.factor if part.kind == kind.THOUSAND else payload.value
            following = _evaluate(parts[index:])[0] if current is not None else value
            if current is not None and (limit is None or following >= limit):
                return total + current, index, modifier
            total += current or Decimal(0)
            current = value
            limit = payload.factor if part.kind == kind.THOUSAND else None
        elif part.kind == kind.MAGNITUDE:
            current = limit = payload.factor
    return total + (current or Decimal(0)), len(parts), modifier


def share_of(share: str) -> Decimal:
    """The value of "1/3" or "0.5"."""
    numerator, _, denominator = share.partition("/")
    return Decimal(numerator) / Decimal(denominator) if denominator else Decimal(share)


def _scale(parts: list[Element]) -> Decimal:
    """What the last number is multiplied with: 10^6 in "3 Millionen", 1 in "hundert"."""
    scale = Decimal(1)
    for part in parts[:0:-1]:
        if isinstance(part.payload, Power):
            scale *= part.payload.factor
        elif part.kind in (kind.NUMBER, kind.WORD_NUMBER, kind.YEAR, kind.ONE, kind.HALF):
            break
    return scale


def _is_abbreviated(part: Element) -> bool:
    return isinstance(part.payload, Power) and part.payload.abbreviation


def _lettered(elements: list[Element], first: int, last: int) -> tuple[list[Element], int]:
    """A number with a letter for its magnitude; only beside a currency ("$40B", "20 k€")."""
    number, letter = elements[last - 2], elements[last - 1]
    power, digits = letter.payload, number.payload
    if not isinstance(power, Power) or not isinstance(digits, Digits):
        return elements[first:last], last
    before = _sign_before(elements, first)
    behind = elements[last].kind if last < len(elements) else ""
    if before in (kind.SIGN, kind.CODE):
        value, factor = digits.english or digits.value, power.factor
    elif behind in (kind.SIGN, kind.CODE, kind.CURRENCY):
        value, factor = digits.value, power.behind or power.factor
    else:
        made, at = _numeral(elements[first : last - 1], first)
        return made, at
    negative = -1 if last - first == 3 else 1
    quantity = Quantity(negative * value * factor, scale=factor)
    return [Element(kind.SCALED, elements[first].start, letter.end, quantity)], last


def _sign_before(elements: list[Element], first: int) -> str:
    """The kind right before a number, or before the range that it ends ("$40-50B")."""
    before = [element.kind for element in elements[max(0, first - 3) : first]]
    if len(before) == 3 and before[1] in (kind.NUMBER, kind.YEAR) and before[2] in _LINKS:
        return before[0]
    return before[-1] if before else ""


def _by_digits(parts: list[Element]) -> Quantity:
    """The range of all numbers with so many digits."""
    numbers = (kind.DIGITS, kind.WORD_NUMBER, kind.NUMBER, kind.ONE)
    counts = [_digit_count(part) for part in parts if part.kind in numbers]
    return Quantity(
        value=Decimal(10) ** (min(counts) - 1),
        max=Decimal(10) ** max(counts) - 1,
        modifier=Modifier.RANGE,
    )


def _digit_count(part: Element) -> int:
    """How many digits a part stands for; at least one, at most twenty-four."""
    payload: Any = part.payload
    count = 1 if part.kind == kind.ONE else payload if part.kind == kind.DIGITS else int(payload.value)
    return max(1, min(int(count), 24))
