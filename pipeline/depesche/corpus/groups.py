"""Groups of articles that tell of the same deals: which of their companies are one, and which of their deals.

A folder of groups is a corpus of its own, where ``story`` names an article's group. Its deals carry the id of
their transaction; ``companies.yaml`` lists the names under which different articles know one company.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml
from pydantic import TypeAdapter, ValidationError

from depesche.corpus.check import check_corpus
from depesche.corpus.compile import Compiled
from depesche.corpus.source import Problem
from depesche.corpus.store import Corpus, load_corpus
from depesche.errors import InputError
from depesche.ruleset.yaml import load_yaml

GROUPS = "groups"
"""The folder inside a corpus that holds its groups."""
COMPANIES_FILE = "companies.yaml"
_FEWEST = 2

_Names = TypeAdapter(dict[str, tuple[str, ...]])
Told = tuple[str, str]
"""An article, and the id of a company or a deal in its gold record."""


@dataclass(frozen=True, slots=True)
class Groups:
    """The articles, and for each company that has several names its id and those names."""

    corpus: Corpus
    companies: Mapping[str, Sequence[str]]

    def company_clusters(self, articles: Iterable[Compiled]) -> dict[Told, str]:
        """The company that each company of an article is; one that is not listed is known by its name."""
        ids = {name: company for company, names in self.companies.items() for name in names}
        return {
            (article.source.id, entity.id): ids.get(entity.name, f"={entity.name}")
            for article in articles
            for entity in article.record.companies
        }

    def deal_clusters(self, articles: Iterable[Compiled]) -> dict[Told, str]:
        """The transaction that each deal of an article tells of."""
        return {
            (article.source.id, deal.id): article.transactions[deal.id]
            for article in articles
            for deal in article.record.deals
            if deal.id in article.transactions
        }

    def digest(self, articles: Sequence[Compiled]) -> str:
        """The SHA-256 of what is gold about some articles: their records, companies and transactions."""
        digest = hashlib.sha256()
        for article in articles:
            digest.update(article.record.model_dump_json().encode("utf-8"))
        for clusters in (self.company_clusters(articles), self.deal_clusters(articles)):
            digest.update(repr(sorted(clusters.items())).encode("utf-8"))
        return digest.hexdigest()


def load_groups(folder: Path) -> Groups:
    """Read a folder of groups; raises InputError for a folder without articles or a malformed list."""
    file = folder / COMPANIES_FILE
    try:
        content = load_yaml(file.read_text(encoding="utf-8")) if file.is_file() else {}
        companies = _Names.validate_python(content or {})
    except (yaml.YAMLError, ValidationError) as error:
        raise InputError(f"{file}: no list of companies (id: [name, name]): {error}") from error
    return Groups(load_corpus(folder), companies)


def check_groups(groups: Groups) -> list[Problem]:
    """What is wrong with groups: with their articles, and with what brings these together."""
    problems = [*check_corpus(groups.corpus), *_check_companies(groups), *_check_transactions(groups)]
    sizes: dict[str | None, list[str]] = defaultdict(list)
    for article in groups.corpus.articles:
        sizes[article.source.story].append(f"{article.source.id}.yaml")
    for story, paths in sizes.items():
        if story is None:
            problems += [Problem(path, "story", "is missing; it names the article's group") for path in paths]
        elif len(paths) < _FEWEST:
            problems.append(Problem(paths[0], "story", f"the group {story!r} has no other article"))
    return [Problem(f"{GROUPS}/{found.path}", found.field, found.reason) for found in problems]


def _check_companies(groups: Groups) -> Iterator[Problem]:
    used = {entity.name for article in groups.corpus.articles for entity in article.record.companies}
    owners: dict[str, str] = {}
    for company, names in groups.companies.items():
        for name in names:
            if name in owners:
                other = owners[name]
                yield Problem(COMPANIES_FILE, company, f"{name!r} stands at {other!r} too; take one out")
            owners[name] = company
            if name not in used:
                yield Problem(COMPANIES_FILE, company, f"no article has a company {name!r}")


def _check_transactions(groups: Groups) -> Iterator[Problem]:
    places: dict[str, set[str]] = defaultdict(set)
    for article in groups.corpus.articles:
        path, told = f"{article.source.id}.yaml", set()
        for at, deal in enumerate(article.source.deals):
            if deal.transaction is None:
                yield Problem(path, f"deals.{at}", "has no transaction: the id it shares with other articles")
                continue
            if deal.transaction in told:
                reason = f"{deal.transaction!r} is told by another deal of the article; they are one"
                yield Problem(path, f"deals.{at}.transaction", reason)
            told.add(deal.transaction)
            split = groups.corpus.splits.of(article.source.id) if groups.corpus.splits else None
            if split:
                places[deal.transaction].add(split)
    for transaction, splits in places.items():
        if len(splits) > 1:
            reason = f"{transaction!r} is told in {' and '.join(sorted(splits))}; give its articles one story"
            yield Problem("splits.yaml", "file", reason)
