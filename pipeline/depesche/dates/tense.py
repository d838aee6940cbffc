"""Which way a sentence looks, past or future, from its verb forms and STTS tags."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from spacy.attrs import IDX, SENT_START, TAG

from depesche.dates.pack import TensePack

if TYPE_CHECKING:
    from spacy.tokens import Doc

_CLAUSE_ENDS = frozenset(",;:–—")
_SENTENCE_ENDS = frozenset(".!?\n")
_BETWEEN_DATE_AND_ATTRIBUTE = frozenset({"ADV", "APPR", "APPRART", "ADJD", "NE", "PTKNEG"})
_PARTICIPLES = frozenset({"VVPP", "VAPP", "VMPP"})
_TO_INFINITIVE = frozenset({"PTKZU", "VVIZU"})
_ALSO_VERBAL = frozenset({"PTKZU", "ADJD"})
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

    have: frozenset[str]
    be: frozenset[str]
    past: frozenset[str]
    future: frozenset[str]
    future_modals: frozenset[str]
    past_modals: frozenset[str]
    open_modals: frozenset[str]
    strong_past: frozenset[str]
    present_t: frozenset[str]
    prefixes: tuple[str, ...]
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
    plural = tuple(pack.strong_plural for pack in packs)
    return TenseForms(
        have=frozenset(joined("have_auxiliaries")),
        be=frozenset(joined("be_auxiliaries")),
        past=frozenset(joined("past_auxiliaries")),
        future=frozenset(joined("future_auxiliaries")),
        future_modals=frozenset(joined("future_modals")),
        past_modals=frozenset(joined("past_modals")),
        open_modals=frozenset(joined("open_modals")),
        strong_past=frozenset({*strong, *(form + ending for form in strong for ending in plural)}),
        present_t=frozenset(stem + ending for stem in joined("present_in_t") for ending in ("e", *plural)),
        prefixes=("", *joined("prefixes")),
        future_participles=joined("future_participles"),
        future_verbs=frozenset(joined("future_verbs")),
        weak_past=joined("weak_past_endings") + tuple(pack.weak_past_plural for pack in packs),
        dental_past=joined("dental_past_endings"),
        participle_endings=joined("participle_endings"),
        participle_prefixes=joined("participle_prefixes"),
        participle_inner=joined("participle_inner"),
    )


@dataclass(frozen=True, slots=True)
class Tenses:
    """Answers for one document; the lists have one element a token.

    spaCy makes a token object at each access and the text anew, so what is asked for often is taken out
    once: ``starts`` are character offsets, ``tags`` the numbers of the STTS tags, ``opens`` is 1 where a
    sentence begins.
    """

    doc: Doc
    text: str
    starts: Sequence[int]
    tags: Sequence[int]
    opens: Sequence[int]
    names: Mapping[int, str]
    forms: TenseForms

    def token_at(self, offset: int) -> int:
        """Give the index of the token that a character lies in or behind."""
        return max(0, bisect_right(self.starts, offset) - 1)

    def tag_at(self, at: int) -> str:
        """Give the STTS tag of a token, "" outside the document."""
        return self.names[self.tags[at]] if 0 <= at < len(self.tags) else ""

    def label_at(self, at: int) -> str:
        """Give the model's entity label of a token."""
        return str(self.doc[at].ent_type_) if 0 <= at < len(self.starts) else ""

    def continues_person(self, at: int) -> bool:
        """Whether the model takes a token for a further word of a person's name."""
        return self.label_at(at) == "PER" and self.doc[at].ent_iob_ == "I"

    def parted_by_sign(self, end: int, at: int) -> bool:
        """Whether more than blanks stands between a character offset and a token, or no token follows."""
        return at >= len(self.starts) or bool(self.text[end : self.starts[at]].strip())

    def word(self, at: int) -> str:
        """Give a token's text, in small letters."""
        end = self.starts[at + 1] if at + 1 < len(self.starts) else len(self.text)
        return self.text[self.starts[at] : end].strip().lower()

    def direction(self, start: int, end: int) -> Direction:
        """Give the direction of the clause around a character range, else that of its sentence."""
        if not self.starts:
            return Direction.UNKNOWN
        first, last = self.token_at(start), self.token_at(end - 1)
        attribute = self._attribute(last + 1)
        if attribute is not Direction.UNKNOWN:
            return attribute
        inside = self._judge(*self._bounds(first, last, clause=True))
        if inside is not Direction.UNKNOWN:
            return inside
        return self._judge(*self._bounds(first, last, clause=False))

    def sentence_end(self, offset: int) -> int:
        """Give the character offset behind the sentence that a character lies in."""
        at = self.token_at(offset) + 1
        while at < len(self.starts) and not self._parted(at, clause=False):
            at += 1
        return self.starts[at] if at < len(self.starts) else len(self.text)

    def _bounds(self, first: int, last: int, *, clause: bool) -> tuple[int, int]:
        left, right = first, last + 1
        while left > 0 and first - left < _VERB_REACH and not self._parted(left, clause=clause):
            left -= 1
        size = len(self.starts)
        while right < size and right - last < _VERB_REACH and not self._parted(right, clause=clause):
            right += 1
        return left, right

    def _parted(self, at: int, *, clause: bool) -> bool:
        """Whether a sentence, or a clause, ends before a token."""
        sign = self.text[self.starts[at - 1]]
        if self.opens[at] == 1 or (sign in _SENTENCE_ENDS and self.tag_at(at - 1) in {"", "$."}):
            return True
        return clause and (sign in _CLAUSE_ENDS or self.text[self.starts[at]] in _CLAUSE_ENDS)

    def _attribute(self, at: int) -> Direction:
        """Judge by a participle that the date belongs to: "die am Freitag vorgelegten Zahlen"."""
        for index in range(at, min(at + _ATTRIBUTE_REACH, len(self.starts))):
            tag = self.tag_at(index)
            if tag == "ADJA":
                form = self.word(index)
                if form.startswith(self.forms.future_participles):
                    return Direction.FUTURE
                if self._is_participle(form):
                    return Direction.PAST
            elif tag not in _BETWEEN_DATE_AND_ATTRIBUTE:
                break
        return Direction.UNKNOWN

    def _is_participle(self, form: str) -> bool:
        forms = self.forms
        return form.endswith(forms.participle_endings) and (
            form.startswith(forms.participle_prefixes)
            or any(part in form[2:] for part in forms.participle_inner)
        )

    def _judge(self, left: int, right: int) -> Direction:
        """Judge by the verbs of a range of tokens."""
        names = self.names
        tagged = [(at, names[self.tags[at]]) for at in range(left, right)]
        return _judge(
            [(tag, self.word(at)) for at, tag in tagged if tag[:1] == "V" or tag in _ALSO_VERBAL], self.forms
        )


