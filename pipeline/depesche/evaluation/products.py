"""Scores whether products are told from companies: a product that passes for a company spoils its deals.

Both metrics are shares, so precision, recall and F1 are the same figure.
"""

from __future__ import annotations

from depesche.evaluation.pairs import Error, Pair, any_overlap
from depesche.evaluation.scores import Counts
from depesche.records import Mention, MentionType


def score_products(pair: Pair) -> tuple[dict[str, Counts], list[Error]]:
    """Products in the gold that are no company in the prediction, and companies there that are no product."""
    if not {"products", "companies"} <= set(pair.layers):
        return {}, []
    products = [m for m in pair.gold.mentions if m.type is MentionType.PRODUCT]
    companies = [m for m in pair.predicted.mentions if m.type is MentionType.COMPANY]
    mistaken = [m for m in products if any_overlap(_spans([m]), _spans(companies))]
    wrong = [m for m in companies if any_overlap(_spans([m]), _spans(products))]
    counts = {
        "companies.no_product": Counts(len(companies), len(companies), len(companies) - len(wrong)),
        "products.no_company": Counts(len(products), len(products), len(products) - len(mistaken)),
    }
    return counts, [Error("products", "company", m.text, m.start, m.end) for m in mistaken]


def _spans(mentions: list[Mention]) -> list[tuple[int, int]]:
    return [(mention.start, mention.end) for mention in mentions]
