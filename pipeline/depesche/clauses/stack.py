"""The clauses that are open at a point of a sentence, and the borders that close them."""

from __future__ import annotations

from dataclasses import dataclass, field

from depesche.clauses.drafts import ChunkDraft, ClauseDraft, Element
from depesche.clauses.units import Units
from depesche.clauses.words import Words
from depesche.lexicon import VerbKind
from depesche.readings import ClauseKind

VERB_FINAL = (ClauseKind.SUBORDINATE, ClauseKind.RELATIVE)


@dataclass(slots=True)
class ClauseStack:
    """``done`` holds all clauses in order of their opening, ``stack`` those still open, innermost last.

    ``brackets``: how many clauses were open where a bracket opened. ``left``: the clauses that the last
    border closed, innermost first.
    """

    units: Units
    words: Words
    elements: list[Element]
    done: list[ClauseDraft] = field(default_factory=list)
    stack: list[ClauseDraft] = field(default_factory=list)
    brackets: list[int] = field(default_factory=list)
    left: list[ClauseDraft] = field(default_factory=list)

    @property
    def top(self) -> ClauseDraft:
        """The innermost open clause."""
        return self.stack[-1]

    def push(self, clause: ClauseDraft) -> ClauseDraft:
        """Open a clause."""
        self.stack.append(clause)
        self.done.append(clause)
        return clause

    def pop(self) -> bool:
        """Close the innermost clause; False when it is the last one of the sentence or of a bracket."""
        if len(self.stack) <= max(1, self.brackets[-1] + 1 if self.brackets else 1):
            return False
        self.stack.pop()
        return True

    def tag(self, element: Element | None) -> str:
        """The tag of a unit, "" for a chunk or nothing."""
        return self.units.tag[element] if isinstance(element, int) else ""

    def peek(self, at: int) -> Element | None:
        """The element at a position, None beyond either end."""
        return self.elements[at] if 0 <= at < len(self.elements) else None

    def finite_lemma(self, unit: int) -> str:
        """The lemma of a finite verb without its particle."""
        return self.words.lexicon.verb(self.units.low[unit], VerbKind.FINITE).lemma

    def open_bracket(self) -> None:
        """What stands in brackets is read by itself."""
        self.brackets.append(len(self.stack))
        self.push(ClauseDraft(ClauseKind.MAIN, parent=self.top))

    def close_bracket(self) -> None:
        """Back to the clause that was open before the bracket."""
        del self.stack[max(1, self.brackets.pop()) :]

    def hard_border(self, after_colon: bool = False) -> None:
        """A colon, semicolon or full stop closes all clauses and begins a main clause."""
        base = self.brackets[-1] if self.brackets else 0
        before = self.top if after_colon else None
        del self.stack[base:]
        parent = self.stack[-1] if self.stack else None
        self.push(ClauseDraft(ClauseKind.MAIN, parent=parent, after_colon=before))

    def comma(self) -> None:
        """A comma ends a complete subordinate clause and is a possible border in all open ones."""
        clause = self.top
        if complete(clause):
            clause.closable = True
        for open_clause in self.stack:
            here = len(open_clause.elements)
            if here and (not open_clause.borders or open_clause.borders[-1] != here):
                open_clause.borders.append(here)

    def leave_closed(self) -> None:
        """Close the subordinate clauses that a comma has ended."""
        if self.top.closable and len(self.stack) > 1:
            self.left = []
        while self.top.closable and len(self.stack) > 1:
            self.left.append(self.stack.pop())

    def open_subordinate(self, kind: ClauseKind, at: int, connector: str | None) -> ClauseDraft:
        """Open a subordinate clause under the open one, or beside the one that a conjunction continues."""
        conjunct: ClauseDraft | None = None
        if self.tag(self.peek(at - 1)) == "KON":
            while complete(self.top) and self.top.kind is not kind and self.pop():
                pass
            if self.top.kind is kind and complete(self.top) and len(self.stack) > 1:
                conjunct = self.stack.pop()
        return self.push(ClauseDraft(kind, parent=self.top, connector=connector, conjunct_of=conjunct))

    def split(self, clause: ClauseDraft, cut: int, new: ClauseDraft) -> None:
        """Move a clause's elements from ``cut`` on to a new clause, with the clauses that hang on them."""
        new.elements.extend(clause.elements[cut:])
        del clause.elements[cut:]
        clause.borders = [border for border in clause.borders if border <= cut]
        if not new.elements:
            return
        start = first_unit(new.elements)
        for child in self.done:
            if child.parent is clause and child is not new and first_unit(child.elements) > start:
                child.parent = new


def complete(clause: ClauseDraft) -> bool:
    """Whether a clause has all its verbs, so that a comma ends it."""
    if clause.kind in VERB_FINAL:
        return clause.finite is not None
    if clause.kind is ClauseKind.INFINITIVE:
        return bool(clause.nonfinite)
    return clause.kind is ClauseKind.PARTICIPIAL


def last_border(clause: ClauseDraft) -> int | None:
    """The last border behind the verbs that a clause has so far."""
    if clause.borders and clause.borders[-1] >= clause.last_verb:
        return clause.borders[-1]
    return None


def add_verb(clause: ClauseDraft, unit: int) -> None:
    """Append an infinitive or participle."""
    clause.elements.append(unit)
    clause.nonfinite.append(unit)
    clause.last_verb = len(clause.elements)


def first_unit(elements: list[Element]) -> int:
    """The unit that elements begin with; beyond any sentence when there are none."""
    if not elements:
        return 1 << 30
    first = elements[0]
    return first.start if isinstance(first, ChunkDraft) else first


def last_unit(elements: list[Element]) -> int:
    """The unit behind the last one of elements that are not empty."""
    last = elements[-1]
    return last.end if isinstance(last, ChunkDraft) else last + 1
