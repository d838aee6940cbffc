"""What the words right beside a number say against it: years, places, things counted, weights."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from depesche.amounts import elements as kind
from depesche.amounts.classify import MANY, PEOPLE, PUBLIC
from depesche.amounts.drafts import Draft, is_recent_year
from depesche.amounts.elements import Element
from depesche.amounts.pack import CurrenciesPack, UnitsPack
from depesche.amounts.worded import BARE_STAFF
from depesche.readings import Span

_NEAR = 3
_QUARTER = 4
"""The denominator of a word that also means a part of a town ("ein Viertel")."""
_PUBLIC, _CROWD = 1_000_000, 5_000_000
"""From so many on, developers and researchers are a public, and people a population."""
_NOUNS = (
    kind.OF,
    kind.NOUN,
    kind.JOB,
    kind.COUNTED,
    kind.ADJECTIVE,
    kind.BEARER,
    kind.CURRENCY,
    kind.SUM_NOUN,
)
_PART_OF = (kind.HYPHEN, kind.ADJECTIVE)
"""What makes a part of a fraction's noun: "die slowakische Hälfte"."""
_BEHIND_STAFF = (
    kind.NOTICE,
    kind.STOP,
    kind.COMMA,
    kind.LOWER,
    kind.AND,
    kind.BREAK,
    kind.CLOSE,
    kind.OPEN,
    kind.ADJECTIVE,
    kind.ONTO,
)


@dataclass(frozen=True, slots=True)
class ContextRules:
    """The words of ``units.yaml`` and ``currencies.yaml`` that rule a reading in or out."""

    places: re.Pattern[str]
    place_before: re.Pattern[str]
    place_behind: re.Pattern[str]
    people_near: re.Pattern[str]
    staff: re.Pattern[str]
    articles_of_one: frozenset[str]
    endings_of_one: tuple[str, ...]
    times: frozenset[str]
    dated: frozenset[str]
    dated_jobs: frozenset[str]
    own_sum: re.Pattern[str]
    notice: frozenset[str]
    halves_of_time: frozenset[str]
    whole_articles: frozenset[str]
    headed: re.Pattern[str]
    conversion: re.Pattern[str]
    says_conversion: re.Pattern[str]
    set_phrase: re.Pattern[str]
    rates: frozenset[str]
    weighed: re.Pattern[str]


def compile_context(units: UnitsPack, currencies: CurrenciesPack) -> ContextRules:
    """Compile the words of the packs."""
    conversion = "|".join(
        sorted(map(re.escape, (*units.conversion, *units.between_conversion)), key=len, reverse=True)
    )
    return ContextRules(
        places=re.compile(rf"(?:{'|'.join(units.places.words)})$", re.IGNORECASE),
        place_before=re.compile(rf"(?:{'|'.join(units.places.after)})$", re.IGNORECASE),
        place_behind=re.compile(rf"\s*(?:{'|'.join(units.places.before)})(?!\w)", re.IGNORECASE),
        people_near=re.compile(rf"(?<!\w)(?:{'|'.join(units.people.near)})", re.IGNORECASE),
        staff=re.compile(rf"(?:{'|'.join(units.staff)})(?![a-zäöüß])"),
        articles_of_one=frozenset(units.of_one.articles),
        endings_of_one=units.of_one.endings,
        times=frozenset(units.times),
        dated=frozenset(units.dated),
        dated_jobs=frozenset(units.dated_jobs),
        own_sum=re.compile(rf"(?:{'|'.join(units.own_sums)})\w{{0,2}}$", re.IGNORECASE),
        halves_of_time=frozenset(units.halves_of_time),
        whole_articles=frozenset(units.whole_articles),
        headed=re.compile(rf"(?:{'|'.join(units.headed_nouns)})(?:e|en|s|es)?$", re.IGNORECASE),
        notice=frozenset(units.unit_notice),
        conversion=re.compile(rf"[\s,–-]*(?:\(|\[)?\s*(?:(?:{conversion})[\s,]*)*", re.IGNORECASE),
        says_conversion=re.compile(
            rf"(?<!\w)(?:{'|'.join(map(re.escape, units.conversion))})(?!\w)", re.IGNORECASE
        ),
        set_phrase=re.compile(rf"(?:{'|'.join(map(re.escape, units.set_phrases))})", re.IGNORECASE),
        rates=frozenset(units.rates),
        weighed=re.compile(rf"(?<!\w)(?:{'|'.join(currencies.weighed)})"),
    )


