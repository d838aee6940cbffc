"""Deal packs compiled once: triggers indexed by lemma, frames resolved, word classes expanded."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import Literal

import regex

from depesche.deals.cues import Cues, cues_of
from depesche.deals.pack import (
    AttributionPack,
    Conditions,
    ConfidencePack,
    DealPack,
    DealRule,
    FillerType,
    RoundPack,
    Slot,
    StatusCue,
    StatusPack,
    WordPack,
)
from depesche.errors import RuleError
from depesche.records import ROLES, DealStatus, DealType, Role
from depesche.ruleset import RuleSet, TextPattern, compile_expression

_ADJECTIVE_ENDINGS = ("", "e", "er", "es", "en", "em")


@dataclass(frozen=True, slots=True)
class CompiledCondition:
    """:class:`Conditions` with word classes expanded; phrases in lower case."""

    object: frozenset[str]
    subject: frozenset[str]
    nouns: frozenset[str]
    head: frozenset[str]
    words: tuple[str, ...]
    roles: tuple[Role, ...]
    modifier: frozenset[str]
    amount: bool | None
    thing: bool | None
    majority: bool | None


@dataclass(frozen=True, slots=True)
class CompiledSlot:
    """:class:`Slot` with word classes expanded and the role's default types filled in."""

    at: tuple[str, ...]
    noun: frozenset[str]
    of: tuple[str, ...]
    pick: Literal["all", "first", "rest"]
    types: frozenset[FillerType]


@dataclass(frozen=True, slots=True)
class CompiledRule:
    """A deal rule ready to run. ``specificity``: how many conditions it sets, to choose among equals.

    ``wants``: sets of nouns, and ``says``: lists of phrases, of each of which one must stand in the
    sentence; ``titled``: so must a title.
    """

    id: str
    type: DealType
    frame: tuple[tuple[Role, tuple[CompiledSlot, ...]], ...]
    modifier: frozenset[str]
    phrases: tuple[str, ...]
    only: CompiledCondition
    unless: tuple[CompiledCondition, ...]
    status: DealStatus | None
    past: DealStatus
    present: DealStatus
    noun: DealStatus
    wants: tuple[frozenset[str], ...]
    says: tuple[tuple[str, ...], ...]
    titled: bool
    collects: frozenset[Role]
    specificity: int
    about: Role | None
    joins: bool


@dataclass(frozen=True, slots=True)
class Expectation:
    """:class:`Expected` with the types that may fill the role."""

    role: Role
    where: tuple[str, ...]
    types: frozenset[FillerType]
    least: int


@dataclass(frozen=True, slots=True)
class Needs:
    """What a deal of a type needs: role groups of which one role each must be filled, and what it expects."""

    required: tuple[tuple[Role, ...], ...]
    expects: tuple[Expectation, ...]


@dataclass(frozen=True, slots=True)
class Attributions:
    """The words of the packs of kind ``deal_attribution``; ``before``, ``after`` and ``hearsay`` as patterns,
    ``sources`` as one for the end of a word."""

    before: regex.Pattern[str]
    after: regex.Pattern[str]
    verbs: frozenset[str]
    sources: regex.Pattern[str]
    connectors: frozenset[str]
    acts: frozenset[str]
    claims: frozenset[str]
    nobody: frozenset[str]
    hearsay: regex.Pattern[str]
    afterwards: regex.Pattern[str]


@dataclass(frozen=True, slots=True)
class DealRules:
    """Everything the deals stage knows.

    ``needs``: for each type. ``supports``: verb beside a trigger noun -> what its subject is in the deal;
    ``telling``: those that by themselves say whether it is.
    ``classes``: word class -> noun lemmas. ``nouns``: every noun that a rule or class names, by its
    lower-case form.
    """

    by_verb: dict[str, tuple[CompiledRule, ...]]
    by_noun: dict[str, tuple[CompiledRule, ...]]
    by_adjective: dict[str, tuple[CompiledRule, ...]]
    needs: dict[DealType, Needs]
    cues: Cues
    supports: dict[str, str]
    telling: frozenset[str]
    anaphor_nouns: frozenset[str]
    anaphor_pronouns: frozenset[str]
    conditions: frozenset[str]
    among: tuple[str, ...]
    attribution: Attributions
    rounds: tuple[tuple[str, TextPattern], ...]
    confidence: dict[str, float]
    classes: dict[str, frozenset[str]]
    nouns: dict[str, str]

    def in_class(self, lemma: str | None, name: str) -> bool:
        """Whether a noun lemma belongs to a word class."""
        return lemma is not None and lemma in self.classes.get(name, frozenset())


