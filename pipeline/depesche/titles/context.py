"""The company of a title that is not named beside it: "dessen Gründer", "Finanzchefin Anna Müller"."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from depesche.readings import Name, Span, TitleReading
from depesche.records import TitleStatus
from depesche.titles.items import Item

_SENTENCES_BACK = 2
"""How far a possessive or description may be from the company it stands for."""
_TOPIC_BACK = 4
"""How far the company may be that a bare title belongs to."""
_GOVERNED_REACH = 4
"""A preposition governs a name at most this many items behind it."""
_MOST_MENTIONS = 40
_OPENS_PARAGRAPH = 1.0
_LIKELY_SUBJECT = 1.0
_HELD = -2.0
"""What these count for as to which company is spoken of; its share of all mentions comes on top."""


@dataclass(frozen=True, slots=True)
class _Mention:
    """A company name in the text; ``governed``: behind a preposition, so hardly the subject."""

    name: Name
    sentence: int
    paragraph: int
    governed: bool


@dataclass(frozen=True, slots=True)
class CompanyContext:
    """The companies of an article by place; ``starts`` are the offsets of ``mentions``.

    ``counts``: how often each base is named, ``main``: mentions of the one named most; ``corporate``: the
    title words whose company may be inferred; ``single``: titles only one person at a time has at a company.
    """

    mentions: tuple[_Mention, ...]
    starts: tuple[int, ...]
    sentence_starts: tuple[int, ...]
    paragraph_starts: tuple[int, ...]
    main: tuple[_Mention, ...]
    counts: Counter[str]
    corporate: frozenset[Span]
    single: frozenset[str]

    @staticmethod
    def of(items: Sequence[Item], single: frozenset[str]) -> CompanyContext:
        """Collect the companies of an article from its items."""
        mentions: list[_Mention] = []
        sentence_starts, paragraph_starts = [0], [0]
        governed = 0
        for item in items:
            labels = item.labels
            if "stop" in labels:
                sentence_starts.append(item.end)
                if "line" in labels:
                    paragraph_starts.append(item.end)
                governed = 0
            elif "prep" in labels:
                governed = _GOVERNED_REACH
            elif "company" in labels and item.name is not None and not item.name.is_medium:
                sentence, paragraph = len(sentence_starts) - 1, len(paragraph_starts) - 1
                mentions.append(_Mention(item.name, sentence, paragraph, governed > 0))
                governed = 0
            elif "comma" in labels or "verb" in labels:
                governed = 0
            else:
                governed = max(0, governed - 1)
        counts = Counter(mention.name.base for mention in mentions)
        main = next((base for base, _ in counts.most_common(1)), None)
        return CompanyContext(
            mentions=tuple(mentions),
            starts=tuple(mention.name.span.start for mention in mentions),
            sentence_starts=tuple(sentence_starts),
            paragraph_starts=tuple(paragraph_starts),
            main=tuple(m for m in mentions if m.name.base == main),
            counts=counts,
            corporate=frozenset(item.span for item in items if _is_corporate(item)),
            single=single,
        )

    def owner(self, node: Item, kind: str | None) -> Name | None:
        """The company a possessive or a description in the phrase of ``node`` stands for.

        ``kind``: "subject", "antecedent" or "other" where the rule itself says so; None when nothing points
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
        for back, here in self._sentences_before(node.start, _SENTENCES_BACK):
            subject = next((one.name for one in here if not one.governed), here[0].name)
            if back == 0 and kind == "other":
                return next((one.name for one in reversed(here) if one.name.base != subject.base), None)
            if back == 0 and kind == "antecedent":
                return here[-1].name
            return subject
        return None

    def complete(self, readings: Sequence[TitleReading], names: Sequence[Name]) -> list[TitleReading]:
        """Give titles without a company the one the same person has elsewhere, or that is spoken of."""
        bases = {name.span: name.base for name in names}
        known: dict[tuple[str, str], Span] = {}
        holders: dict[tuple[str, str], set[str]] = {}
        for reading in readings:
            if reading.person is None or reading.company is None:
                continue
            last = _last_name(bases[reading.person])
            known.setdefault((last, reading.normalized), reading.company)
            if reading.normalized in self.single and reading.status is TitleStatus.CURRENT:
                holders.setdefault((bases[reading.company], reading.normalized), set()).add(last)
        completed: list[TitleReading] = []
        for reading in readings:
            if reading.person is None or reading.company is not None or reading.span not in self.corporate:
                completed.append(reading)
                continue
            last = _last_name(bases[reading.person])
            company = known.get((last, reading.normalized))
            if company is None:
                company = self._spoken_of(reading, last, holders)
                if company is not None:
                    known[last, reading.normalized] = company
            completed.append(replace(reading, company=company) if company is not None else reading)
        return completed

    def _spoken_of(
        self, reading: TitleReading, last: str, holders: dict[tuple[str, str], set[str]]
    ) -> Span | None:
        """The company most likely spoken of; None when the article names none.

        Of those named in the paragraph so far it weighs which opened it, which was the likely subject
        of the nearest sentence, how often each is named, and whether somebody else has the post there;
        with none in the paragraph it is the company named most in the article.
        """

        def taken(base: str) -> bool:
            others = holders.get((base, reading.normalized), set()) - {last}
            return bool(others) and reading.status is TitleStatus.CURRENT

        paragraph = bisect_right(self.paragraph_starts, reading.span.start) - 1
        scores: dict[str, float] = {}
        latest: dict[str, Span] = {}
        for one in self._paragraph_before(paragraph, reading.span.start):
            base = one.name.base
            if base not in scores:
                scores[base] = (_HELD if taken(base) else 0.0) + (0.0 if scores else _OPENS_PARAGRAPH)
            latest[base] = one.name.span
        if not scores:
            return self._nearest_main(reading.span)
        for _, here in self._sentences_before(reading.span.start, _TOPIC_BACK):
            subject = next((m for m in here if not m.governed and m.name.base in scores), None)
            if subject is not None:
                scores[subject.name.base] += _LIKELY_SUBJECT
                break
        total = len(self.mentions)
        return latest[max(scores, key=lambda base: (scores[base] + self.counts[base] / total, latest[base]))]

    def _nearest_main(self, span: Span) -> Span | None:
        """The last mention before ``span`` of the company the article is about, else its first one."""
        if not self.main:
            return None
        at = bisect_left(self.main, span, key=lambda one: one.name.span)
        return self.main[max(0, at - 1)].name.span

    def _paragraph_before(self, paragraph: int, offset: int) -> list[_Mention]:
        """The company mentions of a paragraph before an offset, the last ones of a very long one."""
        last = bisect_left(self.starts, offset)
        first = max(bisect_left(self.starts, self.paragraph_starts[paragraph]), last - _MOST_MENTIONS)
        return list(self.mentions[first:last])

    def _sentences_before(self, offset: int, farthest: int) -> Iterator[tuple[int, list[_Mention]]]:
        """The company mentions before an offset, sentence by sentence, the nearest sentence first."""
        sentence = bisect_right(self.sentence_starts, offset) - 1
        here: list[_Mention] = []
        for at in range(bisect_left(self.starts, offset) - 1, -1, -1):
            mention = self.mentions[at]
            if here and mention.sentence != here[0].sentence:
                yield sentence - here[0].sentence, here
                here = []
            if sentence - mention.sentence > farthest:
                break
            here.insert(0, mention)
        if here:
            yield sentence - here[0].sentence, here


def _is_corporate(item: Item) -> bool:
    return "post" in item.labels or (item.title is not None and item.title.head.corporate)


def _last_name(base: str) -> str:
    return base.rsplit(" ", 1)[-1]