def tenses_of(doc: Doc, text: str, forms: TenseForms) -> Tenses:
    """Take out of a document, whose text is ``text``, what the questions need."""
    starts, tags, opens = doc.to_array([IDX, TAG, SENT_START]).T.tolist() if len(doc) else ([], [], [])
    names = {number: doc.vocab.strings[number] for number in set(tags)}
    return Tenses(doc, text, starts, tags, opens, names, forms)


def _judge(verbs: Sequence[tuple[str, str]], forms: TenseForms) -> Direction:
    """Weigh verb forms, each with its tag; the first of the tests that holds decides."""
    tags = {tag for tag, _ in verbs}
    finite = [_finite(tag, form, forms) for tag, form in verbs if tag[2:] == "FIN"]
    participle = bool(tags & _PARTICIPLES)
    to_infinitive = bool(tags & _TO_INFINITIVE)
    if not finite and not to_infinitive:  # taggers take plurals at a clause's end for infinitives
        finite = [
            told
            for tag, form in verbs
            if tag == "VVINF" and (told := _full_verb(form, forms)) is Direction.PAST
        ]
    planned = any(form.startswith(forms.future_participles) for _, form in verbs)
    auxiliaries = {form for tag, form in verbs if tag == "VAFIN"}
    tests = (
        (Direction.PAST in finite, Direction.PAST),
        (not to_infinitive and not forms.have.isdisjoint(auxiliaries), Direction.PAST),
        (planned, Direction.FUTURE),
        (participle and not forms.be.isdisjoint(auxiliaries), Direction.PAST),
        (Direction.FUTURE in finite, Direction.FUTURE),
        (bool(finite), Direction.PRESENT),
        (to_infinitive, Direction.FUTURE),
        (participle, Direction.PAST),
    )
    return next((direction for holds, direction in tests if holds), Direction.UNKNOWN)


def _finite(tag: str, form: str, forms: TenseForms) -> Direction:
    if form in forms.past or form in forms.past_modals:
        return Direction.PAST
    if form in forms.future or form in forms.future_modals:
        return Direction.FUTURE
    if tag != "VVFIN":
        return Direction.PRESENT
    return _full_verb(form, forms)


def _full_verb(form: str, forms: TenseForms) -> Direction:
    if form in forms.future_verbs:
        return Direction.FUTURE
    if _known(form, forms.strong_past, forms):
        return Direction.PAST
    weak = form.endswith(forms.dental_past) or (
        form.endswith(forms.weak_past) and not _known(form, forms.present_t, forms)
    )
    return Direction.PAST if weak else Direction.PRESENT


def _known(form: str, known: frozenset[str], forms: TenseForms) -> bool:
    """Whether a form, or what stands behind one of the verb prefixes, is among the known ones."""
    return any(form[len(prefix) :] in known for prefix in forms.prefixes if form.startswith(prefix))
