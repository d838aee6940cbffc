"""Titles: who holds which position at which company, now, before or soon."""

from depesche.titles.company_nouns import CompanyNouns, NounReading, load_company_nouns
from depesche.titles.find import find_titles
from depesche.titles.rules import TitleRules, compile_titles

__all__ = ["CompanyNouns", "NounReading", "TitleRules", "compile_titles", "find_titles", "load_company_nouns"]