def compile_deals(ruleset: RuleSet) -> DealRules:
    """Compile the packs of kinds ``deals``, ``deal_status`` and ``deal_words``; raises RuleError."""
    classes = {
        name: frozenset(words)
        for pack in ruleset.packs(WordPack, "deal_words")
        for name, words in pack.classes.items()
    }
    by_verb: defaultdict[str, list[CompiledRule]] = defaultdict(list)
    by_noun: defaultdict[str, list[CompiledRule]] = defaultdict(list)
    by_adjective: defaultdict[str, list[CompiledRule]] = defaultdict(list)
    needs: dict[DealType, Needs] = {}
    for pack in ruleset.packs(DealPack, "deals"):
        needs[pack.type] = _needs(pack)
        for rule in pack.rules:
            compiled = _rule(pack, rule, classes)
            for verb in _expand(rule.trigger.verb, classes, pack.pack, rule.id):
                by_verb[verb].append(compiled)
            for noun in _expand(rule.trigger.noun, classes, pack.pack, rule.id):
                by_noun[noun].append(compiled)
            for adjective in rule.trigger.adjective:
                for ending in _ADJECTIVE_ENDINGS:
                    by_adjective[adjective + ending].append(compiled)
    status = ruleset.packs(StatusPack, "deal_status")
    attribution = ruleset.packs(AttributionPack, "deal_attribution")
    cues = cues_of(_small(cue) for pack in status for cue in pack.rules)
    return DealRules(
        by_verb={verb: tuple(rules) for verb, rules in by_verb.items()},
        by_noun={noun: tuple(rules) for noun, rules in by_noun.items()},
        by_adjective={form: tuple(rules) for form, rules in by_adjective.items()},
        needs=needs,
        cues=cues,
        supports=_supports(cues.all),
        telling=frozenset(
            verb for cue in cues.all if "deal_noun" in cue.scope and not cue.words for verb in cue.verb
        ),
        anaphor_nouns=frozenset(word for pack in status for word in pack.anaphor_nouns),
        anaphor_pronouns=frozenset(word for pack in status for word in pack.anaphor_pronouns),
        conditions=frozenset(word for pack in status for word in pack.conditions),
        among=tuple(word for pack in status for word in pack.among),
        attribution=Attributions(
            before=_phrases([word for pack in attribution for word in pack.before]),
            after=_phrases([word for pack in attribution for word in pack.after]),
            verbs=frozenset(word for pack in attribution for word in pack.verbs),
            sources=_word_ends([word for pack in attribution for word in pack.sources]),
            connectors=frozenset(word for pack in attribution for word in pack.connectors),
            acts=frozenset(word for pack in attribution for word in pack.acts),
            claims=frozenset(word for pack in attribution for word in pack.claims),
            nobody=frozenset(word for pack in attribution for word in pack.nobody),
            afterwards=_phrases([word for pack in attribution for word in pack.afterwards]),
            hearsay=_word_ends([word for pack in attribution for word in pack.hearsay]),
        ),
        rounds=tuple(
            (name, compile_expression("|".join(patterns), pack.origin, name, re.IGNORECASE))
            for pack in ruleset.packs(RoundPack, "deal_rounds")
            for name, patterns in pack.patterns.items()
        ),
        confidence={
            name: weight
            for pack in ruleset.packs(ConfidencePack, "deal_confidence")
            for name, weight in pack.weights.items()
        },
        classes=classes,
        nouns={word.lower(): word for word in _all_nouns(by_noun, by_verb, classes)},
    )


def _supports(cues: tuple[StatusCue, ...]) -> dict[str, str]:
    """What the subject of each verb of a cue is beside a trigger noun; "none" where no cue says more."""
    found: dict[str, str] = {}
    for cue in cues:
        for verb in cue.verb if "deal_noun" in cue.scope else ():
            if found.get(verb, "none") == "none":
                found[verb] = cue.subject
    return found


def _small(cue: StatusCue) -> StatusCue:
    """A cue with its phrases in small letters."""
    return cue.model_copy(update={"words": tuple(word.lower() for word in cue.words)})


def _needs(pack: DealPack) -> Needs:
    return Needs(
        pack.required,
        tuple(
            Expectation(e.role, e.where, frozenset(e.type or pack.roles.get(e.role, ())), e.least)
            for e in pack.expects
        ),
    )


