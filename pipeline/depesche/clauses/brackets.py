"""Clauses by their verb brackets: one pass over the elements of a sentence with a stack of open clauses.

A subordinate clause opens with its conjunction or pronoun and is closed by its finite verb; a main
clause takes its first finite verb as the left bracket. A further finite verb begins a clause of its
own at the last comma or conjunction. An infinitive with "zu" takes with it what stands behind the
comma that opened its group.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from depesche.clauses.drafts import ChunkDraft, ClauseDraft, Element
from depesche.clauses.tagging import FINITE, NONFINITE, QUOTES, verb_final
from depesche.clauses.units import Units
from depesche.clauses.words import Words
from depesche.lexicon import VerbKind
from depesche.readings import ClauseKind

_OPEN_BRACKETS = frozenset("([")
_CLOSE_BRACKETS = frozenset(")]")
_DASHES = frozenset({"–", "—", "-", "--"})
_SUBORDINATE = (ClauseKind.SUBORDINATE, ClauseKind.RELATIVE)


@dataclass(slots=True)
class BracketParser:
    """Reads the clauses of one sentence; ``done`` holds them in order of their opening."""

    units: Units
    words: Words
    elements: list[Element]
    done: list[ClauseDraft] = field(default_factory=list)
    stack: list[ClauseDraft] = field(default_factory=list)
    brackets: list[int] = field(default_factory=list)
    left: list[ClauseDraft] = field(default_factory=list)

    def parse(self) -> list[ClauseDraft]:
        """All clauses of the sentence; a clause without any element is left out."""
        self._push(ClauseDraft(ClauseKind.MAIN))
        for at, element in enumerate(self.elements):
            if isinstance(element, ChunkDraft):
                self._chunk(at, element)
            else:
                self._unit(at, element)
        return [clause for clause in self.done if self._says_something(clause)]

    def _says_something(self, clause: ClauseDraft) -> bool:
        """Whether a clause holds more than punctuation and conjunctions."""
        return any(isinstance(e, ChunkDraft) or self.units.tag[e][0] != "$" for e in clause.elements)

    @property
    def top(self) -> ClauseDraft:
        return self.stack[-1]

    def _push(self, clause: ClauseDraft) -> ClauseDraft:
        self.stack.append(clause)
        self.done.append(clause)
        return clause

    def _tag(self, element: Element | None) -> str:
        return self.units.tag[element] if isinstance(element, int) else ""

    def _peek(self, at: int) -> Element | None:
        return self.elements[at] if at < len(self.elements) else None

    # -- elements -------------------------------------------------------------------------------

    def _chunk(self, at: int, chunk: ChunkDraft) -> None:
        if chunk.relative and self._relative_opens(at, chunk):
            kind = (
                ClauseKind.RELATIVE
                if chunk.pronoun == "PRELS" or self.units.low[chunk.head] == "was"
                else ClauseKind.SUBORDINATE
            )
            self._open(kind, at, None)
            self.top.relative_chunk = chunk
            self.top.elements.append(chunk)
            return
        self._leave_closed()
        self.top.elements.append(chunk)

    def _unit(self, at: int, unit: int) -> None:
        tag, low = self.units.tag[unit], self.units.low[unit]
        if tag in {"KOUS", "KOUI"}:
            kind = ClauseKind.INFINITIVE if tag == "KOUI" else ClauseKind.SUBORDINATE
            self._open(kind, at, low)
            self.top.elements.append(unit)
        elif tag in {"PWAV"} and self._relative_opens(at, None):
            self._open(ClauseKind.SUBORDINATE if at == 0 else self._adverb_kind(low), at, low)
            self.top.elements.append(unit)
        elif tag in FINITE:
            self._finite(at, unit)
        elif tag == "PTKZU":
            self.top.elements.append(unit)
        elif tag in NONFINITE:
            self._nonfinite(at, unit)
        elif tag == "PTKVZ":
            self._particle(unit)
        elif low in _OPEN_BRACKETS:
            self.brackets.append(len(self.stack))
            self._push(ClauseDraft(ClauseKind.MAIN, parent=self.top))
        elif low in _CLOSE_BRACKETS and self.brackets:
            del self.stack[max(1, self.brackets.pop()) :]
        elif low in {":", ";"}:
            self._hard_border(after_colon=low == ":")
        elif tag == "$," or (low in _DASHES and tag[0] == "$"):
            self._comma()
        elif tag == "KON":
            if low in self.words.pair_openers:
                self._leave_closed()
                self.top.elements.append(unit)
            else:
                self._conjunction(at, unit)
        elif tag == "$.":
            self.top.elements.append(unit)
            if at + 1 < len(self.elements):
                self._hard_border()
        else:
            if low not in QUOTES:
                self._leave_closed()
            self.top.elements.append(unit)

    def _adverb_kind(self, low: str) -> ClauseKind:
        return ClauseKind.RELATIVE if low == "wo" else ClauseKind.SUBORDINATE

    # -- borders --------------------------------------------------------------------------------

    def _hard_border(self, after_colon: bool = False) -> None:
        base = self.brackets[-1] if self.brackets else 0
        before = self.top if after_colon else None
        del self.stack[base:]
        parent = self.stack[-1] if self.stack else None
        self._push(ClauseDraft(ClauseKind.MAIN, parent=parent, after_colon=before))

    def _comma(self) -> None:
        clause = self.top
        if self._complete(clause):
            clause.closable = True
        for open_clause in self.stack:
            if open_clause.elements and (
                not open_clause.borders or open_clause.borders[-1] != len(open_clause.elements)
            ):
                open_clause.borders.append(len(open_clause.elements))

    def _complete(self, clause: ClauseDraft) -> bool:
        """Whether a clause has all its verbs, so that a comma ends it."""
        if clause.kind in _SUBORDINATE:
            return clause.finite is not None
        if clause.kind is ClauseKind.INFINITIVE:
            return bool(clause.nonfinite)
        return clause.kind is ClauseKind.PARTICIPIAL

    def _leave_closed(self) -> None:
        """Close the subordinate clauses that a comma has ended."""
        if len(self.stack) > 1 and self.top.closable:
            self.left = []
        while len(self.stack) > 1 and self.top.closable:
            self.left.append(self.stack.pop())

    def _open(self, kind: ClauseKind, at: int, connector: str | None) -> None:
        """Open a subordinate clause under the clause that is open, or beside the one it continues."""
        before = self._peek(at - 1) if at else None
        after_conjunction = self._tag(before) == "KON"
        parent = self.top
        conjunct: ClauseDraft | None = None
        if after_conjunction:
            while len(self.stack) > 1 and self._complete(self.top) and self.top.kind is not kind:
                self.stack.pop()
            if self.top.kind is kind and self._complete(self.top):
                conjunct = self.stack.pop()
            parent = self.top
        elif self.top.closable and kind is not ClauseKind.RELATIVE:
            # ", weil A, dass B": the second one hangs on the first only where that one speaks.
            parent = self.top
        if len(self.stack) > 1 and parent.closable:
            self.stack.pop()
        self._push(ClauseDraft(kind, parent=parent, connector=connector, conjunct_of=conjunct))

    def _relative_opens(self, at: int, chunk: ChunkDraft | None) -> bool:
        """Whether a relative or question word opens a clause here: behind a border, its verb not next."""
        if at == 0:
            first = (
                self.units.tag[chunk.end]
                if chunk is not None and chunk.end < len(self.units)
                else self._tag(self._peek(1))
            )
            return first not in FINITE and any(self._tag(e) in FINITE for e in self.elements[1:])
        before = self._peek(at - 1)
        if isinstance(before, int) and self.units.low[before] in QUOTES and at > 1:
            before = self._peek(at - 2)
        tag = self._tag(before)
        if chunk is not None and chunk.pronoun == "PRELS":
            return True
        if chunk is None and isinstance(before, ChunkDraft):
            return verb_final(self.units, before.end)
        following = self._tag(self._peek(at + 1))
        return (tag in {"$,", "KON", "$("} or tag == "ADV") and (
            following not in FINITE or self._tag(self._peek(at + 2)) in {"$,", "$."}
        )

    def _conjunction(self, at: int, unit: int) -> None:
        clause = self.top
        before = self._peek(at - 1) if at else None
        after_comma = self._tag(before) == "$,"
        following = self._peek(at + 1)
        if self._tag(following) in {"KOUS", "KOUI"} or (
            isinstance(following, ChunkDraft) and following.relative
        ):
            clause.elements.append(unit)
            return
        ahead = self._ahead(at + 1)
        if clause.kind in _SUBORDINATE and clause.finite is not None:
            if self._continues_subordinate(ahead, after_comma):
                self._coordinate(unit)
            elif ahead.finite_at is None and self.units.low[unit] == "sondern":
                clause.closable = False
                clause.elements.append(unit)
            elif len(self.stack) > 1:
                self.stack.pop()
                self._conjunction(at, unit)
        elif clause.kind in _SUBORDINATE:
            last = clause.elements[-1] if clause.elements else None
            if self._tag(last) in NONFINITE and ahead.nonfinite:
                self._coordinate(unit)
            else:
                clause.elements.append(unit)
        elif clause.kind is ClauseKind.INFINITIVE and clause.nonfinite:
            if ahead.zu and (ahead.finite_at is None):
                self._coordinate(unit)
            elif len(self.stack) > 1:
                self.stack.pop()
                self._conjunction(at, unit)
        else:
            self._conjunction_in_main(at, unit, ahead)

    def _continues_subordinate(self, ahead: _Ahead, after_comma: bool) -> bool:
        """Whether what follows a conjunction behind a complete verb-final clause is another such clause."""
        if ahead.finite_at is None:
            return ahead.nonfinite and not after_comma
        return ahead.finite_final and (ahead.finite_at >= 2 or (ahead.finite_at >= 1 and not after_comma))

    def _conjunction_in_main(self, at: int, unit: int, ahead: _Ahead) -> None:
        clause = self.top
        bracket_closed = (
            bool(clause.nonfinite)
            and self._tag(clause.elements[-1] if clause.elements else None) in NONFINITE
        )
        if clause.finite is not None and ahead.finite_at is not None and (ahead.finite_at <= ahead.limit):
            self._coordinate(unit)
        elif clause.finite is not None and bracket_closed and ahead.nonfinite and ahead.finite_at is None:
            new = self._coordinate(unit)
            new.shared_finite = clause.finite
        elif clause.finite is None and clause.nonfinite and ahead.nonfinite and ahead.finite_at is None:
            self._coordinate(unit)
        else:
            clause.elements.append(unit)
            clause.borders.append(len(clause.elements))

    def _coordinate(self, unit: int) -> ClauseDraft:
        """Begin a clause of the same kind beside the open one."""
        before = self.stack.pop()
        new = ClauseDraft(before.kind, parent=before.parent, connector=before.connector, conjunct_of=before)
        new.relative_chunk = before.relative_chunk
        new.elements.append(unit)
        return self._push(new)

    def _ahead(self, at: int) -> _Ahead:
        """What verbs come before the next comma or conjunction."""
        result = _Ahead()
        phrases = 0
        for here in range(at, len(self.elements)):
            element = self.elements[here]
            if isinstance(element, ChunkDraft):
                phrases += 1
                continue
            tag = self.units.tag[element]
            if tag in FINITE:
                following = self._tag(self._peek(here + 1))
                result.finite_at = phrases
                result.finite_final = (
                    following in {"", "$,", "$.", "KON", "$("}
                    and here + 1 <= len(self.elements)
                    and not isinstance(self._peek(here + 1), ChunkDraft)
                )
                return result
            if tag in NONFINITE:
                result.nonfinite = True
                result.zu = result.zu or tag == "VVIZU" or self._tag(self._peek(here - 1)) == "PTKZU"
            elif (
                tag in {"$,", "$."}
                or (tag == "KON" and result.nonfinite)
                or self.units.low[element] in {":", ";", "("}
            ):
                return result
            elif tag in {"ADV", "ADJD", "PAV", "PTKNEG"}:
                phrases += here == at
        return result

    # -- verbs ----------------------------------------------------------------------------------

    def _finite(self, at: int, unit: int) -> None:
        clause = self.top
        if clause.kind in _SUBORDINATE and clause.finite is None:
            clause.elements.append(unit)
            clause.finite = unit
            clause.last_verb = len(clause.elements)
            return
        if (
            clause.kind in _SUBORDINATE
            and not clause.closable
            and self._tag(self._peek(at - 1)) in FINITE | NONFINITE
            and self._reread(unit)
        ):
            clause.nonfinite.append(unit)
            clause.elements.append(unit)
            return
        while (
            len(self.stack) > 1
            and self.top.kind is not ClauseKind.MAIN
            and (
                self.top.finite is not None
                or (self.top.kind is not ClauseKind.SUBORDINATE and self.top.kind is not ClauseKind.RELATIVE)
            )
        ):
            if self.brackets and len(self.stack) <= self.brackets[-1]:
                break
            self.stack.pop()
            if self.top.kind in _SUBORDINATE and self.top.finite is None:
                self._finite(at, unit)
                return
        clause = self.top
        if clause.finite is None:
            self._left_bracket(clause, unit)
            return
        border = self._border_after_finite(clause)
        if border is None and self._reread(unit):
            clause.elements.append(unit)
            clause.nonfinite.append(unit)
            clause.last_verb = len(clause.elements)
            return
        self._second_main(clause, border, unit)

    def _left_bracket(self, clause: ClauseDraft, unit: int) -> None:
        clause.vorfeld_end = len(clause.elements)
        clause.elements.append(unit)
        clause.finite = unit
        clause.last_verb = len(clause.elements)

    def _reread(self, unit: int) -> bool:
        """Turn a finite tag into that of a participle or infinitive where the form can be one."""
        kinds = self.words.kinds(self.units.low[unit])
        for kind, suffix in ((VerbKind.PARTICIPLE, "PP"), (VerbKind.INFINITIVE, "INF")):
            if kind in kinds:
                self.units.tag[unit] = self.units.tag[unit][:2] + suffix
                return True
        if not kinds and self.units.low[unit].endswith(("t", "en")):
            self.units.tag[unit] = "VVPP"
            return True
        return False

    def _border_after_finite(self, clause: ClauseDraft) -> int | None:
        """The last border behind the finite verb of a clause."""
        borders = [b for b in clause.borders if b >= clause.last_verb]
        return borders[-1] if borders else None

    def _second_main(self, clause: ClauseDraft, border: int | None, unit: int) -> None:
        """A finite verb in a clause that has one begins the next clause."""
        cut = len(clause.elements) if border is None else border
        moved = clause.elements[cut:]
        del clause.elements[cut:]
        new = ClauseDraft(ClauseKind.MAIN, parent=clause.parent)
        if not moved and clause.vorfeld_end == 0 and border is not None and clause.kind is ClauseKind.MAIN:
            clause.kind = ClauseKind.SUBORDINATE  # "Wird X genehmigt, zahlt Y …": a condition without "wenn"
            clause.conditional = True
            clause.parent = new
        elif not moved and border is not None:
            new.conjunct_of, new.asyndetic = clause, True
        for child in self.done:
            if (
                child.parent is clause
                and child.elements
                and clause.elements
                and _begin(child) > _end(clause)
                and child is not new
            ):
                child.parent = new if moved and _begin(child) > _start_of(moved) else child.parent
        self.stack.pop()
        self._push(new)
        new.elements.extend(moved)
        self._left_bracket(new, unit)

    def _nonfinite(self, at: int, unit: int) -> None:
        with_zu = self.units.tag[unit] == "VVIZU" or (at > 0 and self._tag(self._peek(at - 1)) == "PTKZU")
        self._leave_closed_for_verb(with_zu)
        clause = self.top
        if with_zu and clause.kind is not ClauseKind.INFINITIVE:
            self._zu_infinitive(at, unit)
            return
        if (
            clause.kind is ClauseKind.MAIN
            and clause.finite is not None
            and self._needs_own_clause(clause, unit)
        ):
            self._participial(clause, unit)
            return
        clause.elements.append(unit)
        clause.nonfinite.append(unit)
        clause.last_verb = len(clause.elements)
        if with_zu:
            clause.zu = unit

    def _leave_closed_for_verb(self, with_zu: bool) -> None:
        pending = self.top.elements[-1] if self.top.elements else None
        if with_zu and self._tag(pending) == "PTKZU" and self.top.closable:
            zu = self.top.elements.pop()
            self._leave_closed()
            self.top.elements.append(zu)
            return
        self._leave_closed()

    def _needs_own_clause(self, clause: ClauseDraft, unit: int) -> bool:
        """A participle behind a comma in a clause whose finite verb takes none: ", gestützt auf …"."""
        assert clause.finite is not None
        if self.units.tag[clause.finite] in {"VAFIN", "VMFIN"} and not clause.nonfinite:
            return False
        return self.units.tag[unit] == "VVPP" and self._border_after_finite(clause) is not None

    def _participial(self, clause: ClauseDraft, unit: int) -> None:
        border = self._border_after_finite(clause)
        cut = len(clause.elements) if border is None else border
        new = ClauseDraft(ClauseKind.PARTICIPIAL, parent=clause)
        first = clause.elements[cut] if cut < len(clause.elements) else None
        if isinstance(first, ChunkDraft) and first.prep is None and self._tag(clause.finite) == "VAFIN":
            # "A wurde entlassen, B versetzt": the auxiliary holds for both.
            new = ClauseDraft(
                clause.kind, parent=clause.parent, conjunct_of=clause, shared_finite=clause.finite
            )
            self.stack.pop()
        new.elements.extend(clause.elements[cut:])
        del clause.elements[cut:]
        new.elements.append(unit)
        new.nonfinite.append(unit)
        self._push(new)

    def _zu_infinitive(self, at: int, unit: int) -> None:
        clause = self.top
        cut = self._infinitive_start(clause)
        if cut is None:
            clause.elements.append(unit)
            clause.nonfinite.append(unit)
            clause.zu = unit
            clause.last_verb = len(clause.elements)
            return
        new = ClauseDraft(ClauseKind.INFINITIVE, parent=clause)
        new.elements.extend(clause.elements[cut:])
        new.parent = self._governor(clause, _start_of(new.elements) if new.elements else unit)
        del clause.elements[cut:]
        clause.borders = [b for b in clause.borders if b <= cut]
        new.elements.append(unit)
        new.nonfinite.append(unit)
        new.zu = unit
        new.last_verb = len(new.elements)
        moved = _start_of(new.elements)
        for child in self.done:
            if child.parent is clause and child.elements and _begin(child) > moved and child is not new:
                child.parent = new
        self._push(new)

    def _governor(self, clause: ClauseDraft, start: int) -> ClauseDraft:
        """Which clause an infinitive group depends on: the one just left, if the group begins behind it."""
        for left in self.left[:1]:
            if left.parent is not clause or not left.elements or _end(left) > start or left.finite is None:
                continue
            if left.kind is ClauseKind.SUBORDINATE or (
                self._finite_lemma(left.finite) in self.words.modal_like | self.words.object_control
                and self._finite_lemma(left.finite) not in self.words.auxiliaries
            ):
                return left
        return clause

    def _infinitive_start(self, clause: ClauseDraft) -> int | None:
        """Where in a clause's elements an infinitive group begins; None when it is part of the clause's verb."""
        borders = [b for b in clause.borders if b >= clause.last_verb and b > 0]
        if clause.finite is None:
            # Verb-final: "dass X den Konzern zu kaufen plant" is one cluster; a fragment starts at its comma.
            return borders[0] if borders and clause.kind is ClauseKind.MAIN else None
        if borders:
            return borders[0]
        if self.units.tag[clause.finite] == "VMFIN":
            return None
        lemma = self._finite_lemma(clause.finite)
        if lemma in self.words.coherent and not self._control_noun(clause):
            return None
        return self._behind_subject(clause)

    def _finite_lemma(self, unit: int) -> str:
        return self.words.lexicon.verb(self.units.low[unit], VerbKind.FINITE).lemma

    def _control_noun(self, clause: ClauseDraft) -> bool:
        return any(
            chunk.prep is None
            and self.words.noun_lemma(self.units.form[chunk.head]) in self.words.control_nouns
            for chunk in clause.chunks()
        )

    def _behind_subject(self, clause: ClauseDraft) -> int:
        """Without a comma the group begins behind the subject, a control noun and adverbs."""
        assert clause.vorfeld_end is not None or clause.last_verb
        start = clause.last_verb
        in_front = clause.elements[: clause.vorfeld_end or 0]
        subject_seen = any(isinstance(e, ChunkDraft) and e.prep is None and not e.time for e in in_front)
        at = start
        while at < len(clause.elements):
            element = clause.elements[at]
            if isinstance(element, ChunkDraft):
                if (
                    element.pronoun == "PRF"
                    or element.time
                    or self.words.noun_lemma(self.units.form[element.head]) in self.words.control_nouns
                ):
                    at += 1
                    continue
                if subject_seen or element.prep is not None:
                    break
                subject_seen = True
            elif self.units.tag[element] == "PTKZU":
                break
            at += 1
        return at

    def _particle(self, unit: int) -> None:
        """A separated particle closes the nearest main clause whose verb can have it."""
        for clause in reversed(self.stack):
            if clause.kind is ClauseKind.MAIN and clause.finite is not None and clause.particle is None:
                if self.units.tag[clause.finite] == "VVFIN" or clause is self.top:
                    while self.top is not clause:
                        self.stack.pop()
                    clause.particle = unit
                    break
        self.top.elements.append(unit)
        self.top.last_verb = len(self.top.elements)


@dataclass(slots=True)
class _Ahead:
    """What stands behind a conjunction: how many phrases before the finite verb, if one comes at all."""

    finite_at: int | None = None
    finite_final: bool = False
    nonfinite: bool = False
    zu: bool = False
    limit: int = 3


def _begin(clause: ClauseDraft) -> int:
    return _start_of(clause.elements)


def _end(clause: ClauseDraft) -> int:
    last = clause.elements[-1]
    return last if isinstance(last, int) else last.end


def _start_of(elements: list[Element]) -> int:
    if not elements:
        return 1 << 30
    first = elements[0]
    return first if isinstance(first, int) else first.start