class Site(NamedTuple):
    """A draft where it stands: in its sentence, among the elements of the text."""

    text: str
    elements: list[Element]
    draft: Draft
    sentence: Span

    @property
    def before(self) -> Element | None:
        """The element before the draft."""
        return self.elements[self.draft.first - 1] if self.draft.first else None

    @property
    def behind(self) -> Element | None:
        """The element behind the draft."""
        return self.elements[self.draft.last] if self.draft.last < len(self.elements) else None

    def words_of(self, element: Element | None) -> str:
        """The text of an element."""
        return self.text[element.start : element.end] if element else ""


def fits(site: Site, rules: ContextRules) -> bool:
    """Whether nothing right beside the draft speaks against it."""
    draft = site.draft
    if site.elements[draft.first].kind == kind.YEAR_LIKE and _is_year(site, rules):
        return False
    if draft.rule.endswith(".some") and site.elements[draft.first].payload == MANY:
        return False
    if draft.family == "jobs":
        return _fits_jobs(site, rules)
    if draft.family == "money":
        return _fits_money(site, rules)
    return _fits_share(site, rules)


def _is_year(site: Site, rules: ContextRules) -> bool:
    """Whether a number of four digits without a mark is a year: "Ende 2024 Stellen gestrichen"."""
    draft = site.draft
    if draft.max is not None or draft.value is None:
        return False
    word = site.words_of(site.before).lower()
    return word in rules.dated or (
        draft.family == "jobs" and word in rules.dated_jobs and is_recent_year(draft.value)
    )


def _fits_share(site: Site, rules: ContextRules) -> bool:
    """Not "jeden zweiten Tag", not "die zweite Hälfte", not scores."""
    behind = site.behind
    if site.draft.rule.endswith(".nth"):
        is_noun = site.text[site.elements[site.draft.last - 1].start].isupper()
        stands_before_noun = behind is not None and behind.kind in _NOUNS
        return site.words_of(behind) not in rules.times and (is_noun or stands_before_noun)
    if site.draft.rule.startswith("percent.fraction"):
        return _fits_fraction(site, rules)
    if site.draft.rule.endswith(".out_of"):  # figures are rather scores: "9 von 10 Sternen"
        return all(
            site.words_of(site.elements[at]).isalpha() for at in range(site.draft.first, site.draft.last)
        )
    return True


def _fits_fraction(site: Site, rules: ContextRules) -> bool:
    """Not "die zweite Hälfte", not a quarter of a town; alone only where nothing else can be meant."""
    before = site.before
    word = site.words_of(before).lower()
    if word in rules.halves_of_time or (before is not None and before.kind in _PART_OF):
        return False
    if not site.draft.rule.endswith(".fraction_alone"):
        return True
    last = site.elements[site.draft.last - 1]
    if site.elements[site.draft.first].kind == kind.FRACTION:
        return word in rules.whole_articles
    is_modified = before is not None and before.kind in (kind.MODIFIER, kind.GRADE)
    return last.payload != _QUARTER or is_modified or site.elements[site.draft.first].kind != kind.ONE


