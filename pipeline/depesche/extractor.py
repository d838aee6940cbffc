"""The way of an article through the stages, from text to record."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import depesche
from depesche.backbone import Backbone, load_backbone
from depesche.building import Findings, build_record
from depesche.collector import collector_paused
from depesche.errors import DepescheError
from depesche.language import detect_language
from depesche.records import Article, ArticleWarning, Extraction, ModelInfo, PipelineInfo
from depesche.resolve.completion import Context, Named
from depesche.resolve.deals import Resolver, resolve_deals
from depesche.resolve.entities import Entity
from depesche.resolve.offices import offices_of
from depesche.ruleset import load_ruleset
from depesche.stages import Reading, Stages, compile_stages, read_doc
from depesche.text import AnalysisText, analysis_text

if TYPE_CHECKING:
    from depesche.readings import DateReading, Filler, Span


@dataclass(frozen=True, slots=True)
class Failure:
    """An article that could not be read: which one, and why."""

    article_id: str
    path: str | None
    reason: str
    error_type: str


class Extractor:
    """Reads articles. Build it once: the model and all rules are loaded here.

    ``model``: "auto" (de_core_news_md where installed, else the embedded one), "embedded", a package
    name or a path. ``rules``: folders of packs on top of the shipped ones. ``names``: a CSV of own
    names. Raises ModelError or RuleError with the mend.
    """

    def __init__(self, model: str = "auto", rules: Sequence[Path] = (), names: Path | None = None) -> None:
        with collector_paused():
            ruleset = load_ruleset(rules)
            self._stages = compile_stages(ruleset, names)
            self._backbone: Backbone = load_backbone(model, ruleset)
        self.pipeline = PipelineInfo(
            version=depesche.__version__,
            model=ModelInfo(name=self._backbone.name, version=self._backbone.version),
            rules_sha256=ruleset.sha256,
        )

    def extract(
        self,
        article: Article | str,
        *,
        published: date | datetime | str | None = None,
        article_id: str | None = None,
    ) -> Extraction:
        """Read one article, or a text; ``published`` (ISO 8601 or a date) anchors relative dates.

        Raises ValueError for a date that is none.
        """
        if isinstance(article, str):
            article = Article(id=article_id or "article", text=article)
        if published is not None:
            article = article.model_copy(update={"published": _date(published)})
        text = analysis_text(article.text)
        with collector_paused():
            return build_record(article, text, self.findings(article, text), self.pipeline)

    def stream(self, articles: Iterable[Article]) -> Iterator[Extraction | Failure]:
        """Read articles one after the other, in order; one that fails gives a Failure in its place.

        Articles are independent of each other: the same article gives the same record in any company.
        """
        for article in articles:
            try:
                yield self.extract(article)
            except DepescheError as error:
                yield Failure(article.id, article.path, str(error), type(error).__name__)
            except Exception as error:
                yield Failure(article.id, article.path, f"cannot be read: {error}", type(error).__name__)

    def findings(self, article: Article, text: AnalysisText) -> Findings:
        """What the stages find in an article's analysis text, before it becomes a record."""
        doc = self._backbone.read(text.text)
        published = article.published.date() if isinstance(article.published, datetime) else article.published
        reading = read_doc(doc, text.text, self._stages, published)
        deals = resolve_deals(
            reading.deals,
            reading.updates,
            self._stages.deals.needs,
            _resolver(text.text, reading, self._stages, published),
        )
        language = detect_language(text.text, self._stages.language)
        return Findings(
            readings=reading.readings,
            entities=reading.entities,
            deals=deals,
            language=language,
            warnings=tuple(_warnings(language, reading.readings.dates, published)),
        )


def _resolver(text: str, reading: Reading, stages: Stages, published: date | None) -> Resolver:
    """Bind the entities of an article to what deal resolution asks of them."""
    entities = reading.entities

    def named(entity: Entity | None) -> tuple[tuple[str, str], ...]:
        return ((entity.key, entity.name),) if entity is not None and not entity.is_source else ()

    def found(filler: Filler, taken: Collection[str]) -> tuple[tuple[str, str], ...]:
        if filler.kind == "name":
            return named(entities.of(filler.span))
        return tuple(
            pair for one in entities.referents(filler.span, filler.type, taken) for pair in named(one)
        )

    def salient(offset: int, taken: Collection[str]) -> tuple[str, str] | None:
        about = named(entities.salient(offset, taken))
        return about[0] if about else None

    def named_in(span: Span) -> list[Named]:
        return [
            Named(one.key, one.name, one.type, name.span, name.in_compound)
            for name in reading.view.names_in(span)
            if (one := entities.of(name.span)) is not None and not one.is_source
        ]

    def keys_at(spans: Sequence[Span]) -> frozenset[str]:
        return frozenset(one.key for span in spans if (one := entities.of(span)) is not None)

    def keyed(span: Span) -> tuple[str, str] | None:
        one = entities.of(span)
        return (one.key, one.name) if one is not None else None

    return Resolver(
        entities=found,
        context=Context(named_in, salient),
        keys_at=keys_at,
        sentence=reading.view.sentence_index,
        text=lambda span: text[span.start : span.end],
        offices=offices_of(reading.readings.titles, keyed, stages.titles.words.vocabulary.lasting),
        readings=reading.readings,
        weights=stages.deals.confidence,
        published=published,
    )


def _warnings(
    language: str | None, dates: Sequence[DateReading], published: date | None
) -> Iterator[ArticleWarning]:
    if language is not None and language != "de":
        yield ArticleWarning(
            code="not_german",
            message=f"the text seems to be in another language ({language}); Depesche reads German",
        )
    if published is None and any(d.relative and d.value is None for d in dates):
        yield ArticleWarning(
            code="no_publication_date",
            message="relative dates are left open; give the day of publication (--published YYYY-MM-DD)",
        )


def _date(published: date | datetime | str) -> date | datetime:
    if not isinstance(published, str):
        return published
    try:
        return datetime.fromisoformat(published.replace("Z", "+00:00"))
    except ValueError as error:
        raise ValueError(f"published={published!r} is no date; write YYYY-MM-DD") from error
