"""Checks a whole corpus: every article's problems, the records' integrity, splits and near-duplicates."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from depesche.corpus.compile import Compiled
from depesche.corpus.duplicates import near_duplicates
from depesche.corpus.source import Problem
from depesche.corpus.store import SECOND, SPLIT_NAMES, Corpus
from depesche.errors import InputError
from depesche.io.published import parse_published
from depesche.records import ROLES, Extraction, MentionType, Role

_SPLITS_FILE = "splits.yaml"


def check_corpus(corpus: Corpus) -> list[Problem]:
    """Everything that is wrong with a corpus, article by article, then across articles."""
    problems = list(corpus.problems)
    for article in corpus.articles:
        problems.extend(_check_article(article))
    problems.extend(_check_splits(corpus))
    texts = {article.source.id: article.source.text for article in corpus.articles}
    problems.extend(
        Problem(f"{first}.yaml", "text", f"shares {share:.0%} of its wording with {second}; rewrite one")
        for first, second, share in near_duplicates(texts)
    )
    return problems


def check_second(second: Corpus, first: Corpus) -> list[Problem]:
    """What is wrong with a second annotation: each article's problems, and texts that are not the first's."""
    texts = {article.source.id: article.source.text for article in first.articles}
    problems = list(second.problems)
    for article in second.articles:
        problems.extend(_check_article(article))
        path = f"{article.source.id}.yaml"
        if article.source.id not in texts:
            problems.append(Problem(path, "file", "the first annotation has no article with this name"))
        elif article.source.text != texts[article.source.id]:
            problems.append(Problem(path, "text", "differs from the article in the first annotation"))
    return [Problem(f"{SECOND}/{found.path}", found.field, found.reason) for found in problems]


def check_record(record: Extraction, path: str) -> Iterator[Problem]:
    """Problems of offsets, ids, overlaps and roles in a record, gold or not; ``path`` is for messages."""
    yield from check_references(record, path)
    yield from check_overlaps(record, path)
    for deal in record.deals:
        for participant in deal.participants:
            if participant.role not in ROLES[deal.type]:
                yield Problem(
                    path, f"deals.{deal.id}", f"{deal.type.value} has no role {participant.role.value}"
                )


def check_references(record: Extraction, path: str) -> Iterator[Problem]:
    """What makes a record unusable: offsets that do not fit its text, ids of things it does not have."""
    text = record.text
    ids = {mention.id for mention in record.mentions}
    for mention in record.mentions:
        if text is None:
            continue
        there = text[mention.start : mention.end]
        if mention.end > len(text) or mention.start >= mention.end:
            yield Problem(
                path, f"mentions.{mention.id}", f"{mention.start}:{mention.end} is outside the text"
            )
        elif there != mention.text:
            yield Problem(path, f"mentions.{mention.id}", f"the text has {there!r}, not {mention.text!r}")
    mentioned = [(f"companies.{entity.id}", entity.mentions) for entity in record.companies]
    mentioned += [(f"organizations.{entity.id}", entity.mentions) for entity in record.organizations]
    mentioned += [(f"people.{entity.id}", entity.mentions) for entity in record.people]
    mentioned += [(f"amounts.{amount.id}", (amount.mention,)) for amount in record.amounts]
    mentioned += [(f"percentages.{share.id}", (share.mention,)) for share in record.percentages]
    mentioned += [(f"dates.{day.id}", (day.mention,)) for day in record.dates]
    mentioned += [(f"deals.{deal.id}", tuple(e.trigger for e in deal.evidence)) for deal in record.deals]
    for where, mention_ids in mentioned:
        for mention_id in sorted(set(mention_ids) - ids):
            yield Problem(path, where, f"there is no mention {mention_id}")
    entities = {entity.id for entity in record.companies} | {entity.id for entity in record.people}
    entities |= {entity.id for entity in record.organizations}
    values = {amount.id for amount in record.amounts} | {day.id for day in record.dates}
    for deal in record.deals:
        for participant in deal.participants:
            if participant.entity is not None and participant.entity not in entities:
                yield Problem(path, f"deals.{deal.id}", f"there is no entity {participant.entity}")
        for slot in (deal.amount, deal.valuation, deal.date):
            if slot is not None and slot not in values:
                yield Problem(path, f"deals.{deal.id}", f"there is no value {slot}")


def check_overlaps(record: Extraction, path: str) -> Iterator[Problem]:
    """Names and values may not overlap each other; titles and triggers may lie anywhere."""
    free = {MentionType.TITLE, MentionType.TRIGGER}
    spans = sorted((m for m in record.mentions if m.type not in free), key=lambda m: (m.start, m.end))
    for before, after in pairwise(spans):
        if after.start < before.end:
            other = f"{before.text!r} ({before.type.value})"
            yield Problem(
                path, f"mentions.{after.id}", f"{after.text!r} ({after.type.value}) overlaps {other}"
            )


def _check_article(article: Compiled) -> Iterator[Problem]:
    source, path = article.source, f"{article.source.id}.yaml"
    try:
        parse_published(source.published)
    except InputError as error:
        yield Problem(path, "published", str(error))
    for name in source.sources:
        if name not in source.companies:
            yield Problem(path, "sources", f"{name!r} is none of the companies")
    yield from check_record(article.record, path)
    for index, deal in enumerate(source.deals):
        roles = {role for role, _ in deal.participants}
        if not roles & set(ROLES[deal.type][:2]):
            yield Problem(path, f"deals.{index}", "has no main participant")
        names = [name for role, name in deal.participants if role is not Role.POSITION]
        twice = {name for name in names if names.count(name) > 1}
        if twice:
            yield Problem(path, f"deals.{index}", f"{', '.join(sorted(twice))} stands in it twice")


def _check_splits(corpus: Corpus) -> Iterator[Problem]:
    if corpus.splits is None:
        return
    known = {article.source.id: article.source for article in corpus.articles}
    places: dict[str, list[str]] = defaultdict(list)
    for name in SPLIT_NAMES:
        for article_id in getattr(corpus.splits, name):
            places[article_id].append(name)
    for article_id, names in places.items():
        if article_id not in known:
            yield Problem(_SPLITS_FILE, names[0], f"{article_id} is no article; take it out")
        if len(names) > 1:
            yield Problem(_SPLITS_FILE, names[1], f"{article_id} also stands in {names[0]}")
    for article_id in known:
        if article_id not in places:
            yield Problem(_SPLITS_FILE, "file", f"{article_id} is in no split; run 'depesche corpus split'")
    stories: dict[str, set[str]] = defaultdict(set)
    for article_id, source in known.items():
        if source.story and article_id in places:
            stories[source.story].add(places[article_id][0])
    for story, splits in stories.items():
        if len(splits) > 1:
            yield Problem(
                _SPLITS_FILE, "file", f"the story {story!r} stands in {' and '.join(sorted(splits))}"
            )
