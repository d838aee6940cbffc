"""The company of a title that is not named beside it: "dessen Gründer", "Finanzchefin Anna Müller"."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from depesche.readings import Name, Span, TitleReading
from depesche.records import TitleStatus
from depesche.sections import section_at
from depesche.titles.houses import Houses
from depesche.titles.items import Item
from depesche.titles.vocabulary import Vocabulary

_SENTENCES_BACK = 2
"""How far a possessive or description may be from the company it stands for."""
_TOPIC_BACK = 4
"""How far the company may be that a bare title belongs to."""
_GOVERNED_REACH = 4
"""A preposition governs a name at most this many items behind it."""
_MOST_MENTIONS = 40
_LIST_GAP = 12
"""Most characters between two people of a list: a comma, "und", an article."""
_LINE_MARKS = 4
"""Signs such as bullets may stand before what a line is about."""
_OPENING = frozenset("„»‚«")
_CLOSING = frozenset("“”‘")
_STRAIGHT = frozenset('"')
_MARKS = _OPENING | _CLOSING | _STRAIGHT
_TOLD = frozenset({"stop", "prep", "company", "comma", "verb"})
"""The labels of items that say something of the companies around."""
_HEADLINE_COUNTS = 2
"""A company of the first line is as good as named so many times more."""
_HEADS_ITEM = 2.5
_OPENS_PARAGRAPH = 1.2
_GOVERNED_SHARE = 0.7
_LIKELY_SUBJECT = 1.0
_MAIN = 0.6
_ASIDE = -0.3
_HELD = -2.0
_MISFIT = -3.0
"""What these count for as to which company is spoken of; its share of all mentions comes on top."""


@dataclass(frozen=True, slots=True)
class _Mention:
    """A company name in the text.

    ``governed``: behind a preposition, so hardly the subject; ``aside``: in somebody's title or in a
    quotation, so hardly what is spoken of; ``heads``: a colon behind it at the begin of a line.
    """

    name: Name
    sentence: int
    paragraph: int
    governed: bool
    aside: bool
    heads: bool


@dataclass(frozen=True, slots=True)
class CompanyContext:
    """The companies of an article by place; ``starts`` are the offsets of ``mentions``.

    ``counts``: how often each base is named, ``main``: mentions of the one named most; ``corporate``: the
    title words whose company may be inferred; ``single``: titles only one person at a time has at a
    company; ``business``: those authorities do not have; ``editorial``: those media have; ``topical``: ids
    of the rules whose company is the one spoken of; ``houses``: title -> what the house of all such
    titles is called; ``named``: the companies by the words of their names; ``sections``: where the items of
    a survey begin.
    """

    mentions: tuple[_Mention, ...]
    starts: tuple[int, ...]
    sentence_starts: tuple[int, ...]
    paragraph_starts: tuple[int, ...]
    main: tuple[_Mention, ...]
    counts: Counter[str]
    corporate: frozenset[Span]
    single: frozenset[str]
    business: frozenset[str]
    editorial: frozenset[str]
    topical: frozenset[str]
    houses: Mapping[str, str]
    named: Houses
    sections: tuple[int, ...]

    @staticmethod
    def of(
        items: Sequence[Item], vocabulary: Vocabulary, topical: frozenset[str], sections: tuple[int, ...]
    ) -> CompanyContext:
        """Collect the companies of an article from its items."""
        mentions: list[_Mention] = []
        sentence_starts, paragraph_starts = [0], [0]
        known = _full_names(items)
        governed_to = -1
        quoted = False
        for at, item in enumerate(items):
            labels = item.labels
            if item.text in _MARKS or "line" in labels:
                quoted = _is_quoted(item, quoted)
            if labels.isdisjoint(_TOLD):
                continue
            if "stop" in labels:
                sentence_starts.append(item.end)
                if "line" in labels and at and "stop" in items[at - 1].labels | _ended(items, at):
                    paragraph_starts.append(item.end)
                governed_to = -1
            elif "prep" in labels:
                governed_to = at + _GOVERNED_REACH
            elif "company" in labels and item.name is not None:
                sentence, paragraph = len(sentence_starts) - 1, len(paragraph_starts) - 1
                after = items[at + 1].labels if at + 1 < len(items) else frozenset[str]()
                heads = "colon" in after and item.start <= paragraph_starts[-1] + _LINE_MARKS
                name, full = item.name, known.get(item.name.base)
                name = name if full is None else replace(name, base=full)
                aside = (quoted and not _is_in_marks(items, at)) or _is_of_staff(items, at, vocabulary)
                mentions.append(_Mention(name, sentence, paragraph, at <= governed_to, aside, heads))
                governed_to = -1
            elif "comma" in labels or "verb" in labels:
                governed_to = -1
        counts = Counter(one.name.base for one in mentions if not one.name.is_medium)
        topics = counts + Counter(
            {
                one.name.base: _HEADLINE_COUNTS
                for one in mentions
                if one.paragraph == 0 and one.name.type == "company" and not one.name.is_medium
            }
        )
        main = next((base for base, _ in topics.most_common(1)), None)
        return CompanyContext(
            mentions=tuple(mentions),
            starts=tuple(mention.name.span.start for mention in mentions),
            sentence_starts=tuple(sentence_starts),
            paragraph_starts=tuple(paragraph_starts),
            main=tuple(m for m in mentions if m.name.base == main),
            counts=counts,
            corporate=frozenset([item.span for item in items if _is_corporate(item)]),
            single=vocabulary.single,
            business=vocabulary.business,
            editorial=vocabulary.editorial,
            topical=topical,
            houses=vocabulary.houses,
            named=Houses.of(mention.name for mention in mentions),
            sections=sections,
        )

    def owner(self, node: Item, kind: str | None, offset: int) -> Name | None:
        """The company a possessive or a description in the phrase of ``node`` stands for.

        ``offset``: only companies before it are meant, where the rule says so. ``kind``: "subject",
        "antecedent" or "other" where the rule itself says so; None when nothing points to a company or
        it is not clear which.
        """
        phrase = node.phrase
        if phrase is not None and (phrase.possessive is not None or phrase.generic is not None):
            offset = node.start
        if phrase is not None and phrase.possessive is not None:
            if "speaker" in phrase.possessive.labels:
                return None
            kind = "antecedent" if "demonstrative" in phrase.possessive.labels else "subject"
        elif phrase is not None and phrase.generic is not None:
            kind = "antecedent"
        if kind is None or kind == "topic":
            return None
        pointed = phrase is not None and (phrase.possessive is not None or phrase.generic is not None)
        for back, everybody in self._sentences_before(offset, _SENTENCES_BACK if pointed else 0):
            here = [one for one in everybody if not one.name.is_medium]
            if not here:
                continue
            subject = next((one.name for one in here if not (one.governed or one.aside)), here[0].name)
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
        left: dict[str, set[str]] = {}
        for reading in readings:
            if reading.person is None or reading.company is None:
                continue
            last = _last_name(bases[reading.person])
            known.setdefault((last, reading.normalized), reading.company)
            if reading.status is not TitleStatus.DESIGNATED:
                left.setdefault(last, set()).add(bases[reading.company])
            if reading.normalized in self.single and reading.status is TitleStatus.CURRENT:
                holders.setdefault((bases[reading.company], reading.normalized), set()).add(last)
        completed: list[TitleReading] = []
        for reading in readings:
            if reading.person is None or reading.company is not None:
                completed.append(reading)
                continue
            corporate = reading.span in self.corporate or reading.rule in self.topical
            last = _last_name(bases[reading.person])
            company = self.named.of_title(reading.title, self.houses.get(reading.normalized))
            if company is None and corporate:
                company = known.get((last, reading.normalized)) or self._listed_with(reading, completed)
            if company is None and corporate:
                company = self._spoken_of(reading, last, holders, left.get(last, set()))
                if company is not None:
                    known[last, reading.normalized] = company
            completed.append(replace(reading, company=company) if company is not None else reading)
        return completed

    def _listed_with(self, reading: TitleReading, before: Sequence[TitleReading]) -> Span | None:
        """The company of the title right before, of another person in the same list: "den CEO von
        Beispiel, Max Muster, und die Finanzchefin Anna Muster"."""
        last = before[-1] if before else None
        if last is None or last.company is None or last.person in (None, reading.person):
            return None
        gap = reading.span.start - last.evidence.end
        sentence = bisect_right(self.sentence_starts, last.evidence.end)
        same = bisect_right(self.sentence_starts, reading.span.start) == sentence
        return last.company if 0 < gap <= _LIST_GAP and same else None

    def _spoken_of(
        self,
        reading: TitleReading,
        last: str,
        holders: Mapping[tuple[str, str], set[str]],
        left: Collection[str],
    ) -> Span | None:
        """The company most likely spoken of; None when the article names none.

        Of those named in the paragraph so far and the one the article is about it weighs which opened the
        paragraph, which was the likely subject of the nearest sentence, how often each is named, and whether
        somebody else has the post there; what stands in a quotation or in somebody's title counts less, and
        who is to take a post hardly takes it at the house that was ``left`` for it.
        """

        floor = section_at(reading.span.start, self.sections)
        paragraph = bisect_right(self.paragraph_starts, reading.span.start) - 1
        # In an item of a survey the item's own company is spoken of, whoever is named most elsewhere.
        before = self._named_from(floor or self.paragraph_starts[paragraph], reading.span.start)
        if reading.normalized not in self.editorial:
            before = [one for one in before if not one.name.is_medium]
        latest: dict[str, Span] = {one.name.base: one.name.span for one in before}
        told = {one.name.base for one in before if not one.aside}
        main = self._nearest_main(reading.span)
        if main is not None and main.span.start < floor:
            main = None
        if main is not None:
            latest.setdefault(main.base, main.span)
        if not latest:
            return None
        scores = {base: self.counts[base] / len(self.mentions) for base in latest}
        if main is not None:
            scores[main.base] += _MAIN
        opener = next((one for one in before if not one.aside), None)
        if opener is not None:
            weight = _HEADS_ITEM if opener.heads else _OPENS_PARAGRAPH
            scores[opener.name.base] += weight * (_GOVERNED_SHARE if opener.governed else 1.0)
        for _, here in self._sentences_before(reading.span.start, _TOPIC_BACK):
            subject = next((m for m in here if not (m.governed or m.aside) and m.name.base in told), None)
            if subject is not None:
                scores[subject.name.base] += _LIKELY_SUBJECT
                break
        for one in before:
            base = one.name.base
            if one.name.type == "organization" and reading.normalized in self.business:
                scores[base] += _MISFIT
            if base not in told:
                scores[base] += _ASIDE
        for base in latest:
            others = holders.get((base, reading.normalized), set()) - {last}
            barred = {TitleStatus.CURRENT: bool(others), TitleStatus.DESIGNATED: base in left}
            scores[base] += _HELD * barred.get(reading.status, False)
        best = max(scores, key=lambda base: (scores[base], latest[base]))
        return latest[best] if scores[best] > _MISFIT / 2 else None

    def _nearest_main(self, span: Span) -> Name | None:
        """The last mention before ``span`` of the company the article is about, else its first one."""
        if not self.main:
            return None
        at = bisect_left(self.main, span, key=lambda one: one.name.span)
        return self.main[max(0, at - 1)].name

    def _named_from(self, begin: int, offset: int) -> list[_Mention]:
        """The company mentions between two offsets, the last ones of many."""
        last = bisect_left(self.starts, offset)
        return list(self.mentions[max(bisect_left(self.starts, begin), last - _MOST_MENTIONS) : last])

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


