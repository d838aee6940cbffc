"""Counts what is in a corpus: articles, words, deal types, statuses, styles, mentions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from depesche.corpus.compile import Compiled


def statistics(articles: Sequence[Compiled]) -> dict[str, Counter[str]]:
    """Counters by name: size, deals by type and status, mentions by type, articles by style and region."""
    records = [article.record for article in articles]
    sources = [article.source for article in articles]
    return {
        "size": Counter(
            articles=len(articles),
            words=sum(len(source.text.split()) for source in sources),
            deals=sum(len(record.deals) for record in records),
            articles_without_deals=sum(not record.deals for record in records),
            entities=sum(len(r.companies) + len(r.organizations) + len(r.people) for r in records),
            titles=sum(len(person.titles) for record in records for person in record.people),
        ),
        "deal types": Counter(deal.type.value for record in records for deal in record.deals),
        "deal statuses": Counter(deal.status.value for record in records for deal in record.deals),
        "mentions": Counter(m.type.value for record in records for m in record.mentions),
        "styles": Counter(style for source in sources for style in source.style),
        "regions": Counter(source.region for source in sources),
    }
