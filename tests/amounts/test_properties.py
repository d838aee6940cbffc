"""Amounts written in every notation read back as they were; no text breaks the grammar or slows it down."""

from __future__ import annotations

import gc
import time
from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.amounts.cases import readings_in_order

from depesche.amounts import AmountGrammar, NumberReadings, find_numbers

UNITS = ("", "ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun")
TEENS = (
    "zehn", "elf", "zwölf", "dreizehn", "vierzehn", "fünfzehn", "sechzehn", "siebzehn", "achtzehn",
    "neunzehn",
)  # fmt: skip
TENS = ("", "", "zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig")
MAGNITUDES = {
    "Millionen": 10**6, "Mio.": 10**6, "Mio": 10**6, "Milliarden": 10**9, "Mrd.": 10**9, "Mrd": 10**9,
    "Billionen": 10**12, "Tausend": 10**3, "Tsd.": 10**3,
}  # fmt: skip
CURRENCIES = {
    "Euro": "EUR", "€": "EUR", "EUR": "EUR", "Dollar": "USD", "US-Dollar": "USD", "$": "USD", "USD": "USD",
    "Franken": "CHF", "Schweizer Franken": "CHF", "Yen": "JPY", "Yuan": "CNY", "britische Pfund": "GBP",
    "schwedische Kronen": "SEK", "kanadische Dollar": "CAD", "Rubel": "RUB", "indische Rupien": "INR",
}  # fmt: skip
PREFIXES = {"€": "EUR", "€ ": "EUR", "EUR ": "EUR", "$": "USD", "US$ ": "USD", "CHF ": "CHF", "£": "GBP"}
FRAMES = ("Das kostet {}.", "{} flossen.", "Für {} ist es zu haben, sagte er.", "({})")

word_numbers = st.integers(2, 999_999)
decimals = st.tuples(st.integers(0, 999), st.integers(0, 99)).map(lambda p: Decimal(f"{p[0]}.{p[1]:02}"))
frames = st.sampled_from(FRAMES)


def spell(number: int) -> str:
    """A number below a million as a German word."""
    if number >= 1000:
        thousands, rest = divmod(number, 1000)
        return ("ein" if thousands == 1 else spell(thousands)) + "tausend" + (spell(rest) if rest else "")
    hundreds, rest = divmod(number, 100)
    start = f"{UNITS[hundreds]}hundert" if hundreds else ""
    if rest == 1:
        return start + "eins" if start else "eins"
    if rest < 10:
        return start + UNITS[rest]
    if rest < 20:
        return start + TEENS[rest - 10]
    tens, units = divmod(rest, 10)
    return start + (f"{UNITS[units]}und" if units else "") + TENS[tens]


def group(number: int, mark: str) -> str:
    return f"{number:,}".replace(",", mark)


def only_amount(text: str, grammar: AmountGrammar) -> tuple[Decimal | None, str | None]:
    found = find_numbers(text, grammar)
    assert len(readings_in_order(found)) == 1, text
    return found.amounts[0].value, found.amounts[0].currency


@given(decimals, st.sampled_from(list(MAGNITUDES)), st.sampled_from(list(CURRENCIES)), frames)
def test_decimal_with_magnitude(
    grammar: AmountGrammar, number: Decimal, magnitude: str, currency: str, frame: str
) -> None:
    text = frame.format(f"{str(number).replace('.', ',')} {magnitude} {currency}")
    assert only_amount(text, grammar) == (number * MAGNITUDES[magnitude], CURRENCIES[currency])


@given(
    st.integers(1, 10**11), st.sampled_from([".", "'", "’", " "]), st.sampled_from(list(CURRENCIES)), frames
)
def test_grouped_digits(grammar: AmountGrammar, number: int, mark: str, currency: str, frame: str) -> None:
    text = frame.format(f"{group(number, mark)} {currency}")
    assert only_amount(text, grammar) == (Decimal(number), CURRENCIES[currency])


@given(st.integers(1000, 10**9), st.integers(0, 99), st.sampled_from([".", "'"]), frames)
def test_grouped_digits_with_cents(
    grammar: AmountGrammar, number: int, cents: int, mark: str, frame: str
) -> None:
    text = frame.format(f"{group(number, mark)},{cents:02} Euro")
    assert only_amount(text, grammar) == (Decimal(f"{number}.{cents:02}"), "EUR")


@given(word_numbers, st.sampled_from(["Euro", "Dollar", "Franken"]), frames, st.booleans())
def test_number_words(grammar: AmountGrammar, number: int, currency: str, frame: str, swiss: bool) -> None:
    word = spell(number).replace("ß", "ss") if swiss else spell(number)
    assert only_amount(frame.format(f"{word} {currency}"), grammar) == (Decimal(number), CURRENCIES[currency])