def _ended(items: Sequence[Item], at: int) -> frozenset[str]:
    """The labels of what stands before a closing quotation mark at the end of a line."""
    return items[at - 2].labels if at > 1 and "quote" in items[at - 1].labels else frozenset()


def _full_names(items: Sequence[Item]) -> dict[str, str]:
    """Short names of companies -> the first longer one they begin or end: "Telekom" -> "Deutsche Telekom"."""
    bases = dict.fromkeys(
        [item.name.base for item in items if item.name is not None and "company" in item.labels]
    )
    full: dict[str, str] = {}
    for base in bases:
        words = base.split()
        for part in [words[:n] for n in range(1, len(words))] + [words[n:] for n in range(1, len(words))]:
            full.setdefault(" ".join(part), base)
    return {base: full[base] for base in bases if base in full}


def _is_in_marks(items: Sequence[Item], at: int) -> bool:
    """Whether quotation marks stand around a name alone: the "New York Times"."""
    return at > 0 and at + 1 < len(items) and "quote" in items[at - 1].labels & items[at + 1].labels


def _is_of_staff(items: Sequence[Item], at: int, vocabulary: Vocabulary) -> bool:
    """Whether a company stands in the title of somebody who does not lead it: "ATP-Aktienchef"."""
    title = items[at + 1].title if at + 1 < len(items) and "joined" in items[at + 1].labels else None
    return title is not None and title.normalized not in vocabulary.business


def _is_quoted(item: Item, quoted: bool) -> bool:
    """Whether what follows an item stands in a quotation; those of a word or two do not end at a line."""
    if item.text in _OPENING or (item.text in _STRAIGHT and not quoted):
        return True
    if item.text in _CLOSING or item.text in _STRAIGHT or "line" in item.labels:
        return False
    return quoted


def _is_corporate(item: Item) -> bool:
    title = item.title
    return "post" in item.labels if title is None else title.head.corporate or "post" in item.labels


def _last_name(base: str) -> str:
    return base.rsplit(" ", 1)[-1]
