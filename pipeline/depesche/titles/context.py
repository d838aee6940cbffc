"""The company of a title that is not named beside it: "dessen Gründer", "Finanzchefin Anna Müller"."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from depesche.readings import Name, Span, TitleReading
from depesche.titles.items import Item
from depesche.titles.phrases import Node

_SENTENCES_BACK = 2
_CLEAR_LEAD = 2
"""The company an article is about is named at least this many times as often as the next one."""


@dataclass(frozen=True, slots=True)
class _Mention:
    """A company name in the text; ``governed``: behind a preposition."""

    name: Name
    sentence: int
    governed: bool


@dataclass(frozen=True, slots=True)
class CompanyContext:
    """The companies of an article by place; ``starts`` are their offsets.

    ``main``: mentions of the company the article is clearly about; ``corporate``: the title words whose
    company may be inferred.
    """

    mentions: tuple[_Mention, ...]
    starts: tuple[int, ...]
    sentence_starts: tuple[int, ...]
    main: tuple[Span, ...]
    corporate: frozenset[Span]

    @staticmethod
    def of(items: Sequence[Item], names: Sequence[Name]) -> CompanyContext:
        """Collect the companies of an article from its items."""
        mentions: list[_Mention] = []
        sentence_starts = [0]
        corporate: set[Span] = set()
        governed = 0
        for item in items:
            labels = item.labels
            if "stop" in labels:
                sentence_starts.append(item.span.end)
                governed = 0
            elif "prep" in labels:
                governed = 4
            elif "company" in labels and item.name is not None:
                mentions.append(_Mention(item.name, len(sentence_starts) - 1, governed > 0))
                governed = 0
            elif "comma" in labels or "verb" in labels:
                governed = 0
            else:
                governed = max(0, governed - 1)
            if item.title is not None and item.title.head.corporate:
                corporate.add(item.span)
        main = _main_company(names)
        return CompanyContext(
            mentions=tuple(mentions),
            starts=tuple(mention.name.span.start for mention in mentions),
            sentence_starts=tuple(sentence_starts),
            main=tuple(m.name.span for m in mentions if m.name.base == main),
            corporate=frozenset(corporate),
        )

    def owner(self, node: Node, kind: str | None) -> Name | None:
        """The company a possessive or a description in the phrase of ``node`` stands for.

        ``kind``: "subject" or "antecedent" where the rule itself says so; None when nothing points
        to a company or it is not clear which.
        """
        phrase = node.phrase
        if phrase is not None and phrase.possessive is not None:
            if "speaker" in phrase.possessive.labels:
                return None
            kind = "antecedent" if "demonstrative" in phrase.possessive.labels else "subject"
        elif phrase is not None and phrase.generic is not None:
            kind = "antecedent"
        if kind is None:
            return None
        sentence = bisect_left(self.sentence_starts, node.span.start + 1) - 1
        here: list[_Mention] = []
        for at in range(bisect_left(self.starts, node.span.start) - 1, -1, -1):
            mention = self.mentions[at]
            if mention.sentence < sentence - _SENTENCES_BACK or (
                here and mention.sentence < here[0].sentence
            ):
                break
            if not mention.name.is_medium:
                here.insert(0, mention)
        if not here:
            return None
        if kind == "antecedent" and here[0].sentence == sentence:
            return here[-1].name
        return next((one.name for one in here if not one.governed), here[0].name)

    def complete(self, readings: Sequence[TitleReading], names: Sequence[Name]) -> list[TitleReading]:
        """Give titles without a company the one the same person has elsewhere, or the article's own."""
        bases = {name.span: name.base for name in names}
        known: dict[tuple[str, str], Span] = {}
        for reading in readings:
            if reading.person is not None and reading.company is not None:
                last = bases[reading.person].rsplit(" ", 1)[-1]
                known.setdefault((last, reading.normalized), reading.company)
        return [self._completed(reading, known, bases) for reading in readings]

    def _completed(
        self, reading: TitleReading, known: dict[tuple[str, str], Span], bases: dict[Span, str]
    ) -> TitleReading:
        if reading.person is None or reading.company is not None or reading.span not in self.corporate:
            return reading
        last = bases[reading.person].rsplit(" ", 1)[-1]
        company = known.get((last, reading.normalized)) or self._main_before(reading.span)
        return reading if company is None else replace(reading, company=company)

    def _main_before(self, span: Span) -> Span | None:
        """The nearest mention of the company the article is about, the first when none is before."""
        if not self.main:
            return None
        at = bisect_left([mention.start for mention in self.main], span.start)
        return self.main[max(0, at - 1)]


def _main_company(names: Sequence[Name]) -> str | None:
    """The base of the company an article is clearly about."""
    counts = Counter(name.base for name in names if name.type == "company" and not name.is_medium)
    if not counts:
        return None
    (first, most), *rest = counts.most_common(2)
    return first if not rest or most >= _CLEAR_LEAD * rest[0][1] else None
