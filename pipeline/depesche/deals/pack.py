"""The kinds of packs that describe deals: ``deals``, ``deal_status``, ``deal_words``."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from depesche.records import DealStatus, DealType, Role
from depesche.ruleset import Pack, Rule, Schema

FillerType = Literal[
    "company", "person", "organization", "product", "location", "staff", "unit", "thing", "title"
]
"""What may fill a role: a named mention by its type, or words without a name: ``staff`` ("sieben
Mitarbeiter"), ``unit`` ("die Cloud-Sparte"), ``thing`` (any noun), ``title`` ("Finanzvorstand")."""


def _as_tuple(value: object) -> object:
    if isinstance(value, str):
        return (value,)
    return tuple(value) if isinstance(value, list) else value


Words = Annotated[tuple[str, ...], BeforeValidator(_as_tuple)]
"""One word or a list of words."""


class Slot(Schema):
    """Where the filler of a role stands, seen from the trigger.

    ``at``: logical positions, tried in this order. ``agent`` and ``patient`` are who acts and who or
    what is acted on, whatever the voice and whether the trigger is a verb or a noun; ``subject``,
    ``object``, ``dative``, ``predicative`` are grammatical; ``genitive``, ``compound``, ``possessive``
    belong to a trigger noun; ``speaker`` is the subject of the governing clause, ``bearer`` whom a
    trigger adjective describes, ``undergoer`` whom an event befalls, be it object or subject,
    ``recipient`` the subject of a verb that makes it the patient ("Wayve lehnt das Angebot ab"),
    ``among`` the names listed behind "darunter"; anything else, with a case or without ("an:Acc"), is a
    preposition. ``noun``: the chunk there must be headed by one of these nouns ("@stake" names a word
    class) and the filler hangs on that noun at one of ``of``. ``pick``: of several fillers only the
    ``first``, or the ``rest`` ("Gespräche zwischen *Käufer* und *Ziel*").
    """

    at: Words
    noun: Words = ()
    of: Words = ()
    pick: Literal["all", "first", "rest"] = "all"
    type: Annotated[tuple[FillerType, ...], BeforeValidator(_as_tuple)] = ()


def _as_slots(value: object) -> object:
    items = value if isinstance(value, list) else [value]
    return tuple({"at": [item]} if isinstance(item, str) else item for item in items)


Slots = Annotated[tuple[Slot, ...], BeforeValidator(_as_slots)]
Frame = dict[Role, Slots]


class Trigger(Schema):
    """The word that evokes the deal: verb lemmas with particle, or nouns (also as compound heads).

    ``modifier``: the noun must be compounded with one of these ("Übernahme" + "angebot" is written as
    noun Angebot, modifier Übernahme). ``adjective``: base forms, before a noun or by themselves; their
    frame says ``bearer`` for whom they describe. ``with``: one of these phrases must stand in the same
    clause.
    """

    verb: Words = ()
    noun: Words = ()
    modifier: Words = ()
    adjective: Words = ()
    phrase: Words = Field(default=(), alias="with")


class Conditions(Schema):
    """What the clause must or must not show; each a list of which one suffices.

    ``object``: lemma or word class of the logical object's head. ``words``: phrases in the clause.
    ``nouns``: lemmas or word classes of any noun of the clause. ``head``: as ``object``, but of the head
    alone, not of what hangs on it. ``thing``: the object is a noun that fills no role of the rule.
    ``roles``: roles that are filled. ``amount``: a sum of money stands in the clause. ``majority``: more than
    half of a company stands there.
    """

    object: Words = ()
    subject: Words = ()
    nouns: Words = ()
    head: Words = ()
    words: Words = ()
    roles: tuple[Role, ...] = ()
    modifier: Words = ()
    amount: bool | None = None
    thing: bool | None = None
    majority: bool | None = None


class DealRule(Rule):
    """A trigger, its frame, and what its tense means.

    ``frame``: the name of one of the pack's frames, or a frame. ``status``: fixed for this trigger;
    ``present``: in the present tense, otherwise the pack's. ``about``: the role that the company the
    text is about fills when the sentence does not say who, otherwise the pack's. ``joins``: the words
    only add to a transaction told nearby ("Der Konzern zahlt 2 Milliarden"), they never tell of one.
    """

    trigger: Trigger
    frame: str | Frame
    only: Conditions = Conditions()
    unless: Conditions = Conditions()
    status: DealStatus | None = None
    present: DealStatus | None = None
    about: Role | None = None
    joins: bool = False


class Expected(Schema):
    """Where the likeliest filler of a main role stands when the text leaves it to its context.

    ``where``, tried in this order: in the trigger's sentence the ``first`` or the nearest fitting name
    ``before`` it, the nearest ``after`` it or ``beside`` it on either hand; ``topic`` the company that
    the sentences before are about, ``other_topic`` the next such that is no party yet. ``least``: how
    many parties the role needs.
    ``type``: what may fill it by its mere place, otherwise what the role's fillers may be.
    """

    role: Role
    where: tuple[Literal["first", "before", "after", "beside", "topic", "other_topic"], ...]
    least: int = 1
    type: Annotated[tuple[FillerType, ...], BeforeValidator(_as_tuple)] = ()


class DealPack(Pack):
    """One file a deal type.

    ``roles`` says what may fill each role, ``required`` which roles a deal needs (each entry a list of
    roles of which one suffices), ``past``/``present``/``noun`` what a trigger in the past, in the
    present, or a bare noun says of the status. ``collects``: roles that are filled from all their
    places, not only from the first that has a filler. ``about``: see :class:`DealRule`. ``expects``:
    the roles that every transaction of the type has, filled from the context if need be.
    """

    kind: Literal["deals"]
    type: DealType
    roles: dict[Role, tuple[FillerType, ...]]
    required: tuple[tuple[Role, ...], ...]
    past: DealStatus = DealStatus.COMPLETED
    present: DealStatus = DealStatus.ANNOUNCED
    noun: DealStatus = DealStatus.ANNOUNCED
    unless: Conditions = Conditions()
    collects: tuple[Role, ...] = ()
    about: Role | None = None
    expects: tuple[Expected, ...] = ()
    frames: dict[str, Frame] = Field(default_factory=dict)
    rules: tuple[DealRule, ...]


CueScope = Literal["modal", "governing", "deal_noun", "anaphor", "clause"]
"""Where a cue stands: it is the modal of the trigger verb, the verb of the governing clause, the verb
beside a trigger noun, the verb of a clause that takes up a deal told before, or anything in the
trigger's own clause."""


class StatusCue(Rule):
    """What changes the status of a deal.

    All conditions that are given must hold: ``verb`` lemmas at one of ``scope``, ``words`` as phrases
    in the clause, ``connector`` as the clause's subordinating word, ``mood``, ``tense``, ``negated``,
    ``question``, ``modal`` (whether the clause has a modal verb), ``conditional`` (whether
    another clause of its sentence is a condition), ``prep`` as the preposition before a trigger noun,
    ``types`` as the deal's type, ``heard`` whether a medium or somebody unnamed is the source.
    ``subject`` says what the subject of a support verb is in the deal. ``drop``: the clause tells of
    no deal at all. The strongest cue wins; the trigger's own tense has strength 1.
    """

    verb: Words = ()
    words: Words = ()
    connector: Words = ()
    mood: Literal["indicative", "reported", "unreal", "imperative"] | None = None
    tense: tuple[Literal["present", "past", "perfect", "pluperfect", "future"], ...] = ()
    negated: bool | None = None
    question: bool | None = None
    modal: bool | None = None
    conditional: bool | None = None
    prep: Words = ()
    types: tuple[DealType, ...] = ()
    heard: bool | None = None
    scope: tuple[CueScope, ...] = ("clause",)
    status: DealStatus | None = None
    subject: Literal["agent", "patient", "none"] = "none"
    drop: bool = False
    strength: int = Field(default=5, ge=0, le=10)


class StatusPack(Pack):
    """Status cues, and the words that take up a deal told before: noun lemmas and pronouns.

    ``conditions``: words that make a clause a condition. ``among``: what opens a list of further
    participants ("darunter").
    """

    kind: Literal["deal_status"]
    conditions: tuple[str, ...] = ()
    anaphor_nouns: tuple[str, ...] = ()
    anaphor_pronouns: tuple[str, ...] = ()
    among: tuple[str, ...] = ()
    rules: tuple[StatusCue, ...]


class WordPack(Pack):
    """Word classes the rules refer to as "@name": noun lemmas, matched as heads of compounds too."""

    kind: Literal["deal_words"]
    classes: dict[str, tuple[str, ...]]


class AttributionPack(Pack):
    """How a text says who says so. ``before``: words right before the source ("laut"); ``after``: words
    right behind it ("zufolge"); ``verbs``: verbs of saying, their subject is the source;
    ``sources``: nouns, also as heads of compounds, that stand for a source
    without a name ("Insider"); ``connectors``: words that open
    a clause of saying put into a sentence ("wie"); ``acts``: verbs of saying with which a party does what
    its infinitive says ("kündigte an, … zu kaufen"); ``claims``: verbs that say so only behind "will"
    ("will X wissen"); ``nobody``: nouns that name no source ("beide Seiten"); ``hearsay``: words, or ends of
    words, beside a source that show that no party speaks ("Insider", "Informationen"); ``afterwards``: what
    opens a next sentence that names the source ("Das berichtet")."""

    kind: Literal["deal_attribution"]
    before: tuple[str, ...]
    after: tuple[str, ...]
    verbs: tuple[str, ...]
    sources: tuple[str, ...]
    connectors: tuple[str, ...] = ()
    acts: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    nobody: tuple[str, ...] = ()
    hearsay: tuple[str, ...] = ()
    afterwards: tuple[str, ...] = ()


class ConfidencePack(Pack):
    """Weights of what speaks for or against a deal, see :mod:`depesche.resolve.confidence`."""

    kind: Literal["deal_confidence"]
    weights: dict[str, float]


class RoundPack(Pack):
    """Names of funding rounds: ``patterns`` maps a normalised name to regular expressions."""

    kind: Literal["deal_rounds"]
    patterns: dict[str, tuple[str, ...]]
