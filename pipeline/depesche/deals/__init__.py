"""Deals: what one company or person does to another, read from clauses by rule packs."""

from depesche.deals.compile import DealRules, compile_deals
from depesche.deals.find import find_deals, trigger_spans
from depesche.deals.view import Readings, View, view_of

__all__ = ["DealRules", "Readings", "View", "compile_deals", "find_deals", "trigger_spans", "view_of"]
