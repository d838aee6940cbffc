"""Small gold articles for the tests of corpus and evaluation."""

from depesche.corpus import Compiled, GoldSource, compile_article, parse_source

ARTICLE = """
published: 2025-03-04
text: |
  Metas Angebot: Meta bietet 32 Milliarden Dollar für Kernwerk. CEO Ida Voss lehnt ab.

  Am Montag kaufte Kernwerk 49 Prozent an Lumo für rund 5 Mio. Euro. Voss holte drei Forscher von Lumo.
companies: {Meta: , Kernwerk: , Lumo: }
people:
  Ida Voss: [Voss]
titles: [CEO | Ida Voss | Kernwerk]
amounts: [32 Milliarden Dollar | 32e9 USD price, 5 Mio. Euro | ~5e6 EUR]
percentages: [49 Prozent | 49]
headcounts: [drei Forscher | 3]
dates: [Montag | ~2025-03-03]
deals:
  - {type: acquisition, status: rejected, trigger: bietet, buyer: Meta, target: Kernwerk,
     amount: 32 Milliarden Dollar, says: Ida Voss}
  - {type: investment, status: completed, trigger: kaufte, investor: Kernwerk, company: Lumo, stake: 49,
     amount: 5 Mio. Euro, date: Montag}
  - {type: talent_move, status: completed, trigger: holte, person: drei Forscher, from: Lumo, to: Kernwerk,
     headcount: 3}
"""


def source(content: str = ARTICLE) -> GoldSource:
    parsed = parse_source(content, path="a.yaml", article_id="a")
    assert isinstance(parsed, GoldSource), parsed
    return parsed


def compiled(content: str = ARTICLE) -> Compiled:
    return compile_article(source(content), path="a.yaml")
