"""One ledger of deals across articles: who is who, what is one transaction, and how it went on."""

from depesche.ledger.build import Ledger, build_ledger
from depesche.ledger.pack import LedgerRules, compile_ledger

__all__ = ["Ledger", "LedgerRules", "build_ledger", "compile_ledger"]