def _all_nouns(
    by_noun: dict[str, list[CompiledRule]],
    by_verb: dict[str, list[CompiledRule]],
    classes: dict[str, frozenset[str]],
) -> frozenset[str]:
    nouns = set(by_noun).union(*classes.values())
    for rules in (*by_noun.values(), *by_verb.values()):
        for rule in rules:
            for condition in (rule.only, *rule.unless):
                nouns |= condition.object | condition.subject | condition.nouns | condition.head
            for _, slots in rule.frame:
                nouns = nouns.union(*(slot.noun for slot in slots))
    return frozenset(nouns)


def _phrases(words: list[str]) -> regex.Pattern[str]:
    """A pattern for any of these phrases as whole words, whatever their case."""
    longest_first = sorted(words, key=len, reverse=True)
    inner = "|".join(regex.escape(word, literal_spaces=True) for word in longest_first)
    return regex.compile(rf"\b(?:{inner})\b" if inner else r"(?!)", regex.IGNORECASE)


def _word_ends(words: list[str]) -> regex.Pattern[str]:
    """A pattern for words that are one of these or a compound with it."""
    inner = "|".join(regex.escape(word) for word in words)
    return regex.compile(rf"(?:{inner})\b" if inner else r"(?!)", regex.IGNORECASE)


def _rule(pack: DealPack, rule: DealRule, classes: dict[str, frozenset[str]]) -> CompiledRule:
    if isinstance(rule.frame, str):
        if rule.frame not in pack.frames:
            raise RuleError(
                pack.pack, rule.id, f"no frame {rule.frame!r} in this pack; there are {sorted(pack.frames)}"
            )
        frame = pack.frames[rule.frame]
    else:
        frame = rule.frame
    for role in frame:
        if role not in ROLES[pack.type]:
            allowed = ", ".join(r.value for r in ROLES[pack.type])
            raise RuleError(
                pack.pack, rule.id, f"{pack.type.value} has no role {role.value!r}; its roles: {allowed}"
            )
    where = (pack.pack, rule.id)
    only = _condition(rule.only, classes, where)
    phrases = tuple(phrase.lower() for phrase in rule.trigger.phrase)
    compiled = {
        role: tuple(_slot(slot, pack.roles.get(role, ()), classes, where) for slot in slots)
        for role, slots in frame.items()
    }
    needed = [slot for role in only.roles for slot in compiled.get(role, ())]
    return CompiledRule(
        id=rule.id,
        type=pack.type,
        frame=tuple(compiled.items()),
        modifier=_expand(rule.trigger.modifier, classes, *where),
        phrases=phrases,
        only=only,
        unless=(_condition(rule.unless, classes, where), _condition(pack.unless, classes, where)),
        status=rule.status,
        past=rule.status or pack.past,
        present=rule.status or rule.present or pack.present,
        noun=rule.status or pack.noun,
        wants=tuple(nouns for nouns in (only.object, only.subject, only.head, only.nouns) if nouns),
        titled=bool(needed) and all("title" in slot.types for slot in needed),
        says=tuple(listed for listed in (phrases, only.words) if listed),
        collects=frozenset(pack.collects),
        about=rule.about or pack.about,
        joins=rule.joins,
        specificity=len(rule.only.model_fields_set - {"roles"})
        + bool(rule.trigger.modifier)
        + bool(rule.trigger.phrase),
    )


def _slot(
    slot: Slot, types: tuple[FillerType, ...], classes: dict[str, frozenset[str]], where: tuple[str, str]
) -> CompiledSlot:
    return CompiledSlot(
        slot.at, _expand(slot.noun, classes, *where), slot.of, slot.pick, frozenset(slot.type or types)
    )


def _condition(
    condition: Conditions, classes: dict[str, frozenset[str]], where: tuple[str, str]
) -> CompiledCondition:
    return CompiledCondition(
        object=_expand(condition.object, classes, *where),
        subject=_expand(condition.subject, classes, *where),
        nouns=_expand(condition.nouns, classes, *where),
        head=_expand(condition.head, classes, *where),
        words=tuple(word.lower() for word in condition.words),
        roles=condition.roles,
        modifier=_expand(condition.modifier, classes, *where),
        amount=condition.amount,
        thing=condition.thing,
        majority=condition.majority,
    )


def _expand(
    words: tuple[str, ...], classes: dict[str, frozenset[str]], pack: str, rule_id: str
) -> frozenset[str]:
    out: set[str] = set()
    for word in words:
        if word.startswith("@"):
            if word[1:] not in classes:
                raise RuleError(pack, rule_id, f"no word class {word!r}; there are {sorted(classes)}")
            out |= classes[word[1:]]
        else:
            out.add(word)
    return frozenset(out)
