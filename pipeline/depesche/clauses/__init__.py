"""Shallow German syntax: clauses by their topological fields, and what each chunk is to its verb."""

from depesche.clauses.find import find_clauses
from depesche.clauses.words import Words, words_of

__all__ = ["Words", "find_clauses", "words_of"]
