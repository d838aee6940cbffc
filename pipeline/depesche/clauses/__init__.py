"""Shallow German syntax: clauses by their topological fields, and what each chunk is to its verb."""

from depesche.clauses.find import find_clauses

__all__ = ["find_clauses"]
