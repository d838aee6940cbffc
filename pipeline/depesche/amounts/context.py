"""What the words right beside a number say against it: years, places, things counted, weights."""

from __future__ import annotations

import re
from dataclasses import dataclass

from depesche.amounts import elements as kind
from depesche.amounts.classify import PEOPLE, PUBLIC
from depesche.amounts.drafts import BARE_STAFF, Draft, is_recent_year
from depesche.amounts.elements import Element
from depesche.amounts.pack import CurrenciesPack, UnitsPack
from depesche.readings import Span

_NEAR = 3
_NOUNS = (kind.NOUN, kind.JOB, kind.COUNTED, kind.ADJECTIVE, kind.BEARER, kind.CURRENCY, kind.SUM_NOUN)
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
    times: frozenset[str]
    dated: frozenset[str]
    dated_jobs: frozenset[str]
    own_sum: re.Pattern[str]
    notice: frozenset[str]
    halves_of_time: frozenset[str]
    headed: re.Pattern[str]
    conversion: re.Pattern[str]
    says_conversion: re.Pattern[str]
    set_phrase: re.Pattern[str]
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
        times=frozenset(units.times),
        dated=frozenset(units.dated),
        dated_jobs=frozenset(units.dated_jobs),
        own_sum=re.compile(rf"(?:{'|'.join(units.own_sums)})\w{{0,2}}$", re.IGNORECASE),
        halves_of_time=frozenset(units.halves_of_time),
        headed=re.compile(rf"(?:{'|'.join(units.headed_nouns)})(?:e|en|s|es)?$", re.IGNORECASE),
        notice=frozenset(units.unit_notice),
        conversion=re.compile(rf"[\s,–-]*(?:\(|\[)?\s*(?:(?:{conversion})[\s,]*)*", re.IGNORECASE),
        says_conversion=re.compile(
            rf"(?<!\w)(?:{'|'.join(map(re.escape, units.conversion))})(?!\w)", re.IGNORECASE
        ),
        set_phrase=re.compile(rf"(?:{'|'.join(map(re.escape, units.set_phrases))})", re.IGNORECASE),
        weighed=re.compile(rf"(?<!\w)(?:{'|'.join(currencies.weighed)})"),
    )


def fits(text: str, draft: Draft, elements: list[Element], sentence: Span, rules: ContextRules) -> bool:
    """Whether nothing right beside the draft speaks against it."""
    before = elements[draft.first - 1] if draft.first else None
    behind = elements[draft.last] if draft.last < len(elements) else None
    word_before = text[before.start : before.end].lower() if before else ""
    if elements[draft.first].kind == kind.YEAR_LIKE and _is_year(draft, word_before, rules):
        return False
    if draft.family == "jobs":
        return _fits_jobs(text, draft, elements, sentence, word_before, rules)
    if draft.rule.endswith(".nth"):
        word_behind = text[behind.start : behind.end] if behind else ""
        is_noun = text[elements[draft.last - 1].start].isupper()
        return word_behind not in rules.times and (is_noun or (behind is not None and behind.kind in _NOUNS))
    if draft.rule.startswith("percent.fraction"):
        return word_before not in rules.halves_of_time and (before is None or before.kind not in _PART_OF)
    if draft.family != "money":
        return True
    return _fits_money(text, draft, elements, sentence, word_before, rules)


def _is_year(draft: Draft, word_before: str, rules: ContextRules) -> bool:
    """Whether a number of four digits without a mark is a year: "Ende 2024 Stellen gestrichen"."""
    if draft.max is not None or draft.value is None:
        return False
    return word_before in rules.dated or (
        draft.family == "jobs" and word_before in rules.dated_jobs and is_recent_year(draft.value)
    )


def _fits_jobs(
    text: str, draft: Draft, elements: list[Element], sentence: Span, word_before: str, rules: ContextRules
) -> bool:
    if elements[draft.last - 1].kind == kind.HEADED:
        behind = elements[draft.last] if draft.last < len(elements) else None
        return behind is not None and rules.headed.search(text[behind.start : behind.end]) is not None
    around = text[sentence.start : sentence.end]
    if draft.noun == PEOPLE:
        return bool(rules.people_near.search(around))
    if draft.noun == BARE_STAFF:
        clause = text[sentence.start : draft.span.start].rpartition(",")[2]
        behind = elements[draft.last] if draft.last < len(elements) else None
        return bool(rules.staff.search(clause)) and (behind is None or behind.kind in _BEHIND_STAFF)
    if draft.noun == PUBLIC and draft.value is not None and draft.value >= 1_000_000:
        return False
    noun = text[elements[draft.last - 1].start : draft.span.end]
    if rules.places.fullmatch(noun) and (
        rules.place_before.fullmatch(word_before) or rules.place_behind.match(text, draft.span.end)
    ):
        return False
    return True


def _fits_money(
    text: str, draft: Draft, elements: list[Element], sentence: Span, word_before: str, rules: ContextRules
) -> bool:
    behind = elements[draft.last] if draft.last < len(elements) else None
    if rules.set_phrase.match(text, draft.span.start):
        return False
    if draft.rule.endswith(".one") and draft.unit is not None and not (draft.unit.currency or "").isupper():
        return False  # "Ein Bitcoin kostet …"
    if draft.rule.endswith((".by_digits", ".order_only")):
        return not _counts(text, draft, elements, rules)
    if elements[draft.first].kind == kind.VAGUE and word_before in rules.notice:
        return False  # "Angaben in Millionen Euro"
    if draft.unit is not None and draft.unit.currency == "GBP" and draft.unit.guarded:
        if rules.weighed.search(text, sentence.start, sentence.end) or (behind and behind.kind == kind.NOUN):
            return False
    if behind is None or behind.start != draft.span.end or behind.kind != kind.HYPHEN:
        return True
    # "20 Euro-Länder": without a hyphen before it, the unit belongs to the noun behind it.
    following = elements[draft.last + 1] if draft.last + 1 < len(elements) else None
    hyphened = (
        any(elements[i].kind == kind.HYPHEN for i in range(draft.first, draft.last))
        or "-" in text[draft.span.start : draft.span.end].split(" ", maxsplit=1)[0]
    )
    return hyphened or following is None or following.kind in (kind.BEARER, kind.SUM_NOUN)


def _counts(text: str, draft: Draft, elements: list[Element], rules: ContextRules) -> bool:
    """Whether a sum by its digits or its order is one of things ("fünfstellige Zahl von Nutzern")."""
    low, high = max(0, draft.first - _NEAR), min(len(elements), draft.last + _NEAR)
    if any(
        elements[i].kind in (kind.COUNTED, kind.JOB)
        for i in (*range(low, draft.first), *range(draft.last, high))
    ):
        return True
    if draft.unit is not None or draft.value is None or not draft.rule.endswith(".by_digits"):
        return False
    last = elements[draft.last - 1]
    has_order = any(
        elements[i].kind in (kind.SUM_OF_ORDER, kind.MAGNITUDE) for i in range(draft.first, draft.last)
    )
    return not has_order and not rules.own_sum.search(text[last.start : last.end])
