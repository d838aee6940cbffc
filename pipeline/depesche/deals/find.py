"""The deals stage: triggers in clauses, frames filled, status judged, sums attached."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from depesche.deals.attributes import amount_of, date_of, headcount_of, round_of, stake_of, valuation_of
from depesche.deals.attribution import attribution_of
from depesche.deals.compile import CompiledCondition, CompiledRule, DealRules
from depesche.deals.fillers import beside, heads
from depesche.deals.frames import Occurrence, Scene, agent_chunks, fill, patient_chunks
from depesche.deals.participles import attributive_clauses
from depesche.deals.status import anaphor_cue, find_phrase, is_definite, judge, support_subject
from depesche.deals.view import View, within
from depesche.readings import Chunk, Clause, DealReading, Filler, PercentReading, Span, StatusUpdate, Tense
from depesche.records import DealType, Modifier, Role

_QUOTES = frozenset("„“”\"»«‚‘'")
_HALF = 50


def find_deals(
    clauses: Sequence[Clause], view: View, rules: DealRules
) -> tuple[tuple[DealReading, ...], tuple[StatusUpdate, ...]]:
    """Read every deal that a clause tells, in text order, and the clauses that only change a status.

    A trigger token gives at most one reading of a deal type: the rule with most roles filled.
    """
    scene = Scene(clauses, view, rules)
    readings: list[DealReading] = []
    updates: list[StatusUpdate] = []
    told_in: int | None = None
    for index, clause in enumerate(clauses):
        found = _in_clause(index, clause, scene)
        readings.extend(found)
        update = None if found else _update(index, scene, goes_on=clause.sentence == told_in)
        if found:
            told_in = clause.sentence
        if update is not None:
            updates.append(update)
    return tuple(sorted(readings, key=lambda r: (r.trigger, r.rule))), tuple(updates)


def _in_clause(index: int, clause: Clause, scene: Scene) -> list[DealReading]:
    best: dict[tuple[int, DealType], tuple[Occurrence, tuple[tuple[Role, Filler], ...]]] = {}
    ranks: dict[tuple[int, DealType], tuple[int, int]] = {}
    for occurrence in _occurrences(index, clause, scene):
        # What its words already rule out needs no roles, and most occurrences are ruled out.
        if _in_quotes(occurrence.token, scene.view) or not all(
            _word_tests(occurrence.rule.only, occurrence, scene)
        ):
            continue
        roles = fill(occurrence, scene)
        if not _holds(occurrence, roles, scene):
            continue
        key = (occurrence.token, occurrence.rule.type)
        rank = (len(roles), occurrence.rule.specificity)
        if key not in best or rank > ranks[key]:
            best[key], ranks[key] = (occurrence, roles), rank
    # Whom a house loses to another has moved: the seat he leaves is no news of its own.
    moved = {
        token
        for (token, kind), (_, roles) in best.items()
        if kind is DealType.TALENT_MOVE and any(role is Role.TO for role, _ in roles)
    }
    return [
        _reading(occurrence, roles, scene)
        for (token, kind), (occurrence, roles) in best.items()
        if kind is not DealType.LEADERSHIP_CHANGE or token not in moved
    ]


def _occurrences(index: int, clause: Clause, scene: Scene) -> Iterator[Occurrence]:
    """The triggers of a clause: its verb, the participles and the nouns of its own chunks."""
    view, rules = scene.view, scene.rules
    for told in (clause, *attributive_clauses(clause, view)):
        for rule in rules.by_verb.get(told.verb.lemma, ()) if told.verb is not None else ():
            if told.verb is not None and (
                not rule.phrases or find_phrase(rule.phrases, told, view) is not None
            ):
                yield Occurrence(rule, told.verb.head, index, told, None)
    yield from _adjectives(index, clause, scene)
    subject_is = support_subject(clause, rules)
    for chunk in clause.chunks:
        if chunk in clause.shared:
            continue
        for part, siblings in _parts(chunk):
            noun = view.nouns[part.head]
            for rule in rules.by_noun.get(noun.lemma, ()) if noun is not None else ():
                if _modifier_fits(rule.modifier, part.head, view) and (
                    not rule.phrases or find_phrase(rule.phrases, clause, view) is not None
                ):
                    aside = part.head != chunk.head and rules.in_class(view.words[chunk.head], "setting")
                    yield Occurrence(rule, part.head, index, clause, part, subject_is, siblings, aside)


def _in_quotes(token: int, view: View) -> bool:
    """Whether a trigger alone is in quotation marks, so that it is not meant: Er „kauft“ die Bank."""
    words = view.words
    return 0 < token < len(words) - 1 and words[token - 1] in _QUOTES and words[token + 1] in _QUOTES


def _parts(chunk: Chunk) -> Iterator[tuple[Chunk, tuple[Chunk, ...]]]:
    """A chunk and what hangs on it, each with the conjuncts that follow it."""
    yield chunk, ()
    for number, member in enumerate(chunk.members):
        yield member, chunk.members[number + 1 :]
        for part in member.attached:
            yield from _parts(part)
    for part in chunk.attached:
        yield from _parts(part)


def _adjectives(index: int, clause: Clause, scene: Scene) -> Iterator[Occurrence]:
    """Adjectives that evoke a deal, with the chunk they describe where they stand in one."""
    by_adjective, small = scene.rules.by_adjective, scene.view.small
    if by_adjective.keys().isdisjoint(small[clause.first : clause.last]):
        return
    for token in range(clause.first, clause.last):
        rules = by_adjective.get(small[token], ())
        if not rules or (token > clause.first and not scene.view.words[token][0].islower()):
            continue
        inside = [p for c in clause.chunks for p in heads(c) if p.first <= token < p.last]
        for rule in rules:
            yield Occurrence(rule, token, index, clause, inside[-1] if inside else None)


def _modifier_fits(wanted: frozenset[str], token: int, view: View) -> bool:
    if not wanted:
        return True
    noun = view.nouns[token]
    modifier = (noun.modifier or "") if noun is not None else ""
    return any(modifier.lower().rstrip("s-").endswith(w.lower().rstrip("s")) for w in wanted)


def _holds(occurrence: Occurrence, roles: Sequence[tuple[Role, Filler]], scene: Scene) -> bool:
    """Whether the roles are as the rule's ``only`` wants them and none of its ``unless`` holds."""
    rule: CompiledRule = occurrence.rule
    return all(_role_tests(rule.only, occurrence, roles, scene)) and not any(
        any(_word_tests(condition, occurrence, scene))
        or any(_role_tests(condition, occurrence, roles, scene))
        for condition in rule.unless
    )


