from decimal import Decimal

import pytest

from depesche.corpus.values import parse_date, parse_number
from depesche.records import AmountKind, Modifier


@pytest.mark.parametrize(
    ("notation", "value", "top", "modifier", "currency", "inferred"),
    [
        ("32e9 USD", "32000000000", None, Modifier.EXACT, "USD", False),
        ("~1.5e6 EUR", "1500000", None, Modifier.ABOUT, "EUR", False),
        ("<=1e6 USD", "1000000", None, Modifier.AT_MOST, "USD", False),
        (">=10", "10", None, Modifier.AT_LEAST, None, False),
        (">3500", "3500", None, Modifier.MORE_THAN, None, False),
        ("<20", "20", None, Modifier.LESS_THAN, None, False),
        ("10e6..20e6 EUR", "10000000", "20000000", Modifier.RANGE, "EUR", False),
        ("5e9 (CHF)", "5000000000", None, Modifier.EXACT, "CHF", True),
        ("12.50 EUR", "12.50", None, Modifier.EXACT, "EUR", False),
        ("? EUR", None, None, Modifier.VAGUE, "EUR", False),
    ],
)
def test_numbers(
    *, notation: str, value: str | None, top: str | None, modifier: Modifier, currency: str, inferred: bool
) -> None:
    number = parse_number(notation)
    assert number.value == (Decimal(value) if value else None)
    assert number.max == (Decimal(top) if top else None)
    assert (number.modifier, number.currency, number.inferred_currency) == (modifier, currency, inferred)


def test_the_word_behind_the_currency_is_the_kind_of_sum() -> None:
    assert parse_number("8e9 USD valuation").kind is AmountKind.VALUATION


@pytest.mark.parametrize("notation", ["", "viel", "1,5 EUR", "32 Mrd. USD", "5 Euro"])
def test_what_is_no_number_is_refused(notation: str) -> None:
    with pytest.raises(ValueError, match="no value"):
        parse_number(notation)


@pytest.mark.parametrize(
    ("notation", "value", "end", "granularity", "relative"),
    [
        ("2024", "2024", None, "year", False),
        ("~2024-05", "2024-05", None, "month", True),
        ("2024-05-03", "2024-05-03", None, "day", False),
        ("2024-05-03T07:12", "2024-05-03T07:12", None, "time", False),
        ("2024-Q3", "2024-35", None, "quarter", False),
        ("2024-H1", "2024-40", None, "half", False),
        ("2024-22", "2024-22", None, "season", False),
        ("2011..2020", "2011", "2020", "year", False),
        ("~2019..", "2019", "..", "year", True),
        ("?", None, None, "unknown", True),
    ],
)
def test_dates(notation: str, value: str | None, end: str | None, granularity: str, relative: bool) -> None:
    day = parse_date(notation)
    assert (day.value, day.end, day.granularity, day.relative) == (value, end, granularity, relative)


@pytest.mark.parametrize("notation", ["gestern", "3. Mai", "24-05-03", "2024-Q5"])
def test_what_is_no_date_is_refused(notation: str) -> None:
    with pytest.raises(ValueError, match="no date"):
        parse_date(notation)