@given(st.integers(2, 999), st.sampled_from(["Millionen", "Milliarden", "Billionen"]), frames)
def test_number_words_with_magnitude(grammar: AmountGrammar, number: int, magnitude: str, frame: str) -> None:
    text = frame.format(f"{spell(number)} {magnitude} Euro")
    assert only_amount(text, grammar) == (Decimal(number) * MAGNITUDES[magnitude], "EUR")


@given(decimals, st.sampled_from(list(PREFIXES)), st.sampled_from(list(MAGNITUDES)), frames)
def test_sign_before_the_number(
    grammar: AmountGrammar, number: Decimal, prefix: str, magnitude: str, frame: str
) -> None:
    text = frame.format(f"{prefix}{str(number).replace('.', ',')} {magnitude}")
    assert only_amount(text, grammar) == (number * MAGNITUDES[magnitude], PREFIXES[prefix])


@given(decimals, st.sampled_from(["bn", "B", "M", "m", "k", "K", "tn"]), frames)
def test_english_notation(grammar: AmountGrammar, number: Decimal, letter: str, frame: str) -> None:
    factor = {"b": 10**9, "m": 10**6, "k": 10**3, "t": 10**12}[letter[0].lower()]
    assert only_amount(frame.format(f"${number}{letter}"), grammar) == (number * factor, "USD")


@given(st.integers(1, 400), st.integers(1, 400), st.sampled_from([" bis ", "-", "–", " – "]), frames)
def test_ranges(grammar: AmountGrammar, low: int, more: int, link: str, frame: str) -> None:
    found = find_numbers(frame.format(f"{low}{link}{low + more} Millionen Euro"), grammar)
    assert [(a.value, a.max) for a in found.amounts] == [
        (Decimal(low * 10**6), Decimal((low + more) * 10**6))
    ]


def check_spans(text: str, found: NumberReadings) -> None:
    end = 0
    for reading in readings_in_order(found):
        assert end <= reading.span.start < reading.span.end <= len(text)
        end = reading.span.end


@settings(max_examples=400, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=400))
def test_any_text_is_read_without_an_error(grammar: AmountGrammar, text: str) -> None:
    check_spans(text, find_numbers(text, grammar))


PIECES = (
    "3", "1.500", "12,5", "2024", "0190", "1.1.1", " ", " ", " ", "-", "–", "bis", "zu", "und", "von",
    "auf", ",", ".",
    "Millionen", "Mrd.", "halbe", "ein", "eine", "Viertel", "Dollar", "€", "$", "EUR", "Prozent", "%",
    "Mitarbeiter", "zwischen",
    "dreistelliger", "Millionenbetrag", "mehrere", "zehn", "rund", "über", "(", ")", "umgerechnet", "minus",
    "\n\n", "Euro-",
    "k", "bn", "T", "jeder", "zehnte", "der", "Anteile", "Hälfte", "niedriger", "-stellig", "'", "½",
    "Tausend", "hundert",
)  # fmt: skip


@settings(max_examples=600)
@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_any_mix_of_number_words_is_read_without_an_error(grammar: AmountGrammar, text: str) -> None:
    check_spans(text, find_numbers(text, grammar))


@settings(max_examples=200)
@given(st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join))
def test_readings_never_overlap(grammar: AmountGrammar, text: str) -> None:
    check_spans(text, find_numbers(text, grammar))


HARD = tuple(
    piece * (400 // len(piece))
    for piece in (
        "1 ", "1.", "1 bis ", "von 3 auf ", "rund ", "mehr als ", "3, ", "ein ", "Millionen ", "a-", "9",
        "1 000 ", "zwischen 3 und ", "(", "€", "½", "zweihundert", "x", "bis 3 ", "um die ", "3 der ",
        "jeder ", "$1 Mio. ", "1-",
    )
)  # fmt: skip


def best_seconds(text: str, grammar: AmountGrammar) -> float:
    """The shortest of five runs; garbage collection is not the grammar's time."""
    best = float("inf")
    gc.disable()
    for _ in range(5):
        start = time.thread_time()
        find_numbers(text, grammar)
        best = min(best, time.thread_time() - start)
    gc.enable()
    return best


def test_time_grows_linearly(grammar: AmountGrammar) -> None:
    """Eight times the text takes about eight times as long; a quadratic grammar would take 64 times."""

    for hard in (
        *HARD,
        "Der Umsatz stieg von 3 auf 5 Milliarden Dollar (4,6 Milliarden Euro), also um 12 Prozent. ",
    ):
        short, long = hard * 6, hard * 48
        assert best_seconds(long, grammar) < 30 * max(best_seconds(short, grammar), 5e-4), hard[:40]


def test_a_hard_sentence_takes_little_more_than_a_plain_one(grammar: AmountGrammar) -> None:
    plain = best_seconds(("Der Konzern zahlt 32 Milliarden Dollar für die Firma. " * 5)[:250], grammar)
    for hard in HARD:
        assert best_seconds(hard[:250], grammar) < 40 * max(plain, 1e-4), hard[:40]
