"""What the stages read in one article, before it becomes a public record.

All spans are half-open code point ranges of the *analysis text* (see :mod:`depesche.text`). Every
reading names the rule that made it: a rule id of a pack, or ``model:LABEL`` for the language model.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import Literal, NamedTuple

from depesche.records import AmountKind, DealStatus, DealType, Modifier, Role, TitleStatus


class Span(NamedTuple):
    """A half-open range of code points of the analysis text."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        """Whether the two ranges share a character."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        """Whether the other range lies inside this one."""
        return self.start <= other.start and other.end <= self.end


NameType = Literal["company", "person", "organization", "location", "product"]


@dataclass(frozen=True, slots=True)
class Name:
    """A named mention. ``span`` leaves out a genitive -s; ``base`` is the name in its base form.

    ``in_compound``: the name is the first part of a compound ("OpenAI" in "OpenAI-Chef").
    ``known_id``/``wikidata`` come from a name list; ``is_medium`` marks publishers in such a list.
    ``listed``: the main name in a list that has one row for one thing.
    """

    span: Span
    type: NameType
    base: str
    rule: str
    in_compound: bool = False
    known_id: str | None = None
    wikidata: str | None = None
    is_medium: bool = False
    listed: str | None = None


@dataclass(frozen=True, slots=True)
class AmountReading:
    """A sum of money; ``value`` in whole units, None when only its order is known ("Millionenbetrag")."""

    span: Span
    value: Decimal | None
    max: Decimal | None
    currency: str | None
    modifier: Modifier
    rule: str
    inferred_currency: bool = False
    kind: AmountKind | None = None
    period: str | None = None
    same_as: Span | None = None


@dataclass(frozen=True, slots=True)
class PercentReading:
    """A share or rate; ``value`` None when vague ("Mehrheit"). ``of_stake``: a share of a company."""

    span: Span
    value: Decimal | None
    max: Decimal | None
    modifier: Modifier
    rule: str
    unit: Literal["percent", "points"] = "percent"
    of_stake: bool = False


@dataclass(frozen=True, slots=True)
class HeadcountReading:
    """A number of people at work: "sieben Mitarbeiter", "320 Stellen"."""

    span: Span
    value: Decimal | None
    max: Decimal | None
    modifier: Modifier
    rule: str


@dataclass(frozen=True, slots=True)
class DateReading:
    """A date; ``value``/``end`` ISO 8601 or EDTF, None where a relative date has no anchor.

    ``modifier``: start, mid or end of the period ("Ende 2027"), or since, until, before, after it.
    """

    span: Span
    value: str | None
    end: str | None
    granularity: str
    relative: bool
    rule: str
    modifier: str | None = None


@dataclass(frozen=True, slots=True)
class TitleReading:
    """A title: ``span`` of the title word, ``normalized`` from the fixed vocabulary.

    ``person`` and ``company`` are spans of :class:`Name` mentions where the text gives them.
    ``evidence`` spans from the first to the last of the three.
    """

    span: Span
    title: str
    normalized: str
    person: Span | None
    company: Span | None
    status: TitleStatus
    evidence: Span
    rule: str


class Field(str, Enum):
    """The topological fields of the German clause."""

    VORFELD = "vorfeld"
    MITTELFELD = "mittelfeld"
    NACHFELD = "nachfeld"


class Function(str, Enum):
    """What a noun chunk is to the verb, as far as order, case and agreement tell."""

    SUBJECT = "subject"
    OBJECT = "object"
    DATIVE = "dative"
    GENITIVE = "genitive"
    PREDICATIVE = "predicative"
    PREPOSITIONAL = "prepositional"
    OTHER = "other"


class Chunk(NamedTuple):
    """A noun or prepositional chunk of a clause, its attributes included.

    ``first``/``last``: token range (last exclusive); ``head``: index of the head noun's token;
    ``prep``: the preposition's lower-case base form ("im" -> "in"), None in a noun chunk.
    ``cases``: cases the form allows (Nom Acc Dat Gen), empty when unknown. ``members``: the conjuncts
    of a coordination as chunks of their own. ``attached``: chunks that depend on this one's head
    (genitive attributes, "von"-phrases right behind it, appositions).
    """

    span: Span
    first: int
    last: int
    head: int
    field: Field
    function: Function
    prep: str | None = None
    cases: frozenset[str] = frozenset()
    plural: bool | None = None
    members: tuple[Chunk, ...] = ()
    attached: tuple[Chunk, ...] = ()


class ClauseKind(str, Enum):
    """Where the finite verb stands and what the clause depends on."""

    MAIN = "main"
    SUBORDINATE = "subordinate"
    RELATIVE = "relative"
    INFINITIVE = "infinitive"
    PARTICIPIAL = "participial"
    FRAGMENT = "fragment"


class Mood(str, Enum):
    """Mood of the finite verb; ``REPORTED`` is Konjunktiv I, ``UNREAL`` Konjunktiv II."""

    INDICATIVE = "indicative"
    REPORTED = "reported"
    UNREAL = "unreal"
    IMPERATIVE = "imperative"


class Tense(str, Enum):
    """Tense of the verb complex."""

    PRESENT = "present"
    PAST = "past"
    PERFECT = "perfect"
    PLUPERFECT = "pluperfect"
    FUTURE = "future"


class VerbComplex(NamedTuple):
    """The verbs of one clause: ``lemma`` is the full verb with its particle ("einsteigen").

    ``tokens``: indices of all its tokens; ``head``: index of the full verb's token. ``modal``: lemma
    of a modal or modal-like verb, if any. ``passive``: werden- or sein-passive.
    """

    lemma: str
    head: int
    tokens: tuple[int, ...]
    tense: Tense
    mood: Mood
    passive: bool = False
    modal: str | None = None
    reflexive: bool = False


class Clause(NamedTuple):
    """One clause: its verbs, its chunks in text order, and how it hangs together with others.

    ``parent``: index of the clause it depends on, in the same list. ``antecedent``: for a relative
    clause the chunk of the parent that its pronoun stands for, and ``relative_chunk`` the pronoun's
    own chunk (its function is the antecedent's role here). An infinitive's or coordinated clause's
    unspoken subject is filled into ``chunks`` as the chunk of the governing clause, with the function
    it has here; ``shared`` lists such borrowed chunks. ``connector``: the subordinating word ("dass",
    "um", "falls", "nachdem"). ``adverbs``: token indices of adverbs and particles of this clause.
    """

    span: Span
    sentence: int
    first: int
    last: int
    kind: ClauseKind
    verb: VerbComplex | None
    chunks: tuple[Chunk, ...]
    parent: int | None = None
    connector: str | None = None
    antecedent: Chunk | None = None
    relative_chunk: Chunk | None = None
    shared: tuple[Chunk, ...] = ()
    negated: bool = False
    question: bool = False
    quoted: bool = False
    adverbs: tuple[int, ...] = ()


FillerKind = Literal["name", "description", "pronoun", "staff", "unit", "title"]


class Filler(NamedTuple):
    """What fills a role: ``name`` is the span of a :class:`Name`; the others are words of the text.

    ``description``: a noun that refers to a named entity ("der Konzern"); ``pronoun``: so does a
    pronoun; ``staff``/``unit``/``title``: kept as words ("sieben Mitarbeiter", "die Cloud-Sparte").
    """

    span: Span
    kind: FillerKind
    type: str


@dataclass(frozen=True, slots=True)
class AttributionReading:
    """Who says so: ``speaker`` is the span of the words that name the source.

    ``heard``: a medium or somebody without a name, so that no party has said it.
    """

    speaker: Span
    evidence: Span
    heard: bool = False


class DealReading(NamedTuple):
    """A deal as one clause tells it, before mentions of the same deal are brought together.

    ``anaphoric``: told by a noun ("die Übernahme"), which may take up a deal told before.

    ``evidence`` is the sentence, ``trigger`` the word in it. ``unreal``: the clause denies, asks or only
    supposes the deal. ``by_noun``: the trigger is no verb. ``about``: the
    role of the company that the text is about, when no party fills it. ``joins``: it only adds to a
    transaction told nearby.
    ``background``: told in the pluperfect, as what was before.
    """

    type: DealType
    status: DealStatus
    status_cue: Span | None
    status_strength: int
    roles: tuple[tuple[Role, Filler], ...]
    amount: AmountReading | None
    valuation: AmountReading | None
    percent: PercentReading | None
    headcount: HeadcountReading | None
    date: DateReading | None
    round: str | None
    attribution: AttributionReading | None
    trigger: Span
    evidence: Span
    rule: str
    unreal: bool
    anaphoric: bool
    by_noun: bool
    about: Role | None
    joins: bool = False
    background: bool = False

    def fillers(self, role: Role) -> tuple[Filler, ...]:
        """All fillers of a role, in text order."""
        return tuple(filler for r, filler in self.roles if r is role)


@dataclass(frozen=True, slots=True)
class StatusUpdate:
    """A later clause that changes the status of a deal told before ("Das Angebot wurde abgelehnt")."""

    status: DealStatus
    cue: Span
    strength: int
    evidence: Span
    types: frozenset[DealType]
    names: tuple[Span, ...]
    rule: str
