from __future__ import annotations

from pathlib import Path

import pytest

from depesche.amounts import AmountGrammar, compile_amounts, find_numbers
from depesche.amounts.check import check
from depesche.amounts.notation import describe
from depesche.errors import RuleError
from depesche.ruleset import load_ruleset

CODES = """
AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP
CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG
HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL
MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR
RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD
TZS UAH UGX USD UYU UZS VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG
"""


def test_every_rule_reads_its_examples_and_leaves_its_counter_examples() -> None:
    assert check(load_ruleset()) == []


@pytest.mark.parametrize("code", CODES.split())
def test_every_active_currency_is_read_by_its_code(code: str, grammar: AmountGrammar) -> None:
    found = find_numbers(f"Es geht um 3,5 Mio. {code} und {code} 200.000.", grammar)
    assert [describe(a).split()[:2] for a in found.amounts] == [["3500000", code], ["200000", code]]


def test_a_check_names_pack_rule_and_reason(tmp_path: Path) -> None:
    (tmp_path / "kinds.yaml").write_text(
        """
pack: mine
kind: amounts_kinds
rules:
  - id: kind.mine
    kind: debt
    nouns: [bürde]
    examples: [{text: "Die Kosten von 3 Millionen Euro.", gives: {kind: debt}}]
    not: ["Eine Schuldenbürde von 3 Millionen Euro."]
  - {id: kind.bare, kind: debt, nouns: [last]}
""",
        "utf-8",
    )
    messages = check(load_ruleset([tmp_path]))
    assert len(messages) == 4
    assert messages[0].startswith("mine: rule 'kind.mine': 'Die Kosten")
    assert "counter-example" in messages[2]
    assert messages[3] == "mine: rule 'kind.bare': has no example"


def test_a_user_rule_adds_a_kind(tmp_path: Path) -> None:
    (tmp_path / "kinds.yaml").write_text(
        "{pack: mine, kind: amounts_kinds, rules: [{id: kind.mine, kind: debt, nouns: [bürde]}]}", "utf-8"
    )
    grammar = compile_amounts(load_ruleset([tmp_path]))
    assert describe(find_numbers("Eine Bürde von 3 Mio. Euro.", grammar).amounts[0]) == "3000000 EUR debt"


@pytest.mark.parametrize(
    ("form", "reason"),
    [("value=nummer unit=currency", "unknown name 'nummer'"), ("value=plain §", "unexpected '§'")],
)
def test_a_wrong_form_is_named(form: str, reason: str, tmp_path: Path) -> None:
    (tmp_path / "forms.yaml").write_text(
        "pack: mine\nkind: amounts_forms\nmacros: {}\n"
        f"rules: [{{id: amounts.mine, form: '{form}', reads: single}}]",
        "utf-8",
    )
    with pytest.raises(RuleError, match=f"forms.yaml: rule 'amounts.mine': {reason}"):
        compile_amounts(load_ruleset([tmp_path]))
