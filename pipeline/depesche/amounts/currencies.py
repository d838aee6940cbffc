"""Which words, codes and signs mean which currency, from ``currencies.yaml`` and ``currencies.csv``."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from depesche.amounts import elements as kind
from depesche.amounts.elements import Unit
from depesche.amounts.pack import CurrenciesPack
from depesche.errors import RuleError

TABLE = "currencies.csv"
_HINT_REACH = 5000
"""How many characters away the name of a country may stand that tells a currency."""
_COLUMNS = ("code", "status", "name", "adjectives", "nouns", "names", "signs", "code_use")

Term = tuple[str, Unit, tuple[str, ...]]
"""Kind of the element, what it means, and the forms that mean it."""


@dataclass(frozen=True, slots=True)
class CurrencyTable:
    """``terms`` in order of precedence; ``plain``: the bare nouns, for compounds ("Eurobetrag")."""

    terms: tuple[Term, ...]
    plain: tuple[str, ...]
    plain_units: dict[str, Unit]


def compile_currencies(pack: CurrenciesPack, table: str) -> CurrencyTable:
    """Put the pack and the text of the list together; raises RuleError when the list lacks a column."""
    rows = tuple(_rows(table))
    terms: list[Term] = []
    for row in rows:
        terms.extend(_terms_of_row(row, pack))
    for noun in pack.nouns:
        hints = tuple(noun.hints.items())
        unit = Unit(noun.currency, guarded=noun.guarded, hints=hints)
        lower = () if noun.guarded else tuple(form.lower() for form in noun.forms)
        terms.append((kind.CURRENCY, unit, (*_cased(noun.forms), *lower)))
    for cent in pack.cents:
        unit = Unit(cent.currency, Decimal(1) / cent.per, shared=cent.also)
        forms = tuple(f"{form}." for form in cent.forms) if cent.dotted else cent.forms
        terms.append((kind.CENT, unit, forms))
    terms += [(kind.CODE, Unit(code.currency, Decimal(10) ** code.power), code.forms) for code in pack.scaled]
    terms += [(kind.CURRENCY, Unit(pack.crypto_singular.get(name, name)), (name,)) for name in pack.crypto]
    plain = {form: Unit(noun.currency) for noun in pack.nouns if not noun.guarded for form in noun.forms}
    return CurrencyTable(tuple(terms), tuple(plain), {form.lower(): unit for form, unit in plain.items()})


def _rows(table: str) -> Iterator[dict[str, str]]:
    reader = csv.DictReader(io.StringIO(table))
    if tuple(reader.fieldnames or ()) != _COLUMNS:
        raise RuleError(TABLE, None, f"the first line must be {','.join(_COLUMNS)}")
    yield from reader


def _terms_of_row(row: dict[str, str], pack: CurrenciesPack) -> Iterator[Term]:
    unit = Unit(row["code"])
    scaled = Unit(row["code"], guarded=row["code_use"] != "free")
    yield kind.CODE, scaled, (row["code"],)
    signs = _cells(row["signs"])
    if signs:
        yield kind.SIGN, unit, signs
    names = _cells(row["names"])
    if names:
        yield kind.CURRENCY, unit, tuple(_cased((*names, *_apart(names))))
    nouns = _cells(row["nouns"])
    adjectives = [stem + ending for stem in _cells(row["adjectives"]) for ending in pack.adjective_endings]
    phrases = tuple(f"{adjective} {noun}" for adjective in adjectives for noun in nouns)
    if phrases:
        yield kind.CURRENCY, unit, phrases


def _cells(cell: str) -> tuple[str, ...]:
    return tuple(cell.split("|")) if cell else ()


def _apart(names: Iterable[str]) -> Iterator[str]:
    """Names with a hyphen as they stand without it ("US Dollar")."""
    yield from (name.replace("-", " ") for name in names if "-" in name)


def _cased(forms: Iterable[str]) -> Iterator[str]:
    """Each form as it is and in capitals, as headlines have it."""
    for form in forms:
        yield form
        yield form.upper()


def currency_by_hints(hints: tuple[tuple[str, tuple[str, ...]], ...], text: str, at: int) -> str | None:
    """The currency whose words stand nearest to offset ``at``, None when none of them stands in the text."""
    best: tuple[int, str] | None = None
    for currency, words in hints:
        for word in words:
            before = text.rfind(word, max(0, at - _HINT_REACH), at)
            behind = text.find(word, at, at + _HINT_REACH)
            for found in (before, behind):
                if found >= 0 and (best is None or abs(found - at) < best[0]):
                    best = (abs(found - at), currency)
    return best[1] if best else None
