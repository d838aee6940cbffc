"""Deals: what one company or person does to another, read from clauses by rule packs."""

from depesche.deals.compile import DealRules, compile_deals
from depesche.deals.find import find_deals, trigger_spans
from depesche.deals.forms import DealForms, compile_forms
from depesche.deals.view import Readings, View, view_of
from depesche.deals.waking import is_awake

__all__ = [
    "DealForms",
    "DealRules",
    "Readings",
    "View",
    "compile_deals",
    "compile_forms",
    "find_deals",
    "is_awake",
    "trigger_spans",
    "view_of",
]
