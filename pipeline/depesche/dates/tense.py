"""Which way a sentence looks, past or future, from its verb forms and STTS tags."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from spacy.attrs import IDX

from depesche.dates.pack import TensePack

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_CLAUSE_ENDS = frozenset(",;:()–—„“”»«\"")
_SENTENCE_ENDS = frozenset(".!?")
_VERB_REACH = 60
_ATTRIBUTE_REACH = 4


class Direction(str, Enum):
    """What the verb says: past, future, present (so rather the future), or nothing."""

    PAST = "past"
    PRESENT = "present"
    FUTURE = "future"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class TenseForms:
    """The forms of the tense packs, ready for look-up."""

    perfect: frozenset[str]
    past: frozenset[str]
    future: frozenset[str]
    future_modals: frozenset[str]
    past_modals: frozenset[str]
    open_modals: frozenset[str]
    strong_past: tuple[str, ...]
    present_te: tuple[str, ...]
    present_ten: tuple[str, ...]
    future_participles: tuple[str, ...]
    future_verbs: frozenset[str]
    weak_past: tuple[str, ...]
    dental_past: tuple[str, ...]
    participle_endings: tuple[str, ...]
    participle_prefixes: tuple[str, ...]
    participle_inner: tuple[str, ...]


def compile_tense(packs: Iterable[TensePack]) -> TenseForms:
    """Join the tense packs."""
    packs = tuple(packs)

    def joined(field: str) -> tuple[str, ...]:
        return tuple(form for pack in packs for form in getattr(pack, field))

    strong = joined("strong_past")
    stems = joined("present_in_te")
    plural = tuple(pack.strong_plural for pack in packs)
    return TenseForms(
        perfect=frozenset(joined("perfect_auxiliaries")),
        past=frozenset(joined("past_auxiliaries")),
        future=frozenset(joined("future_auxiliaries")),
        future_modals=frozenset(joined("future_modals")),
        past_modals=frozenset(joined("past_modals")),
        open_modals=frozenset(joined("open_modals")),
        strong_past=strong + tuple(form + ending for form in strong for ending in plural),
        present_te=tuple(stem + "e" for stem in stems),
        present_ten=tuple(stem + "en" for stem in stems),
        future_participles=joined("future_participles"),
        future_verbs=frozenset(joined("future_verbs")),
        weak_past=joined("weak_past_endings") + tuple(pack.weak_past_plural for pack in packs),
        dental_past=joined("dental_past_endings"),
        participle_endings=joined("participle_endings"),
        participle_prefixes=joined("participle_prefixes"),
        participle_inner=joined("participle_inner"),
    )


def tenses_of(doc: Doc, forms: TenseForms) -> Tenses:
    """Prepare a document; spaCy makes its text anew at each access."""
    return Tenses(doc, doc.text, doc.to_array([IDX]).ravel().tolist(), forms)


@dataclass(frozen=True, slots=True)
class Tenses:
    """Answers for one document; ``starts`` are the character offsets of its tokens, ``text`` is ``doc.text``."""

    doc: Doc
    text: str
    starts: Sequence[int]
    forms: TenseForms

    def token_at(self, offset: int) -> int:
        """Give the index of the token that a character lies in or behind."""
        return max(0, bisect_right(self.starts, offset) - 1)

    def direction(self, start: int, end: int) -> Direction:
        """Give the direction of the clause around a character range, else that of its sentence."""
        if not len(self.doc):
            return Direction.UNKNOWN
        first, last = self.token_at(start), self.token_at(end - 1)
        attribute = self._attribute(last + 1)
        if attribute is not Direction.UNKNOWN:
            return attribute
        left, right = self._bounds(first, last, clause=True)
        inside = _judge(self.doc[left:right], self.forms)
        if inside is not Direction.UNKNOWN:
            return inside
        left, right = self._bounds(first, last, clause=False)
        return _judge(self.doc[left:right], self.forms)

    def sentence(self, offset: int) -> tuple[int, int]:
        """Give the character range of the sentence around a character."""
        if not len(self.doc):
            return 0, 0
        at = self.token_at(offset)
        left, right = self._bounds(at, at, clause=False)
        return self.starts[left], self.starts[right - 1] + len(self.doc[right - 1])

    def _bounds(self, first: int, last: int, *, clause: bool) -> tuple[int, int]:
        left, right = first, last + 1
        while left > 0 and first - left < _VERB_REACH and not self._ends(self.doc[left - 1], self.doc[left], clause):
            left -= 1
        size = len(self.doc)
        while (
            right < size
            and right - last < _VERB_REACH
            and not self._ends(self.doc[right - 1], self.doc[right], clause and right > last + 1)
            and not (clause and self.doc[right].text in _CLAUSE_ENDS)
        ):
            right += 1
        return left, right

    @staticmethod
    def _ends(before: Token, after: Token, clause: bool) -> bool:
        if after.is_sent_start or (before.text in _SENTENCE_ENDS and before.tag_ in {"", "$."}):
            return True
        return "\n\n" in before.whitespace_ + before.text or (clause and before.text in _CLAUSE_ENDS)

    def _attribute(self, at: int) -> Direction:
        """Judge by a participle that the date belongs to: "die am Freitag vorgelegten Zahlen"."""
        for token in self.doc[at : at + _ATTRIBUTE_REACH]:
            if token.tag_ == "ADJA":
                stem = token.lower_
                if any(stem.startswith(word) for word in self.forms.future_participles):
                    return Direction.FUTURE
                if self._is_participle(stem):
                    return Direction.PAST
                continue
            if token.tag_ not in {"ADV", "APPR", "APPRART", "ADJD", "NE", "NN", "PTKNEG"} or token.tag_ in {"NN"}:
                break
        return Direction.UNKNOWN

    def _is_participle(self, form: str) -> bool:
        forms = self.forms
        return form.endswith(forms.participle_endings) and (
            form.startswith(forms.participle_prefixes) or any(part in form[2:] for part in forms.participle_inner)
        )


def _judge(tokens: Iterable[Token], forms: TenseForms) -> Direction:
    finite = Direction.UNKNOWN
    perfect = participle = infinitive = planned = to = False
    werden = False
    for token in tokens:
        tag, form = token.tag_, token.lower_
        if tag[:1] != "V" and tag != "PTKZU":
            planned = planned or form.startswith(forms.future_participles)
            continue
        if tag == "PTKZU" or tag == "VVIZU":
            to = True
        elif tag in {"VVPP", "VAPP", "VMPP"}:
            participle = True
            planned = planned or form.startswith(forms.future_participles)
        elif tag in {"VVINF", "VAINF", "VMINF"}:
            infinitive = True
        elif form in forms.past or form in forms.past_modals:
            finite = Direction.PAST
        elif form in forms.future:
            werden = True
        elif form in forms.perfect and tag[:2] == "VA":
            perfect = True
        elif form in forms.future_modals:
            finite = finite if finite is Direction.PAST else Direction.FUTURE
        elif form in forms.open_modals:
            finite = finite if finite is Direction.PAST else Direction.PRESENT
        elif tag == "VVFIN" and finite is not Direction.PAST:
            finite = _full_verb(form, forms)
    if planned and finite is not Direction.PAST:
        return Direction.FUTURE
    if perfect and participle:
        return Direction.PAST
    if finite is Direction.PAST:
        return Direction.PAST
    if werden:
        return Direction.FUTURE
    if finite is not Direction.UNKNOWN:
        return finite
    if to and not perfect:
        return Direction.FUTURE
    if perfect:
        return Direction.FUTURE if to and infinitive else Direction.PRESENT
    return Direction.PAST if participle else Direction.UNKNOWN


def _full_verb(form: str, forms: TenseForms) -> Direction:
    if form in forms.future_verbs:
        return Direction.FUTURE
    if form.endswith(forms.dental_past) and not form.endswith(forms.present_te + forms.present_ten):
        return Direction.PAST
    if form.endswith(forms.strong_past):
        return Direction.PAST
    if form.endswith(forms.weak_past) and not form.endswith(forms.present_te + forms.present_ten):
        return Direction.PAST
    return Direction.PRESENT