def _word_tests(condition: CompiledCondition, occurrence: Occurrence, scene: Scene) -> Iterator[bool]:
    """The outcome of each part of a condition that is given and asks for words, not for roles."""
    if condition.object:
        patients = patient_chunks(occurrence, scene)
        behind = [b for chunk in patients for b in beside(chunk, occurrence.clause)]
        yield _headed_by([*patients, *behind], condition.object, scene.view)
    if condition.subject:
        yield _headed_by(agent_chunks(occurrence, scene), condition.subject, scene.view)
    if condition.head:
        yield any(
            scene.view.lemma(part.head) in condition.head
            for chunk in patient_chunks(occurrence, scene)
            for part in (chunk.members or (chunk,))
        )
    if condition.nouns:
        lemmas = (scene.view.lemma(t) for t in range(occurrence.clause.first, occurrence.clause.last))
        yield any(lemma in condition.nouns for lemma in lemmas)
    if condition.words:
        yield find_phrase(condition.words, occurrence.clause, scene.view) is not None
    if condition.modifier:
        yield _modifier_fits(condition.modifier, occurrence.token, scene.view)
    if condition.amount is not None:
        span = scene.view.span(occurrence.clause.first, occurrence.clause.last)
        yield bool(within(scene.view.readings.amounts, span)) is condition.amount
    if condition.majority is not None:
        span = scene.view.span(occurrence.clause.first, occurrence.clause.last)
        stakes = within(scene.view.readings.percents, span)
        yield any(_is_majority(p) for p in stakes) is condition.majority


def _is_majority(share: PercentReading) -> bool:
    """Whether a share is more than half: "75 Prozent", "mehr als 50 Prozent"."""
    if share.value is None:
        return False
    return share.value > _HALF or (share.value == _HALF and share.modifier is Modifier.MORE_THAN)


def _role_tests(
    condition: CompiledCondition, occurrence: Occurrence, roles: Sequence[tuple[Role, Filler]], scene: Scene
) -> Iterator[bool]:
    """The outcome of each part of a condition that is given and asks for roles."""
    if condition.roles:
        yield any(role in condition.roles for role, _ in roles)
    if condition.thing is not None:
        yield _is_thing(occurrence, roles, scene) is condition.thing


