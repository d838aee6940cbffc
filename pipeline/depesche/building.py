"""From readings and entities to the public record; here the offsets go back to the article as read."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from depesche.deals import Readings
from depesche.readings import Span, TitleReading
from depesche.records import (
    Amount,
    Article,
    ArticleWarning,
    Attribution,
    Company,
    DateValue,
    Deal,
    Evidence,
    Extraction,
    Mention,
    MentionType,
    Organization,
    Participant,
    Percentage,
    Person,
    PersonTitle,
    PipelineInfo,
    Source,
    TextSpan,
)
from depesche.resolve.entities import Entities, Entity
from depesche.resolve.resolved import ResolvedDeal
from depesche.text import AnalysisText

_MentionKey = tuple[Span, MentionType, str, str | None]
"""Span, type, rule and entity id of a mention."""

_KINDS: dict[str, MentionType] = {kind.value: kind for kind in MentionType}
_PREFIX = {"company": "c", "organization": "o", "person": "p"}
"""Entity types that have records of their own, and how their ids begin."""


@dataclass(frozen=True, slots=True)
class Findings:
    """Everything the stages found in one article."""

    readings: Readings
    entities: Entities
    deals: tuple[ResolvedDeal, ...]
    language: str | None
    warnings: tuple[ArticleWarning, ...]


def build_record(
    article: Article, text: AnalysisText, findings: Findings, pipeline: PipelineInfo
) -> Extraction:
    """Assemble the record of an article; every offset points into ``article.text``."""
    return _Builder(article, text, findings).record(pipeline)


class _Builder:
    """Holds the ids while one record is built."""

    def __init__(self, article: Article, text: AnalysisText, findings: Findings) -> None:
        self._article = article
        self._text = text
        self._findings = findings
        self._entity_ids = _entity_ids(findings.entities.all)
        self._mentions = self._all_mentions()
        self._mention_ids = {
            (span, kind): f"m{number}" for number, (span, kind, _, _) in enumerate(self._mentions, start=1)
        }
        readings = findings.readings
        self._titles: dict[str | None, list[TitleReading]] = {}
        for title in readings.titles:
            if title.person is not None:
                self._titles.setdefault(self._key(title.person), []).append(title)
        self._amount_ids = {a.span: f"a{number}" for number, a in enumerate(readings.amounts, start=1)}
        self._date_ids = {d.span: f"d{number}" for number, d in enumerate(readings.dates, start=1)}

    def record(self, pipeline: PipelineInfo) -> Extraction:
        article, findings = self._article, self._findings
        entities = findings.entities.all
        return Extraction(
            id=article.id,
            source=Source(
                path=article.path,
                url=article.url,
                title=article.title,
                published=_iso(article.published),
                medium=article.source,
                language=findings.language,
            ),
            text_sha256=hashlib.sha256(article.text.encode("utf-8", "surrogatepass")).hexdigest(),
            text=article.text,
            pipeline=pipeline,
            mentions=tuple(self._mention(*entry) for entry in self._mentions),
            companies=tuple(self._company(e) for e in entities if e.type == "company"),
            organizations=tuple(self._organization(e) for e in entities if e.type == "organization"),
            people=tuple(self._person(e) for e in entities if e.type == "person"),
            amounts=tuple(self._amounts()),
            percentages=tuple(self._percentages()),
            dates=tuple(self._dates()),
            deals=tuple(self._deal(deal, number) for number, deal in enumerate(findings.deals, start=1)),
            warnings=(*article.warnings, *findings.warnings, *self._deal_warnings()),
        )

    def _all_mentions(self) -> list[_MentionKey]:
        """Every mention once, in text order; ``entity`` is the id of the record it belongs to."""
        readings, entities = self._findings.readings, self._findings.entities
        found: list[_MentionKey] = []
        for name in readings.names:
            entity = entities.of(name.span)
            kind = _KINDS[entity.type if entity is not None else name.type]
            found.append((name.span, kind, name.rule, self._entity_ids.get(entity.key) if entity else None))
        found.extend((a.span, MentionType.AMOUNT, a.rule, None) for a in readings.amounts)
        found.extend((p.span, MentionType.PERCENT, p.rule, None) for p in readings.percents)
        found.extend((h.span, MentionType.HEADCOUNT, h.rule, None) for h in readings.headcounts)
        found.extend((d.span, MentionType.DATE, d.rule, None) for d in readings.dates)
        found.extend((t.span, MentionType.TITLE, t.rule, None) for t in readings.titles)
        told = sorted((r.trigger, r.rule) for deal in self._findings.deals for r in deal.readings)
        found.extend((span, MentionType.TRIGGER, rule, None) for span, rule in told)
        unique = {(entry[0], entry[1]): entry for entry in reversed(found)}
        return sorted(unique.values(), key=lambda entry: (entry[0].start, -entry[0].end, entry[1]))

    def _offsets(self, span: Span) -> tuple[int, int]:
        return self._text.to_source(span.start, span.end)

    def _text_span(self, span: Span) -> TextSpan:
        start, end = self._offsets(span)
        return TextSpan(start=start, end=end)

    def _mention(self, span: Span, kind: MentionType, rule: str, entity: str | None) -> Mention:
        start, end = self._offsets(span)
        return Mention(
            id=self._mention_ids[span, kind],
            type=kind,
            start=start,
            end=end,
            text=self._article.text[start:end],
            entity=entity,
            rule=rule,
        )

    def _mentions_of(self, entity: Entity) -> tuple[str, ...]:
        kind = _KINDS[entity.type]
        return tuple(
            self._mention_ids[span, kind] for span in entity.spans if (span, kind) in self._mention_ids
        )

    def _company(self, entity: Entity) -> Company:
        return Company(
            id=self._entity_ids[entity.key],
            name=entity.name,
            aliases=entity.aliases,
            wikidata=entity.wikidata,
            external_id=entity.known_id,
            is_source=entity.is_source,
            mentions=self._mentions_of(entity),
        )

    def _organization(self, entity: Entity) -> Organization:
        return Organization(
            id=self._entity_ids[entity.key],
            name=entity.name,
            aliases=entity.aliases,
            mentions=self._mentions_of(entity),
        )

    def _person(self, entity: Entity) -> Person:
        titles: list[PersonTitle] = []
        for title in self._titles.get(entity.key, ()):
            company = self._id_at(title.company) if title.company is not None else None
            entry = PersonTitle(
                title=title.title,
                normalized=title.normalized,
                company=company,
                status=title.status,
                evidence=self._text_span(title.evidence),
            )
            same = [t for t in titles if (t.normalized, t.company) == (entry.normalized, company)]
            if not same:
                titles.append(entry)
        return Person(
            id=self._entity_ids[entity.key],
            name=entity.name,
            aliases=entity.aliases,
            wikidata=entity.wikidata,
            mentions=self._mentions_of(entity),
            titles=tuple(titles),
        )

    def _key(self, span: Span) -> str | None:
        entity = self._findings.entities.of(span)
        return entity.key if entity is not None else None

    def _id_at(self, span: Span) -> str | None:
        return self._entity_ids.get(self._key(span) or "")

    def _amounts(self) -> Iterable[Amount]:
        for amount in self._findings.readings.amounts:
            yield Amount(
                id=self._amount_ids[amount.span],
                mention=self._mention_ids[amount.span, MentionType.AMOUNT],
                value=amount.value,
                max=amount.max,
                currency=amount.currency,
                modifier=amount.modifier,
                inferred_currency=amount.inferred_currency,
                kind=amount.kind,
                period=amount.period,
                same_as=self._amount_ids.get(amount.same_as) if amount.same_as is not None else None,
            )

    def _percentages(self) -> Iterable[Percentage]:
        for number, percent in enumerate(self._findings.readings.percents, start=1):
            yield Percentage(
                id=f"s{number}",
                mention=self._mention_ids[percent.span, MentionType.PERCENT],
                value=percent.value,
                max=percent.max,
                modifier=percent.modifier,
                unit=percent.unit,
            )

    def _dates(self) -> Iterable[DateValue]:
        for reading in self._findings.readings.dates:
            yield DateValue(
                id=self._date_ids[reading.span],
                mention=self._mention_ids[reading.span, MentionType.DATE],
                value=reading.value,
                end=reading.end,
                granularity=reading.granularity,
                modifier=reading.modifier,
                relative=reading.relative,
            )

    def _deal(self, deal: ResolvedDeal, number: int) -> Deal:
        return Deal(
            id=f"deal{number}",
            type=deal.type,
            status=deal.status,
            participants=tuple(
                Participant(role=party.role, entity=self._entity_ids[party.key])
                if party.key in self._entity_ids
                else Participant(role=party.role, text=party.text)
                for party in deal.parties
            ),
            amount=self._amount_ids.get(deal.amount.span) if deal.amount else None,
            valuation=self._amount_ids.get(deal.valuation.span) if deal.valuation else None,
            stake_percent=deal.percent.value if deal.percent else None,
            round=deal.round,
            headcount=deal.headcount,
            date=self._date_ids.get(deal.date.span) if deal.date else None,
            attribution=self._attribution(deal),
            confidence=deal.confidence,
            evidence=tuple(self._evidence(deal)),
        )

    def _attribution(self, deal: ResolvedDeal) -> Attribution | None:
        said = deal.attribution
        if said is None:
            return None
        entity = self._id_at(said.speaker)
        start, end = self._offsets(said.speaker)
        text = None if entity else self._article.text[start:end]
        return Attribution(entity=entity, text=text, evidence=self._text_span(said.evidence))

    def _evidence(self, deal: ResolvedDeal) -> Iterable[Evidence]:
        for reading in deal.readings:
            start, end = self._offsets(reading.evidence)
            cue = self._offsets(reading.status_cue) if reading.status_cue is not None else None
            yield Evidence(
                start=start,
                end=end,
                rule=reading.rule,
                trigger=self._mention_ids[reading.trigger, MentionType.TRIGGER],
                status_cue=self._article.text[cue[0] : cue[1]] if cue else None,
            )
        for update in deal.updates:
            start, end = self._offsets(update.evidence)
            cue = self._offsets(update.cue)
            yield Evidence(
                start=start,
                end=end,
                rule=update.rule,
                trigger=self._mention_ids[deal.readings[0].trigger, MentionType.TRIGGER],
                status_cue=self._article.text[cue[0] : cue[1]],
            )

    def _deal_warnings(self) -> Iterable[ArticleWarning]:
        for number, deal in enumerate(self._findings.deals, start=1):
            if deal.sums_differ:
                sums = ", ".join(
                    dict.fromkeys(
                        self._article.text[slice(*self._offsets(r.amount.span))]
                        for r in deal.readings
                        if r.amount
                    )
                )
                yield ArticleWarning(
                    code="sums_differ", message=f"deal{number}: the article gives different sums: {sums}"
                )


def _entity_ids(entities: Sequence[Entity]) -> dict[str, str]:
    counts = dict.fromkeys(_PREFIX, 0)
    ids: dict[str, str] = {}
    for entity in entities:
        if entity.type in _PREFIX:
            counts[entity.type] += 1
            ids[entity.key] = f"{_PREFIX[entity.type]}{counts[entity.type]}"
    return ids


def _iso(published: date | datetime | None) -> str | None:
    return published.isoformat() if published is not None else None
