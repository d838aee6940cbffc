"""The spaCy component: ``nlp.add_pipe("depesche")`` in any German pipeline.

Depesche reads the text of a Doc with a model of its own, so that the host pipeline may have whatever
components and tokens it likes and the record is the one that ``Extractor`` gives. spaCy finds the component
by the entry point of the package; nothing has to be imported.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import srsly
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from depesche.extractor import Extractor
from depesche.records import Article, Company, Extraction, Mention, MentionType, Person

FACTORY = "depesche"

LABELS: Mapping[MentionType, str] = {
    MentionType.COMPANY: "ORG",
    MentionType.ORGANIZATION: "ORG",
    MentionType.PERSON: "PER",
    MentionType.LOCATION: "LOC",
    MentionType.PRODUCT: "MISC",
    MentionType.AMOUNT: "MONEY",
    MentionType.PERCENT: "PERCENT",
    MentionType.DATE: "DATE",
}
"""The labels of ``doc.ents``, as German spaCy pipelines have them; other mentions are no entities there."""

_RECORD = "depesche"
_SETTINGS = "settings.json"
_RULES, _NAMES = "rules", "names.csv"


def _record(doc: Doc) -> Extraction | None:
    stored = doc.user_data.get(_RECORD)
    return None if stored is None else Extraction.model_validate_json(stored)


def register_attributes() -> None:
    """Give Docs ``_.depesche`` (the record or None), ``_.published`` and ``_.article_id``.

    Done whenever this module is imported; attributes of the same name that are there already stay.
    """
    if not Doc.has_extension(_RECORD):
        Doc.set_extension(_RECORD, getter=_record)
    for name in ("published", "article_id"):
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=None)


class DepescheComponent:
    """Fills ``doc._.depesche``, ``doc.spans[spans_key]`` and ``doc.ents``.

    ``doc._.published`` (ISO 8601) and ``doc._.article_id`` are read where they are set. Model and rules are
    loaded with the first Doc; that raises ModelError or RuleError. With ``overwrite_ents`` entities of other
    components give way, without it only those are added that overlap none.
    """

    def __init__(
        self, *, model: str, rules: Iterable[str], names: str | None, spans_key: str, overwrite_ents: bool
    ) -> None:
        self.model = model
        self.rules = tuple(rules)
        self.names = names
        self.spans_key = spans_key
        self.overwrite_ents = overwrite_ents
        self._extractor: Extractor | None = None

    def __call__(self, doc: Doc) -> Doc:
        """Read one Doc."""
        if self._extractor is None:
            names = Path(self.names) if self.names else None
            self._extractor = Extractor(self.model, [Path(folder) for folder in self.rules], names)
        article = Article(id=str(doc._.article_id or "doc"), text=doc.text)
        record = self._extractor.extract(article, published=doc._.published)
        # As text, because Docs travel between processes and into files as plain data.
        doc.user_data[_RECORD] = record.model_copy(update={"text": None}).model_dump_json()
        spans = list(_spans(doc, record))
        doc.spans[self.spans_key] = [span for span, _ in spans]
        doc.ents = self._entities(doc, record, spans)
        return doc

    def __getstate__(self) -> dict[str, Any]:
        """What goes to another process: the settings; it loads the model itself."""
        return {**self.__dict__, "_extractor": None}

    def _entities(self, doc: Doc, record: Extraction, spans: Iterable[tuple[Span, Mention]]) -> list[Span]:
        entities: tuple[Company | Person, ...] = (*record.companies, *record.people)
        wikidata = {entity.id: entity.wikidata for entity in entities if entity.wikidata}
        found = [
            Span(
                doc,
                span.start,
                span.end,
                LABELS[mention.type],
                kb_id=wikidata.get(mention.entity or "", ""),
                span_id=mention.entity or "",
            )
            for span, mention in spans
            if mention.type in LABELS
        ]
        found = filter_spans(found)
        first, second = (found, doc.ents) if self.overwrite_ents else (doc.ents, found)
        taken = {token.i for span in first for token in span}
        return [*first, *(span for span in second if taken.isdisjoint(range(span.start, span.end)))]

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:  # noqa: ARG002 - spaCy's
        """Write the settings, with copies of the rules and names of one's own."""
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        for number, rules in enumerate(self.rules):
            shutil.copytree(rules, folder / f"{_RULES}-{number}", dirs_exist_ok=True)
        if self.names:
            shutil.copyfile(self.names, folder / _NAMES)
        settings = {"rules": len(self.rules), "names": self.names is not None}
        srsly.write_json(folder / _SETTINGS, settings)

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> DepescheComponent:  # noqa: ARG002
        """Use the copies of rules and names that were written."""
        folder = Path(path)
        settings = srsly.read_json(folder / _SETTINGS)
        assert isinstance(settings, dict)
        self.rules = tuple(str(folder / f"{_RULES}-{number}") for number in range(settings["rules"]))
        self.names = str(folder / _NAMES) if settings["names"] else None
        self._extractor = None
        return self


def _spans(doc: Doc, record: Extraction) -> Iterator[tuple[Span, Mention]]:
    """A span of whole tokens for each mention, labelled with its type; id and text are the record's."""
    for mention in record.mentions:
        span = doc.char_span(
            mention.start,
            mention.end,
            label=mention.type.value,
            span_id=mention.id,
            alignment_mode="expand",
        )
        if span is not None:
            yield span, mention


@Language.factory(
    FACTORY,
    assigns=["doc._.depesche", "doc.spans", "doc.ents"],
    default_config={
        "model": "auto",
        "rules": [],
        "names": None,
        "spans_key": FACTORY,
        "overwrite_ents": True,
    },
)
def make_depesche(  # noqa: PLR0917 - spaCy calls by name
    nlp: Language,
    name: str,  # noqa: ARG001 - spaCy passes it
    model: str,
    rules: list[str],
    names: str | None,
    spans_key: str,
    overwrite_ents: bool,
) -> DepescheComponent:
    """The component; raises ValueError in a pipeline of another language."""
    if nlp.lang != "de":
        raise ValueError(f"Depesche reads German; this pipeline is for language {nlp.lang!r}")
    return DepescheComponent(
        model=model, rules=rules, names=names, spans_key=spans_key, overwrite_ents=overwrite_ents
    )


register_attributes()
