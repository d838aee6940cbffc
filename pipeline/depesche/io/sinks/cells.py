"""Numbers as typed columns can hold them; one beyond its column becomes null instead of ending a batch."""

from __future__ import annotations

from decimal import Context, Decimal, InvalidOperation

DIGITS, FRACTION = 38, 9
"""Exact numbers in databases and Parquet: 38 digits, 9 of them behind the point."""

_UNIT = Decimal(1).scaleb(-FRACTION)
_EXACT = Context(prec=DIGITS)
_INTEGERS = range(-(2**63), 2**63)


def exact_number(value: Decimal | int | str) -> Decimal | None:
    """A number of the record with the fraction its column has, None where it is too large."""
    try:
        return Decimal(value).quantize(_UNIT, context=_EXACT)
    except InvalidOperation:
        return None


def whole_number(value: int) -> int | None:
    """An integer of 64 bits, None where it is too large."""
    return value if value in _INTEGERS else None
