"""Compiles sums, percentages, headcounts and dates of a gold article: places, then records."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from depesche.corpus.places import find
from depesche.corpus.source import GoldValue
from depesche.corpus.values import NumberValue, parse_date, parse_number
from depesche.readings import Span
from depesche.records import Amount, DateValue, MentionType, Percentage

Report = Callable[[str, str], None]
"""Takes the field and the reason of a problem."""
MentionIds = Mapping[tuple[Span, MentionType], str]


@dataclass(frozen=True, slots=True)
class PlacedValue:
    """A value line with its place; ``notation`` is the value as written, ``field`` is for messages."""

    words: str
    notation: str
    span: Span
    field: str


def place_values(report: Report, text: str, lines: Sequence[GoldValue], where: str) -> list[PlacedValue]:
    """Find each line's words behind those of the line before."""
    placed: list[PlacedValue] = []
    at = 0
    for index, line in enumerate(lines):
        span = find(text, line.words, start=at)
        if span is None:
            reason = (
                f"{line.words!r} does not stand in the text behind the line before; keep the text's order"
            )
            report(f"{where}.{index}", reason)
            continue
        at = span.end
        placed.append(PlacedValue(line.words, line.value, span, f"{where}.{index}"))
    return placed


def compile_amounts(report: Report, placed: Sequence[PlacedValue], ids: MentionIds) -> tuple[Amount, ...]:
    """The records of the sums, ids a1… in text order."""
    return tuple(
        Amount(
            id=f"a{number}",
            mention=ids[place.span, MentionType.AMOUNT],
            value=value.value,
            max=value.max,
            currency=value.currency,
            modifier=value.modifier,
            inferred_currency=value.inferred_currency,
            kind=value.kind,
        )
        for number, place, value in _numbers(report, placed)
    )


def compile_percentages(
    report: Report, placed: Sequence[PlacedValue], ids: MentionIds
) -> tuple[Percentage, ...]:
    """The records of the percentages, ids s1… in text order."""
    return tuple(
        Percentage(
            id=f"s{number}",
            mention=ids[place.span, MentionType.PERCENT],
            value=value.value,
            max=value.max,
            modifier=value.modifier,
            unit="points" if value.word == "points" else "percent",
        )
        for number, place, value in _numbers(report, placed)
    )


def compile_dates(report: Report, placed: Sequence[PlacedValue], ids: MentionIds) -> tuple[DateValue, ...]:
    """The records of the dates, ids d1… in text order."""
    dates: list[DateValue] = []
    for number, place in enumerate(placed, 1):
        try:
            value = parse_date(place.notation)
        except ValueError as error:
            report(place.field, str(error))
            continue
        dates.append(
            DateValue(
                id=f"d{number}",
                mention=ids[place.span, MentionType.DATE],
                value=value.value,
                end=value.end,
                granularity=value.granularity,
                relative=value.relative,
            )
        )
    return tuple(dates)


def _numbers(report: Report, placed: Sequence[PlacedValue]) -> Iterator[tuple[int, PlacedValue, NumberValue]]:
    """Number, place and value of those lines whose notation can be read."""
    for number, place in enumerate(placed, 1):
        try:
            yield number, place, parse_number(place.notation)
        except ValueError as error:
            report(place.field, str(error))
