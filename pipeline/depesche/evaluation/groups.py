"""Scores the ledger on groups of articles: which companies are one, and which tellings are one transaction.

Three times: of gold records, which measures the ledger alone; of extracted ones, from text to ledger; and of
extracted ones without what was missed or is spurious.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from depesche.corpus.compile import Compiled
from depesche.corpus.groups import Groups, Told
from depesche.evaluation.clusters import ItemScores, Sums, b_cubed, score_clusters
from depesche.evaluation.deals import align_deals
from depesche.evaluation.entities import align_entities
from depesche.evaluation.pairs import Pair
from depesche.evaluation.scores import Score
from depesche.ledger import LedgerRules, build_ledger
from depesche.records import Extraction

Clusters = Mapping[Told, str]


def score_groups(
    groups: Groups, runs: Sequence[tuple[Compiled, Pair]], rules: LedgerRules
) -> dict[str, Score]:
    """The metrics ``ledger.gold.…``, ``ledger.text.…`` and ``ledger.found.…`` for companies and deals.

    ``runs`` are the articles with their extractions. Raises OutputError where the ledger's libraries lack.
    """
    articles = [article for article, _ in runs]
    stories = {article.source.id: article.source.story or article.source.id for article in articles}
    companies, deals = groups.company_clusters(articles), groups.deal_clusters(articles)
    gold_companies, gold_deals = ledger_clusters((article.record for article in articles), rules)
    text_companies, text_deals = ledger_clusters((pair.predicted for _, pair in runs), rules)
    company_names: dict[Told, Told] = {}
    deal_names: dict[Told, Told] = {}
    for article, pair in runs:
        entities = align_entities(pair.gold, pair.predicted)
        key = article.source.id
        company_names |= {(key, ours): (key, theirs) for ours, theirs in entities.to_gold.items()}
        deal_names |= {(key, ours): (key, theirs) for ours, theirs in align_deals(pair, entities).items()}
    scores: dict[str, Score] = {}
    for what, gold, of_gold, of_text, names in (
        ("companies", companies, gold_companies, text_companies, company_names),
        ("deals", deals, gold_deals, text_deals, deal_names),
    ):
        extracted = _renamed(of_text, names, gold)
        found = {item: cluster for item, cluster in extracted.items() if item in gold}
        known = {item: cluster for item, cluster in gold.items() if item in extracted}
        scores[f"ledger.gold.{what}"] = _score(b_cubed(gold, of_gold), stories)
        scores[f"ledger.text.{what}"] = _score(b_cubed(gold, extracted), stories)
        scores[f"ledger.found.{what}"] = _score(b_cubed(known, found), stories)
    return dict(sorted(scores.items()))


def ledger_clusters(records: Iterable[Extraction], rules: LedgerRules) -> tuple[Clusters, Clusters]:
    """What the ledger makes of records: the entity of each company, and the transaction of each deal."""
    companies: set[Told] = set()

    def noted() -> Iterable[Extraction]:
        for record in records:
            companies.update((record.id, company.id) for company in record.companies)
            yield record

    with build_ledger(noted(), rules) as ledger:
        entities = {(article, entity): found for article, entity, found in ledger.entity_of()}
        deals = {(report.article, report.deal): deal.id for deal in ledger.deals() for report in deal.reports}
    return {item: cluster for item, cluster in entities.items() if item in companies}, deals


def _renamed(clusters: Clusters, names: Mapping[Told, Told], gold: Clusters) -> Clusters:
    """Extracted things under the keys of their gold counterparts; the others under keys the gold has not."""
    return {
        names[item] if names.get(item) in gold else (item[0], f"?{item[1]}"): cluster
        for item, cluster in clusters.items()
    }


def _score(items: ItemScores[Told], stories: Mapping[str, str]) -> Score:
    sums: dict[str, Sums] = defaultdict(Sums)
    for (article, _), value in items.precision.items():
        one = sums[stories[article]]
        sums[stories[article]] = Sums(one.precision + value, one.predicted + 1, one.recall, one.gold)
    for (article, _), value in items.recall.items():
        one = sums[stories[article]]
        sums[stories[article]] = Sums(one.precision, one.predicted, one.recall + value, one.gold + 1)
    return score_clusters([sums[story] for story in sorted(sums)])
