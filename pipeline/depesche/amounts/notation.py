"""A short notation of what was read, for examples in rule packs and for test tables.

``32e9 USD`` exact; before the number ``~`` about, ``>=``, ``<=``, ``>``, ``<``; ``3e9..4e9 USD`` a range;
``? USD`` vague; ``(USD)`` an inferred currency, ``-`` none. Behind it, optionally, the kind of sum and the
period: ``3e6 EUR salary /year``. Percentages and headcounts have no currency; ``3 points`` are percentage
points, ``49 stake`` is a share of a company.
"""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

from depesche.amounts.drafts import plain
from depesche.readings import AmountReading, HeadcountReading, PercentReading
from depesche.records import Modifier

MODIFIER_SIGNS = {
    Modifier.ABOUT: "~",
    Modifier.AT_LEAST: ">=",
    Modifier.AT_MOST: "<=",
    Modifier.MORE_THAN: ">",
    Modifier.LESS_THAN: "<",
}
"""What stands before a number in the notation of gold files and rule examples."""
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:e\d+)?")


def describe(reading: AmountReading | PercentReading | HeadcountReading) -> str:
    """The notation of a reading, complete."""
    words = [MODIFIER_SIGNS.get(reading.modifier, "") + value_notation(reading.value, reading.max)]
    if isinstance(reading, AmountReading):
        currency = reading.currency or "-"
        words.append(f"({currency})" if reading.inferred_currency else currency)
        words += [reading.kind.value] if reading.kind else []
        words += [f"/{reading.period}"] if reading.period else []
    elif isinstance(reading, PercentReading):
        words += ["points"] if reading.unit == "points" else []
        words += ["stake"] if reading.of_stake else []
    return " ".join(words)


def value_notation(value: Decimal | None, top: Decimal | None) -> str:
    """A value, or a range up to ``top``, in plain digits; ``?`` for one that is not told."""
    if value is None:
        return "?"
    return f"{value:f}" if top is None else f"{value:f}..{top:f}"


def spell_out(notation: str) -> str:
    """The notation with its numbers written plainly (``32e9`` -> ``32000000000``), to compare it."""
    head, _, rest = notation.strip().partition(" ")
    try:
        head = _NUMBER.sub(lambda found: f"{plain(Decimal(found.group())):f}", head)
    except InvalidOperation as error:
        raise ValueError(f"{notation!r} is no notation of a number") from error
    return f"{head} {rest}".strip()


def agrees(notation: str, reading: AmountReading | PercentReading | HeadcountReading) -> bool:
    """Whether a reading is what a notation says; what the notation leaves out at its end may be anything."""
    wanted = spell_out(notation).split(" ")
    got = describe(reading).split(" ")
    fixed = 2 if isinstance(reading, AmountReading) else 1
    return wanted[:fixed] == got[:fixed] and set(wanted[fixed:]) <= set(got[fixed:])
