"""Amounts of money, percentages and headcounts: an exact grammar over the analysis text."""

from depesche.amounts.finder import NumberReadings, find_numbers
from depesche.amounts.grammar import AmountGrammar, compile_amounts

__all__ = ["AmountGrammar", "NumberReadings", "compile_amounts", "find_numbers"]
