"""Turns an extraction into an editable gold file, for people to mend."""

from __future__ import annotations

from depesche.corpus.decompile import decompile
from depesche.corpus.places import sentence_around
from depesche.corpus.source import GoldSource
from depesche.corpus.source_yaml import source_yaml
from depesche.readings import Span
from depesche.records import Extraction


def draft_yaml(record: Extraction, *, published: str | None, title: str | None = None) -> str:
    """The text of a gold file with what the extraction found; ``published`` ISO 8601, asked for if None.

    Mentions that the notation cannot hold are left out; the text is kept as it is.
    """
    return source_yaml(draft_source(record, published=published, title=title))


def draft_source(record: Extraction, *, published: str | None, title: str | None = None) -> GoldSource:
    """The source form of an extraction, without what is not annotated."""
    head = GoldSource(id=record.id, title=title, published=published or "", text=record.text or "")
    return decompile(for_annotation(record), head)[0]


def for_annotation(record: Extraction) -> Extraction:
    """A record reduced to what the guidelines ask for.

    Vague dates ("derzeit") go, titles keep the words of the text, and the evidence of a deal is the sentence
    of its trigger.
    """
    vague = {day.mention for day in record.dates if day.granularity == "vague"}
    mentions = {mention.id: mention for mention in record.mentions}
    text = record.text or ""
    people = [
        person.model_copy(
            update={
                "titles": tuple(
                    title.model_copy(update={"normalized": title.title.casefold()}) for title in person.titles
                )
            }
        )
        for person in record.people
    ]
    deals = []
    for deal in record.deals:
        evidence = []
        for found in deal.evidence:
            trigger = mentions.get(found.trigger)
            if trigger is None:
                continue
            around = sentence_around(text, Span(trigger.start, trigger.end))
            evidence.append(found.model_copy(update={"start": around.start, "end": around.end}))
        deals.append(deal.model_copy(update={"evidence": tuple(evidence)}))
    return record.model_copy(
        update={
            "mentions": tuple(m for m in record.mentions if m.id not in vague),
            "dates": tuple(day for day in record.dates if day.mention not in vague),
            "people": tuple(people),
            "deals": tuple(deals),
        }
    )