def _fits_jobs(site: Site, rules: ContextRules) -> bool:
    """Not families, not the public, not places in a text."""
    draft, behind = site.draft, site.behind
    last = site.elements[draft.last - 1]
    if last.kind == kind.HEADED:
        return rules.headed.search(site.words_of(behind)) is not None
    if draft.noun == PEOPLE:
        return (draft.value or 0) < _CROWD and rules.people_near.search(
            site.text, site.sentence.start, site.sentence.end
        ) is not None
    if draft.noun == BARE_STAFF:
        clause = site.text[site.sentence.start : draft.span.start].rpartition(",")[2]
        return rules.staff.search(clause) is not None and (behind is None or behind.kind in _BEHIND_STAFF)
    if draft.rule.endswith(".some_of") and _is_of_one(site, rules):
        return False
    if draft.noun == PUBLIC and draft.value is not None and draft.value >= _PUBLIC:
        return False
    return not rules.places.fullmatch(site.words_of(last)) or not (
        rules.place_before.fullmatch(site.words_of(site.before))
        or rules.place_behind.match(site.text, draft.span.end)
    )


def _is_of_one(site: Site, rules: ContextRules) -> bool:
    """Whether the genitive behind the number tells one person: "Frage 8 der Kollegin"."""
    own = site.elements[site.draft.first : site.draft.last]
    articles = {site.words_of(element).lower() for element in own if element.kind == kind.OF}
    noun = site.words_of(own[-1])
    return bool(articles & rules.articles_of_one) or noun.endswith(rules.endings_of_one)


def _fits_money(site: Site, rules: ContextRules) -> bool:
    """Not idioms, table heads, pairs ("EUR/USD 1,08"), weights, things counted, countries of a currency."""
    draft = site.draft
    if draft.rule.endswith((".by_digits", ".order_only")):
        return not _counts(site, rules)
    currency = draft.unit.currency if draft.unit else None
    is_one_coin = draft.rule.endswith(".one") and (
        not (currency or "").isupper() or site.words_of(site.behind) in rules.rates
    )
    before = site.before
    is_pair = before is not None and before.end == draft.span.start and site.words_of(before) == "/"
    is_table_head = is_pair or (
        site.elements[draft.first].kind == kind.VAGUE and site.words_of(site.before) in rules.notice
    )
    return not (
        is_one_coin
        or is_table_head
        or rules.set_phrase.match(site.text, draft.span.start)
        or _is_weight(site, rules)
        or _belongs_to_the_next(site)
    )


def _is_weight(site: Site, rules: ContextRules) -> bool:
    """Whether pounds are a weight."""
    unit, behind = site.draft.unit, site.behind
    if unit is None or not unit.guarded or unit.currency != "GBP":
        return False
    weighed = rules.weighed.search(site.text, site.sentence.start, site.sentence.end)
    return weighed is not None or (behind is not None and behind.kind == kind.NOUN)


def _belongs_to_the_next(site: Site) -> bool:
    """Whether the currency is part of the noun behind it: "20 Euro-Länder", not "20-Euro-Schein"."""
    draft, behind = site.draft, site.behind
    if behind is None or behind.start != draft.span.end or behind.kind != kind.HYPHEN:
        return False
    number = site.text[draft.span.start : draft.span.end].split(maxsplit=1)[0]
    if "-" in number:
        return False
    following = site.elements[draft.last + 1] if draft.last + 1 < len(site.elements) else None
    return following is not None and following.kind not in (kind.BEARER, kind.SUM_NOUN)


def _counts(site: Site, rules: ContextRules) -> bool:
    """Whether a sum by its digits or its order is one of things ("fünfstellige Zahl von Nutzern")."""
    draft, elements = site.draft, site.elements
    beside = (
        *elements[max(0, draft.first - _NEAR) : draft.first],
        *elements[draft.last : draft.last + _NEAR],
    )
    if any(element.kind in (kind.COUNTED, kind.JOB) for element in beside):
        return True
    if draft.unit is not None or draft.value is None:
        return False
    own = elements[draft.first : draft.last]
    has_order = any(element.kind in (kind.SUM_OF_ORDER, kind.MAGNITUDE) for element in own)
    return not has_order and not rules.own_sum.search(site.words_of(own[-1]))
