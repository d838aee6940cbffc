"""Names: companies, people, organisations, places and products, each with one type in an article."""

from depesche.names.find import find_names
from depesche.names.rules import NameRules, compile_names

__all__ = ["NameRules", "compile_names", "find_names"]