def _is_thing(occurrence: Occurrence, roles: Sequence[tuple[Role, Filler]], scene: Scene) -> bool:
    """Whether the trigger acts on a plain noun, none of whose words fills a role: "kauft *6000 Drohnen*"."""
    objects = [c for c in patient_chunks(occurrence, scene) if scene.view.tags[c.head] == "NN"]
    return bool(objects) and not any(
        chunk.span.covers(filler.span) for chunk in objects for _, filler in roles
    )


def _headed_by(chunks: Sequence[Chunk], lemmas: frozenset[str], view: View) -> bool:
    """Whether a chunk, or what hangs on it, has one of these nouns ("55 Millionen Euro *Wagniskapital*").

    The words of a name ("Raiffeisen *Ware* Austria") are none.
    """
    return any(
        (view.lemma(token) in lemmas or view.words[token] in lemmas) and not view.in_name(token)
        for chunk in chunks
        for token in range(chunk.first, chunk.last)
    )


def _reading(occurrence: Occurrence, roles: tuple[tuple[Role, Filler], ...], scene: Scene) -> DealReading:
    view, rules = scene.view, scene.rules
    clause, rule = occurrence.clause, occurrence.rule
    trigger = view.span(occurrence.token, occurrence.token + 1)
    sentence = view.sentence_of(occurrence.token)
    said = attribution_of(occurrence, sentence, scene)
    verdict = judge(occurrence, scene, said)
    scope = view.span(clause.first, clause.last)
    return DealReading(
        type=rule.type,
        status=verdict.status,
        status_cue=verdict.cue,
        status_strength=verdict.strength,
        roles=roles,
        amount=amount_of(rule.type, trigger, scope, view),
        valuation=valuation_of(trigger, scope, view),
        percent=stake_of(trigger, scope, view),
        headcount=headcount_of(rule.type, trigger, scope, view),
        date=date_of(trigger, scope, view, inside=_nested(occurrence, scene)),
        round=round_of(sentence, view, rules) if rule.type is DealType.FUNDING_ROUND else None,
        attribution=said,
        trigger=trigger,
        evidence=sentence,
        rule=rule.id,
        unreal=verdict.unreal,
        anaphoric=_is_definite(occurrence, scene),
        by_noun=occurrence.chunk is not None,
        about=rule.about,
        joins=rule.joins,
        background=clause.verb is not None and clause.verb.tense is Tense.PLUPERFECT,
    )


def _nested(occurrence: Occurrence, scene: Scene) -> tuple[Span, ...]:
    """The clauses put into the trigger's own: "Siemens, *das 2024 neun Milliarden verdiente*, kauft …"."""
    clause, view = occurrence.clause, scene.view
    return tuple(
        view.span(other.first, other.last)
        for other in scene.of_sentence(occurrence.index)
        if other is not clause
        and clause.first < other.first
        and other.last < clause.last
        and not other.first <= occurrence.token < other.last
    )


def _is_definite(occurrence: Occurrence, scene: Scene) -> bool:
    """Whether an article or pronoun shows that a trigger can take up a deal told before.

    For a trigger noun its own ("die Übernahme"), for a verb that of the trigger noun beside it
    ("führte *die Runde* an").
    """
    view = scene.view
    if occurrence.chunk is not None:
        chunks = [occurrence.chunk] if view.nouns[occurrence.token] is not None else []
    else:
        chunks = [c for c in occurrence.clause.chunks if view.lemma(c.head) in scene.rules.by_noun]
    return any(is_definite(chunk, view) for chunk in chunks)


def _update(index: int, scene: Scene, *, goes_on: bool) -> StatusUpdate | None:
    """The status a clause gives to a deal told before, without telling of the deal itself."""
    view = scene.view
    found = anaphor_cue(index, scene, goes_on=goes_on)
    if found is None:
        return None
    cue, span = found
    assert cue.status is not None
    sentence = view.sentence_of(view.token_at(span.start))
    return StatusUpdate(
        status=cue.status,
        cue=span,
        strength=cue.strength,
        evidence=sentence,
        types=frozenset(cue.types),
        names=tuple(name.span for name in view.names_in(sentence) if name.type == "company"),
        rule=cue.id,
    )


def trigger_spans(readings: Sequence[DealReading]) -> tuple[Span, ...]:
    """The trigger spans of the readings, each once, in text order."""
    return tuple(sorted({reading.trigger for reading in readings}))
