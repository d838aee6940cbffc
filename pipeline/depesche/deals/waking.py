"""Which sentences can tell of a deal at all, by their words, so that the others need no clauses.

A sentence that is asleep has no trigger whose rule could hold there, and no cue by which it could change the
status of a deal told before. Most sentences with a verb such as "kommen" are.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from depesche.deals.compile import CompiledRule
from depesche.deals.forms import DealForms, Woken
from depesche.deals.status import phrase_in
from depesche.deals.view import View, within
from depesche.readings import Span

_NO_VERB = frozenset({"NN", "NE"})


class _Sentence(NamedTuple):
    """The tokens of a sentence (``last`` exclusive), its characters, its nouns by lemma and all its words."""

    first: int
    last: int
    span: Span
    words: set[str | None]
    small: set[str]


def is_awake(first: int, last: int, view: View, forms: DealForms) -> bool:
    """Whether a sentence of tokens ``first`` to ``last`` (exclusive) may tell of a deal or of its status."""
    sentence = _Sentence(
        first,
        last,
        view.span(first, last),
        {*view.lemmas[first:last], *view.words[first:last]},
        set(view.small[first:last]),
    )
    return any(_may_hold(rule, sentence, view) for rule in _rules(sentence, view, forms)) or _may_change(
        sentence, view, forms
    )


def _rules(sentence: _Sentence, view: View, forms: DealForms) -> Iterator[CompiledRule]:
    """The rules whose triggers stand in a sentence."""
    rules, first, last = forms.rules, sentence.first, sentence.last
    for lemma in view.lemmas[first:last]:
        if lemma in rules.by_noun:
            yield from rules.by_noun[lemma]
    for low in sentence.small & rules.by_adjective.keys():
        yield from rules.by_adjective[low]
    for woken in _woken(sentence, view, forms):
        if woken.rule is not None:
            yield woken.rule
    for token, participle in view.participles.items():
        if first <= token < last:
            yield from rules.by_verb[participle.lemma]


def _woken(sentence: _Sentence, view: View, forms: DealForms) -> Iterator[Woken]:
    """What the verbs of a sentence wake; a noun inside it is none."""
    first, last = sentence.first, sentence.last
    words = zip(view.words[first:last], view.small[first:last], view.tags[first:last], strict=True)
    for at, (word, low, tag) in enumerate(words):
        if word == low or at == 0 or tag not in _NO_VERB:
            for woken in forms.woken(low):
                if not woken.apart or woken.apart in sentence.small:
                    yield woken


def _may_hold(rule: CompiledRule, sentence: _Sentence, view: View) -> bool:
    """Whether all that a rule needs stands in a sentence: nouns, phrases, a sum, a title."""
    if any(wanted.isdisjoint(sentence.words) for wanted in rule.wants):
        return False
    if any(phrase_in(listed, sentence.span, view.low) is None for listed in rule.says):
        return False
    if rule.only.amount is True and not within(view.readings.amounts, sentence.span):
        return False
    return not rule.titled or bool(within(view.readings.titles, sentence.span))


def _may_change(sentence: _Sentence, view: View, forms: DealForms) -> bool:
    """Whether a sentence takes up a deal told before and has words that could change its status."""
    rules = forms.rules
    if rules.anaphor_nouns.isdisjoint(sentence.words) and rules.anaphor_pronouns.isdisjoint(sentence.small):
        return False
    return any(woken.rule is None for woken in _woken(sentence, view, forms)) or any(
        not phrases or phrase_in(phrases, sentence.span, view.low) is not None for phrases in forms.phrases
    )
