"""Who says so: the source that a sentence names for what it tells."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import regex

from depesche.deals.frames import Occurrence, Scene
from depesche.deals.view import View
from depesche.readings import AttributionReading, Chunk, Clause, ClauseKind, Function, Mood, Span

_WINDOW = 60
"""How many characters a source may stand away from "laut" or "zufolge"."""
_MAX_DEPTH = 3
_PRONOUN_TAGS = frozenset({"PPER", "PDS", "PIS", "PRELS", "PWS"})
_LABEL = regex.compile(r"[^\n:]{2,40}:")
"""Who speaks, at the head of a paragraph of an interview."""


def attribution_of(occurrence: Occurrence, sentence: Span, scene: Scene) -> AttributionReading | None:
    """The source of a trigger: the subject of a verb of saying over its clause or put in, or "laut X"."""
    found = (
        _by_verb(occurrence, scene)
        or _inserted(occurrence, scene)
        or _by_phrase(occurrence, sentence, scene)
        or _said_after(sentence, scene)
        or _interviewed(sentence, scene.view)
    )
    return replace(found, heard=_is_heard(found, scene)) if found is not None else None


def _is_heard(said: AttributionReading, scene: Scene) -> bool:
    view = scene.view
    if any(name.is_medium for name in view.names_in(said.speaker)):
        return True
    text = view.text[said.evidence.start : said.evidence.end]
    return scene.rules.attribution.hearsay.search(text) is not None


def _by_verb(occurrence: Occurrence, scene: Scene) -> AttributionReading | None:
    """The speaker of a clause that the trigger's depends on; a relative clause is nobody's words."""
    clause = occurrence.clause
    for _ in range(_MAX_DEPTH):
        if clause.parent is None or clause.kind is ClauseKind.RELATIVE:
            return None
        by_party = clause.kind is ClauseKind.INFINITIVE
        clause = scene.clauses[clause.parent]
        # Who announces to do something acts; it is the deal, not a word about it.
        if by_party and clause.verb is not None and clause.verb.lemma in scene.rules.attribution.acts:
            return None
        said = _speaker(clause, scene)
        if said is not None:
            return said
    return None


def _inserted(occurrence: Occurrence, scene: Scene) -> AttributionReading | None:
    """The speaker of a clause of saying beside the trigger's: "wie X mitteilte", "…, sagte X", "X: …"."""
    clause = occurrence.clause
    if clause.first and scene.view.words[clause.first - 1] == ":" and occurrence.index:
        said = _speaker(scene.clauses[occurrence.index - 1], scene)
        if said is not None:
            return said
    for other in scene.of_sentence(occurrence.index):
        if other is clause or other.verb is None:
            continue
        if other.kind is ClauseKind.MAIN:
            leads = min(other.verb.tokens) == other.first > clause.first
            fits = leads or (other.last <= clause.first and _is_reported(clause))
        else:
            fits = other.connector in scene.rules.attribution.connectors
        said = _speaker(other, scene) if fits else None
        if said is not None:
            return said
    return None


def _said_after(sentence: Span, scene: Scene) -> AttributionReading | None:
    """The speaker of a next sentence that takes up the whole one: "Das berichtet X"."""
    view = scene.view
    following = view.token_at(sentence.end - 1) + 1
    if following >= len(view.words):
        return None
    after = view.sentence_of(following)
    found = scene.rules.attribution.afterwards.match(view.text, after.start, after.end)
    if found is None:
        return None
    source = _nearest(Span(found.end(), min(found.end() + _WINDOW, after.end)), scene, first=True)
    return AttributionReading(source, Span(found.start(), source.end)) if source is not None else None


def _is_reported(clause: Clause) -> bool:
    return clause.verb is not None and clause.verb.mood is Mood.REPORTED


def _speaker(clause: Clause, scene: Scene) -> AttributionReading | None:
    """The subject of a clause whose verb is one of saying."""
    words = scene.rules.attribution
    if clause.verb is None:
        return None
    knows = clause.verb.modal == "wollen" and clause.verb.lemma in words.claims
    if clause.verb.lemma not in words.verbs and not knows:
        return None
    subjects = [c for c in clause.chunks if c.function is Function.SUBJECT and c not in clause.shared]
    said = _named(subjects[0], scene) if subjects else None
    if said is not None:
        return said
    # "Aus Kreisen verlautete", "hieß es in Kreisen": nobody is the subject.
    for chunk in clause.chunks:
        if chunk.prep is not None and _is_source(chunk.head, scene):
            return AttributionReading(chunk.span, chunk.span)
    return None


