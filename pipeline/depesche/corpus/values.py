"""The notation of values in gold files: sums of money, percentages, headcounts and dates.

Sums: ``32e9 USD``, ``~1.5e6 EUR`` (about), ``<=1e6 USD`` (at most), ``>=``, ``>`` (more than), ``<``,
``10e6..20e6 EUR`` (a range), ``? EUR`` (vague), the currency in brackets where the text leaves it out;
a word behind the currency is the kind of sum: ``8e9 USD valuation``. Percentages and headcounts alike,
without a currency; ``5 points`` are percentage points. Dates: ISO 8601 (``2024``, ``2024-05``, ``2024-Q3``,
``2024-H1``, ``2024-05-03``), EDTF, ``A..B``, ``A..`` (open); ``~`` before a date that the day of
publication decides, ``?`` unknown.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from depesche.amounts.notation import MODIFIER_SIGNS
from depesche.records import Amount, AmountKind, DateValue, Modifier, Percentage

_MODIFIERS = {"": Modifier.EXACT, **{sign: modifier for modifier, sign in MODIFIER_SIGNS.items()}}
_NUMBER = r"-?\d+(?:\.\d+)?(?:e\d+)?"
_VALUE = re.compile(
    rf"(?P<sign>~|>=|<=|>|<)?(?P<vague>\?)?(?P<value>{_NUMBER})?(?:\.\.(?P<max>{_NUMBER}))?"
    r"(?: (?P<currency>[A-Z]{3})| \((?P<inferred>[A-Z]{3})\))?(?: (?P<word>[a-z_]+))?"
)
_DAY_OR_LESS = {4: "year", 7: "month", 10: "day"}
_QUARTERS = {"Q1": "33", "Q2": "34", "Q3": "35", "Q4": "36", "H1": "40", "H2": "41"}
"""EDTF level 2 codes for quarters and halves of a year."""
_PARTS = {code: part for part, code in _QUARTERS.items()}


@dataclass(frozen=True, slots=True)
class NumberValue:
    """A number as annotated; ``word`` is the kind of sum or the unit."""

    value: Decimal | None
    max: Decimal | None
    modifier: Modifier
    currency: str | None
    inferred_currency: bool
    word: str | None

    @property
    def kind(self) -> AmountKind | None:
        """The kind of sum the word names."""
        return AmountKind(self.word) if self.word else None


@dataclass(frozen=True, slots=True)
class DateReadingValue:
    """A date as annotated, in ISO 8601 or EDTF."""

    value: str | None
    end: str | None
    granularity: str
    relative: bool


def parse_number(notation: str) -> NumberValue:
    """Read the notation of a sum, share or headcount; raises ValueError with the mend."""
    found = _VALUE.fullmatch(notation)
    if not found or (found["value"] is None) == (found["vague"] is None):
        raise ValueError(f"{notation!r} is no value; write for example '~1.5e6 EUR', '10..20' or '? EUR'")
    modifier = _MODIFIERS[found["sign"] or ""]
    if found["max"]:
        modifier = Modifier.RANGE
    if found["vague"]:
        modifier = Modifier.VAGUE
    return NumberValue(
        value=_decimal(found["value"]),
        max=_decimal(found["max"]),
        modifier=modifier,
        currency=found["currency"] or found["inferred"],
        inferred_currency=found["inferred"] is not None,
        word=found["word"],
    )


def parse_date(notation: str) -> DateReadingValue:
    """Read the notation of a date; raises ValueError with the mend."""
    relative = notation.startswith("~")
    first, dots, last = notation.removeprefix("~").partition("..")
    if first == "?":
        return DateReadingValue(None, None, "unknown", relative=True)
    value, granularity = _edtf(first)
    end = _edtf(last)[0] if last else dots or None
    return DateReadingValue(value, end, granularity, relative)


def _edtf(notation: str) -> tuple[str, str]:
    if re.fullmatch(r"\d{4}-(?:Q[1-4]|H[12])", notation):
        return f"{notation[:5]}{_QUARTERS[notation[5:]]}", "quarter" if notation[5] == "Q" else "half"
    if re.fullmatch(r"\d{4}-(?:2[1-4])", notation):
        return notation, "season"
    if re.fullmatch(r"\d{3}X", notation):
        return notation, "decade"
    if re.fullmatch(r"\d{4}-W\d{2}", notation):
        return notation, "week"
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}", notation):
        return notation, "time"
    if not re.fullmatch(r"\d{4}(?:-\d{2}(?:-\d{2})?)?", notation):
        raise ValueError(f"{notation!r} is no date; write for example 2024, 2024-05, 2024-Q3 or 2024-05-03")
    return notation, _DAY_OR_LESS[len(notation)]


def _decimal(number: str | None) -> Decimal | None:
    if number is None:
        return None
    value = Decimal(number)
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value


def amount_notation(amount: Amount) -> str:
    """The notation of a sum; period and other sums it equals are not part of it."""
    currency = f"({amount.currency})" if amount.inferred_currency else amount.currency
    kind = amount.kind.value if amount.kind else None
    number = _number(amount.value, amount.max, amount.modifier)
    return " ".join(part for part in (number, currency, kind) if part)


def percentage_notation(share: Percentage) -> str:
    """The notation of a share or of percentage points."""
    number = _number(share.value, share.max, share.modifier)
    return f"{number} points" if share.unit == "points" else number


def date_notation(day: DateValue) -> str:
    """The notation of a date; ``?`` where it has no value."""
    if day.value is None:
        return "?"
    end = f"..{'' if day.end == '..' else _part_of_year(day.end)}" if day.end else ""
    return f"{'~' if day.relative else ''}{_part_of_year(day.value)}{end}"


def _number(value: Decimal | None, top: Decimal | None, modifier: Modifier) -> str:
    if value is None:
        return "?"
    if top is not None:
        return f"{_short(value)}..{_short(top)}"
    return MODIFIER_SIGNS.get(modifier, "") + _short(value)


def _short(value: Decimal) -> str:
    """``9600000000`` as ``9.6e9``; numbers that millions would not make shorter as they are."""
    for digits in (9, 6):
        if abs(value) >= 10**digits and value % 10 ** (digits - 3) == 0:
            return f"{(value.scaleb(-digits)).normalize():f}e{digits}"
    return f"{value:f}"


def _part_of_year(value: str) -> str:
    year, _, part = value.partition("-")
    return f"{year}-{_PARTS[part]}" if part in _PARTS else value
