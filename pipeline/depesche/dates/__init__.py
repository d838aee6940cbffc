"""Dates: finds them in German news text and normalises them to ISO 8601 and EDTF."""

from depesche.dates.finder import find_dates
from depesche.dates.grammar import DateGrammar, compile_dates

__all__ = ["DateGrammar", "compile_dates", "find_dates"]