def _named(chunk: Chunk, scene: Scene) -> AttributionReading | None:
    """Who a subject of saying is; None for a pronoun or "beide Seiten"."""
    view = scene.view
    word = view.words[chunk.head]
    if (view.tags[chunk.head] in _PRONOUN_TAGS and word.islower()) or word in scene.rules.attribution.nobody:
        return None
    head = view.span(chunk.head, chunk.head + 1)
    names = view.names_in(chunk.span)
    people = [n.span for n in names if n.type == "person"]
    whole = [n.span for n in names if n.span.overlaps(head)]
    speaker = (people or whole or [chunk.span])[0]
    return AttributionReading(speaker, view.span(chunk.first, chunk.last))


def _by_phrase(occurrence: Occurrence, sentence: Span, scene: Scene) -> AttributionReading | None:
    """A source behind "laut" or before "zufolge", in the trigger's clause if there are several."""
    clause = scene.view.span(occurrence.clause.first, occurrence.clause.last)
    return next((found for scope in (clause, sentence) for found in _phrases(scope, scene)), None)


def _phrases(scope: Span, scene: Scene) -> Iterator[AttributionReading]:
    words = scene.rules.attribution
    text = scene.view.text[scope.start : scope.end]
    found = words.before.search(text)
    if found is not None:
        start = scope.start + found.end()
        source = _nearest(Span(start, min(start + _WINDOW, scope.end)), scene, first=True)
        if source is not None:
            yield AttributionReading(source, Span(scope.start + found.start(), source.end))
    found = words.after.search(text)
    if found is not None:
        end = scope.start + found.start()
        source = _nearest(Span(max(scope.start, end - _WINDOW), end), scene, first=False)
        if source is not None:
            yield AttributionReading(source, Span(source.start, scope.start + found.end()))


def _is_source(token: int, scene: Scene) -> bool:
    """Whether a noun, or the head of its compound, stands for a source without a name."""
    word = scene.view.words[token]
    return word[:1].isupper() and scene.rules.attribution.sources.search(word) is not None


def _nearest(window: Span, scene: Scene, *, first: bool) -> Span | None:
    """The source in a window that is nearest to the phrase: the first or the last one.

    A name counts before the noun it hangs on: "laut einem Bericht der *Financial Times*".
    """
    view = scene.view
    names = [n.span for n in view.names_in(window) if n.type != "location"]
    nouns: list[Span] = []
    for token in range(view.token_at(window.start), len(view.words)):
        if view.starts[token] >= window.end:
            break
        span = view.span(token, token + 1)
        if window.covers(span) and _is_source(token, scene) and not any(n.overlaps(span) for n in names):
            nouns.append(span)
    found = [*names, *nouns]
    if not found:
        return None
    chosen = min(found) if first else max(found)
    if first and chosen in nouns:
        of_it = [n for n in names if _hangs_on(chosen, n, view)]
        return min(of_it, default=chosen)
    return chosen


def _hangs_on(noun: Span, name: Span, view: View) -> bool:
    """Whether only an article, a preposition, a kind of house or quotation marks stand between."""
    if name.start < noun.end:
        return False
    between = range(view.token_at(noun.end - 1) + 1, view.token_at(name.start))
    return len(between) <= _NEAR_TOKENS and all(view.tags[t] in _LINKS for t in between)


_NEAR_TOKENS = 4
_LINKS = frozenset({"ART", "APPR", "APPRART", "NN", "ADJA", "$("})


def _interviewed(sentence: Span, view: View) -> AttributionReading | None:
    """Whose name stands at the head of the paragraph: "Lorenz: Wir haben …"."""
    start = view.text.rfind("\n", 0, sentence.start) + 1
    label = _LABEL.match(view.text, start, min(sentence.end, start + _WINDOW))
    if label is None:
        return None
    people = [n for n in view.names_in(Span(start, label.end())) if n.type == "person"]
    if len(people) != 1 or people[0].span.end != label.end() - 1:
        return None
    return AttributionReading(people[0].span, people[0].span)
